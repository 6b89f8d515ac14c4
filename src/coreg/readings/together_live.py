"""Two people's moving together while the session goes on: an answer every 10 s, none of them changed later."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.together import TogetherState, TogetherUpdate
from coreg.dsp.even_series import RATE_HZ
from coreg.dsp.live_pairs import (
    LEAST_USABLE,
    N_STEP,
    N_WINDOW,
    Against,
    against_chance,
    empty_pairs,
    take_segment,
    with_room,
)
from coreg.readings.series import BeatSeries
from coreg.readings.together_gates import in_window, of_beats, of_marks, of_too_few
from coreg.readings.together_marks import Markings, Stretch
from coreg.readings.together_minutes import Minutes
from coreg.readings.together_series import PersonTrace

ENTER, LEAVE, N_IN_A_ROW = 3.0, 2.0, 6  # design section 4
STEP_S = N_STEP / RATE_HZ
SEGMENT_S = 30.0
LATEST_LAG_S = 5.0
AHEAD_S = 10.0
STALE_S = 45.0  # our choice: an answer comes up to some 30 s after its time; an older one is of another moment.
_FIRST_ROOM = 420  # our choice: segments of 70 minutes


class Holding:
    """Says whether it holds, from one standard score after the other.

    >>> holding = Holding()
    >>> [holding.update(a).value for a in (3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 2.5, 1.9)]
    ['chance', 'chance', 'chance', 'chance', 'chance', 'together', 'together', 'chance']
    """

    def __init__(self) -> None:
        self._n_in_a_row = 0
        self._holds = False

    def update(self, a: float | None) -> TogetherState:
        """Take the next score, None where nothing can be said, and return the state."""
        self._n_in_a_row = self._n_in_a_row + 1 if a is not None and a >= ENTER else 0
        self._holds = a is not None and (self._n_in_a_row >= N_IN_A_ROW or (self._holds and a >= LEAVE))
        if a is None:
            return TogetherState.UNKNOWN
        return TogetherState.TOGETHER if self._holds else TogetherState.CHANCE


class PairTrace:
    """Both people's traces and the segments cut from them: standard scores, before any gate."""

    def __init__(self) -> None:
        self.person = {role: PersonTrace() for role in Role}
        self._pairs = empty_pairs(_FIRST_ROOM)
        self.n_segments = 0

    @property
    def n_needed(self) -> int:
        """How many samples the next segment needs: to its end, 5 s later, and to the end of that 10 s."""
        return (self.n_segments + 4) * N_STEP

    @property
    def least_end_s(self) -> float:
        """When a beat ends at the least that could settle all of these, in s."""
        return (self.n_needed - 1) / RATE_HZ

    def next(self, unmarked: Sequence[Stretch] = ()) -> Against:
        """Take the next segment and hold the last ten minutes against chance, without segments in `unmarked`."""
        newest = self.n_segments
        if newest == self._pairs.matched.shape[0]:
            self._pairs = with_room(self._pairs, 2 * newest)
        client, therapist = (self.person[role].residual for role in (Role.CLIENT, Role.THERAPIST))
        take_segment(client, therapist, newest, self._pairs)
        self.n_segments += 1
        return against_chance(newest, _is_out(newest, unmarked), self._pairs)


