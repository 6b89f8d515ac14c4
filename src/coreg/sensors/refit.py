"""Beat times once all of a strap's packets are known: the beat clock's fit, looking both ways.

For review: what comes after a beat says as much about its time as what came before, so that the minute after a hole
is nearly as well known as the rest. The strap's skew is one for all its segments; only offsets begin anew.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from coreg.domain.beat import Beat
from coreg.domain.packet import PacketOutcome
from coreg.domain.strap import LinkState
from coreg.sensors.beat_clock import SETTLED_S, STEP_S
from coreg.sensors.cadence import DEFAULT_PERIOD_S, Cadence
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.decoder import Decoder, intervals_of
from coreg.sensors.heart_rate_profile import TICKS_PER_S
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent
from coreg.sensors.skew import LEAST_SPREAD_S, MAX_SKEW, N_TO_LEARN, Skew, own_skew, settle_skew, spread_s
from coreg.sensors.strip import Strip, is_tight

_REACH_S = 90.0  # our choice: to either side; together as far as the causal clock looks back
_LEAST_SKEW_SD = 0.002  # our choice: what the rest of a session says of a skew must be better than this
_EVERY_S = 15.0  # our choice: lines this far apart, blended between


@dataclass(frozen=True, slots=True)
class _Point:
    """A packet with beats: its first and last one's sum of RR in s, what bounds them, and how many there are."""

    first_x: float
    last_x: float
    sent_before_y: float | None
    arrival_y: float
    n_beats: int


def refit(events: Iterable[SensorEvent], latency_s: float | None = None) -> list[Beat]:
    """Return a strap's beats as `Decoder` gives them, their times and uncertainties found from both sides.

    Parameters
    ----------
    events
        One strap's, in order of time, on the session clock.
    latency_s
        Subtracted from every beat; None (unknown) subtracts nothing.
    """
    return _placed(*_decoded(events, latency_s), latency_s)


def refit_known(
    beats: Sequence[Beat], events: Iterable[SensorEvent], latency_s: float | None = None
) -> list[Beat] | None:
    """Return beats that were decoded before, their times and uncertainties found from both sides.

    As `refit`, without decoding anything anew: a fraction of a second for an hour. None where the beats aren't
    those of the packets.

    Parameters
    ----------
    beats
        Those of the strap's good packets, in order, as they were placed live.
    events
        The strap's links and good packets, in order of time, on the session clock.
    """
    points: list[_Point] = []
    cadence = Cadence()
    sent: list[int] = []
    for event in events:
        if _begins_link(event):
            cadence.restart()
        elif isinstance(event, Packet):
            arrival_s = event.arrival_ns / NS_PER_S
            cadence.update(arrival_s)
            rr_ticks = intervals_of(event.payload)
            sent += rr_ticks
            points += _points(rr_ticks, cadence, arrival_s)
    if sent[: len(beats)] != [beat.ticks for beat in beats]:
        return None
    return _placed(beats, points, latency_s)


def _placed(beats: Sequence[Beat], points: Sequence[_Point], latency_s: float | None) -> list[Beat]:
    segments = list(_by_segment(beats, points))
    skews = _skews([segment for _, segment in segments])
    placed: list[Beat] = []
    for (of_segment, segment), skew in zip(segments, skews, strict=True):
        lines = _Lines(segment, skew)
        x = 0.0
        for beat in of_segment:
            x += beat.ticks / TICKS_PER_S
            t_s, uncertainty_s = lines.place(x)
            t_s -= latency_s or 0.0
            if placed:
                t_s = max(t_s, placed[-1].t_s + STEP_S)
            placed.append(replace(beat, t_s=t_s, uncertainty_s=uncertainty_s))
    return placed


def _decoded(events: Iterable[SensorEvent], latency_s: float | None) -> tuple[list[Beat], list[_Point]]:
    """Return the beats as placed live, and the packets that they came in, each with its own sums of RR."""
    decoder, cadence = Decoder(latency_s), Cadence()
    beats: list[Beat] = []
    points: list[_Point] = []
    for event in events:
        if _begins_link(event):
            decoder.new_link(event.t_ns / NS_PER_S)
            cadence.restart()
        elif isinstance(event, Packet):
            arrival_s = event.arrival_ns / NS_PER_S
            decoded = decoder.update(arrival_s, event.payload)
            beats += decoded.beats
            if decoded.outcome is not PacketOutcome.OK or decoded.measurement is None:
                continue
            cadence.update(arrival_s)
            points += _points(decoded.measurement.rr_ticks, cadence, arrival_s)
    return beats, points


def _points(rr_ticks: Sequence[int], cadence: Cadence, arrival_s: float) -> Iterator[_Point]:
    if rr_ticks:
        first_s, all_s = rr_ticks[0] / TICKS_PER_S, sum(rr_ticks) / TICKS_PER_S
        yield _Point(first_s, all_s, cadence.sent_before_s, arrival_s, len(rr_ticks))


