"""`coreg sessions`: who and what is in the vault."""

import itertools
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import vault
from coreg.cli.output import Json, clock_words, print_json
from coreg.cli.passphrase import PASSPHRASE_FILE

if TYPE_CHECKING:
    from coreg.recording.vault.stored_session import SessionEntry

_SHOWN_OF_ID = 8


@click.command(name="sessions")
@PASSPHRASE_FILE
@click.option("--person", "pseudonym", help="Only this person's.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (coreg.sessions/1, docs/JSON.md).")
def command(passphrase_file: Path | None, pseudonym: str | None, *, as_json: bool) -> None:
    """List the vault's sessions. Wherever a command takes FILE, it takes a session's id as well."""
    with vault(passphrase_file) as opened:
        called = {person.person_id: person.pseudonym for person in opened.people()}
        entries = [each for each in opened.sessions() if pseudonym in (None, called.get(each.person_id))]
    if as_json:
        print_json("sessions", {"sessions": [_json(each, called) for each in entries]})
        return
    rows = [_words(each, called) for each in entries]
    widths = [max(map(len, column)) for column in itertools.zip_longest(*rows, fillvalue="")]
    for row in rows:
        click.echo("  ".join(f"{words:{width}}" for words, width in zip(row, widths, strict=False)).rstrip())
    if not entries:
        click.echo("No sessions.")


def _json(entry: "SessionEntry", called: dict[str, str]) -> dict[str, Json]:
    return {
        "session_id": entry.session_id,
        "person": called.get(entry.person_id),
        "started_utc": entry.started_utc,
        "zone": entry.zone,
        "utc_offset_s": entry.utc_offset_s,
        "duration_s": entry.duration_s,
        "state": entry.state.value,
        "simulated": entry.is_simulated,
        "has_notes": entry.has_notes,
        "seal": None if entry.seal is None else {"n": entry.seal.n, "head": entry.seal.head.hex()},
    }


def _words(entry: "SessionEntry", called: dict[str, str]) -> list[str]:
    zone = timezone(timedelta(seconds=entry.utc_offset_s))
    began = datetime.fromisoformat(entry.started_utc).astimezone(zone)
    length = "–" if entry.duration_s is None else clock_words(entry.duration_s)
    simulated = ["simulated"] if entry.is_simulated else []
    person = called.get(entry.person_id, "unknown")
    return [
        entry.session_id[:_SHOWN_OF_ID],
        f"{began:%Y-%m-%d %H:%M}",
        length,
        person,
        entry.state.value,
        *simulated,
    ]
