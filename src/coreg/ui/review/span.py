"""Which part of the session is seen: it is moved and zoomed here, and never leaves the session."""

from dataclasses import dataclass

LEAST_S = 10.0  # our choice: a few beats, each well apart
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)


@dataclass(frozen=True, slots=True)
class Seen:
    """A stretch of a session of `length_s`.

    >>> whole = Seen.whole(3600.0)
    >>> near = whole.zoomed(0.5, about_s=0.0)
    >>> (near.start_s, near.end_s), near.moved(-60.0) == near, near.moved(900.0).end_s
    ((0.0, 1800.0), True, 2700.0)
    """

    length_s: float
    start_s: float
    end_s: float

    @classmethod
    def whole(cls, length_s: float) -> "Seen":
        """All of a session."""
        length_s = max(length_s, LEAST_S)
        return cls(length_s, 0.0, length_s)

    @property
    def span_s(self) -> float:
        """How long it is."""
        return self.end_s - self.start_s

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the session."""
        return self.span_s >= self.length_s

    def zoomed(self, factor: float, about_s: float) -> "Seen":
        """As many times as long, with one instant staying where it is."""
        span_s = min(self.length_s, max(LEAST_S, self.span_s * factor))
        share = (about_s - self.start_s) / self.span_s
        return self._placed(about_s - share * span_s, span_s)

    def moved(self, by_s: float) -> "Seen":
        """The same stretch, later or earlier."""
        return self._placed(self.start_s + by_s, self.span_s)

    def around(self, start_s: float, end_s: float, before_s: float, after_s: float) -> "Seen":
        """A stretch of the session, and so much before and after it."""
        span_s = min(self.length_s, max(LEAST_S, end_s - start_s + before_s + after_s))
        return self._placed(start_s - before_s, span_s)

    def showing(self, t_s: float) -> "Seen":
        """The same where this instant is seen, else moved so that it is in the middle."""
        is_seen = self.start_s <= t_s <= self.end_s
        return self if is_seen else self._placed(t_s - self.span_s / 2, self.span_s)

    def _placed(self, start_s: float, span_s: float) -> "Seen":
        start_s = min(max(0.0, start_s), self.length_s - span_s)
        return Seen(self.length_s, start_s, start_s + span_s)


def tick_step_s(span_s: float, n_most: int) -> int:
    """How far apart times are written, so that there are no more than so many.

    >>> tick_step_s(3600.0, 8), tick_step_s(30.0, 8)
    (600, 5)
    """
    return next((step for step in _STEPS_S if span_s / step <= max(1, n_most)), _STEPS_S[-1])


def ticks_s(seen: Seen, n_most: int) -> list[int]:
    """Times to be written, at whole steps of the session's clock."""
    step = tick_step_s(seen.span_s, n_most)
    first = -(-int(seen.start_s * 1000) // (step * 1000))
    return [step * n for n in range(first, int(seen.end_s // step) + 1)]
