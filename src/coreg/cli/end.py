"""`coreg end`: a session that was cut off, ended where it stands."""

from pathlib import Path

import click

from coreg.cli.opened import entry_of, is_id, vault
from coreg.cli.passphrase import PASSPHRASE_FILE


@click.command(name="end")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
def command(file: Path, passphrase_file: Path | None) -> None:
    """End the session FILE, which was cut off, at the last thing that was stored in it.

    A set that was running ends with the last stored beat, and counts in no number.
    """
    from coreg import app
    from coreg.cli.output import clock_words
    from coreg.recording.place import Place

    if is_id(file):
        with vault(passphrase_file) as opened:
            duration_s = app.end_in_vault(opened, entry_of(opened, str(file)).session_id, "command")
    else:
        duration_s = app.end_there(Place(file), "command")
    click.echo(f"Ended at {clock_words(duration_s)}.")
