"""Where review says something else than was shown live: every such number, as it was, as it is, and why."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.together import TogetherUpdate
from coreg.readings import DEFINITIONS
from coreg.readings.series import BeatSeries
from coreg.recording.reader import Recording
from coreg.review.dyad import dyad_of_recording
from coreg.review.final_clock import by_final_clock
from coreg.review.live_values import LiveValues, live_values, readings_by_name
from coreg.review.recompute import n_beats_differing, rebuild
from coreg.review.stored_results import Result, results
from coreg.review.worlds import Cause, World, as_closed, causes_between, n_until, numbers_at, sets_of, worlds

_ROUNDING = 1e-9  # dsp/minute.py: what adding up in another order may change
_RSA = "rsa_ln_ms2"
_OF_THE_LINK = (Unknown.NO_SIGNAL, Unknown.NO_CONTACT, Unknown.NO_RR)
_SAME_BEATS = (None, Cause.FINAL_CLOCK, Cause.MARKS_AMENDED)  # steps after which they are the ones shown live


@dataclass(frozen=True, slots=True)
class Difference:
    """One number of one instant; `role` is None where it is of both, None in place of a number: there was none."""

    role: Role | None
    t_s: float
    name: str
    live: Reading | None
    review: Reading | None
    causes: frozenset[Cause]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of a session's live values against the review's.

    Attributes
    ----------
    recorded_definitions, definitions
        The version of the numbers' definitions that the session was recorded with, and the one that both sides here
        are computed with. Where they differ, what was shown then can't be found again, only what it would be today.
    n_beats_differing
        Stored beats that the packets don't give today.
    results
        Results that were stored as they were shown, and what the file gives for them today.
    n_values, n_same
        How many live values there were, and how many of them review says bit for bit.
    """

    recorded_definitions: str | None
    definitions: str
    n_beats_differing: int
    results: tuple[Result, ...]
    n_values: int
    n_same: int
    differences: tuple[Difference, ...]

    @property
    def n_by_cause(self) -> Mapping[Cause, int]:
        """How many differences have each cause; one may have several."""
        return Counter(cause for one in self.differences for cause in one.causes)

    @property
    def n_unexplained(self) -> int:
        """How many have none: there should be none of these."""
        return sum(Cause.UNEXPLAINED in one.causes for one in self.differences)


def compare(recording: Recording, tell: Callable[[float], None] | None = None) -> Comparison:
    """Compare a session's live values with the review's: some 10 s for an hour of two people.

    Parameters
    ----------
    tell
        Is told how much of it is done, from 0 to 1.
    """
    found = _Found(recording.settings.get("definitions"))
    n_differing, placed = 0, by_final_clock(as_closed(recording))
    for nth, role in enumerate(Role):
        n_differing += n_beats_differing(recording.beats_of(role), rebuild(recording, role))
        steps = worlds(recording, placed, role)
        if steps[0].series.n_beats:
            for live in live_values(recording, role):
                _compare_moment(found, role, live, steps)
                if tell is not None:
                    tell((nth + live.t_s / max(recording.duration_s, live.t_s)) / 2)
            _compare_sets(found, role, steps, recording.duration_s)
    _compare_together(found, recording, placed)
    return Comparison(
        recorded_definitions=found.recorded_definitions,
        definitions=DEFINITIONS,
        n_beats_differing=n_differing,
        results=tuple(results(recording)),
        n_values=found.n_values,
        n_same=found.n_values - len(found.differences),
        differences=tuple(found.differences),
    )


class _Found:
    """Takes one number after the other."""

    def __init__(self, recorded_definitions: str | None) -> None:
        self.recorded_definitions = recorded_definitions
        self.n_values = 0
        self.differences: list[Difference] = []

    def take(
        self, role: Role | None, t_s: float, name: str, values: Sequence[tuple[Cause | None, Reading | None]]
    ) -> None:
        """Take a number as it was in each world, the live one first."""
        self.n_values += 1
        live, review = values[0][1], values[-1][1]
        if live == review:
            return
        causes = causes_between(values)
        if self.recorded_definitions not in (None, DEFINITIONS):
            causes |= {Cause.OTHER_DEFINITIONS}
        self.differences.append(Difference(role, t_s, name, live, review, causes))


