"""A peer: the same numbers of the last minute as ours, straight down in numpy, without state or compiler."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
_LOW_HZ, _HIGH_HZ = 0.12, 0.40
_SLOW_LOW_HZ, _SLOW_HIGH_HZ = 0.06, 0.5
_N_PIECES = 6
_PER_BLOCK = 10


class Numbers(NamedTuple):
    """What one minute gives; NaN where a gate is shut."""

    heart_rate_bpm: float
    rmssd_ms: float
    rmssd_se: float
    rsa_ln_ms2: float
    rsa_se: float


def numbers(t_s: Points, rr_ms: Points) -> Numbers:
    """Return the numbers of one minute's beats, artifacts left out, behind the same gates as ours."""
    is_valid = _is_valid(rr_ms)
    is_pair = is_valid[1:] & is_valid[:-1]
    n_expected = rr_ms.size - 1
    if is_pair.sum() < 20 or is_pair.sum() < 0.8 * n_expected:
        return Numbers(math.nan, math.nan, math.nan, math.nan, math.nan)
    squares = np.diff(rr_ms)[is_pair] ** 2
    n_blocks = squares.size // _PER_BLOCK
    blocks = squares[: n_blocks * _PER_BLOCK].reshape(n_blocks, _PER_BLOCK).mean(axis=1)
    rmssd_se = float(blocks.std(ddof=1) / (math.sqrt(n_blocks) * 2.0 * squares.mean()))
    used_t_s, used_ms = t_s[is_valid], rr_ms[is_valid]
    rsa, rsa_se = (math.nan, math.nan) if _breathes_slowly(used_t_s, used_ms) else _rsa(used_t_s, used_ms)
    return Numbers(60_000.0 / float(used_ms.mean()), math.sqrt(squares.mean()), rmssd_se, rsa, rsa_se)


def _is_valid(rr_ms: Points) -> NDArray[np.bool_]:
    """Leave out what lies outside 300 to 2000 ms or jumps by 18 % (Karlsson), and its neighbours."""
    is_odd = (rr_ms < 300.0) | (rr_ms > 2000.0)
    is_odd[1:-1] |= np.abs(rr_ms[1:-1] / ((rr_ms[:-2] + rr_ms[2:]) / 2.0) - 1.0) > 0.18
    near_odd = is_odd.copy()
    near_odd[1:] |= is_odd[:-1]
    near_odd[:-1] |= is_odd[1:]
    return ~near_odd


def _detrended(t_s: Points, rr_ms: Points, degree: int) -> Points:
    x = t_s - t_s.mean()
    return np.asarray(rr_ms - np.polyval(np.polyfit(x, rr_ms, degree), x), dtype=np.float64)


def _sums(t_s: Points, y: Points, frequency_hz: Points, starts: NDArray[np.int64]) -> Points:
    """The floating-mean periodogram's six sums for each piece of the window, shape (6, n_frequencies, n_pieces)."""
    angle = 2.0 * np.pi * np.outer(frequency_hz, t_s - t_s[0])
    cosine, sine = np.cos(angle), np.sin(angle)
    terms = np.stack((cosine, sine, cosine * cosine, cosine * sine, y * cosine, y * sine))
    return np.asarray(np.add.reduceat(terms, starts, axis=2), dtype=np.float64)


def _power(sums: Points, y_total: float, n: int) -> Points:
    c, s, c2, c_s, y_c, y_s = sums
    cc, ss, cs = c2 - c * c / n, n - c2 - s * s / n, c_s - c * s / n
    yc, ys = y_c - y_total * c / n, y_s - y_total * s / n
    return np.asarray(0.5 * (ss * yc**2 + cc * ys**2 - 2.0 * cs * yc * ys) / (cc * ss - cs**2), dtype=np.float64)


def _rsa(t_s: Points, rr_ms: Points) -> tuple[float, float]:
    """Return ln of the power at breathing frequencies, and its error from leaving out a sixth at a time."""
    span_s = t_s[-1] - t_s[0]
    high_hz = min(_HIGH_HZ, 500.0 / float(rr_ms.mean()))
    n = math.ceil((high_hz - _LOW_HZ) * 4.0 * span_s)
    step_hz = (high_hz - _LOW_HZ) / n
    y = _detrended(t_s, rr_ms, 1)
    starts = np.searchsorted(t_s, t_s[0] + span_s / _N_PIECES * np.arange(_N_PIECES)).astype(np.int64)
    sums = _sums(t_s, y, _LOW_HZ + (np.arange(n) + 0.5) * step_hz, starts)
    counts = np.diff(np.append(starts, t_s.size))
    y_totals, rr_totals = np.add.reduceat(y, starts), np.add.reduceat(rr_ms, starts)
    ln = []
    for left_out in range(-1, _N_PIECES):
        keep = np.arange(_N_PIECES) != left_out
        count = int(counts[keep].sum())
        p = _power(sums[:, :, keep].sum(axis=2), float(y_totals[keep].sum()), count)
        ln.append(math.log(2.0 * rr_totals[keep].sum() / count / 1000.0 * p.sum() * step_hz))
    spread = np.asarray(ln[1:]) - np.mean(ln[1:])
    return ln[0], math.sqrt((_N_PIECES - 1) / _N_PIECES * float((spread**2).sum()))


def _breathes_slowly(t_s: Points, rr_ms: Points) -> bool:
    span_s = t_s[-1] - t_s[0]
    n = math.ceil((_SLOW_HIGH_HZ - _SLOW_LOW_HZ) * 2.0 * span_s) + 1
    frequency_hz = np.linspace(_SLOW_LOW_HZ, _SLOW_HIGH_HZ, n)
    y = _detrended(t_s, rr_ms, 2)
    p = _power(_sums(t_s, y, frequency_hz, np.zeros(1, np.int64))[:, :, 0], float(y.sum()), t_s.size)
    peak_hz = frequency_hz[int(np.argmax(p))]
    share = p[np.abs(frequency_hz - peak_hz) <= 1.0 / span_s].sum() / p.sum()
    return bool(peak_hz < _LOW_HZ and share >= 0.6)
