"""Everything about one stretch of beats that needs no spectrum, in one call: coverage, time domain, intervals."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel
from coreg.dsp.coverage import MS_PER_S, Coverage, coverage
from coreg.dsp.time_domain import TimeDomain, pairs, rmssd_ms, time_domain
from coreg.dsp.uncertainty import Band, mean_rr_band_ms, rmssd_band_ms

RECENT_S = 15.0  # our choice: a hole this near the end makes the stretch speak of another moment.


class Stretch(NamedTuple):
    """The beats `first` to `end` - 1 of a series and what they give."""

    first: int
    end: int
    coverage: Coverage
    time_domain: TimeDomain
    rmssd_band_ms: Band
    mean_rr_band_ms: Band


@kernel
def _first_after(t_s: NDArray[np.float64], n_known: int, limit_s: float) -> int:
    """Return how many of the first `n_known` ordered times are at most `limit_s`."""
    low, high = 0, n_known
    while low < high:
        middle = (low + high) // 2
        if t_s[middle] <= limit_s:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def stretch(
    t_s: NDArray[np.float64],
    rr_ms: NDArray[np.float64],
    is_joined: NDArray[np.uint8],
    is_used: NDArray[np.uint8],
    n_known: int,
    bounds_s: tuple[float, float],
) -> Stretch:
    """Return the numbers of the beats whose intervals end in (start, end], of the first `n_known`.

    Parameters
    ----------
    t_s, rr_ms
        END of each interval in s, in order, and its length in ms; shape (n,) with n >= n_known.
    is_joined, is_used
        1 where nothing is missing between a beat and the one before it; 1 where the beat counts; shape (n,).
    bounds_s
        Where the stretch begins and where it ends.
    """
    start_s, end_s = bounds_s
    first = _first_after(t_s, n_known, start_s)
    end = _first_after(t_s, n_known, end_s)
    rr, joined, used = rr_ms[first:end], is_joined[first:end], is_used[first:end]
    is_pair = pairs(joined, used)
    return Stretch(
        first,
        end,
        coverage(t_s[first:end], rr, joined, used, (start_s, end_s, end_s - RECENT_S)),
        time_domain(rr, used, is_pair),
        rmssd_band_ms(rr, is_pair, joined),
        mean_rr_band_ms(rr, used, joined),
    )


@kernel
def trailing_rmssd(
    t_s: NDArray[np.float64],
    rr_ms: NDArray[np.float64],
    is_joined: NDArray[np.uint8],
    is_used: NDArray[np.uint8],
    window_s: float,
) -> NDArray[np.float64]:
    """Return RMSSD of the stretch that ends with each beat and what its gate asks for, shape (6, n).

    The rows: RMSSD in ms, its interval's two ends, valid pairs, pairs expected, the widest recent gap in s. Bit for
    bit what `stretch` gives for each beat as the newest one; before the window is full it begins with the series.

    Parameters
    ----------
    t_s, rr_ms
        END of each interval in s, in order, and its length in ms; shape (n,).
    is_joined, is_used
        1 where nothing is missing between a beat and the one before it; 1 where the beat counts; shape (n,).
    window_s
        Length of the stretch, which leaves out its beginning.
    """
    found = np.empty((6, t_s.size))
    for newest in range(t_s.size):
        end_s = t_s[newest]
        start_s = max(end_s - window_s, t_s[0] - rr_ms[0] / MS_PER_S)
        part = slice(_first_after(t_s, newest + 1, start_s), newest + 1)
        rr, joined, used = rr_ms[part], is_joined[part], is_used[part]
        is_pair = pairs(joined, used)
        covered = coverage(t_s[part], rr, joined, used, (start_s, end_s, end_s - RECENT_S))
        band = rmssd_band_ms(rr, is_pair, joined)
        found[0, newest] = rmssd_ms(rr, is_pair)
        found[1, newest] = band.low
        found[2, newest] = band.high
        found[3, newest] = covered.n_pairs_valid
        found[4, newest] = covered.n_pairs_expected
        found[5, newest] = covered.widest_recent_gap_s
    return found
