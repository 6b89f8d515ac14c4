"""A session for a supervisor: put into a package with a passphrase of its own, without what tells when it was."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from coreg.domain.client import Relation
from coreg.domain.consent import Purpose, is_allowed
from coreg.domain.errors import NoConsentError, PackageError, VaultError
from coreg.domain.language import _
from coreg.domain.note import Note, NoteKind, one_line

if TYPE_CHECKING:
    from coreg.recording.package.box import Lid
    from coreg.recording.package.package import Contents
    from coreg.recording.place import Place
    from coreg.recording.vault.kdf import KdfParameters
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.stored_session import SessionEntry


def check_may_be_packed(vault: "OpenVault", session_id: str, *, with_therapist: bool) -> "SessionEntry":
    """Return the entry of a session that may be shown in supervision.

    Raises
    ------
    NoConsentError
        Nobody agreed to that: the client, or the therapist for their own heart.
    VaultError
        The session isn't finished.
    """
    from coreg.recording.vault.stored_session import SessionState

    entry = session_of(vault, session_id)
    if entry.state not in (SessionState.CLOSED, SessionState.IMPORTED):
        raise VaultError(_("The session isn't finished: it can be packed when all of it is in one file."))
    if entry.is_simulated:
        return entry
    if not is_allowed(vault.consents(entry.person_id), Purpose.SUPERVISION):
        msg = _("There is no consent that this client's sessions are shown in supervision: ask for it first.")
        raise NoConsentError(msg)
    is_own = vault.person(entry.person_id).relation is Relation.THERAPIST
    if (
        with_therapist
        and is_own
        and not is_allowed(vault.consents(vault.therapist().person_id), Purpose.SUPERVISION)
    ):
        msg = _("Your own consent for supervision isn't there: keep it first, or leave your heart out.")
        raise NoConsentError(msg)
    return entry


def pack_session(
    vault: "OpenVault",
    session_id: str,
    path: Path,
    passphrase: str,
    *,
    with_therapist: bool,
    with_notes: bool,
    cost: "KdfParameters | None" = None,
) -> None:
    """Put a session of the vault into a package; the vault remembers which, so that comments find home.

    Parameters
    ----------
    cost
        What one guess of the passphrase costs; without it, what takes 0.5 to 1 s on this computer.

    Raises
    ------
    NoConsentError
        Nobody agreed that this client's sessions are shown in supervision.
    VaultError, SessionFileError, NotesFileError, DiskProblemError, PackageError
        The session isn't finished or can't be read, or the package can't be written there.
    """
    from coreg.recording.package.package import Contents
    from coreg.recording.package.undated import undated_session
    from coreg.recording.vault.packages import Packed

    entry = check_may_be_packed(vault, session_id, with_therapist=with_therapist)
    person, (day, number) = vault.person(entry.person_id), _place_in_therapy(vault, entry)
    session = undated_session(vault.place_of(session_id), person.pseudonym, day, with_therapist=with_therapist)
    notes = _notes(vault, entry, day) if with_notes and entry.has_notes else ()
    lid = _write(path, Contents(session, person.pseudonym, day, number, notes), passphrase, cost)
    vault.remember_packed(Packed(lid.box_id, session_id, lid.head, lid.key))


def pack_file(place: "Place", path: Path, pseudonym: str, passphrase: str, *, with_therapist: bool) -> None:
    """Put a plain session file into a package, as of the first day. What it holds of people is up to its owner.

    Raises
    ------
    SessionFileError, DiskProblemError, PackageError
        The session can't be read, or the package can't be written there.
    """
    from coreg.recording.package.package import Contents
    from coreg.recording.package.undated import undated_session

    session = undated_session(place, pseudonym, 0, with_therapist=with_therapist)
    _write(path, Contents(session, one_line(pseudonym), 0, 1), passphrase, None)


def session_of(vault: "OpenVault", session_id: str) -> "SessionEntry":
    """Return the vault's entry of a session; VaultError where it knows none of this id."""
    found = next((each for each in vault.sessions() if each.session_id == session_id), None)
    if found is None:
        msg = _("The vault knows no session with the id {session_id}.").format(session_id=session_id)
        raise VaultError(msg)
    return found


def _write(path: Path, contents: "Contents", passphrase: str, cost: "KdfParameters | None") -> "Lid":
    from coreg.recording.package.package import pack
    from coreg.recording.vault.kdf import calibrate

    if path.exists():
        msg = _("{name} is there already: choose another name.").format(name=path.name)
        raise PackageError(msg)
    return pack(path, contents, passphrase, cost or calibrate())


def _place_in_therapy(vault: "OpenVault", entry: "SessionEntry") -> tuple[int, int]:
    """Return on which day since the client's first session this one was, and the how manieth of theirs it is.

    Simulated sessions are none of theirs; among themselves they are counted alike.
    """
    alike = [each for each in vault.sessions(entry.person_id) if each.is_simulated is entry.is_simulated]
    number = 1 + next(i for i, each in enumerate(alike) if each.session_id == entry.session_id)
    return (_local_date(entry) - _local_date(alike[0])).days, number


def _local_date(entry: "SessionEntry") -> date:
    zone = timezone(timedelta(seconds=entry.utc_offset_s))
    return datetime.fromisoformat(entry.started_utc).astimezone(zone).date()


def _notes(vault: "OpenVault", entry: "SessionEntry", day: int) -> tuple[Note, ...]:
    """Return what was typed and wasn't taken back since, its times moved as the session's own are."""
    from coreg.readings.marks import standing_moments
    from coreg.recording.notes_file import read_notes
    from coreg.recording.package.undated import moved_back
    from coreg.recording.reader import read_session

    place = vault.place_of(entry.session_id)
    standing = {
        moment.payload.get("note") for moment in standing_moments(read_session(place.path, place.key).moments)
    }
    return tuple(
        replace(note, written_utc=moved_back(note.written_utc, entry.started_utc, day))
        for note in read_notes(vault.notes_of(entry.session_id))
        if note.kind is not NoteKind.NOTE or note.note_id in standing
    )
