"""A recording as what an export may say of it: beats with their verdicts, gaps, links and marks."""

import json
from collections.abc import Mapping
from datetime import datetime

from coreg import __version__
from coreg.domain.errors import SessionFileError
from coreg.domain.person import Role
from coreg.export.content import Content, ExportedBeat, ExportedLink, ExportedPacket, ExportedPerson
from coreg.readings import DEFINITIONS
from coreg.readings.verdicts import judge
from coreg.recording.reader import Recording
from coreg.review.recompute import latency_s
from coreg.review.summary import summarize

_NS_PER_S = 1_000_000_000
_LONGEST_S = 7 * 86_400.0  # our choice: what says that it is longer than a week is no session
_FARTHEST_ZONE_S = 86_400


def content_of(
    recording: Recording, pseudonyms: Mapping[Role, str] | None = None, seal: str | None = None
) -> Content:
    """Return what an export may say of the recording.

    Parameters
    ----------
    pseudonyms, seal
        What the vault knows of it; a plain file knows neither.

    Raises
    ------
    SessionFileError
        The file says what no session can: times beyond a week, a start that is no date.
    """
    _check(recording)
    known = pseudonyms or {}
    return Content(
        header=recording.header,
        ended=recording.ended.value,
        duration_s=recording.duration_s,
        clock="live",
        coreg_version=__version__,
        definitions=DEFINITIONS,
        recorded_definitions=recording.settings.get("definitions"),
        people=tuple(_person(recording, role, known.get(role)) for role in Role),
        packets=tuple(
            ExportedPacket(each.role, each.run, each.link, each.t_ns / _NS_PER_S, each.payload, each.outcome)
            for each in recording.packets
        ),
        links=tuple(
            ExportedLink(each.role, each.run, each.link, each.t_ns / _NS_PER_S, each.state, each.cause)
            for each in recording.link_events
        ),
        moments=recording.moments,
        settings=recording.settings,
        seal=seal,
    )


def _person(recording: Recording, role: Role, pseudonym: str | None) -> ExportedPerson:
    stored = [each for each in recording.beats if each.role is role]
    live, final = judge([each.beat for each in stored])
    found = summarize(recording, role)
    return ExportedPerson(
        role=role,
        pseudonym=pseudonym,
        strap=found.strap,
        latency_s=latency_s(recording, role),
        n_packets=found.n_packets,
        n_malformed=found.n_malformed,
        n_duplicates=found.n_duplicates,
        beats=tuple(
            ExportedBeat(each.run, each.beat, is_live, is_final)
            for each, is_live, is_final in zip(stored, live, final, strict=True)
        ),
        gaps=found.gaps,
    )


def _check(recording: Recording) -> None:
    """Refuse what no session can say, so that no format has to; the types of what was read are right already."""
    header = recording.header
    times_s = [recording.duration_s, *(each.beat.t_s for each in recording.beats)]
    times_s += [mark.t_s for mark in recording.moments]
    try:
        datetime.fromisoformat(header.started_utc)
        json.dumps([mark.payload for mark in recording.moments])
        is_possible = max(map(abs, times_s)) <= _LONGEST_S and abs(header.utc_offset_s) < _FARTHEST_ZONE_S
    except (ValueError, TypeError, RecursionError):
        is_possible = False
    if not is_possible:
        msg = f"{recording.path} says what no session can (a time beyond a week, or a start that is no date)."
        raise SessionFileError(msg)
