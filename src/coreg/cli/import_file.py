"""`coreg import`: another program's recording as a session file."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import person_of, vault
from coreg.cli.output import ROLE, clock_words, print_lines
from coreg.cli.passphrase import PASSPHRASE_FILE
from coreg.domain.errors import UsageError
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader

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
@click.option("--out", type=click.Path(path_type=Path), help="The session file to write; it is plain.")
@click.option("--person", help="Or into the vault: this pseudonym's session.")
@PASSPHRASE_FILE
@click.option("--role", type=ROLE, default=Role.CLIENT.value, show_default=True, help="Whose heart it was.")
@click.option("--started", metavar="ISO", help="When it began, like 2026-03-01T09:30, where the file doesn't say.")
def command(
    file: Path,
    out: Path | None,
    person: str | None,
    passphrase_file: Path | None,
    role: str,
    started: str | None,
) -> None:
    """Make a session of what another program recorded (docs/IMPORTS.md): a plain file, or one of the vault."""
    if (out is None) is (person is None):
        msg = "Say where it goes: --out FILE for a plain file, or --person PSEUDONYM for the vault."
        raise UsageError(msg)
    from coreg import app
    from coreg.recording.imports.detect import read_recording
    from coreg.recording.place import Place

    given = _time(started)
    imported = read_recording(file, Role(role))
    if out is not None:
        plain = Place(out)
        _print(file, imported, app.write_import(file, imported, Role(role), lambda _: plain, given))
        click.echo(f"Written to {out}. It isn't protected: whoever can read the file can read the heartbeats.")
        return
    with vault(passphrase_file) as opened:
        person_id = person_of(opened, str(person)).person_id
        headers: list[SessionHeader] = []

        def make_place(header: SessionHeader) -> Place:
            headers.append(header)
            return opened.begin_session(header, person_id)

        _print(file, imported, app.write_import(file, imported, Role(role), make_place, given))
        opened.finish_session(headers[0].session_id, imported.duration_s)
    click.echo(f"Session {headers[0].session_id} of {person} is in the vault.")


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
