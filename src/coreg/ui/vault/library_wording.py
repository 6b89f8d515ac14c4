"""The words of people, sessions, exports and forgetting."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from coreg.recording.vault.finding import Finding, Thing, Wrong

if TYPE_CHECKING:
    from coreg.recording.vault.stored_session import SessionEntry

SECTION = "Clients and sessions"
SEARCH = "Find a client"
CLIENTS, SESSIONS = "Clients", "Sessions"
THERAPIST = "You (therapist)"
NOBODY_YET = "No client yet"
FIRST_STEPS = (
    "Add a client by a pseudonym: initials and a number will do. It stands on the screen and in exports.",
    "Before the first recording their consent is asked for, and yours for your own heart.",
    "Watching, with nothing written down, is always possible.",
)
NOBODY_FOUND = "Nobody by that name"
NO_SESSION_YET = "No session yet"
YOUR_SESSIONS = "Your heart is in the sessions of your clients."
READING = "Reading the library …"

ADD, ADD_KEY = "Add a client", "Ctrl+N"
START, START_KEY = "Start a session", "Enter"
EDIT = "Name and date"
CONSENT = "Consent"
FORGET = "Forget"
OPEN, EXPORT = "Open", "Export"
CARE = "The vault"

ADD_TITLE = "Add a client"
EDIT_TITLE = "Name and date"
PSEUDONYM = "Pseudonym"
PSEUDONYM_HOW = "Stands on the screen and in exports. Not the name: initials and a number will do."
NAME = "Name (may stay empty)"
NAME_HOW = "Kept in the vault's library alone, and shown in its list: not in a session, not in an export."
KEEP_UNTIL = "Keep the recordings until (year-month-day, may stay empty)"
KEEP_UNTIL_HOW = "The client then stands under “due”. Nothing is deleted by itself."
KEEP_UNTIL_WRONG = "Write the date like 2036-12-31, or leave it empty."
NO_PSEUDONYM = "A pseudonym is needed: initials and a number will do."
MOST_CHARACTERS = 40
KEEP = "Keep"
SAVING = "Writing it down …"

FORGET_TITLE = "Forget this client"
FORGET_SURE = "This can't be taken back."
WHAT_GOES, WHAT_STAYS = "What is deleted", "What stays"
FORGET_COPIES = (
    "Copies on other disks, snapshots and old backups can still be opened with the passphrase of then. Exports "
    "that were made are files like any other: they stay where they are."
)
FORGET_NOW = "Forget for good"
FORGETTING = "Deleting …"

EXPORT_TITLE = "Export a session"
EXPORT_WARNS = "What is exported is not encrypted any more: whoever gets the files can read them."
FORMAT = "Format"
EXPORTING = "Writing the files …"

WATCH_ONLY = "Watch only"

_STATE = {
    "open": "running, or cut off: it closes at the next start",
    "closed": "complete",
    "interrupted": "interrupted, and kept up to then",
    "imported": "imported",
    "missing": "its file is missing",
}
FOUND_CHANGED = "Something in the vault isn't as it was written: “The vault”, then “Check every file” says what."
KEPT_NOT_AGREED = "Without “kept” and “seen during the session” nothing is recorded. Watching only works."

_THING = {
    Thing.LIBRARY.value: "the library",
    Thing.LIBRARY_SEAL.value: "the library's seal",
    Thing.FILE.value: "the recording",
    Thing.SIDECAR.value: "the second copy of its key",
    Thing.NOTES.value: "the notes",
}
_WRONG = {
    Wrong.MISSING: "is missing",
    Wrong.UNREADABLE: "can't be read: damaged, cut short or changed",
    Wrong.SWAPPED: "is another session's",
    Wrong.CHANGED: "was changed after it was written",
    Wrong.ROLLED_BACK: "is an older state of itself",
    Wrong.UNKNOWN: "lies in the folder, and the library doesn't know it",
}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(of: date) -> str:
    """A date in words.

    >>> day(date(2026, 3, 12))
    '12 March 2026'
    """
    return f"{of.day} {_MONTHS[of.month - 1]} {of.year}"


def day_of_utc(utc: str) -> str:
    """The date of an instant, where this computer stands."""
    return day(datetime.fromisoformat(utc).astimezone().date())


def started(started_utc: str, utc_offset_s: int) -> str:
    """When a session began, by the clock on the wall of then and there.

    >>> started("2026-03-12T23:30:00.000Z", 3600)
    'Fri 13 March 2026, 00:30'
    """
    there = _there(started_utc, utc_offset_s)
    return f"{_WEEKDAYS[there.weekday()]} {day(there.date())}, {there:%H:%M}"


def day_there(started_utc: str, utc_offset_s: int) -> str:
    """The date that a session belongs to."""
    return day(_there(started_utc, utc_offset_s).date())


def _there(started_utc: str, utc_offset_s: int) -> datetime:
    return datetime.fromisoformat(started_utc).astimezone(UTC) + timedelta(seconds=utc_offset_s)


def length(duration_s: float | None) -> str:
    """How long a session was.

    >>> length(3000.0), length(40.0), length(None)
    ('50 min', '40 s', 'length not known')
    """
    if duration_s is None:
        return "length not known"
    return f"{duration_s:.0f} s" if duration_s < 60 else f"{duration_s / 60:.0f} min"


def session_detail(session: SessionEntry) -> str:
    """The second line of a session: length, state, and whether anybody was really there."""
    parts = [length(session.duration_s), _STATE[session.state.value]]
    if session.is_simulated:
        parts.append("simulated people")
    return " · ".join(parts)


def person_detail(n_sessions: int, last: str | None, *, is_due: bool, may_record: bool) -> str:
    """The second line of a person in the list."""
    parts = ["no session yet" if last is None else f"{n_times(n_sessions)} · last {last}"]
    if not may_record:
        parts.append("no consent")
    if is_due:
        parts.append("due")
    return " · ".join(parts)


def n_times(n_sessions: int) -> str:
    """How many sessions.

    >>> n_times(1), n_times(14)
    ('1 session', '14 sessions')
    """
    return f"{n_sessions} session{'' if n_sessions == 1 else 's'}"


def due(count: int) -> str:
    """The button that shows whose retention date has come."""
    return f"Due: {count}"


def kept_until(retention: date | None, *, is_due: bool) -> str:
    """What stands beside a person about their date."""
    if retention is None:
        return "No date set until which the recordings are kept."
    if is_due:
        return f"Kept until {day(retention)}: due. Export what must stay, then forget, or set another date."
    return f"Kept until {day(retention)}."


def who(pseudonym: str, name: str | None) -> str:
    """A person at the head of their page."""
    return f"{pseudonym} ({name})" if name else pseudonym


def what_goes(pseudonym: str, n_sessions: int, n_consents: int) -> tuple[tuple[str, ...], str]:
    """Exactly what forgetting deletes, and what is kept so that it stays forgotten."""
    consents = f"{n_consents or 'no'} consent entr{'y' if n_consents == 1 else 'ies'}"
    sessions = f"{n_times(n_sessions)} with notes and keys" if n_sessions else "no session"
    goes = (f"{pseudonym}: pseudonym, name, dates, ticks", f"{sessions}, {consents}")
    return goes, "A random number stays, so that a backup that is put back forgets this client again."


def type_to_forget(pseudonym: str) -> str:
    """What has to be typed."""
    return f"Type {pseudonym} to confirm"


def forgotten(pseudonym: str) -> str:
    """Said once it is done."""
    return f"{pseudonym} is forgotten."


def exported(folder: str) -> str:
    """Said once the files are there."""
    return f"Written to the new folder {folder}"


def finding(found: Finding, when: str | None) -> str:
    """One thing that a check found: what, whose, and in which file to look."""
    what = _THING.get(found.thing, f"the table “{found.thing}” of the recording")
    of = "" if when is None else f"{when}: "
    words = f"{of}{what} {_WRONG[found.wrong]} ({found.file_name})"
    return words[:1].upper() + words[1:]
