"""The strip that beat times lie in: no later than their packet arrived, no earlier than the packet before was sent.

The last beat of a packet bounds the line of beat times from above (`LowerHull` of arrivals). Its first beat wasn't
known yet when the packet before left, which bounds the line from below. With packets at regular times both bounds
come within milliseconds of the line, and the line in the middle of the widest strip between them is several times
surer than the upper bound's own. A strap that sends each beat at once leaves the lower bound loose: there the upper
one stands alone.
"""

import math

from coreg.sensors.lower_hull import LowerHull

_GOLDEN = (math.sqrt(5) - 1) / 2
_N_STEPS = 14  # each takes away 38 % of the slopes in question: together to a thousandth
_LEAST_OVERLAP_S = -0.1  # our choice: more than jitter makes of it; such a strap doesn't send what it has at once
_WIDTH_SLACK_S = 0.05  # our choice: what the radio's jitter adds


class Strip:
    """Both bounds over the last `window_s`.

    >>> strip = Strip(window_s=180.0)
    >>> for n in range(5):
    ...     strip.append(first_x=n + 0.5, last_x=n + 0.5, sent_before_y=float(n), arrival_y=n + 1.0)
    >>> strip.middle(1.0)
    (0.0, 1.0)
    """

    def __init__(self, window_s: float) -> None:
        self.arrivals = LowerHull(window_s)
        self._sent_before = LowerHull(window_s)

    def append(self, first_x: float, last_x: float, sent_before_y: float | None, arrival_y: float) -> None:
        """Add a packet: its first and last beat, its arrival, and by when the packet before had been sent."""
        self.arrivals.append(last_x, arrival_y)
        if sent_before_y is not None:
            # Turned by half a turn, so that what bounds from below bounds from above; x and age keep their order.
            self._sent_before.append(first_x, 2 * first_x - sent_before_y)

    def middle(self, slope: float) -> tuple[float, float]:
        """Return the offset of the strip's middle line at this slope, and the strip's width, infinite if open."""
        above = self.arrivals.offset(slope)
        if not len(self._sent_before):
            return above, math.inf
        below = -self._sent_before.offset(2.0 - slope)
        return (above + below) / 2, above - below

    def is_tight(self, width_s: float, spread_s: float) -> bool:
        """Whether the lower bound says something, with beats that wait for up to `spread_s`.

        Where beats wait for the next of regular packets, the strip is never wider than the longest wait.
        """
        return bool(len(self._sent_before)) and is_tight(width_s, spread_s)

    def slope(self, low: float, high: float) -> float:
        """Return the slope, within limits, at which the strip is widest (golden section: the width is concave)."""
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        left_width, right_width = self.middle(left)[1], self.middle(right)[1]
        for _ in range(_N_STEPS):
            if left_width > right_width:
                high, right, right_width = right, left, left_width
                left = high - _GOLDEN * (high - low)
                left_width = self.middle(left)[1]
            else:
                low, left, left_width = left, right, right_width
                right = low + _GOLDEN * (high - low)
                right_width = self.middle(right)[1]
        return (low + high) / 2


def is_tight(width_s: float, spread_s: float) -> bool:
    """Whether a strip of this width holds the line, with beats that wait for up to `spread_s`."""
    return _LEAST_OVERLAP_S < width_s <= spread_s + _WIDTH_SLACK_S


def line_offset(strip: Strip, slope: float, spread_s: float) -> tuple[float, float]:
    """Return where the line of beat times lies at this slope, and how surely."""
    middle_s, width_s = strip.middle(slope)
    if strip.is_tight(width_s, spread_s):
        return middle_s, max(0.0, width_s / 2)
    # The least of n delays spread evenly from 0 to s is s / (n + 1) on average, and about as uncertain.
    uncertainty_s = spread_s / (len(strip.arrivals) + 1)
    return strip.arrivals.offset(slope) - uncertainty_s, uncertainty_s
