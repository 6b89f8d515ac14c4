"""The newest minute's rhythms, from sums that move with the minute instead of being added up anew at every beat.

Theory. The periodogram needs ten sums over beats at each frequency (spectrum.py has the fit; those with x and x²
take a line or a parabola out afterwards, whatever it turns out to be). A beat that comes adds a row to them, one
that leaves subtracts the same row, so a minute costs a few rows and not seventy. The frequencies are always the
same, 0.062 to 0.498 Hz every 0.004. The sums in RSA's band are kept for six pieces of 10 s, counted back from the
newest beat: RSA without one piece is then a subtraction, and its scatter over the pieces is RSA's uncertainty.
Adding and subtracting round; after RESUM_EVERY beats all is added up anew, which keeps the difference to a minute
that was never moved below 1e-9 of the power (tests/dsp/test_minute.py).
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel
from coreg.dsp.breathing import MIN_BEATS, Peak, highest
from coreg.dsp.rsa import LnPower, jackknife_half_width
from coreg.dsp.spectrum import MS_PER_S, Trend, identifiable_hz, power, trend, waves

WINDOW_S = 60.0
N_PIECES = 6  # our choice: pieces of 10 s, longer than a breath and enough for a t quantile below 3.
STEP_HZ = 0.004  # our choice: under 1/(4 · 60 s), and the ends of every band below are whole multiples of it.
LOWEST_HZ = 0.06  # our choice: 3.6 breaths a minute, slower than any pacer goes.
N_HZ = 110  # up to 0.5 Hz, where the search for breathing ends.
RSA_FIRST = 15  # 0.12 Hz, (0.12 - 0.06) / STEP_HZ
N_RSA = 70  # up to 0.40 Hz
BREATHING_FIRST = 17  # 0.13 Hz, our choice: slower breathing isn't told from baroreflex waves at 0.1 Hz.
RESUM_EVERY = 128  # our choice: some two minutes; adding up anew costs as much as about thirty beats.

SMALLEST_MS2 = 1e-6  # our choice: under any variance of intervals in 1/1024 s, above what rounding makes of none.

_N_ROWS = 8  # of cos, sin, cos², cos·sin, x·cos, x·sin, rr·cos, rr·sin


class Minute(NamedTuple):
    """The sums, and which beats are in them; x counts from `origin_s`.

    `of_piece` (6, 8, 70) and `whole` (10, 110) are the sums, those of x²·cos and x²·sin last. `edge[p]` is the
    first beat of piece p, `edge[6]` one past the newest. `origin_s` holds the origin, `age` the beats since it was
    set.
    """

    of_piece: NDArray[np.float64]
    whole: NDArray[np.float64]
    edge: NDArray[np.int64]
    origin_s: NDArray[np.float64]
    age: NDArray[np.int64]


class Rhythms(NamedTuple):
    """What a minute's rhythms tell: RSA in ln ms² with its interval, the breath, the search for a slow one."""

    rsa: LnPower
    breathing: Peak
    slow: Peak


def empty_minute() -> Minute:
    """Return the sums of no beats."""
    return Minute(
        np.zeros((N_PIECES, _N_ROWS, N_RSA)),
        np.zeros((_N_ROWS + 2, N_HZ)),
        np.zeros(N_PIECES + 1, dtype=np.int64),
        np.zeros(1),
        np.zeros(1, dtype=np.int64),
    )


@kernel
def _add(total: NDArray[np.float64], weight: float, value: NDArray[np.float64]) -> None:
    """Add weight times value to the total, element by element."""
    for k in range(total.size):
        total[k] += weight * value[k]


@kernel
def _add_product(total: NDArray[np.float64], weight: float, a: NDArray[np.float64], b: NDArray[np.float64]) -> None:
    """Add weight times a times b to the total, element by element."""
    for k in range(total.size):
        total[k] += weight * (a[k] * b[k])


@kernel
def _add_rows(
    sums: NDArray[np.float64],
    sign: float,
    x: float,
    rr: float,
    cosine: NDArray[np.float64],
    sine: NDArray[np.float64],
) -> None:
    """Add one beat's rows to the first eight sums, or take them out again with sign -1."""
    _add(sums[0], sign, cosine)
    _add(sums[1], sign, sine)
    _add_product(sums[2], sign, cosine, cosine)
    _add_product(sums[3], sign, cosine, sine)
    _add(sums[4], sign * x, cosine)
    _add(sums[5], sign * x, sine)
    _add(sums[6], sign * rr, cosine)
    _add(sums[7], sign * rr, sine)


