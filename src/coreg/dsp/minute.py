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
from coreg.dsp.spectrum import MS_PER_S, Trend, identifiable_hz, power_at, sum_of, trend, waves

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

# The sums' rows, one after another in one array: distances that the compiler knows let it work on several
# frequencies at once. Of cos, sin, cos², cos·sin, x·cos, x·sin, rr·cos, rr·sin; the minute has x²·cos, x²·sin too.
_C, _S, _CC, _CS, _XC, _XS, _RC, _RS, _XXC, _XXS = range(10)
_N_ROWS = 8


class Minute(NamedTuple):
    """The sums, and which beats are in them; x counts from `origin_s`.

    `of_piece` (6, 8 · 35) and `whole` (10 · 110) are the sums, row after row. `edge[p]` is the first beat of piece
    p, `edge[6]` one past the newest. `origin_s` holds the origin, `age` the beats since it was set; `wave` is room
    to work in.
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
        np.zeros((N_PIECES, _N_ROWS * N_PIECE_HZ)),
        np.zeros((_N_ROWS + 2) * N_HZ),
        np.zeros(N_PIECES + 1, dtype=np.int64),
        np.zeros(1),
        np.zeros(1, dtype=np.int64),
        np.zeros((2, N_HZ)),
    )


@kernel
def _add_to_piece(
    sums: NDArray[np.float64],
    sign: float,
    x: float,
    rr: float,
    cosine: NDArray[np.float64],
    sine: NDArray[np.float64],
) -> None:
    """Add one beat's rows to a piece's sums, or take them out again with sign -1."""
    for k in range(N_PIECE_HZ):
        c, s = sign * cosine[k], sign * sine[k]
        sums[_C * N_PIECE_HZ + k] += c
        sums[_S * N_PIECE_HZ + k] += s
        sums[_CC * N_PIECE_HZ + k] += c * cosine[k]
        sums[_CS * N_PIECE_HZ + k] += c * sine[k]
        sums[_XC * N_PIECE_HZ + k] += x * c
        sums[_XS * N_PIECE_HZ + k] += x * s
        sums[_RC * N_PIECE_HZ + k] += rr * c
        sums[_RS * N_PIECE_HZ + k] += rr * s


@kernel
def _add_to_whole(
    sums: NDArray[np.float64],
    sign: float,
    x: float,
    rr: float,
    cosine: NDArray[np.float64],
    sine: NDArray[np.float64],
) -> None:
    """Add one beat's rows to the minute's sums, or take them out again with sign -1."""
    for k in range(N_HZ):
        c, s = sign * cosine[k], sign * sine[k]
        sums[_C * N_HZ + k] += c
        sums[_S * N_HZ + k] += s
        sums[_CC * N_HZ + k] += c * cosine[k]
        sums[_CS * N_HZ + k] += c * sine[k]
        sums[_XC * N_HZ + k] += x * c
        sums[_XS * N_HZ + k] += x * s
        sums[_RC * N_HZ + k] += rr * c
        sums[_RS * N_HZ + k] += rr * s
        sums[_XXC * N_HZ + k] += x * x * c
        sums[_XXS * N_HZ + k] += x * x * s


@kernel
def _put(t_s: float, rr: float, piece: int, sign: float, minute: Minute) -> None:
    """Put a beat into a piece and into the minute, or take it out of both with sign -1."""
    x = t_s - minute.origin_s[0]
    angle = 2.0 * math.pi * x
    cosine, sine = minute.wave[0], minute.wave[1]
    waves(angle * (LOWEST_HZ + 0.5 * STEP_HZ), angle * STEP_HZ, cosine, sine)
    _add_to_whole(minute.whole, sign, x, rr, cosine, sine)
    for k in range(N_PIECE_HZ):
        cosine[k] = cosine[RSA_FIRST + EVERY * k]
        sine[k] = sine[RSA_FIRST + EVERY * k]
    _add_to_piece(minute.of_piece[piece], sign, x, rr, cosine, sine)


@kernel
def _pass_on(t_s: float, rr: float, left: int, minute: Minute) -> None:
    """Move a beat that stays in the minute from one piece to the one before it."""
    x = t_s - minute.origin_s[0]
    angle = 2.0 * math.pi * x
    cosine, sine = minute.wave[0, :N_PIECE_HZ], minute.wave[1, :N_PIECE_HZ]
    waves(angle * (LOWEST_HZ + (RSA_FIRST + 0.5) * STEP_HZ), angle * EVERY * STEP_HZ, cosine, sine)
    _add_to_piece(minute.of_piece[left], -1.0, x, rr, cosine, sine)
    _add_to_piece(minute.of_piece[left - 1], 1.0, x, rr, cosine, sine)


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
def _powers(whole: NDArray[np.float64], line: Trend, curve: Trend, n: float) -> NDArray[np.float64]:
    """Return P at each frequency of the minute's `n` beats, after the line and after the parabola; (2, 110)."""
    p = np.empty((2, N_HZ))
    after_line, after_curve = p[0], p[1]
    for k in range(N_HZ):
        c, s = whole[_C * N_HZ + k], whole[_S * N_HZ + k]
        cc, cs = whole[_CC * N_HZ + k], whole[_CS * N_HZ + k]
        xc, xs = whole[_XC * N_HZ + k], whole[_XS * N_HZ + k]
        rc, rs = whole[_RC * N_HZ + k], whole[_RS * N_HZ + k]
        yc = rc - line.constant * c - line.slope * xc
        ys = rs - line.constant * s - line.slope * xs
        after_line[k] = power_at(c, s, cc, cs, yc, ys, 0.0, n)
        yc = rc - curve.constant * c - curve.slope * xc - curve.bend * whole[_XXC * N_HZ + k]
        ys = rs - curve.constant * s - curve.slope * xs - curve.bend * whole[_XXS * N_HZ + k]
        after_curve[k] = power_at(c, s, cc, cs, yc, ys, 0.0, n)
    return p