def _compare_moment(found: _Found, role: Role, live: LiveValues, steps: Sequence[World]) -> None:
    shown = readings_by_name(live.numbers)
    if shown["artifact_pct"].unknown in _OF_THE_LINK:
        return  # a link's first interval enters no number: what was shown then was how the link stood
    n = live.series.n_judged
    placed = [world for world in steps if world.cause in _SAME_BEATS][-1]
    by_world = [(world.cause, _at(world, placed, n, live.now_s)) for world in steps]
    first = _first_cause(live.series, steps[0].series, n)
    for name, value in shown.items():
        judged = by_world[0][1][name]
        cause = Cause.ADDED_UP_ANEW if name == _RSA and first is None and _is_rounding(value, judged) else first
        later = [(step, numbers[name]) for step, numbers in by_world[1:]]
        found.take(role, live.t_s, name, [(None, value), (cause or Cause.UNEXPLAINED, judged), *later])


def _at(world: World, placed: World, n: int, now_s: float) -> dict[str, Reading]:
    """Return a world's numbers at the newest beat that had its verdict then, whosever that is now."""
    if world.cause in _SAME_BEATS:
        return numbers_at(world.series, world.series.end_s(n), n, now_s)
    end_s = placed.series.end_s(n)
    return numbers_at(world.series, end_s, n_until(world.series, end_s), now_s)


def _first_cause(then: BeatSeries, final: BeatSeries, n: int) -> Cause | None:
    """Return whether a verdict in the minute before was revised since."""
    low = n_until(final, final.end_s(n) - 60.0) if n else 0
    is_revised = bool((then.is_valid[low:n] != final.is_valid[low:n]).any())
    return Cause.VERDICT_REVISED if is_revised else None


def _is_rounding(one: Reading, other: Reading) -> bool:
    pairs = ((one.value, other.value), (one.low, other.low), (one.high, other.high))
    return all(a == b or (a is not None and b is not None and abs(a - b) <= _ROUNDING) for a, b in pairs)


def _compare_sets(found: _Found, role: Role, steps: Sequence[World], length_s: float) -> None:
    by_world = [(world.cause, sets_of(world)) for world in steps]
    for name in dict.fromkeys(name for _, numbers in by_world for name in numbers):
        found.take(role, length_s, name, [(cause, numbers.get(name)) for cause, numbers in by_world])


def _compare_together(found: _Found, recording: Recording, placed: Recording) -> None:
    closed = as_closed(recording)
    is_amended = closed.moments != recording.moments
    by_world: list[tuple[Cause | None, dict[float, Reading]]] = []
    if recording.together:  # what was shown is stored: found again with what was marked then
        by_world.append((None, _answers(recording.together)))
        by_world.append(
            (Cause.UNEXPLAINED, _answers(dyad_of_recording(closed, is_as_marked_then=True).found.updates))
        )
    by_world.append((Cause.MARKS_AMENDED if recording.together else None, _together(closed)))
    by_world.append((Cause.FINAL_CLOCK, _together(placed)))
    if is_amended:
        amended = by_final_clock(recording)
        by_world.append((Cause.MARKS_AMENDED, _together(amended)))
    for t_s in dict.fromkeys(t_s for _, answers in by_world for t_s in answers):
        found.take(None, t_s, "together a", [(cause, answers.get(t_s)) for cause, answers in by_world])


def _together(recording: Recording) -> dict[float, Reading]:
    return _answers(dyad_of_recording(recording).found.updates)


def _answers(updates: Sequence[TogetherUpdate]) -> dict[float, Reading]:
    return {one.t_s: _answer(one) for one in updates}


def _answer(one: TogetherUpdate) -> Reading:
    return Reading(value=one.a, unknown=one.unknown)
