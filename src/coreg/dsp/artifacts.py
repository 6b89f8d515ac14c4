"""Which intervals aren't one heartbeat long: missed, extra, early or wild beats, judged from the intervals alone.

Theory. An interval is wrong when it stands out from its neighbours more than this heart's own beat-to-beat changes
explain. Three tests, any of which flags:

1. Lipponen and Tarvainen (2019): the differences dRR are compared with alpha times the quartile deviation of the
   91 newest ones, and their pattern (up-down, down-up) with two lines. We take the quartile deviation of the signed
   dRR: that of |dRR|, as often implemented, is too small by half and flags 2 % of Gaussian beats. And the interval
   must be 9 % off the median of its 11 neighbours: in a steady heart a harmless change is many quartile deviations.
2. Karlsson et al. (2012): 18 % shorter than the mean of both neighbours, or 45 % longer. What is wrong with one
   long interval is a missed beat, and that makes it about twice as long; an early beat and a misplaced one are
   found by the short interval beside it. A single long one in between is deep breathing: with 18 % both ways a
   healthy heart of RMSSD 100 ms lost a seventh of its beats.
3. Outside 300 to 2000 ms.

Then a beat next to a flagged one is flagged too: its interval shares a boundary with the wrong one.

Every beat is judged twice, each time from intervals alone, so that any packetisation gives the same bits. With the
newest beat at T, beat T-2 gets its live verdict and beat T-45 its final one. Both use the same 91 differences
(T-90 to T): they trail the live beat and are centred on the final one. Beats of different runs (a gap between
them) are never compared; thresholds carry over, since a heart keeps its character through a gap.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

ALPHA = 5.2  # Lipponen and Tarvainen 2019, section 2.2: covers 99.95 % of normally distributed differences.
C1 = 0.13  # Lipponen and Tarvainen 2019, eq. 2: slope of the line that ectopic beats lie beyond.
C2 = 0.17  # Lipponen and Tarvainen 2019, eq. 2: its intercept, in thresholds.
LONG_SHORT = 3.0  # Lipponen and Tarvainen 2019, figure 1: |mRR| in thresholds that makes a beat long or short.
N_THRESHOLD = 91  # Lipponen and Tarvainen 2019, section 2.2: beats under the quartile deviation.
N_MEDIAN = 11  # Lipponen and Tarvainen 2019, section 2.2: beats under the local median.
N_LEARN = 11  # our choice: fewer differences than the median has beats give no scale; Karlsson serves till then.
FROM_MEDIAN = 0.09  # our choice, by simulation: at 8 % white beats of SD 4 % are flagged 0.20 %, at 9 % 0.17 %.
SHORTER = 0.18  # Karlsson et al. 2012 use 20 to 30 %; our choice, on four series with injected artifacts.
LONGER = 0.45  # our choice: half of what a missed beat gives, more than breathing does; benchmarks/artifacts.py.
SHORTEST_MS = 300.0  # our choice: 200 beats a minute, beyond anybody who sits.
LONGEST_MS = 2000.0  # our choice: 30 beats a minute.
N_AHEAD_LIVE = 2
N_AHEAD_FINAL = 45

_HALF = N_MEDIAN // 2


class Verdicts(NamedTuple):
    """One uint8 per beat, 1 where it is flagged; `…_core` before the flag spreads to the neighbours."""

    live_core: NDArray[np.uint8]
    live: NDArray[np.uint8]
    final_core: NDArray[np.uint8]
    final: NDArray[np.uint8]


class Scale(NamedTuple):
    """What the thresholds remember: the newest differences in order of size, and how many there are.

    `n` holds the two counts; `mrr_ms` is the doubled-if-negative deviation from the centred median of each beat,
    and `newest_mrr_ms` the same in order of time, in a ring.
    """

    drr_ms: NDArray[np.float64]
    mrr_ms: NDArray[np.float64]
    newest_mrr_ms: NDArray[np.float64]
    n: NDArray[np.int64]


def empty_scale() -> Scale:
    """Return the scale of a series that hasn't begun."""
    room = N_THRESHOLD + 1
    return Scale(np.zeros(room), np.zeros(room), np.zeros(N_THRESHOLD), np.zeros(2, dtype=np.int64))


