"""`coreg` without a command: the window."""

from pathlib import Path


def open_window(data: Path | None) -> int:
    """Open the start window and return the process's exit code when it is closed."""
    from coreg import app
    from coreg.settings import recordings_folder
    from coreg.ui.application import run_window

    return run_window(app.doors(recordings_folder(data)))
