"""`coreg export`: a session as files for other programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import read_known
from coreg.cli.passphrase import PASSPHRASE_FILE
from coreg.domain.note import NoteKind

if TYPE_CHECKING:
    from coreg.export.content import Content
    from coreg.export.formats import Export

_FORMATS = ("csv", "kubios", "hrv-logger", "sqlite", "json", "edf", "parquet", "bids")
_NAMES = "names"
_TYPED = {"notes": NoteKind.NOTE, "parts": NoteKind.PART, "targets": NoteKind.TARGET, "reasons": NoteKind.REASON}


@click.command(name="export")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option(
    "--format", "format_", type=click.Choice(_FORMATS), required=True, help="docs/EXPORTS.md compares them."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="Folder in which the export's own folder, coreg-…, is made.",
)
@click.option(
    "--with",
    "extras",
    type=click.Choice([*_TYPED, _NAMES]),
    multiple=True,
    help="What is left out unless asked for: process notes, names of parts, words for targets, reasons of"
    " exclusions, people's names. May be given once for each.",
)
def command(file: Path, passphrase_file: Path | None, format_: str, out: Path, extras: Sequence[str]) -> None:
    """Export the session FILE for other programs: beats with artifact flags, gaps with their cause, marks.

    Nothing in DIR is overwritten, and nothing is encrypted any more: take care of the files.
    """
    from coreg.export.folder import new_name, write_folder
    from coreg.export.formats import WITH_TABLES, Format, make
    from coreg.review.export_content import content_of

    asked = [kind for word, kind in _TYPED.items() if word in extras]
    known = read_known(file, passphrase_file, with_notes=bool(asked))
    pseudonyms = {role: person.pseudonym for role, person in known.people.items()}
    names = {role: person.name for role, person in known.people.items() if person.name and _NAMES in extras}
    as_format = Format(format_)
    content = content_of(
        known.recording, pseudonyms, names, known.notes, asked=asked, has_classic=as_format in WITH_TABLES
    )
    export = make(content, as_format, new_name())
    folder = write_folder(out, export.name, export.files)
    _print(content, export, folder)
    for word, kind in _TYPED.items():
        if kind in asked:
            click.echo(_typed_words(word, sum(note.kind is kind for note in known.notes)))
    if _NAMES in extras:
        click.echo("Names: exported." if names else "Names: none is known of this session, so none was exported.")


def _print(content: "Content", export: "Export", folder: Path) -> None:
    if content.header.is_simulated:
        click.echo("Simulated people, not a real session")
    click.echo(f"{folder}")
    for path in sorted(export.files):
        click.echo(f"  {path}")
    for what in export.cannot_carry:
        click.echo(f"Not in this format: {what}")


def _typed_words(word: str, n: int) -> str:
    if not n:
        return f"{word.capitalize()}: this session has none, so none were exported."
    return f"{word.capitalize()}: {n}, where the format can carry them."