@kernel
def _insert(ordered: NDArray[np.float64], n: int, value: float) -> None:
    """Insert `value` into the first `n` ordered values."""
    i = n
    while i > 0 and ordered[i - 1] > value:
        ordered[i] = ordered[i - 1]
        i -= 1
    ordered[i] = value


@kernel
def _remove(ordered: NDArray[np.float64], n: int, value: float) -> None:
    """Remove one `value` from the first `n` ordered values, where it is."""
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if ordered[middle] < value:
            low = middle + 1
        else:
            high = middle
    for i in range(low, n - 1):
        ordered[i] = ordered[i + 1]


@kernel
def _quantile(ordered: NDArray[np.float64], n: int, share: float) -> float:
    """Return the quantile of `n` ordered values by linear interpolation (Hyndman and Fan's type 7)."""
    place = share * (n - 1)
    low = int(place)
    high = min(low + 1, n - 1)
    return float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))


@kernel
def _threshold(ordered: NDArray[np.float64], n: int) -> float:
    """Return alpha times the quartile deviation of the ordered values, or infinity where they are too few."""
    if n < N_LEARN:
        return np.inf
    return ALPHA * (_quantile(ordered, n, 0.75) - _quantile(ordered, n, 0.25)) / 2.0


@kernel
def _middle(ordered: NDArray[np.float64], n: int) -> float:
    """Return the median of `n` ordered values."""
    return float(0.5 * (ordered[(n - 1) // 2] + ordered[n // 2]))


@kernel
def _mrr_ms(rr_ms: NDArray[np.float64], run_start: NDArray[np.int64], beat: int, newest: int) -> float:
    """Return the beat's deviation from the median around it, doubled if negative (Lipponen-Tarvainen, eq. 4)."""
    first = max(run_start[beat], beat - _HALF)
    last = min(newest, beat + _HALF)
    while run_start[last] != run_start[beat]:
        last -= 1
    ordered = np.empty(N_MEDIAN)
    for i in range(first, last + 1):
        _insert(ordered, i - first, rr_ms[i])
    deviation = float(rr_ms[beat]) - _middle(ordered, last + 1 - first)
    return 2.0 * deviation if deviation < 0.0 else deviation


@kernel
def _drr_ms(rr_ms: NDArray[np.float64], run_start: NDArray[np.int64], beat: int, run: int, newest: int) -> float:
    """Return the difference that ends with this beat, or 0 where the beat before it isn't of this run."""
    if beat <= run or beat > newest or run_start[beat] != run:
        return 0.0
    return float(rr_ms[beat] - rr_ms[beat - 1])


@kernel
def _is_ectopic(before: float, drr: float, after: float, threshold: float) -> bool:
    """Say whether the difference and both its neighbours zigzag (Lipponen-Tarvainen, eqs. 1 and 2)."""
    if drr > threshold:
        return max(before, after) < -C1 * drr - C2 * threshold
    if drr < -threshold:
        return min(before, after) > -C1 * drr + C2 * threshold
    return False


@kernel
def _stands_out(
    rr_ms: NDArray[np.float64],
    run_start: NDArray[np.int64],
    beat: int,
    newest: int,
    mrr: float,
    thresholds: tuple[float, float],
) -> bool:
    """Say whether Lipponen and Tarvainen's decision (their figure 1) finds anything wrong with the beat."""
    run = run_start[beat]
    th1, th2 = thresholds
    before = _drr_ms(rr_ms, run_start, beat - 1, run, newest)
    drr = _drr_ms(rr_ms, run_start, beat, run, newest)
    after = _drr_ms(rr_ms, run_start, beat + 1, run, newest)
    if _is_ectopic(before, drr, after, th1):
        return True
    if abs(drr) <= th1:
        # The second of two long or short beats: judged only because the beat before it stood out.
        earlier = _drr_ms(rr_ms, run_start, beat - 2, run, newest)
        if abs(before) <= th1 or abs(drr) >= abs(after) or _is_ectopic(earlier, before, drr, th1):
            return False
    later = _drr_ms(rr_ms, run_start, beat + 2, run, newest)
    if drr > th1 and min(after, later) < -th1:
        return True
    if drr < -th1 and max(after, later) > th1:
        return True
    return abs(mrr) > LONG_SHORT * th2


@kernel
def _is_off_neighbours(rr_ms: NDArray[np.float64], run_start: NDArray[np.int64], beat: int, newest: int) -> bool:
    """Say whether the interval is too short or too long for the mean of both its neighbours (Karlsson)."""
    run = run_start[beat]
    if beat <= run or beat >= newest or run_start[beat + 1] != run:
        return False
    expected = 0.5 * (rr_ms[beat - 1] + rr_ms[beat + 1])
    return bool(rr_ms[beat] < (1.0 - SHORTER) * expected or rr_ms[beat] > (1.0 + LONGER) * expected)


@kernel
def _is_wrong(
    rr_ms: NDArray[np.float64],
    run_start: NDArray[np.int64],
    beat: int,
    newest: int,
    median: float,
    thresholds: tuple[float, float],
) -> bool:
    """Say whether any of the three tests flags the beat itself."""
    rr = rr_ms[beat]
    if rr < SHORTEST_MS or rr > LONGEST_MS or _is_off_neighbours(rr_ms, run_start, beat, newest):
        return True
    deviation = rr - median
    if abs(deviation) < FROM_MEDIAN * median:
        return False
    mrr = 2.0 * deviation if deviation < 0.0 else deviation
    return _stands_out(rr_ms, run_start, beat, newest, mrr, thresholds)


@kernel
def _judge(
    rr_ms: NDArray[np.float64],
    run_start: NDArray[np.int64],
    beat: int,
    newest: int,
    n_before: int,
    thresholds: tuple[float, float],
) -> int:
    """Return 2 where the beat itself is wrong, 1 where only a neighbour is, 0 where neither.

    The median is of the 11 beats that begin `n_before` before the judged one, as far as they are of its run.
    """
    run = run_start[beat]
    around = 0
    ordered = np.empty(N_MEDIAN)  # of the beats from `begin` to `end` - 1: the neighbours' medians share most
    begin = end = max(run, max(run, beat - 1) - n_before)
    for near in range(max(run, beat - 1), min(newest, beat + 1) + 1):
        if run_start[near] != run:
            break
        first = near - n_before
        last = min(newest, first + N_MEDIAN - 1)
        while run_start[last] != run:
            last -= 1
        while begin < first:
            _remove(ordered, end - begin, rr_ms[begin])
            begin += 1
        while end <= last:
            _insert(ordered, end - begin, rr_ms[end])
            end += 1
        if _is_wrong(rr_ms, run_start, near, newest, _middle(ordered, end - begin), thresholds):
            if near == beat:
                return 2
            around = 1
    return around


@kernel
def _update_scale(rr_ms: NDArray[np.float64], run_start: NDArray[np.int64], newest: int, scale: Scale) -> None:
    """Let the newest difference and deviation into the ordered windows, and the oldest out."""
    n = scale.n
    if newest > run_start[newest]:
        _insert(scale.drr_ms, n[0], rr_ms[newest] - rr_ms[newest - 1])
        n[0] += 1
    old = newest - N_THRESHOLD
    if old >= 0 and old > run_start[old]:
        _remove(scale.drr_ms, n[0], rr_ms[old] - rr_ms[old - 1])
        n[0] -= 1
    middle = newest - _HALF
    if middle >= 0:
        mrr_ms = _mrr_ms(rr_ms, run_start, middle, newest)
        place = middle % N_THRESHOLD
        if middle >= N_THRESHOLD:
            _remove(scale.mrr_ms, n[1], scale.newest_mrr_ms[place])
            n[1] -= 1
        scale.newest_mrr_ms[place] = mrr_ms
        _insert(scale.mrr_ms, n[1], mrr_ms)
        n[1] += 1


@kernel
def judge_newest(
    rr_ms: NDArray[np.float64], run_start: NDArray[np.int64], newest: int, scale: Scale, verdicts: Verdicts
) -> None:
    """Take one more beat in: the live verdict of the beat 2 before it, the final one of the beat 45 before it.

    Parameters
    ----------
    rr_ms
        Intervals in ms, in order; `rr_ms[: newest + 1]` are known.
    run_start
        For each beat the index of the first beat of its run: beats of different runs are never compared.
    newest
        Index of the beat to take in; each is taken in once, in order.
    scale, verdicts
        What earlier calls left; both are written to. `verdicts` has room for as many beats as `rr_ms`.
    """
    _update_scale(rr_ms, run_start, newest, scale)
    thresholds = (_threshold(scale.drr_ms, scale.n[0]), _threshold(scale.mrr_ms, scale.n[1]))
    beat = newest - N_AHEAD_LIVE
    if beat >= 0:
        found = _judge(rr_ms, run_start, beat, newest, N_MEDIAN - 1 - N_AHEAD_LIVE, thresholds)
        verdicts.live_core[beat] = found == 2
        verdicts.live[beat] = found > 0
    beat = newest - N_AHEAD_FINAL
    if beat >= 0:
        found = _judge(rr_ms, run_start, beat, newest, _HALF, thresholds)
        verdicts.final_core[beat] = found == 2
        verdicts.final[beat] = found > 0


@kernel
def judge_end(
    rr_ms: NDArray[np.float64], run_start: NDArray[np.int64], n_beats: int, scale: Scale, verdicts: Verdicts
) -> None:
    """Give the last beats of a series that has ended their verdicts, from what there is."""
    thresholds = (_threshold(scale.drr_ms, scale.n[0]), _threshold(scale.mrr_ms, scale.n[1]))
    for beat in range(max(0, n_beats - N_AHEAD_LIVE), n_beats):
        found = _judge(rr_ms, run_start, beat, n_beats - 1, N_MEDIAN - 1 - N_AHEAD_LIVE, thresholds)
        verdicts.live_core[beat] = found == 2
        verdicts.live[beat] = found > 0
    for beat in range(max(0, n_beats - N_AHEAD_FINAL), n_beats):
        found = _judge(rr_ms, run_start, beat, n_beats - 1, _HALF, thresholds)
        verdicts.final_core[beat] = found == 2
        verdicts.final[beat] = found > 0


@kernel
def judge_rest(
    rr_ms: NDArray[np.float64],
    run_start: NDArray[np.int64],
    first: int,
    n_beats: int,
    scale: Scale,
    verdicts: Verdicts,
) -> None:
    """Take in every beat from `first` to `n_beats` - 1, then end the series; parameters as for `judge_newest`."""
    for newest in range(first, n_beats):
        judge_newest(rr_ms, run_start, newest, scale, verdicts)
    judge_end(rr_ms, run_start, n_beats, scale, verdicts)


def empty_verdicts(n_beats: int) -> Verdicts:
    """Return room for the verdicts of `n_beats` beats, none of them flagged."""
    rows = [np.zeros(n_beats, dtype=np.uint8) for _ in range(4)]
    return Verdicts(*rows)


def judge(rr_ms: NDArray[np.float64], run_start: NDArray[np.int64]) -> Verdicts:
    """Judge a whole series: bit for bit what `judge_newest` gives beat by beat; its end is judged as the end.

    Parameters
    ----------
    rr_ms
        Intervals in ms, shape (n,), finite.
    run_start
        Index of the first beat of each beat's run, shape (n,); zeros for a series without gaps.

    References
    ----------
    Lipponen JA, Tarvainen MP (2019), J Med Eng Technol 43(3), 173-181. Karlsson M et al. (2012), Biomed Eng Online
    11:2.
    """
    verdicts = empty_verdicts(rr_ms.size)
    judge_rest(rr_ms, run_start, 0, rr_ms.size, empty_scale(), verdicts)
    return verdicts
