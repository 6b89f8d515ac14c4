"""Many line segments for a painter at the price of one copy: Qt's lines, laid over the rows of one array.

A QLineF made of each row took more than half of a lane's time (benchmarks/window_hour.py).
"""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF
from shiboken6 import Shiboken

_ROW_BYTES = 4 * 8  # a QLineF is x1, y1, x2, y2, each a double


class Lines:
    """Turns segments into lines. What `of` returned before changes with the next call.

    >>> [(line.x1(), line.y2()) for line in Lines().of(np.array([[1.0, 2.0, 3.0, 4.0]]))]
    [(1.0, 4.0)]
    """

    def __init__(self) -> None:
        self._rows = np.empty((0, 4))
        self._lines: list[QLineF] = []

    def of(self, segments: NDArray[np.float64]) -> list[QLineF]:
        """Return the segments, shape (n, 4): x1, y1, x2, y2, as lines."""
        n = len(segments)
        if n > len(self._lines):
            self._lines = []  # they lie over the array that goes
            self._rows = np.zeros((2 * n, 4))
            start = self._rows.ctypes.data
            places = range(start, start + self._rows.nbytes, _ROW_BYTES)
            self._lines = [cast("QLineF", Shiboken.wrapInstance(place, QLineF)) for place in places]
        self._rows[:n] = segments
        return self._lines[:n]
