"""`coreg compare`: two sessions side by side on the same scales, as a page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import entry_of, is_id, vault
from coreg.cli.passphrase import PASSPHRASE_FILE

if TYPE_CHECKING:
    from coreg.review.compare import Side

_ALIGNED = ("start", "first-set")


@click.command(name="compare")
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="F.html",
    help="The file to write; an earlier one of this name is replaced.",
)
@click.option(
    "--align",
    type=click.Choice(_ALIGNED),
    default=_ALIGNED[0],
    show_default=True,
    help="What of the two stands beneath each other.",
)
def command(first: Path, second: Path, passphrase_file: Path | None, out: Path, align: str) -> None:
    """Write a page with the sessions FIRST and SECOND beneath each other, on the same scales.

    States what was measured in each; two sessions are too few to tell a change from chance. The file isn't
    encrypted: whoever has it can read it.
    """
    from coreg.app.compare import compare
    from coreg.report.compare.html import html
    from coreg.report.file import check_html, write_file

    check_html(out)
    sides = _sides((first, second), passphrase_file)
    page = compare(*sides)
    write_file(out, html(page, at_first_set=align == _ALIGNED[1]))
    click.echo(f"{out}")


def _sides(files: tuple[Path, Path], passphrase_file: Path | None) -> "tuple[Side, Side]":
    from coreg.app.compare import side_kept, side_of
    from coreg.recording.place import Place

    if not any(map(is_id, files)):
        first, second = (side_of(Place(file)) for file in files)
        return first, second
    with vault(passphrase_file) as opened:
        first, second = (
            side_kept(opened, entry_of(opened, str(file)).session_id) if is_id(file) else side_of(Place(file))
            for file in files
        )
    return first, second
