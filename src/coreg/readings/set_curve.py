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
from coreg.readings.sets import SETTLED_FOR_S

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
# Resamples multiplied in one go. A larger product is split over the cores, which takes BLAS forty times as long
# here and makes its last bits depend on how many cores there are.
_AT_A_TIME = 50

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
    resampled = _mean(_times_drawn(draws), rows)
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
    n = _products(weight, is_known.astype(np.float64))
    total = _products(weight, np.where(is_known, rows, 0.0))
    return np.where(n >= LEAST_SETS, total / np.maximum(n, 1.0), np.nan)


def _products(weight: Course, rows: Course) -> Course:
    """Return `weight @ rows`, a few of its rows at a time."""
    parts = [weight[first : first + _AT_A_TIME] @ rows for first in range(0, weight.shape[0], _AT_A_TIME)]
    return np.concatenate(parts)


def _percentiles(resampled: Course) -> tuple[Course, Course]:
    """Return the 95 % interval at each grid point, NaN where any resample has nothing."""
    low, high = np.percentile(resampled, _LOW_HIGH_PCT, axis=0)
    return low, high


def _times_drawn(draws: NDArray[np.int64]) -> Course:
    """Return how often each resample drew each set, both of shape (n_resamples, n_sets)."""
    n_resamples, n_sets = draws.shape
    place = draws + n_sets * np.arange(n_resamples)[:, np.newaxis]
    return np.bincount(place.ravel(), minlength=draws.size).reshape(draws.shape).astype(np.float64)


def _maxima(courses: Course) -> Course:
    """Return each course's maximum after the end, shape (n_courses,); NaN where it doesn't reach there."""
    after = courses[:, _N_INSIDE : _N_INSIDE + _MAXIMUM_WITHIN]
    highest = np.where(np.isnan(after), -np.inf, after).max(axis=1)
    return np.where(np.isinf(highest), np.nan, highest)


def _rise(mean: Course, resampled: Course) -> Reading:
    value = float(_maxima(mean[np.newaxis])[0])
    low, high = np.percentile(_maxima(resampled), _LOW_HIGH_PCT).tolist()
    if not (value >= LEAST_RISE_BPM and low > LEAST_RISE_LOW_BPM):
        return Reading.of_unknown(Unknown.NO_CLEAR_RISE)
    return Reading(value=value, low=low, high=high)


def _half_settle(mean: Course, resampled: Course) -> Settling:
    seconds, is_longer = _settled_s(mean[np.newaxis])
    draws_s, are_longer = _settled_s(resampled)
    low, high = np.percentile(np.where(are_longer, np.inf, draws_s), _LOW_HIGH_PCT, method="inverted_cdf").tolist()
    return Settling(
        seconds=float(seconds[0]),
        is_longer=bool(is_longer[0]),
        low_s=low if low < math.inf else None,
        high_s=high if high < math.inf else None,
    )


def _settled_s(courses: Course) -> tuple[Course, NDArray[np.bool_]]:
    """Return after how many seconds half of the rise is gone; or how far the curve reaches, and True for longer.

    Parameters
    ----------
    courses
        One in each row, shape (n_courses, n_grid); both that is returned has shape (n_courses,).
    """
    after = courses[:, _N_INSIDE:]
    seconds = np.arange(after.shape[1])
    is_known = ~np.isnan(after)
    reach_s = np.where(is_known, seconds, 0).max(axis=1)
    maximum = _maxima(courses)
    # As `sets.settled_after` does for one course: the first of ten values under half, after the maximum's place.
    place = np.where(is_known, after, -np.inf)[:, :_MAXIMUM_WITHIN].argmax(axis=1)
    is_under = (after <= (maximum / 2.0)[:, np.newaxis]) & (seconds > place[:, np.newaxis])
    n_under = np.cumsum(is_under, axis=1)
    n_under[:, SETTLED_FOR_S:] -= n_under[:, :-SETTLED_FOR_S].copy()
    is_settled = n_under[:, SETTLED_FOR_S - 1 :] == SETTLED_FOR_S
    is_longer = ~is_settled.any(axis=1)
    return np.where(is_longer, reach_s, is_settled.argmax(axis=1)).astype(np.float64), is_longer