@kernel
def _move(t_s: float, rr: float, left: int, entered: int, minute: Minute) -> None:
    """Move a beat out of one piece and into another; -1 is outside the minute."""
    x = t_s - minute.origin_s[0]
    angle = 2.0 * math.pi * x
    if left >= 0 and entered >= 0:
        cosine, sine = np.empty(N_RSA), np.empty(N_RSA)
        waves(angle * (LOWEST_HZ + (RSA_FIRST + 0.5) * STEP_HZ), angle * STEP_HZ, cosine, sine)
        _add_rows(minute.of_piece[left], -1.0, x, rr, cosine, sine)
        _add_rows(minute.of_piece[entered], 1.0, x, rr, cosine, sine)
        return
    sign, piece = (1.0, entered) if entered >= 0 else (-1.0, left)
    cosine, sine = np.empty(N_HZ), np.empty(N_HZ)
    waves(angle * (LOWEST_HZ + 0.5 * STEP_HZ), angle * STEP_HZ, cosine, sine)
    of_rsa = slice(RSA_FIRST, RSA_FIRST + N_RSA)
    _add_rows(minute.of_piece[piece], sign, x, rr, cosine[of_rsa], sine[of_rsa])
    _add_rows(minute.whole, sign, x, rr, cosine, sine)
    _add(minute.whole[8], sign * x * x, cosine)
    _add(minute.whole[9], sign * x * x, sine)


@kernel
def fill(
    t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], is_used: NDArray[np.uint8], n_known: int, minute: Minute
) -> None:
    """Add up the minute that ends with the last of the first `n_known` beats.

    Parameters
    ----------
    t_s, rr_ms
        END of each interval in s, in order, and its length in ms; shape (n,) with n >= n_known >= 1.
    is_used
        1 where the beat counts, shape (n,).
    """
    end_s = t_s[n_known - 1]
    minute.of_piece[:] = 0.0
    minute.whole[:] = 0.0
    minute.origin_s[0] = end_s
    minute.age[0] = 0
    minute.edge[N_PIECES] = n_known
    i = n_known - 1
    for piece in range(N_PIECES - 1, -1, -1):
        limit_s = end_s - WINDOW_S / N_PIECES * (N_PIECES - piece)
        while i >= 0 and t_s[i] > limit_s:
            if is_used[i]:
                _move(t_s[i], rr_ms[i], -1, piece, minute)
            i -= 1
        minute.edge[piece] = i + 1


@kernel
def advance(
    t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], is_used: NDArray[np.uint8], n_known: int, minute: Minute
) -> None:
    """Move the minute on so that it ends with the last of the first `n_known` beats; parameters as for `fill`."""
    minute.age[0] += 1
    if minute.age[0] >= RESUM_EVERY or minute.edge[N_PIECES] == 0:
        fill(t_s, rr_ms, is_used, n_known, minute)
        return
    end_s = t_s[n_known - 1]
    for piece in range(N_PIECES, -1, -1):
        limit_s = end_s - WINDOW_S / N_PIECES * (N_PIECES - piece)
        i = minute.edge[piece]
        while i < n_known and t_s[i] <= limit_s:
            if is_used[i]:
                _move(t_s[i], rr_ms[i], piece if piece < N_PIECES else -1, piece - 1, minute)
            i += 1
        minute.edge[piece] = i


@kernel
def revise(t_s: float, rr: float, beat: int, is_used: bool, minute: Minute) -> None:
    """Let a beat in or out whose verdict has changed, if it is in the minute."""
    if beat < minute.edge[0] or beat >= minute.edge[N_PIECES]:
        return
    piece = 0
    while beat >= minute.edge[piece + 1]:
        piece += 1
    if is_used:
        _move(t_s, rr, -1, piece, minute)
    else:
        _move(t_s, rr, piece, -1, minute)


@kernel
def _without_line(sums: NDArray[np.float64], found: Trend, out: NDArray[np.float64]) -> None:
    """Write the six sums of the fit with the line taken out of the intervals: shape (6, n)."""
    out[:4] = sums[:4]
    for wave in range(2):
        rr, one, x, y = sums[6 + wave], sums[wave], sums[4 + wave], out[4 + wave]
        for k in range(y.size):
            y[k] = rr[k] - found.constant * one[k] - found.slope * x[k]


