"""One person's baseline: a few quiet minutes at the start, and how far a later number is from them.

Seated, still, silent. The first 30 s are dropped; it ends by itself when 180 s of good data are in, or 5 minutes
after it began. Good data are the intervals of valid pairs. It is accepted or refused, for each person apart.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coreg.domain.baseline import Baseline, Refusal
from coreg.domain.marks import Marks, SpanKind
from coreg.domain.reading import Reading, Unknown
from coreg.readings.numbers import heart_rate, ln_rmssd
from coreg.readings.series import BeatSeries
from coreg.readings.trust import Trust

DROPPED_S = 30.0  # our choice: sitting down and settling.
ENOUGH_S = 180.0  # our choice: it ends by itself with this much good data.
LONGEST_S = 300.0  # our choice: nobody sits longer for a strap that doesn't hold.
ACCEPTED_S = 150.0  # our choice
ACCEPTED_SHARE = 0.9  # our choice: of the pairs that should be there.


def ended_s(series: BeatSeries, start_s: float, now_s: float) -> float | None:
    """Return when the baseline that began at `start_s` ended by itself, or None if it goes on.

    Judged beats count alone, so it ends two beats after the one that completes it; the instant is that beat's.
    """
    t_s, good_ms = _good_ms(series, start_s, now_s)
    enough = np.flatnonzero(np.cumsum(good_ms) >= 1000.0 * ENOUGH_S)
    if enough.size:
        return t_s.item(int(enough[0]))
    return start_s + LONGEST_S if now_s >= start_s + LONGEST_S else None


def good_s(series: BeatSeries, start_s: float, now_s: float) -> float:
    """Return how much good data there is so far, in s, out of the 180 that it ends with."""
    return float(_good_ms(series, start_s, now_s)[1].sum()) / 1000.0


def read_baseline(series: BeatSeries, start_s: float, end_s: float) -> Baseline:
    """Read the baseline from `start_s` to `end_s`, with the newest verdict of each beat."""
    found = series.stretch(start_s + DROPPED_S, end_s, series.n_judged)
    coverage = found.coverage
    good = good_s(series, start_s, end_s)
    expected = coverage.n_pairs_expected
    share = coverage.n_pairs_valid / expected if expected > 0.0 else 0.0
    refusal = None
    if end_s - start_s < DROPPED_S + ACCEPTED_S:
        refusal = Refusal.TOO_SHORT
    elif share < ACCEPTED_SHARE:
        is_missing = coverage.n_pairs_received < ACCEPTED_SHARE * expected or not coverage.n_beats
        refusal = Refusal.BEATS_MISSING if is_missing else Refusal.INTERVALS_UNEVEN
    elif good < ACCEPTED_S:
        refusal = Refusal.TOO_SHORT
    elif not found.time_domain.rmssd_ms > 0.0:
        refusal = Refusal.NO_VARIATION
    trust = Trust() if refusal is None else Trust(Unknown.NO_BASELINE)
    return Baseline(start_s, end_s, good, share, heart_rate(found, trust), ln_rmssd(found, trust), refusal)


def read_baselines(series: BeatSeries, marks: Marks) -> tuple[Baseline, ...]:
    """Read every baseline that was marked and has ended, in order of time."""
    spans = marks.spans_of(SpanKind.BASELINE)
    return tuple(read_baseline(series, span.start_s, span.end_s) for span in spans if span.end_s is not None)


def baseline_at(baselines: Sequence[Baseline], t_s: float) -> Baseline | None:
    """Return the newest accepted baseline that had ended by then: a later one doesn't change earlier results."""
    accepted = (one for one in reversed(baselines) if one.is_accepted and one.end_s <= t_s)
    return next(accepted, None)


def change(now: Reading, then: Reading | None) -> Reading:
    """Return how far a number is from the baseline's, with the uncertainty of both.

    The standard errors add in squares, on each side apart (Zou and Donner 2008, Stat Med 27:1693, eq. 4), so that
    intervals that aren't symmetric stay honest. Unknown for the number's own reason, else for want of a baseline.
    """
    if now.value is None:
        return now
    if then is None or then.value is None:
        return Reading.of_unknown(Unknown.NO_BASELINE)
    value = now.value - then.value
    if now.low is None or now.high is None or then.low is None or then.high is None:
        return Reading(value=value, is_rough=now.is_rough)
    below = math.hypot(now.value - now.low, then.high - then.value)
    above = math.hypot(now.high - now.value, then.value - then.low)
    return Reading(value=value, low=value - below, high=value + above, is_rough=now.is_rough)


def _good_ms(series: BeatSeries, start_s: float, end_s: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return when each judged beat of the baseline ended, and its interval in ms where it makes a valid pair."""
    low, high = np.searchsorted(series.t_s[: series.n_judged], (start_s + DROPPED_S, end_s), side="right").tolist()
    part = slice(low, max(low, high))
    is_valid, is_joined = series.is_valid[part], series.is_joined[part]
    is_pair = np.zeros(is_valid.size, dtype=np.bool_)
    is_pair[1:] = (is_joined[1:] & is_valid[1:] & is_valid[:-1]) != 0
    return series.t_s[part], np.where(is_pair, series.rr_ms[part], 0.0)
