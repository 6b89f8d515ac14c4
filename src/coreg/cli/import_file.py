"""`coreg import`: another program's recording as a session file."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.output import ROLE, clock_words, print_lines
from coreg.domain.errors import UsageError
from coreg.domain.person import Role

if TYPE_CHECKING:
    from coreg.recording.imports.beginning import Beginning
    from coreg.recording.imports.imported import Imported

_KNOWN_FROM = {
    "given": "as you say",
    "content": "as the file says",
    "file_date": "the file's own date: it doesn't say when it was recorded; if you know, import it with --started",
}


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The session file to write.")
@click.option("--role", type=ROLE, default=Role.CLIENT.value, show_default=True, help="Whose heart it was.")
@click.option("--started", metavar="ISO", help="When it began, like 2026-03-01T09:30, where the file doesn't say.")
def command(file: Path, out: Path, role: str, started: str | None) -> None:
    """Make a session of what another program recorded: formats in docs/IMPORTS.md. The file is plain."""
    from coreg import app
    from coreg.recording.imports.detect import read_recording
    from coreg.recording.place import Place

    given = _time(started)
    imported = read_recording(file, Role(role))
    beginning = app.write_import(file, imported, Role(role), Place(out), given)
    _print(file, imported, beginning)
    click.echo(f"Written to {out}. It isn't protected: whoever can read the file can read the heartbeats.")


def _time(words: str | None) -> datetime | None:
    if words is None:
        return None
    try:
        return datetime.fromisoformat(words).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        msg = f"{words!r} is no date and time: write it like 2026-03-01T09:30"
        raise UsageError(msg) from error


def _print(file: Path, imported: "Imported", beginning: "Beginning") -> None:
    click.echo(f"{file.name} is {imported.format.words}.")
    gaps = imported.gaps
    lost_s = sum(gap.end_s - gap.start_s for gap in gaps)
    began = beginning.began.astimezone()
    print_lines(
        [
            ("Intervals", f"{len(imported.rr_ms)} in {clock_words(imported.duration_s)}"),
            ("Gaps", f"{len(gaps)}, {lost_s:.1f} s in all" if gaps else "none"),
            ("Began", f"{began:%Y-%m-%d %H:%M} ({_KNOWN_FROM[beginning.known_from.value]})"),
        ]
    )
    for remark in imported.remarks:
        click.echo(remark)
