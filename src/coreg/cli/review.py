"""`coreg review`: a recorded session as a whole, in the window."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import entry_of, is_id, vault
from coreg.cli.passphrase import PASSPHRASE_FILE

if TYPE_CHECKING:
    from coreg.ui.review_source import ReviewSource


@click.command(name="review")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.pass_context
def command(ctx: click.Context, file: Path, passphrase_file: Path | None) -> None:
    """Show FILE as a whole: the strip, the sets, moving together. FILE may be a session of the vault by its id."""
    if is_id(file):
        from coreg import app

        with vault(passphrase_file) as opened:
            source = app.kept_review(opened, entry_of(opened, str(file)).session_id)
        ctx.exit(_show(ctx, source))
    from coreg import app
    from coreg.recording.place import Place
    from coreg.recording.reader import read_session

    read_session(file)  # what isn't a session is said here, and not in a window
    ctx.exit(_show(ctx, app.file_review(Place(file))))


def _show(ctx: click.Context, source: "ReviewSource") -> int:
    from dataclasses import replace

    from coreg import app
    from coreg.settings import recordings_folder
    from coreg.ui.application import run_window

    doors = app.doors(recordings_folder(ctx.find_root().params["data"]))
    return run_window(doors, review=replace(source, can_export=False))
