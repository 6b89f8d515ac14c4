"""The pacer's clock: it begins with the session's, and then never stumbles over late news."""


class PacerClock:
    """How long the pacer has run, on the window's own clock since it was first seen.

    >>> clock = PacerClock()
    >>> clock.see(started_s=100.0, session_s=100.2, now_s=5.0)
    >>> round(clock.since_start_s(now_s=6.0), 3)
    1.2
    """

    def __init__(self) -> None:
        self._started_s: float | None = None
        self._began_s = 0.0

    def see(self, started_s: float, session_s: float, now_s: float) -> None:
        """Take note of a pacer that started then; only the first sight of each sets the clock."""
        if started_s != self._started_s:
            self._started_s = started_s
            self._began_s = now_s - (session_s - started_s)

    def since_start_s(self, now_s: float) -> float:
        """How long it has run."""
        return now_s - self._began_s
