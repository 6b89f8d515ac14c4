"""How many beats of a stretch are wrong, and how many neighbouring intervals differ much."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

N_MEDIAN = 11  # as the artifact verdict's local median
UNEVEN_SHARE = 0.15  # design section 4: our guess; |ΔRR| against the local median


class Unevenness(NamedTuple):
    """Counts of beats, of runs of adjacent flagged ones, of pairs, and of pairs that differ by over 15 %."""

    n_beats: int
    n_runs: int
    n_pairs: int
    n_uneven: int


@kernel
def unevenness(
    rr_ms: NDArray[np.float64], is_joined: NDArray[np.uint8], is_wrong: NDArray[np.uint8], first: int, end: int
) -> Unevenness:
    """Count the beats `first` to `end` - 1.

    Parameters
    ----------
    rr_ms, is_joined
        Intervals in ms; 1 where nothing is missing before one; shape (n,).
    is_wrong
        1 where the beat itself is flagged, before the flag spreads to its neighbours; shape (n,). One wrong beat
        makes two or three adjacent intervals wrong: a run is one.
    """
    n_runs, n_pairs, n_uneven = 0, 0, 0
    for i in range(first, end):
        is_pair = i > 0 and is_joined[i] == 1
        if is_wrong[i] and not (is_pair and is_wrong[i - 1]):
            n_runs += 1
        if is_pair:
            n_pairs += 1
            low = max(first, i - N_MEDIAN // 2)
            median = np.median(rr_ms[low : min(end, i + N_MEDIAN // 2 + 1)])
            n_uneven += abs(rr_ms[i] - rr_ms[i - 1]) > UNEVEN_SHARE * median
    return Unevenness(end - first, n_runs, n_pairs, n_uneven)
