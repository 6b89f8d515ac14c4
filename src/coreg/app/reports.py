"""Reports: a session as one page for the record, of a plain file, of the vault, or as the review window has it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coreg.domain.errors import NoConsentError
from coreg.domain.language import _

if TYPE_CHECKING:
    from coreg.domain.note import Note
    from coreg.recording.place import Place
    from coreg.recording.vault.library import OpenVault
    from coreg.report.asked import Asked, Known
    from coreg.report.page import Face
    from coreg.review.reviewed import ReviewedSession


def report(session: "ReviewedSession", known: "Known", asked: "Asked", face: "Face") -> bytes:
    """Return the report's file as bytes; nothing is written. May take a second: for a worker thread.

    Without Typst a PDF is laid out by Qt, and isn't tagged for those who hear it.

    Raises
    ------
    SessionFileError
        The file says what no session can.
    """
    from coreg.report.html import html
    from coreg.report.page import Face
    from coreg.report.pdf import is_there, pdf
    from coreg.review.export_content import check_possible
    from coreg.review.report_page import report_page

    check_possible(session.recording)
    page = report_page(session, asked, known)
    if face is Face.HTML:
        return html(page)
    if is_there():
        return pdf(page)
    from coreg.ui.report_paper import paper

    return paper(page)


def report_of_file(place: "Place", asked: "Asked", face: "Face") -> bytes:
    """Return the report of a session file, which knows nobody."""
    from coreg.report.asked import Known

    return report(read_reviewed(place), Known(), asked, face)


def report_kept(vault: "OpenVault", session_id: str, asked: "Asked", face: "Face") -> bytes:
    """Return the report of a session of the vault.

    Raises
    ------
    NoConsentError
        It is for supervision, and that wasn't agreed to.
    """
    known = known_kept(vault, session_id, asked)
    return report(read_reviewed(vault.place_of(session_id)), known, asked, face)


def known_kept(vault: "OpenVault", session_id: str, asked: "Asked") -> "Known":
    """Return what the vault knows of a session, as far as the report may: notes only where they were ticked.

    Raises
    ------
    NoConsentError
        It is for supervision, and that wasn't agreed to.
    """
    from coreg.domain.consent import Purpose, is_allowed
    from coreg.report.asked import Known
    from coreg.report.page import Copy, Tick

    entry = next(each for each in vault.sessions() if each.session_id == session_id)
    client = vault.person(entry.person_id)
    needs_consent = asked.copy is Copy.SUPERVISION and not entry.is_simulated
    if needs_consent and not is_allowed(vault.consents(client.person_id), Purpose.SUPERVISION):
        msg = _("{who} hasn't agreed to supervision, or took that back: enter a consent for it first.")
        msg = msg.format(who=client.pseudonym)
        raise NoConsentError(msg)
    started = sorted((each.started_utc, each.session_id) for each in vault.sessions(client.person_id))
    return Known(
        pseudonym=client.pseudonym,
        name=client.name,
        number=started.index((entry.started_utc, entry.session_id)) + 1,
        first_utc=started[0][0],
        relation=client.relation,
        notes=_notes(vault, session_id, has_notes=entry.has_notes) if Tick.NOTES in asked.ticks else (),
    )


def read_reviewed(place: "Place") -> "ReviewedSession":
    """Return a session read anew from its file.

    Raises
    ------
    SessionFileError
        It can't be read, or says what no session can.
    """
    from coreg.recording.reader import read_session
    from coreg.review.export_content import check_possible
    from coreg.review.reviewed import review

    recording = read_session(place.path, place.key)
    check_possible(recording)
    return review(recording)


def _notes(vault: "OpenVault", session_id: str, *, has_notes: bool) -> "Sequence[Note]":
    from coreg.recording.notes_file import read_notes

    return read_notes(vault.notes_of(session_id)) if has_notes else ()