@kernel
def _at_every_second(whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the minute's sums at the frequencies that the pieces have, in the order of a piece's sums."""
    some = np.empty(_N_ROWS * N_PIECE_HZ)
    for row in range(_N_ROWS):
        for k in range(N_PIECE_HZ):
            some[row * N_PIECE_HZ + k] = whole[row * N_HZ + RSA_FIRST + EVERY * k]
    return some


@kernel
def _power_without(
    some: NDArray[np.float64],
    out: NDArray[np.float64],
    line: Trend,
    y_total: float,
    n: float,
    p: NDArray[np.float64],
) -> None:
    """Write P of the `n` beats outside one piece (sum of y: `y_total`) from the minute's sums and the piece's."""
    for k in range(N_PIECE_HZ):
        c = some[_C * N_PIECE_HZ + k] - out[_C * N_PIECE_HZ + k]
        s = some[_S * N_PIECE_HZ + k] - out[_S * N_PIECE_HZ + k]
        cc = some[_CC * N_PIECE_HZ + k] - out[_CC * N_PIECE_HZ + k]
        cs = some[_CS * N_PIECE_HZ + k] - out[_CS * N_PIECE_HZ + k]
        yc = some[_RC * N_PIECE_HZ + k] - out[_RC * N_PIECE_HZ + k]
        ys = some[_RS * N_PIECE_HZ + k] - out[_RS * N_PIECE_HZ + k]
        yc -= line.constant * c + line.slope * (some[_XC * N_PIECE_HZ + k] - out[_XC * N_PIECE_HZ + k])
        ys -= line.constant * s + line.slope * (some[_XS * N_PIECE_HZ + k] - out[_XS * N_PIECE_HZ + k])
        p[k] = power_at(c, s, cc, cs, yc, ys, y_total, n)


@kernel
def _totals(
    t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], is_used: NDArray[np.uint8], minute: Minute, line: Trend
) -> NDArray[np.float64]:
    """Return count, sum of RR and sum of RR without the line of each piece, and of the minute last: (7, 3)."""
    total = np.zeros((N_PIECES + 1, 3))
    origin_s = minute.origin_s[0]
    for piece in range(N_PIECES):
        n, rr_total, y_total = 0.0, 0.0, 0.0
        for i in range(minute.edge[piece], minute.edge[piece + 1]):
            if is_used[i]:
                n += 1.0
                rr_total += rr_ms[i]
                y_total += rr_ms[i] - line.constant - line.slope * (t_s[i] - origin_s)
        total[piece, 0], total[piece, 1], total[piece, 2] = n, rr_total, y_total
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
    some_sums, rest_p = _at_every_second(minute.whole), np.empty(N_PIECE_HZ)
    for piece in range(N_PIECES):
        rest = n - total[piece, 0]
        if total[piece, 0] > 0.0 and rest >= MIN_BEATS // 2:
            _power_without(some_sums, minute.of_piece[piece], line, y_total - total[piece, 2], rest, rest_p)
            remaining = (rr_total - total[piece, 1]) / rest * _sum_of_steps(rest_p, n_steps / EVERY, 1)
            without[piece] = math.log(remaining) if remaining > 0.0 else -math.inf
    half = jackknife_half_width(math.log(some), without, total[:N_PIECES, 0])
    value = math.log(2.0 / MS_PER_S * STEP_HZ * summed)
    return LnPower(value, value - half, value + half)


@kernel
def _sum_of_steps(p: NDArray[np.float64], n_steps: float, every: int) -> float:
    """Return the sum of the first `n_steps` values, or of each `every`-th; a step that is cut counts in part."""
    n = (p.size + every - 1) // every
    steps = n_steps / every
    n_whole = min(n, int(steps))
    cut = (steps - n_whole) * p[n_whole * every] if n_whole < n else 0.0
    return float(sum_of(p, n_whole, every) + cut)


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
    both = _powers(minute.whole, line, curve, float(n))
    p, slow_p = both[0], both[1]
    total = _totals(t_s, rr_ms, is_used, minute, line)
    rsa = _rsa(total, minute, line, p[RSA_FIRST : RSA_FIRST + N_RSA])
    reach = max(1, round(1.0 / span_s / STEP_HZ))
    breathing_hz = LOWEST_HZ + (BREATHING_FIRST + 0.5) * STEP_HZ
    breathing = highest(p[BREATHING_FIRST:], breathing_hz, STEP_HZ, reach)
    return Rhythms(rsa, breathing, highest(slow_p, LOWEST_HZ + 0.5 * STEP_HZ, STEP_HZ, reach))


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
