"""How long the window's thread was busy at a stretch with showing things: the window's own timing."""

from collections import deque

_KEPT = 4000


class FrameTimes:
    """Counts every stretch, keeps the longest ever and the newest few thousand.

    >>> frames = FrameTimes()
    >>> for ms in (2.0, 40.0, 3.0):
    ...     frames.add_ms(ms)
    >>> frames.n_frames, frames.longest_ms, frames.share_ms(0.5)
    (3, 40.0, 3.0)
    """

    def __init__(self) -> None:
        self.n_frames = 0
        self.longest_ms = 0.0
        self._newest_ms: deque[float] = deque(maxlen=_KEPT)

    def add_ms(self, ms: float) -> None:
        """Take one stretch."""
        self.n_frames += 1
        self.longest_ms = max(self.longest_ms, ms)
        self._newest_ms.append(ms)

    def share_ms(self, share: float) -> float:
        """The time that this share of the newest stretches stays within; 0.99 is the p99."""
        ordered = sorted(self._newest_ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
