"""Curves that grow: float64 buffers handed out as read-only views, so that a curve costs no copy."""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from coreg.domain.snapshot import Lane

_FIRST_CAPACITY = 8192  # our choice: as many as the series has beats.


class LaneBuffer:
    """One curve's rows. A full buffer is replaced by one of double size; lanes given out keep the old one alive.

    >>> buffer = LaneBuffer()
    >>> buffer.append(1.0, 60.0)
    0
    >>> list(buffer.lane.value)
    [60.0]
    """

    def __init__(self) -> None:
        self._rows = np.full((4, _FIRST_CAPACITY), np.nan)
        self._views = _read_only(self._rows)
        self._n = 0

    def append(self, t_s: float, value: float, low: float = np.nan, high: float = np.nan) -> int:
        """Append one row and return its number."""
        if self._n == self._rows.shape[1]:
            self._rows = np.concatenate([self._rows, np.full_like(self._rows, np.nan)], axis=1)
            self._views = _read_only(self._rows)
        n = self._n
        rows = self._rows
        rows[0, n], rows[1, n], rows[2, n], rows[3, n] = t_s, value, low, high
        self._n = n + 1
        return n

    def revise(self, row: int, value: float) -> None:
        """Replace one row's value in place: a verdict has come."""
        self._rows[1, row] = value

    @property
    def lane(self) -> Lane:
        """The curve so far."""
        n = self._n
        t_s, value, low, high = self._views
        return Lane(t_s[:n], value[:n], low[:n], high[:n])


def lane_of(
    t_s: NDArray[np.float64],
    value: NDArray[np.float64],
    low: NDArray[np.float64] | None = None,
    high: NDArray[np.float64] | None = None,
) -> Lane:
    """Return a curve that is whole already; without an interval its ends are NaN.

    >>> list(lane_of(np.array([1.0]), np.array([60.0])).low)
    [nan]
    """
    nothing = np.full(t_s.size, np.nan)
    rows = (t_s, value, nothing if low is None else low, nothing if high is None else high)
    return Lane(*_read_only(np.stack(rows)))


def _read_only(rows: NDArray[np.float64]) -> "list[memoryview[float]]":
    return [cast("memoryview[float]", row.data.toreadonly()) for row in rows]