@kernel
def _rsa(
    t_s: NDArray[np.float64],
    rr_ms: NDArray[np.float64],
    is_used: NDArray[np.uint8],
    minute: Minute,
    line: Trend,
    whole: NDArray[np.float64],
) -> LnPower:
    """Return RSA from the whole minute's sums (6, 70) and those of its pieces."""
    total = np.zeros((N_PIECES + 1, 3))
    for piece in range(N_PIECES):
        for i in range(minute.edge[piece], minute.edge[piece + 1]):
            if is_used[i]:
                total[piece, 0] += 1.0
                total[piece, 1] += rr_ms[i]
                total[piece, 2] += rr_ms[i] - line.constant - line.slope * (t_s[i] - minute.origin_s[0])
        total[N_PIECES] += total[piece]
    n, rr_total, y_total = total[N_PIECES]
    high_hz = identifiable_hz(rr_total / n, LOWEST_HZ + (RSA_FIRST + N_RSA) * STEP_HZ)
    n_steps = (high_hz - LOWEST_HZ) / STEP_HZ - RSA_FIRST
    if n_steps <= 0.0:
        return LnPower(math.nan, math.nan, math.nan)
    summed = rr_total / n * _sum_of_steps(power(whole, y_total, int(n), N_RSA), n_steps)
    if summed <= 0.0:
        return LnPower(math.nan, math.nan, math.nan)
    value = math.log(summed)
    left = np.empty((6, N_RSA))
    without = np.full(N_PIECES, value)
    for piece in range(N_PIECES):
        rest = n - total[piece, 0]
        if total[piece, 0] > 0.0 and rest >= MIN_BEATS // 2:
            _without_line(minute.of_piece[piece], line, left)
            for row in range(6):
                for k in range(N_RSA):
                    left[row, k] = whole[row, k] - left[row, k]
            p = power(left, y_total - total[piece, 2], int(rest), N_RSA)
            summed = (rr_total - total[piece, 1]) / rest * _sum_of_steps(p, n_steps)
            without[piece] = math.log(summed) if summed > 0.0 else -math.inf
    half = jackknife_half_width(value, without, total[:N_PIECES, 0])
    value += math.log(2.0 / MS_PER_S * STEP_HZ)
    return LnPower(value, value - half, value + half)


@kernel
def _sum_of_steps(p: NDArray[np.float64], n_steps: float) -> float:
    """Return the sum of the first `n_steps` values; a step that is cut counts as far as it reaches."""
    n = min(p.size, int(n_steps))
    total = p[:n].sum()
    if n < p.size:
        total += (n_steps - n) * p[n]
    return float(total)


@kernel
def rhythms(
    t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], is_used: NDArray[np.uint8], minute: Minute
) -> Rhythms:
    """Return what the minute's rhythms tell; NaN for fewer than 12 intervals or where they don't vary.

    RSA is taken after a line, the search for slow breathing after a parabola. Nothing is counted above half the
    heart rate.

    Parameters
    ----------
    t_s, rr_ms, is_used
        The same arrays that the minute was moved along.
    """
    nothing = Peak(math.nan, math.nan)
    first, end = minute.edge[0], minute.edge[N_PIECES]
    found = trend(t_s[first:end], rr_ms[first:end], is_used[first:end], minute.origin_s[0])
    n, span_s, variance_ms2, line, curve = found
    if n < MIN_BEATS or span_s <= 0.0 or variance_ms2 < SMALLEST_MS2:
        return Rhythms(LnPower(math.nan, math.nan, math.nan), nothing, nothing)
    sums = np.empty((6, N_HZ))
    _without_line(minute.whole, line, sums)
    p = power(sums, 0.0, n, N_HZ)
    rsa = _rsa(t_s, rr_ms, is_used, minute, line, np.ascontiguousarray(sums[:, RSA_FIRST : RSA_FIRST + N_RSA]))
    reach = max(1, round(1.0 / span_s / STEP_HZ))
    breathing_hz = LOWEST_HZ + (BREATHING_FIRST + 0.5) * STEP_HZ
    breathing = highest(p[BREATHING_FIRST:], breathing_hz, STEP_HZ, reach)
    _without_line(minute.whole, curve, sums)
    for wave in range(2):
        _add(sums[4 + wave], -curve.bend, minute.whole[8 + wave])
    p = power(sums, 0.0, n, N_HZ)
    return Rhythms(rsa, breathing, highest(p, LOWEST_HZ + 0.5 * STEP_HZ, STEP_HZ, reach))


def rhythms_of(t_s: NDArray[np.float64], rr_ms: NDArray[np.float64]) -> Rhythms:
    """Return what the rhythms of the newest minute of these intervals tell.

    Parameters
    ----------
    t_s, rr_ms
        END of each used interval in s, in order, and its length in ms; shape (n,).
    """
    if not t_s.size:
        nothing = Peak(math.nan, math.nan)
        return Rhythms(LnPower(math.nan, math.nan, math.nan), nothing, nothing)
    minute = empty_minute()
    is_used = np.ones(t_s.size, dtype=np.uint8)
    fill(t_s, rr_ms, is_used, t_s.size, minute)
    return rhythms(t_s, rr_ms, is_used, minute)
