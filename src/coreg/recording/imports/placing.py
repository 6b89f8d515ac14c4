"""Intervals on a clock: where they were, and after which of them there is a hole.

A file's times are of two kinds. Some are the beats' own: each is the end of its interval, and a hole shows as soon
as two of them are further apart than the interval is long. Others say when a packet reached the phone: they jitter
by up to two seconds, several intervals share one, and only intervals that fall behind by more tell of a hole.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

BEAT_TOLERANCE_S = 0.5  # our choice: less than any interval; beats that are placed by a fit settle by up to 0.4
_ARRIVAL_TOLERANCE_S = 3.0  # our choice, as in rr_text: arrivals jitter by up to 2 s
_DRIFT = 0.025  # design section 2: the most by which a strap's clock and a phone's part
_TICK_RATIO = (1.016, 1.032)  # 1024/1000 ± 0.8 %: what jitter leaves uncertain over four minutes
_TICK_SPAN_S = 240.0


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Where intervals were: END of each from the beginning of the first, and those that come after a hole."""

    t_s: "array[float]"
    starts: tuple[int, ...]


def place_by_beats(rr_ms: Sequence[float], end_s: Sequence[float]) -> Placed:
    """Place intervals by the times of their own ends.

    >>> placed = place_by_beats([800.0, 810.0, 790.0], [100.8, 101.61, 110.0])
    >>> [round(t_s, 2) for t_s in placed.t_s], placed.starts
    ([0.8, 1.61, 10.0], (2,))
    """
    t_s, starts = array("d"), []
    for i, rr in enumerate(rr_ms):
        expected_s = (t_s[-1] if t_s else 0.0) + rr / 1000
        hole_s = end_s[i] - end_s[i - 1] - rr / 1000 if i else 0.0
        if abs(hole_s) <= BEAT_TOLERANCE_S:
            t_s.append(max(t_s[-1] if t_s else 0.0, expected_s + hole_s))
        else:  # a clock that was set back makes no time run backwards
            starts.append(i)
            t_s.append(expected_s + max(0.0, hole_s))
    return Placed(t_s, tuple(starts))


def place_by_arrivals(rr_ms: Sequence[float], arrival_s: Sequence[float]) -> Placed:
    """Place intervals by the times of their packets' arrival: they follow each other, except over a hole.

    >>> placed = place_by_arrivals([800.0, 810.0, 790.0], [50.0, 52.0, 60.0])
    >>> [round(t_s, 2) for t_s in placed.t_s], placed.starts
    ([0.8, 1.61, 10.78], (2,))
    """
    t_s, starts = array("d"), []
    sum_s = end_s = on_time_s = 0.0
    for i, rr in enumerate(rr_ms):
        sum_s += rr / 1000
        late_s = arrival_s[i] - sum_s  # a packet is never early: the least of these is when nothing held it up
        hole_s = late_s - on_time_s if i else 0.0
        end_s += rr / 1000
        if i and abs(hole_s) > _ARRIVAL_TOLERANCE_S:
            starts.append(i)
            end_s += max(0.0, hole_s)
            on_time_s = late_s
        else:
            on_time_s = min(on_time_s + _DRIFT * rr / 1000, late_s) if i else late_s
        t_s.append(end_s)
    return Placed(t_s, tuple(starts))


def are_ticks(rr_ms: Sequence[float], arrival_s: Sequence[float], starts: Sequence[int]) -> bool:
    """Tell whether the intervals run ahead of the clock by 2.4 %: 1/1024 s written down as milliseconds."""
    bounds = [0, *starts, len(rr_ms)]
    first, end = max(pairwise(bounds), key=lambda span: span[1] - span[0])
    span_s = arrival_s[end - 1] - arrival_s[first]
    if span_s < _TICK_SPAN_S:
        return False
    least, most = _TICK_RATIO
    return least < sum(rr_ms[first + 1 : end]) / 1000 / span_s < most
