"""`coreg report`: one page about a session, for the record, for the client, or for supervision."""

from collections.abc import Sequence
from pathlib import Path

import click

from coreg.cli.opened import entry_of, is_id, vault
from coreg.cli.passphrase import PASSPHRASE_FILE

_COPIES = ("therapist", "client", "supervision")
_TICKS = ("notes", "names", "therapist")


@click.command(name="report")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="F",
    help="The file to write, .html or .pdf; an earlier one of this name is replaced.",
)
@click.option(
    "--copy",
    "copy_",
    type=click.Choice(_COPIES),
    default="therapist",
    show_default=True,
    help="Whom it is for: the client's has nothing of the therapist, supervision's no date.",
)
@click.option(
    "--with",
    "extras",
    type=click.Choice(_TICKS),
    multiple=True,
    help="What is left out unless asked for; may be given once for each.",
)
def command(file: Path, passphrase_file: Path | None, out: Path, copy_: str, extras: Sequence[str]) -> None:
    """Write a report of the session FILE: one page with what was measured, and what isn't known and why.

    The file isn't encrypted: whoever has it can read it.
    """
    from coreg import app
    from coreg.recording.place import Place
    from coreg.report.asked import Asked
    from coreg.report.file import face_of, write_file
    from coreg.report.page import Copy, Face, Tick
    from coreg.report.pdf import is_there

    face = face_of(out)
    asked = Asked(Copy(copy_), frozenset(map(Tick, extras)))
    if is_id(file):
        with vault(passphrase_file) as opened:
            content = app.report_kept(opened, entry_of(opened, str(file)).session_id, asked, face)
    else:
        content = app.report_of_file(Place(file), asked, face)
    write_file(out, content)
    click.echo(f"{out}")
    if face is Face.PDF and not is_there():
        click.echo("Made without Typst, so not tagged for screen readers: `pip install 'coreg[report]'` adds that.")
    if not is_id(file) and {Tick.NOTES, Tick.NAMES} & asked.ticks:
        click.echo("A plain session file holds no notes and no names, so the report has none.")
