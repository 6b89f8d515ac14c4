"""Where a person stands against today's start: slow to change its mind, so that the words can be trusted.

Words begin once a number has been beyond its limit for 15 s by the near end of its interval, and end once it has
been back inside for 15 s; they change at most every 10 s. The limits are those that a resting person leaves in
under a tenth of the time (design section 5, by simulation).
"""

from typing import Generic, TypeVar

from coreg.domain.baseline import Baseline
from coreg.domain.marks import SetMark
from coreg.domain.reading import Reading
from coreg.domain.standing import Pace, Standing, Variability
from coreg.readings.heart_rate_course import mean_heart_rate
from coreg.readings.series import BeatSeries
from coreg.readings.sets import LEAST_RISE_BPM, LONGEST_SETTLING_S, MAXIMUM_WITHIN_S, before_bpm

BEYOND_BPM = 10.0  # our choice, by simulation: left 8 % of resting time
BEYOND_LN_RMSSD = 0.7  # our choice, by simulation: left 6 % of resting time
HOLDS_S = 15.0
CHANGES_AT_MOST_EVERY_S = 10.0
SLOWING_BPM = 3.0  # our choice: about one set's standard deviation
_TRAILING_S = 10.0

_Word = TypeVar("_Word")


class StandingWatch:
    """Watches one person. Fed with every new number, in order of time."""

    def __init__(self) -> None:
        self._pace = _Held(Pace.NEAR)
        self._variability = _Held(Variability.SAME)
        self._said: Standing | None = None
        self._said_at_s = float("-inf")

    def update(
        self, now_s: float, heart_rate: Reading, ln_rmssd: Reading, baseline: Baseline | None
    ) -> Standing | None:
        """Return where the person stands; None without a baseline or a heart rate."""
        start_bpm = None if baseline is None else baseline.heart_rate_bpm.value
        if baseline is None or start_bpm is None or heart_rate.value is None:
            self._said = None
            return None
        pace = self._pace.update(now_s, _pace(heart_rate, start_bpm))
        variability = self._variability.update(now_s, _variability(ln_rmssd, baseline.ln_rmssd))
        said = self._said
        is_same = said is not None and (said.pace, said.variability) == (pace, variability)
        if said is None or (not is_same and now_s - self._said_at_s >= CHANGES_AT_MOST_EVERY_S):
            self._said = Standing(pace, variability, now_s, start_bpm)
            self._said_at_s = now_s
        return self._said


class _Held(Generic[_Word]):
    """A word that changes only after another has been true for a while."""

    def __init__(self, word: _Word) -> None:
        self._word = word
        self._candidate = word
        self._since_s = 0.0

    def update(self, now_s: float, word: _Word) -> _Word:
        if word != self._candidate:
            self._candidate, self._since_s = word, now_s
        if word != self._word and now_s - self._since_s >= HOLDS_S:
            self._word = word
        return self._word


def slowing_since(series: BeatSeries, now_s: float, last: SetMark | None, before_end_s: float | None) -> bool:
    """Return whether heart rate falls after a set that had raised it.

    Parameters
    ----------
    last
        The newest set; nothing is said while it runs, and more than two minutes after it ended.
    before_end_s
        When the set before it ended.
    """
    if last is None or last.end_s is None or not last.end_s < now_s <= last.end_s + LONGEST_SETTLING_S:
        return False
    before = before_bpm(series, last.start_s, before_end_s)
    highest = mean_heart_rate(series, last.end_s, last.end_s + MAXIMUM_WITHIN_S)
    now = mean_heart_rate(series, now_s - _TRAILING_S, now_s)
    if before.value is None or highest.value is None or now.value is None:
        return False
    return highest.value - before.value >= LEAST_RISE_BPM and highest.value - now.value >= SLOWING_BPM


def _pace(heart_rate: Reading, start_bpm: float) -> Pace:
    low = heart_rate.value if heart_rate.low is None else heart_rate.low
    high = heart_rate.value if heart_rate.high is None else heart_rate.high
    if low is not None and low > start_bpm + BEYOND_BPM:
        return Pace.FASTER
    if high is not None and high < start_bpm - BEYOND_BPM:
        return Pace.SLOWER
    return Pace.NEAR


def _variability(now: Reading, start: Reading) -> Variability:
    if now.value is None or start.value is None:
        return Variability.SAME
    low = now.value if now.low is None else now.low
    high = now.value if now.high is None else now.high
    if low > start.value + BEYOND_LN_RMSSD:
        return Variability.MORE
    return Variability.LESS if high < start.value - BEYOND_LN_RMSSD else Variability.SAME
