"""The words of people, sessions, exports and forgetting."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from coreg.domain.client import Relation
from coreg.domain.language import _, ngettext
from coreg.recording.vault.finding import Finding, Thing, Wrong

if TYPE_CHECKING:
    from coreg.recording.vault.stored_session import SessionEntry

SECTION = _("Clients and sessions")
SEARCH = _("Find a client")
CLIENTS, SESSIONS = _("Clients"), _("Sessions")
THERAPIST = _("You (therapist)")
NOBODY_YET = _("No client yet")
FIRST_STEPS = (
    _("Add a client by a pseudonym: initials and a number will do. It stands on the screen and in exports."),
    _("Before the first recording their consent is asked for, and yours for your own heart."),
    _("Watching, with nothing written down, is always possible."),
)
NOBODY_FOUND = _("Nobody by that name")
NO_SESSION_YET = _("No session yet")
YOUR_SESSIONS = _("Your heart is in the sessions of your clients.")
READING = _("Reading the library …")

ADD, ADD_KEY = _("Add a client"), "Ctrl+N"
START, START_KEY = _("Start a session"), "Enter"
EDIT = _("Name and date")
CONSENT = _("Consent")
FORGET = _("Forget")
COURSE = _("Course")
OPEN, REVIEW, EXPORT = _("Open"), _("Review"), _("Export")
CARE = _("The vault")

ADD_TITLE = _("Add a client")
EDIT_TITLE = _("Name, date, second person")
PSEUDONYM = _("Pseudonym")
PSEUDONYM_HOW = _("Stands on the screen and in exports. Not the name: initials and a number will do.")
NAME = _("Name (may stay empty)")
NAME_HOW = _("Kept in the vault's library alone, and shown in its list: not in a session, not in an export.")
KEEP_UNTIL = _("Keep the recordings until (year-month-day, may stay empty)")
KEEP_UNTIL_HOW = _("The client then stands under “due”. Nothing is deleted by itself.")
SECOND_ASKED = _("Who wears the second strap in this client's sessions?")
SECOND = {
    Relation.THERAPIST: _("You"),
    Relation.PARENT: _("A parent"),
    Relation.PARTNER: _("The partner"),
    Relation.OTHER: _("Somebody else"),
}
SECOND_HOW = _("Their own consent is asked for first, and the words in the session follow.")
_WITH_SECOND = {
    Relation.PARENT: _("The second strap is a parent's. {consent}"),
    Relation.PARTNER: _("The second strap is the partner's. {consent}"),
    Relation.OTHER: _("The second strap is somebody else's. {consent}"),
}
SECOND_CONSENT = {
    Relation.THERAPIST: _("Your own consent"),
    Relation.PARENT: _("The parent's consent"),
    Relation.PARTNER: _("The partner's consent"),
    Relation.OTHER: _("The second person's consent"),
}
KEEP_UNTIL_WRONG = _("Write the date like 2036-12-31, or leave it empty.")
NO_PSEUDONYM = _("A pseudonym is needed: initials and a number will do.")
MOST_CHARACTERS = 40
KEEP = _("Keep")
SAVING = _("Writing it down …")

FORGET_TITLE = _("Forget this client")
FORGET_SURE = _("This can't be taken back.")
WHAT_GOES, WHAT_STAYS = _("What is deleted"), _("What stays")
FORGET_COPIES = _(
    "Copies on other disks, snapshots and old backups can still be opened with the passphrase of then. Exports "
    "that were made are files like any other: they stay where they are."
)
FORGET_NOW = _("Forget for good")
FORGETTING = _("Deleting …")

EXPORT_TITLE = _("Export a session")
EXPORT_WARNS = _("What is exported is not encrypted any more: whoever gets the files can read them.")
FORMAT = _("Format")
EXPORTING = _("Writing the files …")

WATCH_ONLY = _("Watch only")

_STATE = {
    "open": _("running, or cut off: it closes at the next start"),
    "closed": _("complete"),
    "interrupted": _("interrupted, and kept up to then"),
    "imported": _("imported"),
    "missing": _("its file is missing"),
}
FOUND_CHANGED = _("Something in the vault isn't as it was written: “The vault”, then “Check every file” says what.")
KEPT_NOT_AGREED = _("Without “kept” and “seen during the session” nothing is recorded. Watching only works.")

_THING = {
    Thing.LIBRARY.value: _("the library"),
    Thing.LIBRARY_SEAL.value: _("the library's seal"),
    Thing.FILE.value: _("the recording"),
    Thing.SIDECAR.value: _("the second copy of its key"),
    Thing.NOTES.value: _("the notes"),
}
_WRONG = {
    Wrong.MISSING: _("is missing"),
    Wrong.UNREADABLE: _("can't be read: damaged, cut short or changed"),
    Wrong.SWAPPED: _("is another session's"),
    Wrong.CHANGED: _("was changed after it was written"),
    Wrong.ROLLED_BACK: _("is an older state of itself"),
    Wrong.UNKNOWN: _("lies in the folder, and the library doesn't know it"),
}
_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)


def day(of: date) -> str:
    """A date in words.

    >>> day(date(2026, 3, 12))
    '12 March 2026'
    """
    return _("{day} {month} {year}").format(day=of.day, month=_MONTHS[of.month - 1], year=of.year)


def day_of_utc(utc: str) -> str:
    """The date of an instant, where this computer stands."""
    return day(datetime.fromisoformat(utc).astimezone().date())


def started(started_utc: str, utc_offset_s: int) -> str:
    """When a session began, by the clock on the wall of then and there.

    >>> started("2026-03-12T23:30:00.000Z", 3600)
    'Fri 13 March 2026, 00:30'
    """
    there = _there(started_utc, utc_offset_s)
    return _("{weekday} {day}, {time}").format(
        weekday=_WEEKDAYS[there.weekday()], day=day(there.date()), time=f"{there:%H:%M}"
    )


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
        return _("length not known")
    return f"{duration_s:.0f} s" if duration_s < 60 else f"{duration_s / 60:.0f} min"


def session_detail(session: SessionEntry) -> str:
    """The second line of a session: length, state, and whether anybody was really there."""
    parts = [length(session.duration_s), _STATE[session.state.value]]
    if session.is_simulated:
        parts.append(_("simulated people"))
    return " · ".join(parts)


def person_detail(n_sessions: int, last: str | None, *, is_due: bool, may_record: bool) -> str:
    """The second line of a person in the list."""
    times = _("{sessions} · last {day}").format(sessions=n_times(n_sessions), day=last)
    parts = [_("no session yet") if last is None else times]
    if not may_record:
        parts.append(_("no consent"))
    if is_due:
        parts.append(_("due"))
    return " · ".join(parts)


def n_times(n_sessions: int) -> str:
    """How many sessions.

    >>> n_times(1), n_times(14)
    ('1 session', '14 sessions')
    """
    return ngettext("{n} session", "{n} sessions", n_sessions).format(n=n_sessions)


def due(count: int) -> str:
    """The button that shows whose retention date has come."""
    return _("Due: {count}").format(count=count)


def kept_until(retention: date | None, *, is_due: bool) -> str:
    """What stands beside a person about their date."""
    if retention is None:
        return _("No date set until which the recordings are kept.")
    if is_due:
        return _("Kept until {day}: due. Export what must stay, then forget, or set another date.").format(
            day=day(retention)
        )
    return _("Kept until {day}.").format(day=day(retention))


def who(pseudonym: str, name: str | None) -> str:
    """A person at the head of their page."""
    return f"{pseudonym} ({name})" if name else pseudonym


def what_goes(pseudonym: str, n_sessions: int, n_consents: int) -> tuple[tuple[str, ...], str]:
    """Exactly what forgetting deletes, and what is kept so that it stays forgotten."""
    consents = ngettext("{n} consent entry", "{n} consent entries", n_consents).format(n=n_consents)
    with_notes = ngettext("{n} session with notes and keys", "{n} sessions with notes and keys", n_sessions)
    sessions = with_notes.format(n=n_sessions) if n_sessions else _("no session")
    consents = consents if n_consents else _("no consent entries")
    goes = (_("{pseudonym}: pseudonym, name, dates, ticks").format(pseudonym=pseudonym), f"{sessions}, {consents}")
    return goes, _("A random number stays, so that a backup that is put back forgets this client again.")


def type_to_forget(pseudonym: str) -> str:
    """What has to be typed."""
    return _("Type {pseudonym} to confirm").format(pseudonym=pseudonym)


def with_second(relation: Relation, consent: str) -> str:
    """Who the second person is and what they agreed to; empty where it is the therapist, who has an own page."""
    return _WITH_SECOND[relation].format(consent=consent) if relation in _WITH_SECOND else ""


def forgotten(pseudonym: str) -> str:
    """Said once it is done."""
    return _("{pseudonym} is forgotten.").format(pseudonym=pseudonym)


def exported(folder: str) -> str:
    """Said once the files are there."""
    return _("Written to the new folder {folder}").format(folder=folder)


def finding(found: Finding, when: str | None) -> str:
    """One thing that a check found: what, whose, and in which file to look."""
    what = _THING.get(found.thing) or _("the table “{name}” of the recording").format(name=found.thing)
    of = "" if when is None else f"{when}: "
    words = f"{of}{what} {_WRONG[found.wrong]} ({found.file_name})"
    return words[:1].upper() + words[1:]
