"""The session's set curve: the mean course of heart rate around its processing sets, and whether there is a rise.

Single sets are noise (one set's standard deviation is about 3 beats a minute in people to whom nothing happens), so
the mean over sets is the reading. Every interval comes from resampling whole sets, since seconds within a set
aren't independent.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coreg.domain.marks import SetKind, SetMark
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SetCurve, Settling
from coreg.readings.heart_rate_course import TrailingMean
from coreg.readings.sets import settled_after

LEAST_SETS = 8  # our choice: design section 5, by simulation on quiet recordings.
LEAST_RISE_BPM = 2.0
LEAST_RISE_LOW_BPM = 1.0
N_RESAMPLES = 1000
_SEED = 20260  # fixed: the same session gives the same interval, live and in review
_BEFORE_S = np.arange(-20.0, 0.0)
_SHARE = np.linspace(0.0, 1.0, 31)
_AFTER_S = np.arange(0.0, 61.0)
_MAXIMUM_WITHIN = 11  # values: the seconds 0 to 10 after the end
_N_INSIDE = _BEFORE_S.size + _SHARE.size
_LOW_HIGH_PCT = (2.5, 97.5)

Course = NDArray[np.float64]


def read_curve(course: TrailingMean, sets: Sequence[SetMark], before: Sequence[Reading]) -> SetCurve:
    """Return the curve of the processing sets that count and whose heart rate before is known.

    Parameters
    ----------
    sets, before
        All of the session's sets in order of time, and each one's heart rate before it.
    """
    rows = [
        _course_of(course, one, before[i].value, sets[i + 1].start_s if i + 1 < len(sets) else math.inf)
        for i, one in enumerate(sets)
        if one.kind is SetKind.PROCESSING and one.is_counted and one.end_s is not None
    ]
    known = [row for row in rows if row is not None]
    n = len(known)
    if n < LEAST_SETS:
        return SetCurve(
            n,
            Reading.of_unknown(Unknown.TOO_FEW_SETS, n, LEAST_SETS),
            Settling(unknown=Unknown.TOO_FEW_SETS),
        )
    return _curve_of(np.array(known))


def _course_of(course: TrailingMean, one: SetMark, before: float | None, next_s: float) -> Course | None:
    """Return one set's heart rate against before it, on the grid; NaN from the next set's start on."""
    if before is None or one.end_s is None:
        return None
    inside = one.start_s + (one.end_s - one.start_s) * _SHARE
    t_s = np.concatenate([one.start_s + _BEFORE_S, inside, one.end_s + _AFTER_S])
    return np.where(t_s <= next_s, course.at(t_s) - before, np.nan)


def _curve_of(rows: Course) -> SetCurve:
    mean = _mean(np.ones((1, rows.shape[0])), rows)[0]
    draws = np.random.default_rng(_SEED).integers(0, rows.shape[0], (N_RESAMPLES, rows.shape[0]))
    weight = np.stack([np.bincount(draw, minlength=rows.shape[0]) for draw in draws]).astype(np.float64)
    resampled = _mean(weight, rows)
    low, high = _percentiles(resampled)
    rise, half = _rise(mean, resampled), Settling(unknown=Unknown.NO_CLEAR_RISE)
    if rise.value is not None:
        half = _half_settle(mean, resampled)
    return SetCurve(
        n=rows.shape[0],
        rise_bpm=rise,
        half_settle=half,
        before_s=tuple(_BEFORE_S.tolist()),
        share=tuple(_SHARE.tolist()),
        after_s=tuple(_AFTER_S.tolist()),
        bpm=tuple(mean.tolist()),
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
        n_sets=tuple((~np.isnan(rows)).sum(axis=0).tolist()),
    )


def _mean(weight: Course, rows: Course) -> Course:
    """Return the weighted means over the sets, shape (n_weights, n_grid); NaN where under 8 sets reach."""
    is_known = ~np.isnan(rows)
    n = weight @ is_known
    total = weight @ np.where(is_known, rows, 0.0)
    return np.where(n >= LEAST_SETS, total / np.maximum(n, 1.0), np.nan)


def _percentiles(resampled: Course) -> tuple[Course, Course]:
    """Return the 95 % interval at each grid point, NaN where any resample has nothing."""
    low, high = np.percentile(resampled, _LOW_HIGH_PCT, axis=0)
    return low, high


def _maximum(course: Course) -> float:
    after = course[_N_INSIDE : _N_INSIDE + _MAXIMUM_WITHIN]
    return math.nan if np.isnan(after).all() else float(np.nanmax(after))


def _rise(mean: Course, resampled: Course) -> Reading:
    value = _maximum(mean)
    low, high = np.percentile([_maximum(course) for course in resampled], _LOW_HIGH_PCT).tolist()
    if not (value >= LEAST_RISE_BPM and low > LEAST_RISE_LOW_BPM):
        return Reading.of_unknown(Unknown.NO_CLEAR_RISE)
    return Reading(value=value, low=low, high=high)


def _half_settle(mean: Course, resampled: Course) -> Settling:
    seconds, is_longer = _settled_s(mean)
    draws_s = np.array([math.inf if longer else s for s, longer in map(_settled_s, resampled)])
    low, high = np.percentile(draws_s, _LOW_HIGH_PCT, method="inverted_cdf").tolist()
    return Settling(seconds, is_longer, None, low if low < math.inf else None, high if high < math.inf else None)


def _settled_s(course: Course) -> tuple[float, bool]:
    """Return after how many seconds half of the rise is gone; or how far the curve reaches without that."""
    after = course[_N_INSIDE:]
    maximum = _maximum(course)
    reach_s = float(np.flatnonzero(~np.isnan(after))[-1]) if not np.isnan(after).all() else 0.0
    if math.isnan(maximum):
        return reach_s, True
    place = int(np.nanargmax(after[:_MAXIMUM_WITHIN]))
    settled = settled_after(after.tolist(), maximum / 2.0, place)
    return (reach_s, True) if settled is None else (float(settled), False)
