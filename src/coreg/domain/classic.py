"""What measures of synchrony from the literature say of two people's heart rates, each beside what chance gives."""

from dataclasses import dataclass
from enum import Enum


class ClassicName(Enum):
    """The measures; the value is the word that files and JSON use. docs/METRICS.md, "Classic measures"."""

    WCC_PEAK_Z = "wcc_peak_z"
    WCC_LAG_S = "wcc_lag_s"
    WCC_ZERO_LAG_Z = "wcc_zero_lag_z"
    CONCORDANCE_INDEX = "concordance_index"
    SUSY_Z = "susy_z"
    SUSY_SURROGATE_Z = "susy_surrogate_z"
    SUSY_ES = "susy_es"
    SUSY_SIGNED_Z = "susy_signed_z"


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Half-minutes as they were, against the same half-minutes paired anew many times.

    Attributes
    ----------
    matched
        The measure of the half-minutes as they were; None where it couldn't be computed.
    mean, sd
        Of the measure over pairings.
    p
        How often a pairing gives at least as much.
    """

    n_segments: int
    matched: float | None
    mean: float | None
    sd: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class ClassicMeasure:
    """One measure as published, and what exchanging half-minutes makes of it.

    Attributes
    ----------
    value
        None where it couldn't be computed.
    shuffled
        Exchanged with no regard to sets, as its authors do; None for what has no such test.
    set_aligned
        Exchanged only among half-minutes of one kind: at a set's start, after a set, outside the block.
    """

    name: ClassicName
    value: float | None
    shuffled: Exchanged | None = None
    set_aligned: Exchanged | None = None
