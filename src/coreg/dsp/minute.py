"""The newest minute's rhythms, from sums that move with the minute instead of being added up anew at every beat.

Theory. The periodogram needs ten sums over beats at each frequency (spectrum.py has the fit; those with x and x²
take a line or a parabola out afterwards, whatever it turns out to be). A beat that comes adds a row to them, one
that leaves subtracts the same row, so a minute costs a few rows and not seventy. The frequencies are always the
same, 0.062 to 0.498 Hz every 0.004. In RSA's band every second frequency's sums are kept for six pieces of 10 s
too, counted back from the newest beat: RSA without one piece is then a subtraction, and its scatter is RSA's
uncertainty.
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
from coreg.dsp.spectrum import MS_PER_S, Trend, identifiable_hz, power_at, trend, waves

WINDOW_S = 60.0
N_PIECES = 6  # our choice: pieces of 10 s, longer than a breath and enough for a t quantile below 3.
STEP_HZ = 0.004  # our choice: under 1/(4 · 60 s), and the ends of every band below are whole multiples of it.
LOWEST_HZ = 0.06  # our choice: 3.6 breaths a minute, slower than any pacer goes.
N_HZ = 110  # up to 0.5 Hz, where the search for breathing ends.
RSA_FIRST = 15  # 0.12 Hz, (0.12 - 0.06) / STEP_HZ
N_RSA = 70  # up to 0.40 Hz
EVERY = 2  # our choice: for the uncertainty, which 1/(2T) serves as well as 1/(4T) (tests/dsp/test_minute.py).
N_PIECE_HZ = N_RSA // EVERY
BREATHING_FIRST = 17  # 0.13 Hz, our choice: slower breathing isn't told from baroreflex waves at 0.1 Hz.
RESUM_EVERY = 128  # our choice: some two minutes; adding up anew costs as much as about thirty beats.

SMALLEST_MS2 = 1e-6  # our choice: under any variance of intervals in 1/1024 s, above what rounding makes of none.

_N_ROWS = 8  # of cos, sin, cos², cos·sin, x·cos, x·sin, rr·cos, rr·sin


class Minute(NamedTuple):
    """The sums, and which beats are in them; x counts from `origin_s`.

    `of_piece` (6, 8, 35) and `whole` (10, 110) are the sums, those of x²·cos and x²·sin last. `edge[p]` is the
    first beat of piece p, `edge[6]` one past the newest. `origin_s` holds the origin, `age` the beats since it was
    set.
    """

    of_piece: NDArray[np.float64]
    whole: NDArray[np.float64]
    edge: NDArray[np.int64]
    origin_s: NDArray[np.float64]
    age: NDArray[np.int64]
    wave: NDArray[np.float64]


class Rhythms(NamedTuple):
    """What a minute's rhythms tell: RSA in ln ms² with its interval, the breath, the search for a slow one."""

    rsa: LnPower
    breathing: Peak
    slow: Peak


def empty_minute() -> Minute:
    """Return the sums of no beats."""
    return Minute(
        np.zeros((N_PIECES, _N_ROWS, N_PIECE_HZ)),
        np.zeros((_N_ROWS + 2, N_HZ)),
        np.zeros(N_PIECES + 1, dtype=np.int64),
        np.zeros(1),
        np.zeros(1, dtype=np.int64),
        np.zeros((2, N_HZ)),
    )


@kernel
def _add_rows(
    sums: NDArray[np.float64], every: int, sign: float, x: float, rr: float, wave: NDArray[np.float64]
) -> None:
    """Add one beat's rows to the first eight of each frequency's sums, or take them out again with sign -1.

    `every` tells which of the frequencies in `wave` (2, …) these are.
    """
    for k in range(sums.shape[1]):
        c, s = sign * wave[0, k * every], sign * wave[1, k * every]
        sums[0, k] += c
        sums[1, k] += s
        sums[2, k] += c * wave[0, k * every]
        sums[3, k] += s * wave[0, k * every]
        sums[4, k] += x * c
        sums[5, k] += x * s
        sums[6, k] += rr * c
        sums[7, k] += rr * s


@kernel
def _put(t_s: float, rr: float, piece: int, sign: float, minute: Minute) -> None:
    """Put a beat into a piece and into the minute, or take it out of both with sign -1."""
    x = t_s - minute.origin_s[0]
    angle = 2.0 * math.pi * x
    wave, whole = minute.wave, minute.whole
    waves(angle * (LOWEST_HZ + 0.5 * STEP_HZ), angle * STEP_HZ, wave[0], wave[1])
    _add_rows(minute.of_piece[piece], EVERY, sign, x, rr, wave[:, RSA_FIRST:])
    _add_rows(whole, 1, sign, x, rr, wave)
    for k in range(N_HZ):
        whole[8, k] += sign * x * x * wave[0, k]
        whole[9, k] += sign * x * x * wave[1, k]


@kernel
def _pass_on(t_s: float, rr: float, left: int, minute: Minute) -> None:
    """Move a beat that stays in the minute from one piece to the one before it."""
    x = t_s - minute.origin_s[0]
    angle = 2.0 * math.pi * x
    wave = minute.wave
    first_hz = LOWEST_HZ + (RSA_FIRST + 0.5) * STEP_HZ
    waves(angle * first_hz, angle * EVERY * STEP_HZ, wave[0, :N_PIECE_HZ], wave[1, :N_PIECE_HZ])
    _add_rows(minute.of_piece[left], 1, -1.0, x, rr, wave)
    _add_rows(minute.of_piece[left - 1], 1, 1.0, x, rr, wave)


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
                _put(t_s[i], rr_ms[i], piece, 1.0, minute)
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
                if piece == N_PIECES:
                    _put(t_s[i], rr_ms[i], piece - 1, 1.0, minute)
                elif piece == 0:
                    _put(t_s[i], rr_ms[i], piece, -1.0, minute)
                else:
                    _pass_on(t_s[i], rr_ms[i], piece, minute)
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
    _put(t_s, rr, piece, 1.0 if is_used else -1.0, minute)


