"""Two people's moving together over a session: matched half-minutes against exchanged ones of their own kind."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.together import Lead, TogetherReview, TogetherState
from coreg.dsp.even_series import RATE_HZ
from coreg.dsp.exchange import Exchange, exchange, pairings, permuted_maxima
from coreg.dsp.lead import FARTHEST_S, N_LAGS, STEP_S, lead_s
from coreg.dsp.segments import likeness, matched
from coreg.dsp.slow_band import BREATHING, filtered
from coreg.readings.series import BeatSeries
from coreg.readings.together_gates import PersonMinutes, of_beats, of_too_few, unsure_s
from coreg.readings.together_marks import Markings, Stretch
from coreg.readings.together_minutes import Minutes
from coreg.readings.together_series import even_samples, residual

# Design section 4, each:
SEGMENT_S = 30.0
AT_START, AFTER_SET, OUTSIDE = 0, 1, 2
LEAST_SEGMENTS = 30
LEAST_SCORE = 2.6
EXCESS_HALF_WIDTH = 0.14
LAGS_S = np.arange(-5.0, 5.5, 1.0)
BREATHING_LAGS_S = np.arange(-5.0, 5.25, 0.5)  # our choice: a step must be short against a breath
N_PERMUTATIONS = 999
MOST_P = 0.01
LEAST_LEAD_S = 1.0
WITHIN_S = 2.5
_SEED = 8
_LEAD_LAGS_S = np.arange(N_LAGS, dtype=np.float64) * STEP_S - FARTHEST_S


@dataclass(frozen=True, slots=True)
class Segments:
    """When each begins, in order, and its kind: at a set's start, after a set, outside the block; shape (n,)."""

    start_s: NDArray[np.float64]
    kind: NDArray[np.int64]

    @property
    def first(self) -> NDArray[np.int64]:
        """Index of each segment's first sample."""
        return np.round(self.start_s * RATE_HZ).astype(np.int64)

    @property
    def bounds_s(self) -> list[Stretch]:
        """Start and end of each."""
        return [(start_s, start_s + SEGMENT_S) for start_s in self.start_s.tolist()]

    def of(self, keep: NDArray[np.bool_]) -> "Segments":
        """Return some of them."""
        return Segments(self.start_s[keep], self.kind[keep])


@dataclass(frozen=True, slots=True)
class Found:
    """What the exchange gives before any gate; `segments` are the usable ones, `largest` the lag of the largest."""

    segments: Segments
    exchange: Exchange
    largest: int | None

    @property
    def z(self) -> float | None:
        """The standard score of largest size."""
        return None if self.largest is None else float(self.exchange.score[self.largest])

    @property
    def lag_s(self) -> float | None:
        """Its lag."""
        return None if self.largest is None else float(LAGS_S[self.largest])

    @property
    def excess(self) -> float | None:
        """Mean matched minus mean unrelated z at that lag."""
        return None if self.largest is None else float(self.exchange.excess[self.largest])


def segments_of(sets: Sequence[Stretch], length_s: float) -> Segments:
    """Cut a session into half-minutes of three kinds."""
    if not sets:
        outside = _tiles(0.0, length_s)
        return Segments(np.array(outside), np.full(len(outside), OUTSIDE, dtype=np.int64))
    found = [(start_s, OUTSIDE) for start_s in _tiles(0.0, sets[0][0])]
    for (start_s, end_s), (next_s, _) in pairwise([*sets, (length_s, length_s)]):
        found.append((start_s, AT_START))
        after_s = max(min(end_s, length_s), start_s + SEGMENT_S)
        if after_s + SEGMENT_S <= next_s:
            found.append((after_s, AFTER_SET))
    last_s = max(min(sets[-1][1], length_s), sets[-1][0] + SEGMENT_S) + SEGMENT_S
    found += [(start_s, OUTSIDE) for start_s in _tiles(last_s, length_s)]
    found.sort()
    starts_s, kinds = zip(*found, strict=True)
    return Segments(np.array(starts_s, dtype=np.float64), np.array(kinds, dtype=np.int64))


def compare(client: NDArray[np.float64], therapist: NDArray[np.float64], segments: Segments) -> Found:
    """Hold matched segments against exchanged ones, of two residual series."""
    z, usable = _alike(client, therapist, segments, LAGS_S)
    found = exchange(z, usable.kind, usable.start_s, int(np.flatnonzero(LAGS_S == 0.0)[0]))
    if np.isnan(found.score).all():
        return Found(usable, found, None)
    return Found(usable, found, int(np.nanargmax(np.abs(found.score))))


