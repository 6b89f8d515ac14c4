"""The table of commands. One file each, loaded only when it is asked for."""

import importlib
from pathlib import Path

import click

from coreg import __version__
from coreg.cli.language import begin_language
from coreg.cli.logs import begin_logging

_COMMANDS = (
    "demo",
    "scan",
    "record",
    "resume",
    "end",
    "join",
    "import",
    "replay",
    "review",
    "show",
    "analyze",
    "beats",
    "dyad",
    "rebuild",
    "amend",
    "differences",
    "erase",
    "export",
    "report",
    "sessions",
    "course",
    "compare",
    "supervision",
    "vault",
    "doctor",
    "probe",
)
_FILES = {"import": "import_file"}  # Python keeps the word for itself


class _LazyGroup(click.Group):
    """Loads a command's file when the command is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"coreg.cli.{_FILES.get(cmd_name, cmd_name)}").command
        return command


@click.group(cls=_LazyGroup, invoke_without_command=True)
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Folder for everything Coreg writes."
)
@click.option("--verbose", is_flag=True, help="Say more on standard error.")
@click.version_option(__version__, prog_name="coreg")
@click.pass_context
def main(ctx: click.Context, data: Path | None, *, verbose: bool) -> None:
    """Two hearts, measured side by side during a therapy session.

    Without a command, opens the window. Not a medical device: it states what it measured, and nobody is watching.
    """
    begin_logging(is_verbose=verbose)
    begin_language(data)
    if ctx.invoked_subcommand is None:
        from coreg.cli.window import open_window

        ctx.exit(open_window(data))