class LiveTogether:
    """The answers so far. Beats come from two series that are judged as they come; marks as they stand just then.

    Only live verdicts enter, those of the beats themselves before they spread, and samples that are settled; and of
    the beats that are there, each answer takes only those it needs. So an answer is a function of the beats and of
    the marks that each answer up to it was given with: the same beats give the same answers however they were
    delivered, and marks that are known to have stood then give the answers of then (`again`). A mark that is set,
    moved or taken back afterwards changes only answers that are still to come.
    """

    def __init__(self) -> None:
        self._trace = PairTrace()
        self._minutes = {role: Minutes() for role in Role}
        self._holding = Holding()
        self._n_usable = 0
        self.updates: list[TogetherUpdate] = []

    def advance(self, series: dict[Role, BeatSeries], markings: Markings) -> int:
        """Give the answers that the series carry by now, and return how many are new."""
        n_before = len(self.updates)
        while self._take_next(series, markings, {role: series[role].n_judged for role in Role}):
            self._answer(series, markings)
        return len(self.updates) - n_before

    def again(self, series: dict[Role, BeatSeries], marked_then: Sequence[Markings]) -> None:
        """Give earlier answers once more, each with the marks of then, as far as the series carry them."""
        n_judged = {role: series[role].n_judged for role in Role}
        for markings in marked_then[len(self.updates) :]:
            if not self._take_next(series, markings, n_judged):
                return
            self._answer(series, markings)

    def finish(self, series: dict[Role, BeatSeries], markings: Markings, length_s: float) -> None:
        """Give the answers up to the session's end; the series are finished, and nothing may follow.

        All beats are taken in before the first of these answers, since none looks at a later one than it would have
        waited for.
        """
        for role in Role:
            self._take(series[role], role, series[role].n_beats, markings)
            self._trace.person[role].finish(length_s, markings)
            self._minutes[role].finish(series[role], length_s)
        while self._trace.n_segments * STEP_S + SEGMENT_S + LATEST_LAG_S <= length_s:
            self._answer(series, markings)

    @property
    def known_from_s(self) -> float:
        """When there will be enough half-minutes to say something, if all that are to come are usable.

        Where that was so already, the time of the newest answer.
        """
        t_s = self.updates[-1].t_s if self.updates else SEGMENT_S + AHEAD_S
        return t_s + STEP_S * max(0, LEAST_USABLE - self._n_usable)

    def newest(self, now_s: float) -> TogetherUpdate:
        """Return the answer that holds at `now_s`; unknown before the first, and where it has grown old."""
        if not self.updates:
            return TogetherUpdate(now_s, None, TogetherState.UNKNOWN, Unknown.TOO_SHORT)
        if now_s - self.updates[-1].t_s > STALE_S:
            return TogetherUpdate(now_s, None, TogetherState.UNKNOWN, Unknown.NO_SIGNAL)
        return self.updates[-1]

    def _take_next(self, series: dict[Role, BeatSeries], markings: Markings, n_judged: dict[Role, int]) -> bool:
        """Take in the beats that the next answer needs and no more; False where they aren't all there."""
        needed: dict[Role, int] = {}
        if any(series[role].end_s(n) <= self._trace.least_end_s for role, n in n_judged.items()):
            return False
        for role, n in n_judged.items():
            one, flags = series[role], series[role].verdicts.live_core
            person = self._trace.person[role]
            n_beats = person.n_beats_for(self._trace.n_needed, one.t_s[:n], one.rr_ms[:n], flags[:n])
            if n_beats is None:
                return False
            needed[role] = n_beats
        for role, n in needed.items():
            self._take(series[role], role, n, markings)
        return True

    def _take(self, series: BeatSeries, role: Role, n: int, markings: Markings) -> None:
        flags = series.verdicts.live_core
        self._trace.person[role].advance(series.t_s[:n], series.rr_ms[:n], flags[:n], markings)
        self._minutes[role].advance(series, n)

    def _answer(self, series: dict[Role, BeatSeries], markings: Markings) -> None:
        start_s = self._trace.n_segments * STEP_S
        t_s = start_s + SEGMENT_S + AHEAD_S
        found = self._trace.next(markings.unmarked(t_s))
        a = None if math.isnan(found.a) else found.a
        self._n_usable = found.n_usable
        unknown = self._unknown(series, markings, t_s, a)
        state = self._holding.update(a if unknown is None else None)
        self.updates.append(TogetherUpdate(t_s, a, state, unknown, markings.revision))

    def _unknown(
        self, series: dict[Role, BeatSeries], markings: Markings, t_s: float, a: float | None
    ) -> Unknown | None:
        if any(not one.n_beats or one.begins_s > t_s for one in series.values()):
            return Unknown.NO_STRAP
        segments_s = _window_s(self._trace.n_segments)
        if a is None and len(segments_s) < LEAST_USABLE:
            return Unknown.TOO_SHORT
        facts = {role: in_window(self._minutes[role].facts, t_s) for role in Role}
        reason = of_marks(markings, t_s) or of_beats(facts)
        if reason is None and a is None:
            return of_too_few(markings, segments_s, t_s, LEAST_USABLE)
        return reason


def _window_s(n_segments: int) -> list[Stretch]:
    """Return the last ten minutes' segments; not the very first: 5 s before it nobody has beats."""
    first = max(1, n_segments - N_WINDOW)
    return [(k * STEP_S, k * STEP_S + SEGMENT_S) for k in range(first, n_segments)]


def _is_out(newest: int, unmarked: Sequence[Stretch]) -> NDArray[np.uint8]:
    """Return 1 for each of the last 58 segments that reaches into one of the stretches, the newest last."""
    is_out = np.zeros(N_WINDOW, dtype=np.uint8)
    start_s = (newest - N_WINDOW + 1 + np.arange(N_WINDOW)) * STEP_S
    for low_s, high_s in unmarked:
        is_out[(start_s < high_s) & (start_s + SEGMENT_S > low_s)] = 1
    return is_out
