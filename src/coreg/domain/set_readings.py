"""What one set, and all sets of a session together, can be read to say. docs/METRICS.md defines each number."""

from dataclasses import dataclass, field

from coreg.domain.marks import SetMark
from coreg.domain.reading import Reading, Unknown


@dataclass(frozen=True, slots=True)
class Settling:
    """How long half of a rise took to go: so many seconds, or more than so many, or unknown and why.

    `low_s` and `high_s` are the 95 % interval where there is one; `high_s` None beside a `low_s` is open upwards.
    """

    seconds: float | None = None
    is_longer: bool = False
    unknown: Unknown | None = None
    low_s: float | None = None
    high_s: float | None = None


@dataclass(frozen=True, slots=True)
class SetReadings:
    """One person's readings of one set. A single set is weak evidence: the session's curve is the reading.

    Attributes
    ----------
    is_rmssd_muted
        The set is shorter than the minute that RMSSD needs to be steady.
    breaths_per_min
        Beside the RMSSD: it moves with breathing.
    """

    mark: SetMark
    before_bpm: Reading
    first_seconds_bpm: Reading
    during_bpm: Reading
    against_baseline_bpm: Reading
    ln_rmssd_change: Reading
    is_rmssd_muted: bool
    breaths_per_min: Reading
    rise_bpm: Reading
    half_settle: Settling


@dataclass(frozen=True, slots=True)
class SetCurve:
    """The mean course of heart rate around the session's processing sets, against the 20 s before each.

    Attributes
    ----------
    before_s, share, after_s
        The grid: seconds before the start, parts of the set from 0 to 1, seconds after the end.
    bpm, low, high, n_sets
        At each grid point in that order; NaN where fewer than 8 sets reach.
    rise_bpm
        The largest in the 10 s after the end; unknown TOO_FEW_SETS or NO_CLEAR_RISE.
    """

    n: int
    rise_bpm: Reading
    half_settle: Settling
    before_s: tuple[float, ...] = ()
    share: tuple[float, ...] = ()
    after_s: tuple[float, ...] = ()
    bpm: tuple[float, ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    n_sets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionSets:
    """One person's sets of a session: each one, their curve, the drift over them, and start to end.

    Attributes
    ----------
    drift_bpm
        How much the heart rate before a set changes over ten sets.
    start_to_end_bpm
        The last three minutes marked quiet, against the baseline.
    """

    curve: SetCurve
    drift_bpm: Reading
    start_to_end_bpm: Reading
    sets: tuple[SetReadings, ...] = field(default=())
