"""The commands: a contract that scripts and tests stand on."""

import sys

from coreg.domain.errors import CoregError
from coreg.recording.core_dumps import forbid_core_dumps

EXIT_PROBLEM = 2


def run() -> int:
    """Run the command line; every problem is one sentence on standard error and exit code 2, never a traceback."""
    forbid_core_dumps()
    try:
        return _run_command() if sys.argv[1:] else _open_window()
    except KeyboardInterrupt:
        return 130
    except CoregError as problem:
        sys.stderr.write(f"coreg: {problem}\n")
        return EXIT_PROBLEM
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _open_window() -> int:
    """Open the window without loading click: 40 ms of 250 until it stands there (benchmarks/startup.py)."""
    from coreg.cli.language import begin_language
    from coreg.cli.logs import begin_logging
    from coreg.cli.window import open_window

    begin_logging(is_verbose=False)
    begin_language(None)
    return open_window(None)


def _run_command() -> int:
    import click

    from coreg.cli.commands import main

    try:
        result = main(standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.Abort:
        return 130
    return result if isinstance(result, int) else 0
