"""`coreg export`: a session as files for other programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import read

if TYPE_CHECKING:
    from coreg.export.content import Content
    from coreg.export.formats import Export

_FORMATS = ("csv", "kubios", "hrv-logger", "sqlite", "json", "edf", "parquet", "bids")
_EXTRAS = {
    "notes": "Notes: this session file holds none, so none were exported.",
    "names": "Names: this session file holds none, so none were exported.",
}


@click.command(name="export")
@click.argument("file", type=click.Path(path_type=Path))
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
    type=click.Choice(list(_EXTRAS)),
    multiple=True,
    help="What is left out unless asked for; may be given once for each.",
)
def command(file: Path, format_: str, out: Path, extras: Sequence[str]) -> None:
    """Export the session FILE for other programs: beats with artifact flags, gaps with their cause, marks.

    Nothing in DIR is overwritten, and nothing is encrypted any more: take care of the files.
    """
    from coreg.export.folder import new_name, write_folder
    from coreg.export.formats import Format, make
    from coreg.review.export_content import content_of

    content = content_of(read(file))
    export = make(content, Format(format_), new_name())
    folder = write_folder(out, export.name, export.files)
    _print(content, export, folder)
    for extra in dict.fromkeys(extras):
        click.echo(_EXTRAS[extra])


def _print(content: "Content", export: "Export", folder: Path) -> None:
    if content.header.is_simulated:
        click.echo("Simulated people, not a real session")
    click.echo(f"{folder}")
    for path in sorted(export.files):
        click.echo(f"  {path}")
    for what in export.cannot_carry:
        click.echo(f"Not in this format: {what}")