@kernel
def _powers(whole: NDArray[np.float64], found: Trend, n: float) -> NDArray[np.float64]:
    """Return P at each frequency of the minute's `n` beats with their trend taken out."""
    p = np.empty(N_HZ)
    for k in range(N_HZ):
        c, s = whole[0, k], whole[1, k]
        yc = whole[6, k] - found.constant * c - found.slope * whole[4, k] - found.bend * whole[8, k]
        ys = whole[7, k] - found.constant * s - found.slope * whole[5, k] - found.bend * whole[9, k]
        p[k] = power_at(c, s, whole[2, k], whole[3, k], yc, ys, 0.0, n)
    return p


@kernel
def _power_without(
    minute: Minute, piece: int, line: Trend, y_total: float, n: float, p: NDArray[np.float64]
) -> None:
    """Write P at every second frequency of RSA's band, of the `n` beats outside one piece (sum of y: `y_total`)."""
    for k in range(N_PIECE_HZ):
        at = RSA_FIRST + EVERY * k
        c = minute.whole[0, at] - minute.of_piece[piece, 0, k]
        s = minute.whole[1, at] - minute.of_piece[piece, 1, k]
        yc = minute.whole[6, at] - minute.of_piece[piece, 6, k]
        ys = minute.whole[7, at] - minute.of_piece[piece, 7, k]
        yc -= line.constant * c + line.slope * (minute.whole[4, at] - minute.of_piece[piece, 4, k])
        ys -= line.constant * s + line.slope * (minute.whole[5, at] - minute.of_piece[piece, 5, k])
        cc = minute.whole[2, at] - minute.of_piece[piece, 2, k]
        cs = minute.whole[3, at] - minute.of_piece[piece, 3, k]
        p[k] = power_at(c, s, cc, cs, yc, ys, y_total, n)


@kernel
def _totals(
    t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], is_used: NDArray[np.uint8], minute: Minute, line: Trend
) -> NDArray[np.float64]:
    """Return count, sum of RR and sum of RR without the line of each piece, and of the minute last: (7, 3)."""
    total = np.zeros((N_PIECES + 1, 3))
    for piece in range(N_PIECES):
        for i in range(minute.edge[piece], minute.edge[piece + 1]):
            if is_used[i]:
                total[piece, 0] += 1.0
                total[piece, 1] += rr_ms[i]
                total[piece, 2] += rr_ms[i] - line.constant - line.slope * (t_s[i] - minute.origin_s[0])
        for column in range(3):
            total[N_PIECES, column] += total[piece, column]
    return total


@kernel
def _rsa(total: NDArray[np.float64], minute: Minute, line: Trend, p: NDArray[np.float64]) -> LnPower:
    """Return RSA from the minute's powers in RSA's band, with its uncertainty from leaving each piece out."""
    nothing = LnPower(math.nan, math.nan, math.nan)
    n, rr_total, y_total = total[N_PIECES, 0], total[N_PIECES, 1], total[N_PIECES, 2]
    high_hz = identifiable_hz(rr_total / n, LOWEST_HZ + (RSA_FIRST + N_RSA) * STEP_HZ)
    n_steps = (high_hz - LOWEST_HZ) / STEP_HZ - RSA_FIRST
    if n_steps <= 0.0:
        return nothing
    summed = rr_total / n * _sum_of_steps(p, n_steps, 1)
    some = rr_total / n * _sum_of_steps(p, n_steps, EVERY)
    if summed <= 0.0 or some <= 0.0:
        return nothing
    without = np.full(N_PIECES, math.log(some))
    rest_p = np.empty(N_PIECE_HZ)
    for piece in range(N_PIECES):
        rest = n - total[piece, 0]
        if total[piece, 0] > 0.0 and rest >= MIN_BEATS // 2:
            _power_without(minute, piece, line, y_total - total[piece, 2], rest, rest_p)
            remaining = (rr_total - total[piece, 1]) / rest * _sum_of_steps(rest_p, n_steps / EVERY, 1)
            without[piece] = math.log(remaining) if remaining > 0.0 else -math.inf
    half = jackknife_half_width(math.log(some), without, total[:N_PIECES, 0])
    value = math.log(2.0 / MS_PER_S * STEP_HZ * summed)
    return LnPower(value, value - half, value + half)


@kernel
def _sum_of_steps(p: NDArray[np.float64], n_steps: float, every: int) -> float:
    """Return the sum of the first `n_steps` values, or of each `every`-th; a step that is cut counts in part."""
    total = 0.0
    for k in range(0, p.size, every):
        total += p[k] * min(1.0, max(0.0, (n_steps - k) / every))
    return total


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
    p = _powers(minute.whole, line, float(n))
    total = _totals(t_s, rr_ms, is_used, minute, line)
    rsa = _rsa(total, minute, line, p[RSA_FIRST : RSA_FIRST + N_RSA])
    reach = max(1, round(1.0 / span_s / STEP_HZ))
    breathing_hz = LOWEST_HZ + (BREATHING_FIRST + 0.5) * STEP_HZ
    breathing = highest(p[BREATHING_FIRST:], breathing_hz, STEP_HZ, reach)
    p = _powers(minute.whole, curve, float(n))
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
