"""How many beats of a stretch are wrong, and how many neighbouring intervals differ much."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

N_MEDIAN = 11  # as the artifact verdict's local median
MOST_OF_ONE = 3  # our choice: intervals that one wrong beat makes wrong
UNEVEN_SHARE = 0.15  # design section 4: our guess; |ΔRR| against the local median


class Unevenness(NamedTuple):
    """Counts of beats, of wrong ones, of pairs, and of pairs that differ by over 15 %."""

    n_beats: int
    n_wrong: int
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
        1 where the beat itself is flagged, before the flag spreads to its neighbours; shape (n,). A run of adjacent
        ones is one wrong beat for each three begun: one error makes at most that many.
    """
    n_wrong, n_pairs, n_uneven, in_run = 0, 0, 0, 0
    while first - in_run > 0 and is_wrong[first - in_run - 1] and is_joined[first - in_run]:
        in_run += 1
    for i in range(first, end):
        is_pair = i > 0 and is_joined[i] == 1
        if not is_pair or not is_wrong[i]:
            in_run = 0
        if is_wrong[i]:
            n_wrong += in_run % MOST_OF_ONE == 0
            in_run += 1
        if is_pair:
            n_pairs += 1
            low = max(first, i - N_MEDIAN // 2)
            median = np.median(rr_ms[low : min(end, i + N_MEDIAN // 2 + 1)])
            n_uneven += abs(rr_ms[i] - rr_ms[i - 1]) > UNEVEN_SHARE * median
    return Unevenness(end - first, n_wrong, n_pairs, n_uneven)
