"""What a review is read from and changed by: a plain file, or a session of the vault with its notes."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coreg.app.amending import amend_file, amend_kept
from coreg.app.files import erase_from_file
from coreg.app.notes import erase_kept
from coreg.app.plans import replay_plan
from coreg.app.reports import known_kept, report

if TYPE_CHECKING:
    from coreg.domain.note import Note
    from coreg.recording.place import Place
    from coreg.recording.reader import Recording
    from coreg.recording.vault.library import OpenVault
    from coreg.report.asked import Asked
    from coreg.report.page import Face
    from coreg.review.reviewed import ReviewedSession
    from coreg.session.plan import Plan
    from coreg.ui.review_source import ReviewSource

    _Span = tuple[float, float, str]


def file_review(place: "Place") -> "ReviewSource":
    """Return what the review of a session file is read from; a plain file has no notes."""
    from coreg.ui.review_source import ReviewSource

    return ReviewSource(
        read=partial(_read, place),
        plan_replay=partial(_replay, place),
        report=_report,
        amend=partial(amend_file, Path(place.path)),
        erase=partial(_erase_from_file, Path(place.path)),
    )


def kept_review(vault: "OpenVault", session_id: str) -> "ReviewSource":
    """Return what the review of a session of the vault is read from."""
    from coreg.ui.review_source import ReviewSource

    session = next(each for each in vault.sessions() if each.session_id == session_id)
    return ReviewSource(
        read=partial(_read_kept, vault, session_id),
        plan_replay=partial(_replay_kept, vault, session_id),
        notes=partial(_notes, vault, session_id),
        who=vault.person(session.person_id).pseudonym,
        session_id=session_id,
        can_export=True,
        report=partial(_report_kept, vault, session_id),
        amend=partial(amend_kept, vault, session_id),
        erase=partial(_erase_kept, vault, session_id),
        keeps_text=True,
    )


def _read(place: "Place") -> "Recording":
    from coreg.recording.reader import read_session

    return read_session(Path(place.path), place.key)


def _replay(place: "Place", speed: float, from_s: float) -> "Plan":
    return replay_plan(place.path, speed, place.key, from_s)


def _read_kept(vault: "OpenVault", session_id: str) -> "Recording":
    return _read(vault.place_of(session_id))  # asked each time: erasing gives the file another key


def _replay_kept(vault: "OpenVault", session_id: str, speed: float, from_s: float) -> "Plan":
    return _replay(vault.place_of(session_id), speed, from_s)


def _notes(vault: "OpenVault", session_id: str) -> "Sequence[Note]":
    from coreg.recording.notes_file import read_notes

    session = next(each for each in vault.sessions() if each.session_id == session_id)
    return read_notes(vault.notes_of(session_id)) if session.has_notes else ()


def _report(session: "ReviewedSession", asked: "Asked", face: "Face") -> bytes:
    from coreg.report.asked import Known

    return report(session, Known(), asked, face)


def _report_kept(
    vault: "OpenVault", session_id: str, session: "ReviewedSession", asked: "Asked", face: "Face"
) -> bytes:
    return report(session, known_kept(vault, session_id, asked), asked, face)


def _erase_from_file(path: Path, span: "_Span | None", moments: Collection[int]) -> None:
    erase_from_file(path, datetime.now(UTC), span=span, moments=moments)


def _erase_kept(vault: "OpenVault", session_id: str, span: "_Span | None", moments: Collection[int]) -> None:
    erase_kept(vault, session_id, datetime.now(UTC), span=span, moments=moments)
