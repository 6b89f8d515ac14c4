"""From a session, read anew, to what the course of a therapy keeps of it; and that as text and back.

Reading a session takes most of a second, so what the course needs of it is kept beside it and read anew only where
its marks or the definitions have changed since.
"""

import json
from typing import Any

from coreg.domain.course import ContextTick, CourseSession
from coreg.domain.marks import Rating, Scale, SetKind
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import Settling
from coreg.domain.together import TogetherState
from coreg.readings import DEFINITIONS
from coreg.review.reviewed import ReviewedPerson, ReviewedSession

_SCHEMA = "coreg.course_session/1"
_NO_STRAP = Reading.of_unknown(Unknown.NO_STRAP)


def course_session(reviewed: ReviewedSession) -> CourseSession:
    """Return what the course needs of a session."""
    client = reviewed.people.get(Role.CLIENT)
    header = reviewed.recording.header
    counted = [one for one in reviewed.marks.sets if one.is_counted]
    baseline = None if client is None else client.baseline
    nothing = _NO_STRAP if client is None else Reading.of_unknown(Unknown.NO_BASELINE)
    return CourseSession(
        session_id=header.session_id,
        started_utc=header.started_utc,
        utc_offset_s=header.utc_offset_s,
        length_s=reviewed.length_s,
        has_strap=client is not None,
        strap_model=_model(client),
        context=_context(reviewed),
        baseline_bpm=nothing if baseline is None else baseline.heart_rate_bpm,
        baseline_ln_rmssd=nothing if baseline is None else baseline.ln_rmssd,
        n_sets=len(counted),
        n_processing=sum(one.kind is SetKind.PROCESSING for one in counted),
        rise_bpm=_NO_STRAP if client is None else client.sets.curve.rise_bpm,
        half_settle=Settling(unknown=Unknown.NO_STRAP) if client is None else client.sets.curve.half_settle,
        together=reviewed.together.review.state,
        together_unknown=reviewed.together.review.unknown,
        ratings=reviewed.marks.ratings,
        complete_targets=_complete(reviewed),
        is_amended=reviewed.is_amended,
        definitions=DEFINITIONS,
    )


def _model(client: ReviewedPerson | None) -> str | None:
    return None if client is None or client.strap is None else client.strap.model


def _context(reviewed: ReviewedSession) -> frozenset[ContextTick]:
    """Return what was ticked of the day; the newest word on each counts."""
    said = {
        str(moment.payload.get("tick")): moment.payload.get("is_on") is not False
        for moment in reviewed.marks.moments
        if moment.kind is MomentKind.CONTEXT
    }
    return frozenset(tick for tick in ContextTick if said.get(tick.value))


def _complete(reviewed: ReviewedSession) -> dict[int, bool]:
    found: dict[int, bool] = {}
    for moment in reviewed.marks.moments:
        target, is_complete = moment.payload.get("target"), moment.payload.get("is_complete")
        if moment.kind is not MomentKind.TARGET_STATE or not isinstance(target, int):
            continue
        if isinstance(is_complete, bool):
            found[target] = is_complete
        else:
            found.pop(target, None)  # the answer was taken back
    return found


def to_text(session: CourseSession) -> str:
    """Return a session's part of the course as text that `from_text` reads."""
    return json.dumps(
        {
            "schema": _SCHEMA,
            "session_id": session.session_id,
            "started_utc": session.started_utc,
            "utc_offset_s": session.utc_offset_s,
            "length_s": session.length_s,
            "has_strap": session.has_strap,
            "strap_model": session.strap_model,
            "context": sorted(tick.value for tick in session.context),
            "baseline_bpm": _of_reading(session.baseline_bpm),
            "baseline_ln_rmssd": _of_reading(session.baseline_ln_rmssd),
            "n_sets": session.n_sets,
            "n_processing": session.n_processing,
            "rise_bpm": _of_reading(session.rise_bpm),
            "half_settle": _of_settling(session.half_settle),
            "together": session.together.value,
            "together_unknown": _word(session.together_unknown),
            "ratings": [[each.t_s, each.scale.value, each.value, each.target] for each in session.ratings],
            "complete_targets": list(session.complete_targets.items()),
            "is_amended": session.is_amended,
            "definitions": session.definitions,
        }
    )


def from_text(text: str) -> CourseSession | None:
    """Return what `to_text` wrote; None where it isn't that, or another version's."""
    try:
        kept = json.loads(text)
        return _session(kept) if kept["schema"] == _SCHEMA and kept["definitions"] == DEFINITIONS else None
    except (ValueError, KeyError, TypeError):
        return None


def _session(kept: "dict[str, Any]") -> CourseSession:
    unknown = kept["together_unknown"]
    return CourseSession(
        session_id=kept["session_id"],
        started_utc=kept["started_utc"],
        utc_offset_s=kept["utc_offset_s"],
        length_s=kept["length_s"],
        has_strap=kept["has_strap"],
        strap_model=kept["strap_model"],
        context=frozenset(map(ContextTick, kept["context"])),
        baseline_bpm=_reading(kept["baseline_bpm"]),
        baseline_ln_rmssd=_reading(kept["baseline_ln_rmssd"]),
        n_sets=kept["n_sets"],
        n_processing=kept["n_processing"],
        rise_bpm=_reading(kept["rise_bpm"]),
        half_settle=_settling(kept["half_settle"]),
        together=TogetherState(kept["together"]),
        together_unknown=None if unknown is None else Unknown(unknown),
        ratings=tuple(Rating(t_s, Scale(scale), value, target) for t_s, scale, value, target in kept["ratings"]),
        complete_targets=dict(kept["complete_targets"]),
        is_amended=kept["is_amended"],
        definitions=kept["definitions"],
    )


def _of_reading(one: Reading) -> list[Any]:
    return [one.value, one.low, one.high, one.is_rough, _word(one.unknown), one.n_have, one.n_need]


def _reading(kept: list[Any]) -> Reading:
    value, low, high, is_rough, unknown, n_have, n_need = kept
    return Reading(value, low, high, is_rough, None if unknown is None else Unknown(unknown), n_have, n_need)


def _of_settling(one: Settling) -> list[Any]:
    return [one.seconds, one.is_longer, _word(one.unknown), one.low_s, one.high_s]


def _settling(kept: list[Any]) -> Settling:
    seconds, is_longer, unknown, low_s, high_s = kept
    return Settling(seconds, is_longer, None if unknown is None else Unknown(unknown), low_s, high_s)


def _word(unknown: Unknown | None) -> str | None:
    return None if unknown is None else unknown.value
