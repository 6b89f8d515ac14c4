"""What was typed in the vault's sessions: a few words after the end, and words that are to be gone for good."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coreg.app.files import erase
from coreg.domain.errors import DiskProblemError, VaultError
from coreg.domain.language import _
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.note import Note, NoteKind, one_line
from coreg.domain.session import utc_words

if TYPE_CHECKING:
    from coreg.recording.place import Place
    from coreg.recording.seal import Seal
    from coreg.recording.vault.library import OpenVault


def keep_words(vault: "OpenVault", session_id: str, text: str) -> None:
    """Keep a few words with a session that has ended; the mark that names them stands at its end, sealed anew.

    Raises
    ------
    DiskProblemError
        The disk doesn't take them.
    VaultError, SessionFileError, NotesFileError
        The session isn't finished or isn't what was sealed, or what stands in the place of its notes can't be read.
    """
    import apsw

    from coreg.recording.notes_file import append_notes, last_note
    from coreg.recording.reader import read_session

    session = next(each for each in vault.sessions() if each.session_id == session_id)
    if session.seal is None:
        msg = _("The session isn't finished: words can be kept with it when all of it is in one file.")
        raise VaultError(msg)
    place, now = vault.place_of(session_id), utc_words(datetime.now(UTC))
    recording, notes = read_session(place.path, place.key), vault.notes_of(session_id)
    note = Note(last_note(notes) + 1, NoteKind.NOTE, one_line(text), now)
    number = max((moment.moment_id for moment in recording.moments), default=0) + 1
    moment = Moment(number, recording.duration_s, now, MomentKind.NOTE, payload={"note": note.note_id})
    try:
        append_notes(notes, [note])
    except (apsw.Error, OSError) as error:
        msg = _("The words can't be written: make room on the vault's disk, then keep them again.")
        raise DiskProblemError(msg) from error
    vault.amend_session(session_id, [moment])


def erase_kept(
    vault: "OpenVault",
    session_id: str,
    now_utc: datetime,
    *,
    span: tuple[float, float, str] | None,
    moments: Collection[int],
) -> None:
    """Erase a span or moments of a session of the vault for good, and the notes that they name.

    The notes go first: where the program is killed in between, erasing once more does the rest.

    Raises
    ------
    SessionFileError, NotesFileError, DiskProblemError
        The session isn't closed, isn't what was sealed, or has no such moment; a file can't be read or written.
    """
    from coreg.recording.reader import Ended, read_session

    place = vault.place_of(session_id)
    recording = read_session(place.path, place.key)

    def write(place: "Place", target: "Place", seal_key: bytes) -> "Seal | None":
        return erase(place, target, seal_key, now_utc, span=span, moments=moments)

    numbers = {moment.moment_id for moment in recording.moments}
    if recording.ended is Ended.CLOSED and numbers >= set(moments):  # else `write` says why not
        _erase_notes(vault, session_id, [m for m in recording.moments if _goes(m, span, moments)])
    vault.rewrite_session(session_id, write)


def _goes(moment: Moment, span: tuple[float, float, str] | None, moments: Collection[int]) -> bool:
    if span is None:
        return moment.moment_id in moments
    start_s, end_s, who = span
    return who == "both" and start_s <= moment.t_s <= end_s


def _erase_notes(vault: "OpenVault", session_id: str, moments: Collection[Moment]) -> None:
    """Have the notes written anew without those that these moments name."""
    from coreg.recording.notes_file import write_without

    named = {moment.payload.get("note") for moment in moments}  # a note's, and the reason for an exclusion
    note_ids = {number for number in named if isinstance(number, int)}
    session = next(each for each in vault.sessions() if each.session_id == session_id)
    if not note_ids or not session.has_notes:
        return

    def write(place: "Place", target: "Place") -> None:
        write_without(place, target, note_ids)

    vault.rewrite_notes(session_id, write)
