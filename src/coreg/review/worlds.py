"""From what was shown live to what review says, one step at a time, so that each difference has its cause.

A world is a person's beats and marks with so many steps taken: verdicts final, the final clock, marks amended,
straps given to who wore them, stretches excluded. A number that changes at a step differs because of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

import numpy as np

from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SessionSets
from coreg.dsp.minute import rhythms_of
from coreg.readings.baseline import read_baselines
from coreg.readings.marks import marks_of, read_marks
from coreg.readings.numbers import artifact_pct, heart_rate, ln_rmssd, rmssd, rsa, short_heart_rate
from coreg.readings.person import HEART_RATE_WINDOW_S, WINDOW_S
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.session_sets import read_session_sets
from coreg.readings.trust import UNEXPLAINED_S, gate
from coreg.readings.window import Window
from coreg.recording.reader import Recording
from coreg.review.amended import REVIEW, amended_beats
from coreg.review.worn import as_worn


class Cause(Enum):
    """Why review says something else than was shown live."""

    VERDICT_REVISED = "verdict_revised"
    ADDED_UP_ANEW = "added_up_anew"
    """The same sums in another order: RSA, in the ninth digit."""
    FINAL_CLOCK = "final_clock"
    MARKS_AMENDED = "marks_amended"
    STRAPS_SWAPPED = "straps_swapped"
    EXCLUDED = "excluded"
    OTHER_DEFINITIONS = "other_definitions"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """A person's series and marks after a step; `cause` names the step, None before the first."""

    cause: Cause | None
    series: BeatSeries
    marks: Marks


def as_closed(recording: Recording) -> Recording:
    """Return the recording with the marks that it had when the session ended."""
    return replace(recording, moments=tuple(m for m in recording.moments if m.input != REVIEW))


def worlds(recording: Recording, placed: Recording, role: Role) -> list[World]:
    """Return a person's worlds in order, the first with final verdicts; a step that changes nothing stays out.

    Parameters
    ----------
    placed
        The recording as it closed, by the final clock.
    """
    closed = as_closed(recording)
    amended = replace(placed, moments=recording.moments)
    then, now = read_marks(closed.moments), read_marks(recording.moments)
    steps = (
        (None, closed.beats_of(role), then),
        (Cause.FINAL_CLOCK, placed.beats_of(role), then),
        (Cause.MARKS_AMENDED, placed.beats_of(role), now),
        (Cause.STRAPS_SWAPPED, as_worn(amended).beats_of(role), now),
        (Cause.EXCLUDED, amended_beats(amended, now, role), marks_of(now, role)),
    )
    found: list[World] = []
    for (cause, beats, marks), before in zip(steps, (None, *steps), strict=False):
        if before is None or before[1] != beats:
            found.append(World(cause, finished_series(beats), marks))
        elif before[2] != marks:
            found.append(World(cause, found[-1].series, marks))
    return found


def numbers_at(series: BeatSeries, end_s: float, n: int, now_s: float) -> dict[str, Reading]:
    """Return the numbers of the moment at `end_s`, from the first `n` beats of a series that has ended."""
    if n and now_s - end_s > UNEXPLAINED_S:
        return dict.fromkeys(NAMES, Reading.of_unknown(Unknown.RECENT_GAP))
    since_s = series.begins_s
    minute = series.stretch(max(end_s - WINDOW_S, since_s) if n else end_s, end_s, n)
    short = series.stretch(max(end_s - HEART_RATE_WINDOW_S, since_s) if n else end_s, end_s, n)
    trust = gate(minute.coverage)
    part = slice(minute.first, minute.end)
    used = Window(0.0, 0.0, minute, series.t_s[part], series.rr_ms[part], series.is_valid[part]).used
    return dict(
        zip(
            NAMES,
            (
                short_heart_rate(short),
                heart_rate(minute, trust),
                rmssd(minute, trust),
                ln_rmssd(minute, trust),
                rsa(rhythms_of(*used), min(WINDOW_S, end_s - since_s), trust),
                artifact_pct(minute),
            ),
            strict=True,
        )
    )


NAMES = ("heart_rate_bpm", "heart_rate_60s_bpm", "rmssd_ms", "ln_rmssd", "rsa_ln_ms2", "artifact_pct")


def n_until(series: BeatSeries, t_s: float) -> int:
    """Return how many beats of a series had ended by an instant."""
    return int(np.searchsorted(series.t_s, t_s, side="right"))


def sets_of(world: World) -> dict[str, Reading]:
    """Return every number of a person's baselines and sets, by a name of its own."""
    baselines = read_baselines(world.series, world.marks)
    found: dict[str, Reading] = {}
    for nth, one in enumerate(baselines, start=1):
        found[f"baseline {nth} heart_rate_bpm"] = one.heart_rate_bpm
        found[f"baseline {nth} ln_rmssd"] = one.ln_rmssd
    return found | dict(_of_sets(read_session_sets(world.series, world.marks, baselines)))


def _of_sets(sets: SessionSets) -> Iterator[tuple[str, Reading]]:
    yield "drift_bpm", sets.drift_bpm
    yield "start_to_end_bpm", sets.start_to_end_bpm
    yield "curve rise_bpm", sets.curve.rise_bpm
    for one in sets.sets:
        of_set = f"set {one.mark.number}"
        yield f"{of_set} before_bpm", one.before_bpm
        yield f"{of_set} first_seconds_bpm", one.first_seconds_bpm
        yield f"{of_set} during_bpm", one.during_bpm
        yield f"{of_set} against_baseline_bpm", one.against_baseline_bpm
        yield f"{of_set} ln_rmssd_change", one.ln_rmssd_change
        yield f"{of_set} breaths_per_min", one.breaths_per_min
        yield f"{of_set} rise_bpm", one.rise_bpm
        yield f"{of_set} half_settle", Reading(value=one.half_settle.seconds, unknown=one.half_settle.unknown)


def causes_between(values: Sequence[tuple[Cause | None, Reading | None]]) -> frozenset[Cause]:
    """Return the steps at which a number changed.

    >>> causes_between([(None, Reading(value=1.0)), (Cause.FINAL_CLOCK, Reading(value=1.5))])
    frozenset({<Cause.FINAL_CLOCK: 'final_clock'>})
    """
    pairs = pairwise(values)
    return frozenset(cause for (_, before), (cause, after) in pairs if cause is not None and before != after)
