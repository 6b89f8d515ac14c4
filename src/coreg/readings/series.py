"""One person's usable beats in order, each with its verdicts: what every window is cut from."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coreg.domain.beat import EXCLUDED, MS_PER_TICK, Beat
from coreg.dsp.artifacts import (
    N_AHEAD_FINAL,
    N_AHEAD_LIVE,
    Verdicts,
    empty_scale,
    empty_verdicts,
    judge_rest,
)
from coreg.dsp.minute import Rhythms, empty_minute, rhythms
from coreg.dsp.stream import take_newest
from coreg.dsp.stretch import Stretch, stretch
from coreg.dsp.time_domain import MS_PER_MINUTE
from coreg.readings.window import Window

_FIRST_CAPACITY = 8192  # our choice: a session of 80 minutes at 100 beats a minute, so most never grow.


class BeatSeries:
    """Beats as arrays that grow by doubling, judged as they come.

    Excluded beats (first after a link, spanning a gap) aren't kept, and nothing is ever paired across one. A clock
    that is refitted backwards doesn't unsort the series: such a beat is placed at its predecessor's time.

    >>> series = BeatSeries()
    >>> series.update([Beat(1, 820, 0.8 * (i + 1), 0.025) for i in range(4)])
    >>> series.n_beats, series.n_judged
    (4, 2)
    """

    def __init__(self) -> None:
        self.n_beats = 0
        self._t_s = np.zeros(_FIRST_CAPACITY)
        self._rr_ms = np.zeros(_FIRST_CAPACITY)
        self._uncertainty_s = np.zeros(_FIRST_CAPACITY)
        self._run_start = np.zeros(_FIRST_CAPACITY, dtype=np.int64)
        self._is_joined = np.zeros(_FIRST_CAPACITY, dtype=np.uint8)
        self._is_valid = np.zeros(_FIRST_CAPACITY, dtype=np.uint8)
        self._verdicts = empty_verdicts(_FIRST_CAPACITY)
        self._scale = empty_scale()
        self._minute = empty_minute()
        self._segment: int | None = None

    @property
    def n_judged(self) -> int:
        """How many beats have their live verdict."""
        return max(0, self.n_beats - N_AHEAD_LIVE)

    @property
    def n_final(self) -> int:
        """How many beats have their final verdict."""
        return max(0, self.n_beats - N_AHEAD_FINAL)

    @property
    def t_s(self) -> NDArray[np.float64]:
        """END of each interval on the session clock, in s, never decreasing."""
        return self._t_s[: self.n_beats]

    @property
    def rr_ms(self) -> NDArray[np.float64]:
        """Each interval in ms, exactly as sent."""
        return self._rr_ms[: self.n_beats]

    @property
    def uncertainty_s(self) -> NDArray[np.float64]:
        """Standard uncertainty of each `t_s`, in s."""
        return self._uncertainty_s[: self.n_beats]

    @property
    def is_joined(self) -> NDArray[np.uint8]:
        """1 where nothing is missing between a beat and the one before it."""
        return self._is_joined[: self.n_beats]

    @property
    def is_valid(self) -> NDArray[np.uint8]:
        """1 where the newest verdict there is (final, else live) doesn't flag the beat; 1 before it is judged."""
        return self._is_valid[: self.n_beats]

    @property
    def verdicts(self) -> Verdicts:
        """The verdicts so far; a beat that isn't judged yet has 0."""
        return Verdicts(*(row[: self.n_beats] for row in self._verdicts))

    @property
    def revised(self) -> list[int]:
        """Which beats have a final verdict that isn't their live one."""
        n = self.n_final
        return np.flatnonzero(self._verdicts.live[:n] != self._verdicts.final[:n]).tolist()

    def update(self, beats: Sequence[Beat]) -> None:
        """Append beats and judge what can be judged now."""
        for beat in beats:
            if beat.flags & EXCLUDED:
                self._segment = None
                continue
            self._append(beat)
            self._segment = beat.segment
            take_newest(
                self._t_s,
                self._rr_ms,
                self._run_start,
                self._is_valid,
                self.n_beats - 1,
                self._scale,
                self._verdicts,
                self._minute,
            )

    def finish(self, beats: Sequence[Beat] = ()) -> None:
        """Take the last beats in, all at once, and judge them as the end of the series. No beat may follow.

        Every beat has both its verdicts then, bit for bit those that `update` gives. The rhythms of the newest
        minute aren't kept on: nobody looks at a series that has ended as it is now.
        """
        first = self.n_beats
        self._append_all(beats)
        judge_rest(self._rr_ms, self._run_start, first, self.n_beats, self._scale, self._verdicts)
        self._is_valid[: self.n_beats] = 1 - self._verdicts.final[: self.n_beats]

    def stretch(self, start_s: float, end_s: float, n_known: int) -> Stretch:
        """Return the bare numbers of the beats whose interval ends in (start_s, end_s], of the first `n_known`."""
        return stretch(self._t_s, self._rr_ms, self._is_joined, self._is_valid, n_known, (start_s, end_s))

    def window(self, start_s: float, end_s: float) -> Window:
        """Cut out the beats whose interval ends in (start_s, end_s]."""
        found = self.stretch(start_s, end_s, self.n_beats)
        part = slice(found.first, found.end)
        return Window(start_s, end_s, found, self._t_s[part], self._rr_ms[part], self._is_valid[part])

    def end_s(self, n_beats: int) -> float:
        """When the last of the first `n_beats` ended, in s; 0 for none."""
        return self._t_s.item(n_beats - 1) if n_beats else 0.0

    def heart_rate_bpm(self, beat: int) -> float:
        """One interval as a heart rate per minute."""
        return MS_PER_MINUTE / self._rr_ms.item(beat)

    @property
    def newest_rhythms(self) -> Rhythms:
        """What the rhythms of the minute tell that ends with the newest judged beat."""
        return rhythms(self._t_s, self._rr_ms, self._is_valid, self._minute)

    @property
    def begins_s(self) -> float:
        """When the first beat's interval began, in s; 0 before there is one."""
        return self._t_s.item(0) - self._rr_ms.item(0) / 1000.0 if self.n_beats else 0.0

    def _append(self, beat: Beat) -> None:
        n = self.n_beats
        if n == self._t_s.size:
            self._grow()
        is_joined = beat.segment == self._segment
        self._t_s[n] = max(beat.t_s, self._t_s[n - 1]) if n else beat.t_s
        self._rr_ms[n] = beat.rr_ms
        self._uncertainty_s[n] = beat.uncertainty_s
        self._run_start[n] = self._run_start[n - 1] if is_joined else n
        self._is_joined[n] = is_joined
        self._is_valid[n] = 1
        self.n_beats = n + 1

    def _append_all(self, beats: Sequence[Beat]) -> None:
        """Append beats as `_append` would one by one."""
        if not beats:
            return
        is_kept, is_joined = _kept_and_joined(beats, self._segment)
        first, end = self.n_beats, self.n_beats + int(np.count_nonzero(is_kept))
        while end > self._t_s.size:
            self._grow()
        new, with_last = slice(first, end), slice(max(0, first - 1), end)
        self._t_s[new] = np.array([beat.t_s for beat in beats], dtype=np.float64)[is_kept]
        self._t_s[with_last] = np.maximum.accumulate(self._t_s[with_last])
        self._rr_ms[new] = np.array([beat.ticks for beat in beats], dtype=np.float64)[is_kept] * MS_PER_TICK
        self._uncertainty_s[new] = np.array([beat.uncertainty_s for beat in beats], dtype=np.float64)[is_kept]
        self._is_joined[new] = is_joined[is_kept]
        self._run_start[new] = np.where(is_joined[is_kept], 0, np.arange(first, end))
        self._run_start[with_last] = np.maximum.accumulate(self._run_start[with_last])
        self._is_valid[new] = 1
        self._segment = beats[-1].segment if is_kept[-1] else None
        self.n_beats = end

    def _grow(self) -> None:
        self._t_s, self._rr_ms, self._run_start = (
            np.concatenate([self._t_s, np.zeros_like(self._t_s)]),
            np.concatenate([self._rr_ms, np.zeros_like(self._rr_ms)]),
            np.concatenate([self._run_start, np.zeros_like(self._run_start)]),
        )
        self._uncertainty_s = np.concatenate([self._uncertainty_s, np.zeros_like(self._uncertainty_s)])
        self._is_joined = np.concatenate([self._is_joined, np.zeros_like(self._is_joined)])
        self._is_valid = np.concatenate([self._is_valid, np.zeros_like(self._is_valid)])
        self._verdicts = Verdicts(*(np.concatenate([row, np.zeros_like(row)]) for row in self._verdicts))


def _kept_and_joined(
    beats: Sequence[Beat], last_segment: int | None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which beats aren't excluded, and which follow the one before them with nothing missing."""
    is_kept = np.array([beat.flags for beat in beats], dtype=np.int64) & int(EXCLUDED) == 0
    segment = np.array([beat.segment for beat in beats], dtype=np.int64)
    is_joined = np.empty(len(beats), dtype=np.bool_)
    is_joined[0] = segment[0] == last_segment if last_segment is not None else False
    is_joined[1:] = is_kept[:-1] & (segment[1:] == segment[:-1])
    return is_kept, is_joined


def finished_series(beats: Sequence[Beat]) -> BeatSeries:
    """Return the series of a recording that has ended: every verdict is final."""
    series = BeatSeries()
    series.finish(beats)
    return series