class Review:
    """A whole session, read once: `read` is the answer.

    Parameters
    ----------
    series
        Of both, finished.
    has_latencies
        Whether both straps' latencies are known: else nobody goes first.
    """

    def __init__(
        self, series: dict[Role, BeatSeries], markings: Markings, length_s: float, *, has_latencies: bool
    ) -> None:
        self._markings, self._length_s, self._has_latencies = markings, length_s, has_latencies
        self._bpm = {
            role: even_samples(one.t_s, one.rr_ms, one.verdicts.final_core, markings, length_s)
            for role, one in series.items()
        }
        self._minutes = _minutes(series, length_s)
        self._all = segments_of(markings.sets, length_s)
        self._has_straps = all(one.n_beats for one in series.values())

    def read(self) -> TogetherReview:
        """Return what can be said of the session."""
        segments = self._all.of(~_reached(self._all, self._markings.unmarked(self._length_s)))
        client, therapist = self._residuals()
        found = compare(client, therapist, segments)
        n = found.segments.kind.size
        gated = self._gate(n)
        state, unknown = self._state(found, gated)
        lead, claim = self._lead(client, therapist, found.segments, state)
        p = self._breathing_p(segments) if gated is None else None
        return TogetherReview(
            state=state,
            unknown=unknown,
            n_segments=n,
            z=found.z,
            lag_s=found.lag_s,
            excess=_excess(found.excess, gated),
            lead_s=lead,
            lead=claim,
            breathing_in_step=None if p is None else p <= MOST_P,
            breathing_unknown=gated if gated is not None or p is not None else Unknown.TOO_SHORT,
            breathing_p=p,
        )

    def _residuals(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        client, therapist = (residual(self._bpm[role], self._markings, role) for role in Role)
        return client, therapist

    def _gate(self, n_usable: int) -> Unknown | None:
        if not self._has_straps:
            return Unknown.NO_STRAP
        if self._all.kind.size < LEAST_SEGMENTS:
            return Unknown.TOO_SHORT
        reason = of_beats(self._minutes, newest_for_unevenness=None)
        if reason is None and n_usable < LEAST_SEGMENTS:
            return of_too_few(self._markings, self._all.bounds_s, self._length_s, LEAST_SEGMENTS)
        return reason

    def _state(self, found: Found, gated: Unknown | None) -> tuple[TogetherState, Unknown | None]:
        if gated is not None or found.z is None:
            return TogetherState.UNKNOWN, gated or Unknown.NO_VARIATION
        if abs(found.z) < LEAST_SCORE:
            return TogetherState.CHANCE, None
        if found.z > 0.0:
            return TogetherState.TOGETHER, None
        if self._markings.is_speech_marked:
            return TogetherState.OPPOSITE, None
        return TogetherState.UNKNOWN, Unknown.OPPOSITE_WITHOUT_SPEECH

    def _lead(
        self,
        client: NDArray[np.float64],
        therapist: NDArray[np.float64],
        segments: Segments,
        state: TogetherState,
    ) -> tuple[Reading, Lead]:
        if state is not TogetherState.TOGETHER:
            return Reading.of_unknown(Unknown.NOT_TOGETHER), Lead.NOT_CLEAR
        if not self._has_latencies:
            return Reading.of_unknown(Unknown.LATENCY_UNKNOWN), Lead.NOT_CLEAR
        found = lead_s(matched(client, therapist, segments.first, _shift(_LEAD_LAGS_S)))
        if math.isnan(found.value):
            return Reading.of_unknown(Unknown.TOO_FEW_BEATS), Lead.NOT_CLEAR
        return Reading(*found), _claim(found.low, found.high, LEAST_LEAD_S + unsure_s(self._minutes))

    def _breathing_p(self, segments: Segments) -> float | None:
        """Return how often an exchanged pairing of breathing waves is as much alike at any lag; None: not known.

        The band is gone through twice: once lets through so much of the slow part that hearts which move together
        would be said to breathe together.
        """
        silent = replace(self._markings, speech={})
        client, therapist = (
            residual(filtered(self._bpm[role], BREATHING), silent, role, BREATHING) for role in Role
        )
        z, usable = _alike(client, therapist, segments, BREATHING_LAGS_S)
        if usable.kind.size < LEAST_SEGMENTS:
            return None
        largest = permuted_maxima(z, usable.kind, pairings(usable.kind, N_PERMUTATIONS, _SEED))
        if math.isinf(largest[0]):
            return None
        return float(np.mean(largest >= largest[0]))


def _alike(
    client: NDArray[np.float64], therapist: NDArray[np.float64], segments: Segments, lags_s: NDArray[np.float64]
) -> tuple[NDArray[np.float64], Segments]:
    """Return z of all usable segments at all lags, shape (n_lags, n, n), and those segments."""
    z, is_usable = likeness(client, therapist, segments.first, _shift(lags_s))
    keep = is_usable == 1
    return np.ascontiguousarray(z[:, keep][:, :, keep]), segments.of(keep)


def _tiles(from_s: float, until_s: float) -> list[float]:
    n = max(0, int((until_s - from_s) / SEGMENT_S))
    return [from_s + k * SEGMENT_S for k in range(n)]


def _shift(lags_s: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.round(lags_s * RATE_HZ).astype(np.int64)


def _minutes(series: dict[Role, BeatSeries], length_s: float) -> PersonMinutes:
    found: PersonMinutes = {}
    for role, one in series.items():
        minutes = Minutes(is_final=True)
        minutes.finish(one, length_s)
        found[role] = minutes.facts
    return found


def _reached(segments: Segments, stretches: Sequence[Stretch]) -> NDArray[np.bool_]:
    """Say which segments reach into one of the stretches."""
    found = np.zeros(segments.kind.size, dtype=np.bool_)
    for low_s, high_s in stretches:
        found |= (segments.start_s < high_s) & (segments.start_s + SEGMENT_S > low_s)
    return found


def _excess(value: float | None, gated: Unknown | None) -> Reading:
    if gated is not None or value is None:
        return Reading.of_unknown(gated or Unknown.NO_VARIATION)
    return Reading(value, value - EXCESS_HALF_WIDTH, value + EXCESS_HALF_WIDTH)


def _claim(low_s: float, high_s: float, least_s: float) -> Lead:
    if low_s > least_s:
        return Lead.CLIENT_FIRST
    if high_s < -least_s:
        return Lead.THERAPIST_FIRST
    return Lead.WITHIN if low_s >= -WITHIN_S and high_s <= WITHIN_S else Lead.NOT_CLEAR
