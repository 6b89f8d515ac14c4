"""Beat times of one unbroken segment once all of it is known: the beat clock's fit, looking both ways.

For review: what comes after a beat says as much about its time as what came before, so that the first minutes of a
segment are as well known as the rest.
"""

import math
from collections.abc import Sequence

from coreg.sensors.beat_clock import MAX_SKEW
from coreg.sensors.cadence import Cadence
from coreg.sensors.heart_rate_profile import TICKS_PER_S
from coreg.sensors.strip import Strip

_REACH_S = 300.0  # our choice: together as far as the causal clock looks back for the skew
_EVERY_S = 30.0  # our choice: lines this far apart, blended between
_Point = tuple[float, float, float | None, float]


def refit(arrivals_s: Sequence[float], rr_ticks: Sequence[Sequence[int]], latency_s: float = 0.0) -> list[float]:
    """Return when each interval of one segment ended, on the session clock, in the order of sending.

    Parameters
    ----------
    arrivals_s
        When each packet arrived; copies and malformed packets are left out.
    rr_ticks
        Each packet's intervals in 1/1024 s, as many packets; a packet may have none.
    latency_s
        Subtracted from every beat.

    >>> refit([10.0, 11.0, 12.0, 13.0], [(1024,)] * 4)
    [10.0, 11.0, 12.0, 13.0]
    """
    points = _points(arrivals_s, rr_ticks)
    if not points:
        return []
    centres = [points[0][1] + _EVERY_S * i for i in range(math.ceil((points[-1][1] - points[0][1]) / _EVERY_S) + 1)]
    lines = [_line([p for p in points if abs(p[1] - centre) <= _REACH_S]) for centre in centres]
    ends_s, sum_ticks = [], 0
    for ticks in (ticks for packet in rr_ticks for ticks in packet):
        sum_ticks += ticks
        x = sum_ticks / TICKS_PER_S
        place = min(max((x - centres[0]) / _EVERY_S, 0.0), len(lines) - 1.0)
        left = int(place)
        right = min(left + 1, len(lines) - 1)
        here_s, next_s = (offset_s + slope * x for slope, offset_s in (lines[left], lines[right]))
        ends_s.append(arrivals_s[0] + here_s + (place - left) * (next_s - here_s) - latency_s)
    return ends_s


def _points(arrivals_s: Sequence[float], rr_ticks: Sequence[Sequence[int]]) -> list[_Point]:
    """Return for each packet with intervals: first beat, last beat, when the packet before was sent, arrival."""
    cadence, points, sum_ticks = Cadence(), [], 0
    for arrival_s, packet in zip(arrivals_s, rr_ticks, strict=True):
        sent_before_s = cadence.sent_s
        cadence.update(arrival_s)
        if packet:
            first_x = (sum_ticks + packet[0]) / TICKS_PER_S
            sum_ticks += sum(packet)
            before_y = None if sent_before_s is None else sent_before_s - arrivals_s[0]
            points.append((first_x, sum_ticks / TICKS_PER_S, before_y, arrival_s - arrivals_s[0]))
    return points


def _line(points: list[_Point]) -> tuple[float, float]:
    """Return slope and offset of the line that fits these packets best."""
    strip = Strip(math.inf)
    for point in points:
        strip.append(*point)
    low, high = 1 - MAX_SKEW, 1 + MAX_SKEW
    slope = strip.arrivals.slope(low, high)
    above_s = strip.arrivals.offset(slope)
    spread_s = 2 * strip.arrivals.mean_above(slope, above_s)
    better = strip.slope(low, high)
    middle_s, width_s = strip.middle(better)
    if strip.is_tight(width_s, spread_s):
        return better, middle_s
    return slope, above_s - spread_s / (len(points) + 1)
