"""Floating-mean Lomb-Scargle periodogram of intervals at their beat times, in ms² per Hz.

Theory. Beats come at uneven times, so there is no FFT without inventing samples between them. At each frequency a
constant and a sine are fitted together by least squares (the constant floats: subtracting the mean first biases
slow rhythms). With chi² the squared residuals, P(f) = (chi²(constant) - chi²(constant + sine)) / 2, and a sine of
amplitude A in N intervals gives A²N/4. The density that integrates to the variance is PSD = 2 · mean(RR in s) · P.

The fit needs six sums a frequency. They add up over pieces of the window, so leaving one piece out costs a
subtraction instead of another pass (rsa.py needs six such).
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

MS_PER_S = 1000.0
OVERSAMPLING = 4.0  # Δf = 1/(4T), VanderPlas 2018 (ApJS 236:16, section 7.1) recommends 5 to 10 to find peaks.
N_SUMS = 6  # of cos, sin, cos², cos·sin, y·cos, y·sin.
_SINGULAR = 1e-9


class Trend(NamedTuple):
    """A polynomial of x in s, in ms: constant + slope · x + bend · x²."""

    constant: float
    slope: float
    bend: float


@kernel
def trend(
    t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], is_used: NDArray[np.uint8], origin_s: float
) -> tuple[int, float, float, Trend, Trend]:
    """Return count, time from first to last and variance of the intervals; the line and parabola that fit best.

    Least squares in x = t_s - origin_s, by projections on orthogonal polynomials. A parabola that can't be told
    from a line is that line; without intervals both are zero.
    """
    n, first_s, last_s = 0, 0.0, 0.0
    x_total, rr_total = 0.0, 0.0
    for i in range(t_s.size):
        if is_used[i]:
            if n == 0:
                first_s = t_s[i]
            last_s = t_s[i]
            n += 1
            x_total += t_s[i] - origin_s
            rr_total += rr_ms[i]
    if n == 0:
        return 0, 0.0, 0.0, Trend(0.0, 0.0, 0.0), Trend(0.0, 0.0, 0.0)
    middle, mean = x_total / n, rr_total / n
    u2, u3, u4, ur, u2r, r2 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for i in range(t_s.size):
        if is_used[i]:
            u, r = t_s[i] - origin_s - middle, rr_ms[i] - mean
            u2 += u * u
            u3 += u * u * u
            u4 += u * u * u * u
            ur += u * r
            u2r += u * u * r
            r2 += r * r
    span_s, variance = last_s - first_s, r2 / n
    if n < 3 or u2 <= 0.0:
        flat = Trend(mean, 0.0, 0.0)
        return n, span_s, variance, flat, flat
    slope = ur / u2
    line = Trend(mean - slope * middle, slope, 0.0)
    # q = u² - skew·u - u2/n is orthogonal to constant and line.
    skew = u3 / u2
    norm = u4 - skew * u3 - u2 * u2 / n
    if norm <= _SINGULAR * u2 * u2 / n:
        return n, span_s, variance, line, line
    bend = (u2r - skew * ur) / norm
    curve = Trend(
        line.constant + bend * (middle * middle + skew * middle - u2 / n),
        slope - bend * (2.0 * middle + skew),
        bend,
    )
    return n, span_s, variance, line, curve


@kernel
def detrended_ms(t_s: NDArray[np.float64], rr_ms: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the intervals minus the line that fits them best in time, in ms; shape (n,)."""
    left = np.empty(t_s.size)
    if t_s.size:
        line = trend(t_s, rr_ms, np.ones(t_s.size, dtype=np.uint8), t_s[0])[3]
        for i in range(t_s.size):
            left[i] = rr_ms[i] - line.constant - line.slope * (t_s[i] - t_s[0])
    return left


@kernel
def identifiable_hz(mean_rr_ms: float, high_hz: float) -> float:
    """Return the upper end of a band as far as beats this slow can tell: half the heart rate.

    Above it the periodogram shows the slower rhythms again, mirrored, and a band would count them twice.
    """
    return min(high_hz, 0.5 * MS_PER_S / mean_rr_ms)


@kernel
def n_frequencies(low_hz: float, high_hz: float, span_s: float) -> int:
    """Return how many steps of at most 1/(4T) divide the band."""
    return math.ceil((high_hz - low_hz) * OVERSAMPLING * span_s)


@kernel
def waves(angle: float, step_angle: float, cosine: NDArray[np.float64], sine: NDArray[np.float64]) -> None:
    """Fill with cos and sin of `angle + k * step_angle`: known ones are turned to give as many again."""
    n = cosine.size
    cosine[0] = math.cos(angle)
    sine[0] = math.sin(angle)
    turn_cos = math.cos(step_angle)
    turn_sin = math.sin(step_angle)
    known = 1
    while known < n:
        for k in range(min(known, n - known)):
            cosine[known + k] = cosine[k] * turn_cos - sine[k] * turn_sin
            sine[known + k] = cosine[k] * turn_sin + sine[k] * turn_cos
        turn_cos, turn_sin = turn_cos * turn_cos - turn_sin * turn_sin, 2.0 * turn_cos * turn_sin
        known *= 2


@kernel
def _add(total: NDArray[np.float64], weight: float, value: NDArray[np.float64]) -> None:
    """Add weight times value to the total, element by element."""
    for k in range(total.size):
        total[k] += weight * value[k]


