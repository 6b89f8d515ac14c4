"""Whether a window's beats carry a number: known, rough, or unknown and why."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.domain.reading import Reading, Unknown
from coreg.dsp.coverage import Coverage

MIN_PAIRS = 20  # our choice: RMSSD of 20 pairs is within a third of the long-run value, of fewer it is a guess.
MIN_BEATS_HEART_RATE = 4  # our choice: ten seconds of a heart at 30 a minute.
KNOWN_SHARE = 0.8  # our choice: of the pairs that should be there.
ROUGH_SHARE = 0.5
WIDEST_RECENT_GAP_S = 5.0
STALE_S = 5.0  # our choice: a link that is said to be silent for longer has no present number.
UNEXPLAINED_S = 10.0  # our choice: latency, packets and slow beats explain some 6 s without any fault.


@dataclass(frozen=True, slots=True)
class Trust:
    """A gate's answer; `n_have` of `n_need` say how far the data got where they are too few."""

    unknown: Unknown | None = None
    is_rough: bool = False
    n_have: int = 0
    n_need: int = 0

    def reading(self, value: float, low: float = math.nan, high: float = math.nan) -> Reading:
        """Return the value as this gate lets it pass; NaN bounds are no bounds. A NaN value doesn't vary."""
        if self.unknown is not None:
            return Reading.of_unknown(self.unknown, self.n_have, self.n_need)
        if math.isnan(value):
            return Reading.of_unknown(Unknown.NO_VARIATION)
        if math.isnan(low) or math.isnan(high):
            return Reading(value=value, is_rough=self.is_rough)
        return Reading(value=value, low=low, high=high, is_rough=self.is_rough)


def gate(found: Coverage, minds_recent_gap: bool = True) -> Trust:
    """Ask for 20 valid pairs and 80 % of the expected ones; 50 to 80 % is rough.

    Too few pairs because of the intervals themselves (flagged ones) and because of missing beats are told apart.
    """
    if minds_recent_gap and found.widest_recent_gap_s > WIDEST_RECENT_GAP_S:
        return Trust(Unknown.RECENT_GAP)
    if found.n_pairs_valid < MIN_PAIRS:
        if found.n_pairs_received >= MIN_PAIRS:
            return Trust(Unknown.INTERVALS_UNEVEN, n_have=found.n_pairs_valid, n_need=MIN_PAIRS)
        return Trust(Unknown.TOO_FEW_BEATS, n_have=found.n_pairs_valid, n_need=MIN_PAIRS)
    return _share_gate(found.n_pairs_valid, found.n_pairs_received, found.n_pairs_expected)


def opens(
    n_pairs_valid: NDArray[np.float64],
    n_pairs_expected: NDArray[np.float64],
    widest_recent_gap_s: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Say of many windows at once whether `gate` lets a number through, rough or not; shape (n,)."""
    is_enough = n_pairs_valid >= np.maximum(MIN_PAIRS, np.ceil(ROUGH_SHARE * n_pairs_expected))
    return is_enough & (widest_recent_gap_s <= WIDEST_RECENT_GAP_S)


def heart_rate_gate(found: Coverage) -> Trust:
    """Ask for 4 valid beats and 80 % of the expected ones: for windows too short for the other gate."""
    if found.widest_recent_gap_s > WIDEST_RECENT_GAP_S:
        return Trust(Unknown.RECENT_GAP)
    if found.n_used < MIN_BEATS_HEART_RATE:
        reason = Unknown.INTERVALS_UNEVEN if found.n_beats >= MIN_BEATS_HEART_RATE else Unknown.TOO_FEW_BEATS
        return Trust(reason, n_have=found.n_used, n_need=MIN_BEATS_HEART_RATE)
    return _share_gate(found.n_used, found.n_beats, found.n_pairs_expected + 1.0)


def _share_gate(n_valid: int, n_received: int, n_expected: float) -> Trust:
    if n_valid >= KNOWN_SHARE * n_expected:
        return Trust()
    n_need = math.ceil(ROUGH_SHARE * n_expected)
    if n_valid >= n_need:
        return Trust(is_rough=True)
    reason = Unknown.INTERVALS_UNEVEN if n_received >= n_need else Unknown.TOO_FEW_BEATS
    return Trust(reason, n_have=n_valid, n_need=n_need)
