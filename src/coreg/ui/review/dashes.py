"""The therapist's dashed line where two lines share a lane: a dashed pen would begin anew at each short segment."""

import numpy as np
from numpy.typing import NDArray

ON_PX, OFF_PX = 7.0, 4.0
_PIECE_PX = 1.5


def dashed(segments: NDArray[np.float64], zero_px: float) -> NDArray[np.float64]:
    """Return what is seen of segments, shape (n, 4), when the dashes are counted from where the session begins.

    >>> dashed(np.array([[0.0, 0.0, 11.0, 0.0]]), 0.0)[:, [0, 2]].max() <= ON_PX + _PIECE_PX
    np.True_
    """
    if not len(segments):
        return segments
    pieces = _pieces(segments, np.abs(segments[:, 2] - segments[:, 0]))
    middle = (pieces[:, 0] + pieces[:, 2]) / 2 - zero_px
    return pieces[np.mod(middle, ON_PX + OFF_PX) < ON_PX]


def dashed_along(segments: NDArray[np.float64], way_px: float) -> NDArray[np.float64]:
    """Return what is seen when the dashes are counted along the line, of which so much lies before it."""
    if not len(segments):
        return segments
    lengths = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    pieces = _pieces(segments, lengths)
    way = np.cumsum(np.hypot(pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1])) + way_px
    return pieces[np.mod(way, ON_PX + OFF_PX) < ON_PX]


def _pieces(segments: NDArray[np.float64], lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cut segments so that no piece is longer than a fraction of a dash."""
    n = np.maximum(1, np.ceil(lengths / _PIECE_PX)).astype(np.int64)
    x, y, to_x, to_y = np.repeat(segments, n, axis=0).T
    of = np.repeat(n, n)
    place = np.arange(len(of)) - np.repeat(np.cumsum(n) - n, n)
    start, end = place / of, (place + 1) / of
    ends = (x + (to_x - x) * start, y + (to_y - y) * start, x + (to_x - x) * end, y + (to_y - y) * end)
    return np.column_stack(ends)
