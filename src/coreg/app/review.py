"""What a review is read from: a plain file, or a session of the vault with its notes."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coreg.app.plans import replay_plan

if TYPE_CHECKING:
    from coreg.recording.place import Place
    from coreg.recording.reader import Recording
    from coreg.recording.vault.library import OpenVault
    from coreg.session.plan import Plan
    from coreg.ui.review_source import ReviewSource


def file_review(place: "Place") -> "ReviewSource":
    """Return what the review of a session file is read from; a plain file has no notes."""
    from coreg.ui.review_source import ReviewSource

    return ReviewSource(read=partial(_read, place), plan_replay=partial(_replay, place))


def kept_review(vault: "OpenVault", session_id: str) -> "ReviewSource":
    """Return what the review of a session of the vault is read from."""
    from coreg.recording.notes_file import read_notes
    from coreg.ui.review_source import ReviewSource

    session = next(each for each in vault.sessions() if each.session_id == session_id)
    place = vault.place_of(session_id)
    return ReviewSource(
        read=partial(_read, place),
        plan_replay=partial(_replay, place),
        notes=partial(read_notes, vault.notes_of(session_id)) if session.has_notes else tuple,
        who=vault.person(session.person_id).pseudonym,
        session_id=session_id,
        can_export=True,
    )


def _read(place: "Place") -> "Recording":
    from coreg.recording.reader import read_session

    return read_session(Path(place.path), place.key)


def _replay(place: "Place", speed: float, from_s: float) -> "Plan":
    return replay_plan(place.path, speed, place.key, from_s)