def _begins_link(event: SensorEvent) -> TypeGuard[LinkChanged]:
    return isinstance(event, LinkChanged) and event.state is LinkState.SUBSCRIBING


def _by_segment(beats: Sequence[Beat], points: Sequence[_Point]) -> Iterator[tuple[list[Beat], list[_Point]]]:
    """Yield each segment's beats and packets; a packet that was still kept back at the end has no beats yet."""
    of_segment: list[Beat] = []
    segment: list[_Point] = []
    sum_s, place = 0.0, 0
    for point in points:
        own = beats[place : place + point.n_beats]
        place += point.n_beats
        if not own:
            break
        if of_segment and own[0].segment != of_segment[-1].segment:
            yield of_segment, segment
            of_segment, segment, sum_s = [], [], 0.0
        of_segment += own
        segment.append(replace(point, first_x=sum_s + point.first_x, last_x=sum_s + point.last_x))
        sum_s += point.last_x
    if of_segment:
        yield of_segment, segment


def _skews(segments: Sequence[Sequence[_Point]]) -> list[Skew]:
    """Return for each segment the strap's skew, as it and the others together give it."""
    own = [_own_skew(segment) for segment in segments]
    return [settle_skew(_mean(own[:i] + own[i + 1 :]), skew) for i, skew in enumerate(own)]


def _own_skew(points: Sequence[_Point]) -> Skew:
    strip = _strip(points)
    return own_skew(strip, spread_s(strip.arrivals, strip.arrivals.slope(1 - MAX_SKEW, 1 + MAX_SKEW)))


def _mean(skews: Sequence[Skew]) -> Skew | None:
    """Return the mean weighted by certainty, None where even that is no better than a guess."""
    weight = sum(sd**-2 for _, sd in skews)
    if weight < _LEAST_SKEW_SD**-2:
        return None
    return sum(slope * sd**-2 for slope, sd in skews) / weight, weight**-0.5


def _strip(points: Sequence[_Point]) -> Strip:
    strip = Strip(math.inf)
    for point in points:
        strip.append(point.first_x, point.last_x, point.sent_before_y, point.arrival_y)
    return strip


class _Lines:
    """One segment's lines of beat times against the sum of RR, every few seconds, blended between.

    The slope is known, so that a line's offset is the least of y - slope * x: no hull is needed for it.
    """

    def __init__(self, points: Sequence[_Point], skew: Skew) -> None:
        self._first_x = points[0].last_x
        self._slope, slope_sd = skew
        self._lines: list[tuple[float, float]] = []
        last_x = points[-1].last_x
        xs = [point.last_x for point in points]
        above = np.array([point.arrival_y - self._slope * point.last_x for point in points])
        below = np.array([_below(point, self._slope) for point in points])
        for i in range(math.ceil((last_x - self._first_x) / _EVERY_S) + 1):
            centre = self._first_x + i * _EVERY_S
            near = slice(bisect_left(xs, centre - _REACH_S), bisect_right(xs, centre + _REACH_S))
            offset_s, uncertainty_s = _offset(above[near], below[near])
            reach_s = min(_REACH_S, max(last_x - centre, centre - self._first_x))
            self._lines.append((offset_s, max(SETTLED_S, uncertainty_s + slope_sd * reach_s / 2)))

    def place(self, x: float) -> tuple[float, float]:
        """Return when the sum of RR was `x`, and how surely that is known."""
        place = min(max((x - self._first_x) / _EVERY_S, 0.0), len(self._lines) - 1.0)
        left = int(place)
        right = min(left + 1, len(self._lines) - 1)
        share = place - left
        here, following = self._lines[left], self._lines[right]
        offset_s = here[0] + share * (following[0] - here[0])
        return offset_s + self._slope * x, here[1] + share * (following[1] - here[1])


def _below(point: _Point, slope: float) -> float:
    """Return what bounds the line's offset from below; minus infinity where nothing does."""
    return -math.inf if point.sent_before_y is None else point.sent_before_y - slope * point.first_x


def _offset(above: NDArray[np.float64], below: NDArray[np.float64]) -> tuple[float, float]:
    """Return where the line of these packets lies, and how surely: as `line_offset`, the slope taken out."""
    least_s, most_s = float(above.min()), float(below.max())
    wait_s = DEFAULT_PERIOD_S
    if above.size >= N_TO_LEARN:
        wait_s = max(LEAST_SPREAD_S, 2 * (float(above.mean()) - least_s))
    if is_tight(least_s - most_s, wait_s):
        return (least_s + most_s) / 2, max(0.0, (least_s - most_s) / 2)
    uncertainty_s = wait_s / (above.size + 1)
    return least_s - uncertainty_s, uncertainty_s
