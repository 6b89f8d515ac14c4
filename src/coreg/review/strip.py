"""The first half of a session read anew: each person's beats and curves, which the review window shows first.

What takes longer, the readings of the sets and of the two together, is read from it (`reviewed.py`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coreg.domain.baseline import Baseline
from coreg.domain.beat import Beat, Gap
from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.snapshot import Lane
from coreg.domain.strap import Strap
from coreg.readings.baseline import read_baselines
from coreg.readings.lanes import LaneBuffer
from coreg.readings.marks import marks_of, read_marks
from coreg.readings.person import WINDOW_S
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.trust import gate
from coreg.readings.usable import usable_share
from coreg.recording.reader import Recording
from coreg.review.amended import amended_beats
from coreg.review.person_gaps import person_gaps
from coreg.review.worn import as_worn


@dataclass(frozen=True, slots=True, eq=False)
class PersonStrip:
    """One person's part of a session, as far as a strip shows it; `reviewed.ReviewedPerson` says what each is."""

    role: Role
    strap: Strap | None
    beats: Sequence[Beat]
    series: BeatSeries
    heart_rate_lane: Lane
    rmssd_lane: Lane
    gaps: tuple[Gap, ...]
    usable_share: float | None
    baselines: tuple[Baseline, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SessionStrip:
    """A session, as far as a strip shows it; nobody in a session of marks only.

    Attributes
    ----------
    placed
        The recording with its beats as a clock placed them; the same one where that is the live clock.
    """

    recording: Recording
    placed: Recording
    length_s: float
    marks: Marks
    people: Mapping[Role, PersonStrip]


def read_strip(recording: Recording, placed: Recording | None = None) -> SessionStrip:
    """Read what a strip shows of a session, with beats as they lie in `placed`, or in the recording itself."""
    placed = recording if placed is None else placed
    marks, measured = read_marks(recording.moments), {each.role for each in as_worn(recording).beats}
    people = {role: _person(placed, marks, role) for role in Role if role in measured}
    return SessionStrip(recording, placed, recording.duration_s, marks, people)


def _person(recording: Recording, marks: Marks, role: Role) -> PersonStrip:
    beats = amended_beats(recording, marks, role)
    series = finished_series(beats)
    return PersonStrip(
        role=role,
        strap=as_worn(recording).strap_of(role),
        beats=beats,
        series=series,
        heart_rate_lane=_heart_rate_lane(series),
        rmssd_lane=_rmssd_lane(series),
        gaps=person_gaps(recording, marks, role),
        usable_share=usable_share(series, marks, recording.duration_s),
        baselines=read_baselines(series, marks_of(marks, role)),
    )


def _heart_rate_lane(series: BeatSeries) -> Lane:
    lane = LaneBuffer()
    for i in range(series.n_beats):
        if i and not series.is_joined[i]:
            lane.append(series.end_s(i), math.nan)
        lane.append(series.end_s(i + 1), series.heart_rate_bpm(i) if series.is_valid[i] else math.nan)
    return lane.lane


def _rmssd_lane(series: BeatSeries) -> Lane:
    lane = LaneBuffer()
    begins_s = series.begins_s
    for n in range(1, series.n_beats + 1):
        end_s = series.end_s(n)
        minute = series.stretch(max(end_s - WINDOW_S, begins_s), end_s, n)
        if gate(minute.coverage).unknown is not None:
            lane.append(end_s, math.nan)
            continue
        band = minute.rmssd_band_ms
        lane.append(end_s, minute.time_domain.rmssd_ms, band.low, band.high)
    return lane.lane
