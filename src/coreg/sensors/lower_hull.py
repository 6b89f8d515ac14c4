"""The line under a cloud of points that a causal clock fits: the lower convex hull of the last minutes.

Arrival is never earlier than the event, only later, by delays that are sometimes next to nothing. So the truth
lies along the lower edge of arrival against event time. Of all lines that no point lies below, the one with the
least sum of distances is the hull's edge over the mean of x (linear programming; Moon, Skelly and Towsley, INFOCOM
1999, use it for the skew of network clocks). Appending is amortised O(1), finding the edge O(log n).
"""

from bisect import bisect_right
from collections import deque

_FORGET_AT_ONCE_S = 15.0  # our choice: old points leave in bunches, so that the hull is rebuilt 4 times a minute


class LowerHull:
    """Points of the last `window_s` (by y), x rising, and the hull below them.

    >>> hull = LowerHull(window_s=180.0)
    >>> for x, y in ((0.0, 0.0), (1.0, 1.7), (2.0, 2.0), (3.0, 3.4)):
    ...     hull.append(x, y)
    >>> hull.slope(0.9, 1.1), hull.offset(1.0)
    (1.0, 0.0)
    """

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        self._points: deque[tuple[float, float]] = deque()
        self._clear_hull()

    def _clear_hull(self) -> None:
        self._x: list[float] = []
        self._y: list[float] = []
        self._sum_x = 0.0
        self._sum_y = 0.0

    def __len__(self) -> int:
        return len(self._points)

    @property
    def span_s(self) -> float:
        """How much of x the points cover."""
        return self._points[-1][0] - self._points[0][0] if self._points else 0.0

    def append(self, x: float, y: float) -> None:
        """Add a point to the right of all others, and forget those that are too old."""
        self._points.append((x, y))
        if y - self._points[0][1] <= self._window_s:
            self._extend(x, y)
            return
        while y - self._points[0][1] > self._window_s - _FORGET_AT_ONCE_S:
            self._points.popleft()
        self._clear_hull()
        for old_x, old_y in self._points:
            self._extend(old_x, old_y)

    def _extend(self, x: float, y: float) -> None:
        self._sum_x += x
        self._sum_y += y
        xs, ys = self._x, self._y
        while len(xs) > 1 and (ys[-1] - ys[-2]) * (x - xs[-2]) >= (y - ys[-2]) * (xs[-1] - xs[-2]):
            xs.pop()
            ys.pop()
        xs.append(x)
        ys.append(y)

    def slope(self, slope_low: float, slope_high: float) -> float:
        """Return the slope of the closest line under all points, within limits."""
        right = bisect_right(self._x, self._sum_x / len(self._points))
        slope = slope_low
        if 0 < right < len(self._x):
            slope = (self._y[right] - self._y[right - 1]) / (self._x[right] - self._x[right - 1])
        return min(max(slope, slope_low), slope_high)

    def offset(self, slope: float) -> float:
        """Return the offset of the highest line of this slope under all points."""
        return min(y - slope * x for x, y in zip(self._x, self._y, strict=True))

    def mean_above(self, slope: float, offset: float) -> float:
        """Return how far the points lie above a line on average."""
        n = len(self._points)
        return self._sum_y / n - offset - slope * self._sum_x / n
