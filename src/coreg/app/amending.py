"""Corrections after the session, written: to a plain file, or to the vault, where they are sealed with the rest."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coreg.app.files import check_plain
from coreg.domain.errors import AmendmentError, DiskProblemError, VaultError
from coreg.domain.language import _
from coreg.domain.moment import Moment
from coreg.domain.note import Note, NoteKind, one_line
from coreg.domain.session import utc_words

if TYPE_CHECKING:
    from coreg.recording.place import Place
    from coreg.recording.vault.library import OpenVault
    from coreg.review.amendments import Amending


def amend_file(
    path: Path, correct: "Callable[[Amending, int | None], Amending]", reason: str | None = None
) -> tuple[Moment, ...]:
    """Append corrections to a plain session file, and return them.

    Raises
    ------
    AmendmentError
        The marks would say what can't have been, or a reason was given: nothing was written.
    SessionFileError
        The file can't be read or written, isn't closed, or is sealed by a vault.
    """
    from coreg.recording.amend import amend
    from coreg.recording.place import Place
    from coreg.review.amendments import amending

    if reason is not None:
        msg = _("A plain session file takes no text: leave the reason out, or keep the session in the vault.")
        raise AmendmentError(msg)
    added = correct(amending(check_plain(path), _now()), None).added
    amend(Place(path), added, None)
    return added


def amend_kept(
    vault: "OpenVault",
    session_id: str,
    correct: "Callable[[Amending, int | None], Amending]",
    reason: str | None = None,
) -> tuple[Moment, ...]:
    """Append corrections to a session of the vault, sealed with the rest, and return them.

    The reason goes to the session's notes first: killed in between, it is there and no mark names it.

    Raises
    ------
    AmendmentError
        The marks would say what can't have been: nothing was written.
    VaultError, SessionFileError, NotesFileError, DiskProblemError
        The session isn't finished or isn't what was sealed; a file can't be read or written.
    """
    from coreg.recording.notes_file import last_note
    from coreg.recording.reader import read_session
    from coreg.review.amendments import amending

    session = next(each for each in vault.sessions() if each.session_id == session_id)
    if session.seal is None:
        msg = _("The session isn't finished: it can be corrected when all of it is in one file.")
        raise VaultError(msg)
    place, now = vault.place_of(session_id), _now()
    begun = amending(read_session(place.path, place.key), now)
    if reason is None:
        added = correct(begun, None).added
    else:
        notes = vault.notes_of(session_id)
        note = Note(last_note(notes) + 1, NoteKind.REASON, one_line(reason), now)
        added = correct(begun, note.note_id).added
        _keep(notes, note)
    vault.amend_session(session_id, added)
    return added


def _keep(notes: "Place", note: Note) -> None:
    import apsw

    from coreg.recording.notes_file import append_notes

    try:
        append_notes(notes, [note])
    except (apsw.Error, OSError) as error:
        msg = _("The reason can't be written: make room on the vault's disk, then correct it again.")
        raise DiskProblemError(msg) from error


def _now() -> str:
    return utc_words(datetime.now(UTC))
