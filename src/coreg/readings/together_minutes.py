"""One person's minutes, each judged once: wrong beats, unevenness, slow breathing, and how sure its times are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.dsp.breathing import is_breathing_slow
from coreg.dsp.minute import rhythms_of
from coreg.dsp.unevenness import unevenness
from coreg.readings.series import BeatSeries

MINUTE_S = 60.0
SLOW_BELOW_HZ = 0.15  # design section 4
_COVERED_SHARE = 0.8  # our choice: of a minute, by usable beats, for its breathing to be told
_MS_PER_S = 1000.0


@dataclass(frozen=True, slots=True)
class MinuteFacts:
    """What one minute says of one person.

    Attributes
    ----------
    n_wrong
        Wrong beats: runs of adjacent flagged intervals, before the flag spreads (dsp/unevenness.py).
    is_slow
        Whether one slow rhythm carries most of its power; None where too little of it is there.
    uncertainty_s
        Sum over its beats of the standard uncertainty of their times.
    """

    n_beats: int
    n_wrong: int
    n_pairs: int
    n_uneven: int
    is_slow: bool | None
    uncertainty_s: float


class Minutes:
    """The minutes of a person so far, each added once a later beat is judged.

    Parameters
    ----------
    is_final
        By the final verdict of a series that has ended; else by the live one, which is never revised.
    """

    def __init__(self, *, is_final: bool = False) -> None:
        self._is_final = is_final
        self.facts: list[MinuteFacts] = []

    def advance(self, series: BeatSeries, n_judged: int) -> None:
        """Judge the minutes that the first `n_judged` beats have left behind."""
        while series.end_s(n_judged) > (len(self.facts) + 1) * MINUTE_S:
            self._add(series, n_judged)

    def finish(self, series: BeatSeries, length_s: float) -> None:
        """Judge the rest of the session, its last minute as far as it goes."""
        while length_s > len(self.facts) * MINUTE_S:
            self._add(series, series.n_beats)

    def _add(self, series: BeatSeries, n_judged: int) -> None:
        end_s = (len(self.facts) + 1) * MINUTE_S
        bounds_s = (end_s - MINUTE_S, end_s)
        first, end = np.searchsorted(series.t_s[:n_judged], bounds_s, side="right").tolist()
        verdicts = series.verdicts
        flagged, core = (
            (verdicts.final, verdicts.final_core) if self._is_final else (verdicts.live, verdicts.live_core)
        )
        found = unevenness(series.rr_ms, series.is_joined, core, first, end)
        used = flagged[first:end] == 0
        is_slow = _is_slow(series.t_s[first:end][used], series.rr_ms[first:end][used])
        uncertainty_s = float(series.uncertainty_s[first:end].sum())
        self.facts.append(MinuteFacts(*found, is_slow, uncertainty_s))


def _is_slow(t_s: NDArray[np.float64], rr_ms: NDArray[np.float64]) -> bool | None:
    if rr_ms.sum() < _COVERED_SHARE * MINUTE_S * _MS_PER_S:
        return None
    return is_breathing_slow(rhythms_of(t_s, rr_ms).slow, SLOW_BELOW_HZ)


def wrong_per_100(minutes: Sequence[MinuteFacts]) -> float:
    """Return wrong beats per 100; 0 without beats."""
    n = sum(one.n_beats for one in minutes)
    return 100.0 * sum(one.n_wrong for one in minutes) / n if n else 0.0


def uneven_share(minutes: Sequence[MinuteFacts]) -> float:
    """Return the share of pairs that differ by over 15 % of the local median; 0 without pairs."""
    n = sum(one.n_pairs for one in minutes)
    return sum(one.n_uneven for one in minutes) / n if n else 0.0


def slow_share(minutes: Sequence[MinuteFacts]) -> float:
    """Return the share of the minutes that one slow rhythm carries, of those that tell; 0 if none does."""
    told = [one.is_slow for one in minutes if one.is_slow is not None]
    return sum(told) / len(told) if told else 0.0


def mean_uncertainty_s(minutes: Sequence[MinuteFacts]) -> float:
    """Return the mean standard uncertainty of the beats' times; 0 without beats."""
    n = sum(one.n_beats for one in minutes)
    return sum(one.uncertainty_s for one in minutes) / n if n else 0.0
