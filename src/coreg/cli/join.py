"""`coreg join`: a recording that went on in another folder, in one file again."""

from pathlib import Path

import click

from coreg.cli.opened import entry_of, is_id, vault
from coreg.cli.passphrase import PASSPHRASE_FILE


@click.command(name="join")
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path))
@PASSPHRASE_FILE
def command(first: Path, parts: tuple[Path, ...], passphrase_file: Path | None) -> None:
    """Join the PARTS of a recording, in their order, to its FIRST file; they are deleted once all is in there.

    FIRST is a session file, or the id of a session of the vault. A recording is in parts where its disk was full or
    gone and it went on elsewhere. Where something is missing between them, all stay as they are.
    """
    from coreg.recording.parts import join
    from coreg.recording.place import Place

    if is_id(first):
        with vault(passphrase_file) as opened:
            opened.join_parts(entry_of(opened, str(first)).session_id, parts)
    else:
        for part in parts:
            join(Place(first), Place(part))
    click.echo(f"All of the recording is in {first}.")
