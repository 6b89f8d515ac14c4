"""How regularly a strap's packets come: its period, and whether one packet more is due."""

from collections import deque

_N_INTERVALS = 32  # our choice: half a minute of 1-Hz packets
_N_TO_BEGIN = 4
DEFAULT_PERIOD_S = 1.0  # what nearly every strap does, taken until seen otherwise
_SLIP_S = 0.002  # our choice: how far a regular strap's packets may be from regular
_LOST_SHARE = 0.75  # our choice: of a period; beyond it a packet is held to be lost
_FADE = 0.98  # our choice: a debt of packets that never came is forgotten within a minute


class Cadence:
    """Intervals between a link's packets, copies left out.

    The debt is the time for which packets are overdue: after a stall of the radio several may rightly arrive
    together, without one there is nothing left to come.

    >>> cadence = Cadence()
    >>> for arrival_s in (0.0, 1.0, 2.0, 3.0, 4.0):
    ...     cadence.update(arrival_s)
    >>> cadence.is_due(4.01)
    False
    >>> cadence.update(7.0)
    >>> cadence.is_due(7.01)
    True
    """

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Forget everything: a new link may have another rhythm."""
        self._intervals_s: deque[float] = deque(maxlen=_N_INTERVALS)
        self._last_s: float | None = None
        self._debt_s = 0.0
        self.resync()

    def resync(self) -> None:
        """Forget when packets were sent, but not their rhythm: some are missing."""
        self._sent_s: float | None = None
        self._is_in_step = False

    @property
    def sent_s(self) -> float | None:
        """By when the newest packet was sent, what the radio held it up taken away; None for the first ones."""
        return self._sent_s if self._is_in_step else None

    def update(self, arrival_s: float) -> None:
        """Take the arrival of a packet that isn't a copy."""
        if self._last_s is not None:
            interval_s = arrival_s - self._last_s
            self._debt_s = max(0.0, self._debt_s * _FADE + interval_s - self.mean_s)
            self._intervals_s.append(interval_s)
        self._last_s = arrival_s
        if self._sent_s is None:
            self._sent_s = arrival_s
        else:
            self._sent_s = min(arrival_s, self._sent_s + self.mean_s + _SLIP_S)
            self._is_in_step = True

    @property
    def mean_s(self) -> float:
        """The middle half's mean interval."""
        n = len(self._intervals_s)
        if n < _N_TO_BEGIN:
            return DEFAULT_PERIOD_S
        middle = sorted(self._intervals_s)[n // 4 : n - n // 4]
        return sum(middle) / len(middle)

    @property
    def period_s(self) -> float:
        """An interval that nine of ten don't exceed: the longest that a beat regularly waits for its packet."""
        n = len(self._intervals_s)
        if n < _N_TO_BEGIN:
            return DEFAULT_PERIOD_S
        return sorted(self._intervals_s)[n - 1 - n // 10]

    def late_s(self, arrival_s: float) -> float:
        """Return by how much a packet that arrives now was held up by the radio, if none is missing before it.

        A retransmitted packet comes late by less than a period; where one is lost, a whole period is missing.
        """
        if self._last_s is None:
            return 0.0
        excess_s = arrival_s - self._last_s - self.mean_s
        return excess_s if 0.0 < excess_s < _LOST_SHARE * self.mean_s else 0.0

    def is_due(self, arrival_s: float) -> bool:
        """Whether a further packet at this instant would be one that was held up, and not one too many."""
        waited_s = 0.0 if self._last_s is None else arrival_s - self._last_s
        return self._debt_s + waited_s >= self.mean_s / 2