@kernel
def _add_product(total: NDArray[np.float64], a: NDArray[np.float64], b: NDArray[np.float64]) -> None:
    """Add a times b to the total, element by element."""
    for k in range(total.size):
        total[k] += a[k] * b[k]


@kernel
def trigonometric_sums(
    t_s: NDArray[np.float64],
    y: NDArray[np.float64],
    piece: NDArray[np.int64],
    n_pieces: int,
    first_hz: float,
    step_hz: float,
    n: int,
) -> NDArray[np.float64]:
    """Return the periodogram's sums for `n` frequencies, for each piece of the window apart; (n_pieces, 6, n).

    Beats are the outer loop: the inner ones then go along frequencies, where the compiler works on several at once.

    Parameters
    ----------
    t_s, y
        Beat times in s and what to analyse, shape (n_beats,).
    piece
        For each beat the piece that it belongs to, 0 … n_pieces-1, shape (n_beats,).
    """
    sums = np.zeros((n_pieces, N_SUMS, n))
    cosine = np.empty(n)
    sine = np.empty(n)
    for i in range(t_s.size):
        angle = 2.0 * math.pi * (t_s[i] - t_s[0])
        waves(angle * first_hz, angle * step_hz, cosine, sine)
        p = piece[i]
        _add(sums[p, 0], 1.0, cosine)
        _add(sums[p, 1], 1.0, sine)
        _add_product(sums[p, 2], cosine, cosine)
        _add_product(sums[p, 3], cosine, sine)
        _add(sums[p, 4], y[i], cosine)
        _add(sums[p, 5], y[i], sine)
    return sums


@kernel
def power_at(c: float, s: float, cc: float, cs: float, yc: float, ys: float, y_total: float, n: float) -> float:
    """Return P at one frequency from the sums of `n` beats: of cos, sin, cos², cos·sin, y·cos, y·sin and y.

    Zero where constant, cosine and sine can't be told apart (Zechmeister and Kürster 2009, A&A 496:577, eqs. 4-15).
    """
    share = 1.0 / n
    ss = n - cc - s * s * share
    cc -= c * c * share
    cs -= c * s * share
    yc -= y_total * c * share
    ys -= y_total * s * share
    d = cc * ss - cs * cs
    # Divided by infinity it is zero, without the branch that would keep the compiler from several at once.
    return 0.5 * (ss * yc * yc + cc * ys * ys - 2.0 * cs * yc * ys) / (d if d > _SINGULAR * n * n else math.inf)


@kernel
def sum_of(p: NDArray[np.float64], n: int, every: int) -> float:
    """Return the sum of `n` values, each `every`-th from the first on.

    Four running sums: in a single one each addition would wait for the one before it.
    """
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    for i in range(0, n - 3, 4):
        k = i * every
        a += p[k]
        b += p[k + every]
        c += p[k + 2 * every]
        d += p[k + 3 * every]
    for i in range(n - n % 4, n):
        a += p[i * every]
    return float(a + b + (c + d))


@kernel
def power(sums: NDArray[np.float64], y_total: float, n_beats: int, n: int) -> NDArray[np.float64]:
    """Return P at each of `n` frequencies from the sums (6, m) of `n_beats` beats whose y sum up to `y_total`."""
    p = np.empty(n)
    for k in range(n):
        p[k] = power_at(
            sums[0, k], sums[1, k], sums[2, k], sums[3, k], sums[4, k], sums[5, k], y_total, float(n_beats)
        )
    return p


@kernel
def periodogram(
    t_s: NDArray[np.float64], y: NDArray[np.float64], first_hz: float, step_hz: float, n: int
) -> NDArray[np.float64]:
    """Return P of `y` at `n` frequencies, in the square of y's unit times beats; zeros for fewer than 4 beats."""
    if t_s.size < 4:
        return np.zeros(n)
    one_piece = np.zeros(t_s.size, dtype=np.int64)
    sums = trigonometric_sums(t_s, y, one_piece, 1, first_hz, step_hz, n)
    return power(sums[0], y.sum(), t_s.size, n)


@kernel
def band_power_ms2(t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], low_hz: float, high_hz: float) -> float:
    """Return the variance in ms² that rhythms between two frequencies carry; NaN for fewer than 4 intervals.

    The band is cut into equal steps of at most 1/(4T) and the density taken at their middles, so that bands which
    touch neither overlap nor leave anything out, whatever T is. Nothing is counted above half the heart rate.

    Parameters
    ----------
    t_s, rr_ms
        END of each used interval in s, and its length in ms; shape (n,). A linear trend is taken out.
    """
    if t_s.size < 4 or t_s[-1] <= t_s[0]:
        return math.nan
    high_hz = identifiable_hz(float(rr_ms.mean()), high_hz)
    if high_hz <= low_hz:
        return math.nan
    n = n_frequencies(low_hz, high_hz, t_s[-1] - t_s[0])
    step_hz = (high_hz - low_hz) / n
    p = periodogram(t_s, detrended_ms(t_s, rr_ms), low_hz + 0.5 * step_hz, step_hz, n)
    return float(2.0 * rr_ms.mean() / MS_PER_S * p.sum() * step_hz)
