"""A session as review reads it: verdicts final, marks as amended. Window, report, course and exports share it.

The readings are the ones that ran live, fed with all the beats at once.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from coreg.domain.baseline import Baseline
from coreg.domain.beat import Beat, Gap
from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.set_readings import SessionSets
from coreg.domain.snapshot import Lane
from coreg.domain.strap import Strap
from coreg.domain.together import Together
from coreg.readings.baseline import read_baselines
from coreg.readings.lanes import LaneBuffer
from coreg.readings.marks import marks_of, read_marks
from coreg.readings.person import WINDOW_S
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.session_sets import read_session_sets
from coreg.readings.trust import gate
from coreg.readings.usable import usable_share
from coreg.recording.reader import Recording
from coreg.review.amended import amended_beats, is_amended
from coreg.review.dyad import together_of
from coreg.review.final_clock import by_final_clock
from coreg.review.person_gaps import person_gaps
from coreg.review.worn import as_worn


class Clock(Enum):
    """How beats were placed in time: as during the session, from both sides, or as an imported file told."""

    LIVE = "live"
    FINAL = "final"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, eq=False)
class ReviewedPerson:
    """One person's part of a session.

    Attributes
    ----------
    heart_rate_lane, rmssd_lane
        Heart rate of every beat, and RMSSD of the minute that ends with it; NaN breaks the line.
    gaps
        Stretches without beats between the first beat and the end of the session.
    usable_share
        Of the time on the record, the part that lies in intervals which count; None where there is no such time.
    """

    role: Role
    strap: Strap | None
    beats: Sequence[Beat]
    series: BeatSeries
    heart_rate_lane: Lane
    rmssd_lane: Lane
    gaps: tuple[Gap, ...]
    usable_share: float | None
    baselines: tuple[Baseline, ...]
    sets: SessionSets

    @property
    def baseline(self) -> Baseline | None:
        """The newest accepted baseline."""
        return next((one for one in reversed(self.baselines) if one.is_accepted), None)


@dataclass(frozen=True, slots=True, eq=False)
class ReviewedSession:
    """A session, read anew.

    Attributes
    ----------
    people
        Those who sent beats; nobody in a session of marks only.
    recording
        As it is in the file: beats by the live clock, straps as they were thought to be worn.
    is_amended
        Whether marks were corrected, or added, after the session had ended.
    """

    recording: Recording
    length_s: float
    marks: Marks
    people: Mapping[Role, ReviewedPerson]
    together: Together
    is_amended: bool
    clock: Clock = Clock.LIVE


def review(recording: Recording) -> ReviewedSession:
    """Read a whole session anew, with beats as the live clock placed them: under a second for an hour.

    Raises
    ------
    UsageError
        The session is too long.
    """
    return _review(recording, recording)


def review_finally(recording: Recording) -> ReviewedSession:
    """Read a whole session anew, with beats as the final clock places them: some 0.3 s more than `review`.

    What is said on paper or exported from a review is of this one; a window may begin with `review` and take this
    one over when it is there. An imported session has no packets, and is the same in both.

    Raises
    ------
    UsageError
        The session is too long.
    """
    return _review(recording, by_final_clock(recording))


def _review(recording: Recording, placed: Recording) -> ReviewedSession:
    marks, measured = read_marks(recording.moments), {each.role for each in as_worn(recording).beats}
    people = {role: _person(placed, marks, role) for role in Role if role in measured}
    clock = Clock.LIVE if placed is recording else Clock.FINAL
    return ReviewedSession(
        recording=recording,
        length_s=recording.duration_s,
        marks=marks,
        people=people,
        together=together_of(placed, marks, {role: person.series for role, person in people.items()}),
        is_amended=is_amended(recording.moments),
        clock=clock if recording.header.imported_from is None else Clock.IMPORTED,
    )


def _person(recording: Recording, marks: Marks, role: Role) -> ReviewedPerson:
    beats = amended_beats(recording, marks, role)
    series = finished_series(beats)
    own = marks_of(marks, role)
    baselines = read_baselines(series, own)
    return ReviewedPerson(
        role=role,
        strap=as_worn(recording).strap_of(role),
        beats=beats,
        series=series,
        heart_rate_lane=_heart_rate_lane(series),
        rmssd_lane=_rmssd_lane(series),
        gaps=person_gaps(recording, marks, role),
        usable_share=usable_share(series, marks, recording.duration_s),
        baselines=baselines,
        sets=read_session_sets(series, own, baselines),
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
