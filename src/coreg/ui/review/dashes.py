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
    n = np.maximum(1, np.ceil(np.abs(segments[:, 2] - segments[:, 0]) / _PIECE_PX)).astype(np.int64)
    whole = np.repeat(segments, n, axis=0)
    place = np.arange(len(whole)) - np.repeat(np.cumsum(n) - n, n)
    of = np.repeat(n, n)
    x, y, to_x, to_y = whole.T
    from_share, to_share = place / of, (place + 1) / of
    pieces = np.column_stack(
        (
            x + (to_x - x) * from_share,
            y + (to_y - y) * from_share,
            x + (to_x - x) * to_share,
            y + (to_y - y) * to_share,
        )
    )
    middle = (pieces[:, 0] + pieces[:, 2]) / 2 - zero_px
    return pieces[np.mod(middle, ON_PX + OFF_PX) < ON_PX]
