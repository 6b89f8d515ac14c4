"""One person's readings of each set: before, at its start, in it, against the baseline, and settling after it."""

import math
from collections.abc import Sequence

import numpy as np

from coreg.domain.baseline import Baseline
from coreg.domain.marks import SetKind, SetMark
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SetReadings, Settling
from coreg.readings.baseline import change
from coreg.readings.heart_rate_course import TrailingMean, mean_heart_rate
from coreg.readings.numbers import ln_rmssd, window_breathing
from coreg.readings.series import BeatSeries
from coreg.readings.trust import MIN_PAIRS, Trust

BEFORE_S = 20.0  # our choice, as all of these: design section 5, by simulation on quiet recordings.
AFTER_LAST_S = 10.0
LEAST_BEFORE_S = 15.0
FIRST_S = 10.0
LEAST_APART_S = 20.0
LEAST_SET_S = 20.0
STEADY_RMSSD_S = 60.0
LEAST_RISE_BPM = 6.0
MAXIMUM_WITHIN_S = 10.0
SETTLED_FOR_S = 10
LONGEST_SETTLING_S = 120.0


def read_set(
    series: BeatSeries, course: TrailingMean, sets: Sequence[SetMark], i: int, baseline: Baseline | None
) -> SetReadings:
    """Read the `i`-th of the session's sets, which are in order of time; one that still runs is unknown."""
    mark = sets[i]
    last_end_s = sets[i - 1].end_s if i else None
    next_s = sets[i + 1].start_s if i + 1 < len(sets) else math.inf
    before = before_bpm(series, mark.start_s, last_end_s)
    if mark.end_s is None:
        running = Reading.of_unknown(Unknown.SET_RUNNING)
        settling = Settling(unknown=Unknown.SET_RUNNING)
        return SetReadings(mark, before, running, running, running, running, True, running, running, settling)
    rise = _rise_bpm(course, mark.end_s, before)
    return SetReadings(
        mark=mark,
        before_bpm=before,
        first_seconds_bpm=_first_seconds_bpm(series, mark.start_s, mark.end_s, last_end_s),
        during_bpm=_during_bpm(series, mark.start_s, mark.end_s, before),
        against_baseline_bpm=_against_baseline_bpm(series, mark.start_s, mark.end_s, baseline),
        ln_rmssd_change=_ln_rmssd_change(series, mark, mark.end_s, baseline),
        is_rmssd_muted=mark.end_s - mark.start_s < STEADY_RMSSD_S,
        breaths_per_min=window_breathing(series.window(mark.start_s, mark.end_s)),
        rise_bpm=rise,
        half_settle=_half_settle(course, mark.end_s, min(next_s, mark.end_s + LONGEST_SETTLING_S), before, rise),
    )


def before_bpm(series: BeatSeries, start_s: float, last_end_s: float | None) -> Reading:
    """Return heart rate in the 20 s before a set, without the first 10 s after the last one."""
    from_s = start_s - BEFORE_S if last_end_s is None else max(start_s - BEFORE_S, last_end_s + AFTER_LAST_S)
    if start_s - from_s < LEAST_BEFORE_S:
        return Reading.of_unknown(Unknown.SET_TOO_CLOSE)
    return mean_heart_rate(series, from_s, start_s)


def settled_after(bpm: Sequence[float], limit_bpm: float, first: int) -> int | None:
    """Return the first place after `first` that begins ten values at or under the limit; None if there is none.

    >>> settled_after([9, 9, 4] + [1] * 10, 2.0, 0)
    3
    """
    n_under = 0
    for i in range(first + 1, len(bpm)):
        n_under = n_under + 1 if bpm[i] <= limit_bpm else 0  # NaN is not under anything
        if n_under == SETTLED_FOR_S:
            return i - SETTLED_FOR_S + 1
    return None


def _first_seconds_bpm(series: BeatSeries, start_s: float, end_s: float, last_end_s: float | None) -> Reading:
    if end_s - start_s < FIRST_S:
        return Reading.of_unknown(Unknown.SET_TOO_SHORT)
    if last_end_s is not None and start_s - last_end_s < LEAST_APART_S:
        return Reading.of_unknown(Unknown.SET_TOO_CLOSE)
    return _difference(
        mean_heart_rate(series, start_s, start_s + FIRST_S), mean_heart_rate(series, start_s - FIRST_S, start_s)
    )


def _during_bpm(series: BeatSeries, start_s: float, end_s: float, before: Reading) -> Reading:
    if end_s - start_s < LEAST_SET_S:
        return Reading.of_unknown(Unknown.SET_TOO_SHORT)
    return _difference(mean_heart_rate(series, start_s + FIRST_S, end_s), before)


def _against_baseline_bpm(series: BeatSeries, start_s: float, end_s: float, baseline: Baseline | None) -> Reading:
    if end_s - start_s < FIRST_S:
        return Reading.of_unknown(Unknown.SET_TOO_SHORT)
    now = mean_heart_rate(series, end_s - FIRST_S, end_s)
    return change(now, None if baseline is None else baseline.heart_rate_bpm)


def _ln_rmssd_change(series: BeatSeries, mark: SetMark, end_s: float, baseline: Baseline | None) -> Reading:
    if mark.kind is SetKind.CONTINUOUS:
        return Reading.of_unknown(Unknown.CONTINUOUS_SET)
    found = series.stretch(mark.start_s, end_s, series.n_judged)
    n_pairs = found.coverage.n_pairs_valid
    too_few = n_pairs < MIN_PAIRS
    reason = Unknown.TOO_FEW_BEATS if found.coverage.n_pairs_received < MIN_PAIRS else Unknown.INTERVALS_UNEVEN
    now = ln_rmssd(found, Trust(reason, n_have=n_pairs, n_need=MIN_PAIRS) if too_few else Trust())
    return change(now, None if baseline is None else baseline.ln_rmssd)


def _rise_bpm(course: TrailingMean, end_s: float, before: Reading) -> Reading:
    if before.value is None:
        return before
    bpm = course.at(end_s + np.arange(0.0, MAXIMUM_WITHIN_S + 1.0))
    if np.isnan(bpm).all():
        return Reading.of_unknown(Unknown.TOO_FEW_BEATS)
    return Reading(value=float(np.nanmax(bpm)) - before.value)


def _half_settle(course: TrailingMean, end_s: float, limit_s: float, before: Reading, rise: Reading) -> Settling:
    if before.value is None or rise.value is None:
        return Settling(unknown=rise.unknown)
    if rise.value < LEAST_RISE_BPM:
        return Settling(unknown=Unknown.NO_RISE)
    bpm = course.at(end_s + np.arange(0.0, math.floor(limit_s - end_s) + 1.0))
    if np.isnan(bpm).mean() > 0.2:  # our choice: as much as may be missing from any window
        return Settling(unknown=Unknown.TOO_FEW_BEATS)
    maximum = int(np.nanargmax(bpm[: int(MAXIMUM_WITHIN_S) + 1]))
    settled = settled_after(bpm.tolist(), before.value + rise.value / 2.0, maximum)
    if settled is None:
        return Settling(seconds=float(bpm.size - 1), is_longer=True)
    return Settling(seconds=float(settled))


def _difference(now: Reading, then: Reading) -> Reading:
    return then if now.value is not None and then.value is None else change(now, then)
