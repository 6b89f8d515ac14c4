"""How regularly a strap's packets come: its period, when each was sent, and whether one packet more is due.

Packets that leave at regular times lie on a line of their own, arrival against their number, below which no
arrival lies but those of another rhythm. A packet left when that line says, however long the radio then took.
"""

import math
from collections import deque

from coreg.sensors.lower_hull import LowerHull

_N_INTERVALS = 32  # our choice: half a minute of 1-Hz packets
_N_TO_BEGIN = 4
DEFAULT_PERIOD_S = 1.0  # what nearly every strap does, taken until seen otherwise
_WINDOW_S = 180.0  # as the beat clock's own
_MAX_STRAY = 0.03  # our choice: of the period; beyond the clock error of any strap
_EARLY = 0.25  # our choice: of a period; a packet that early against the line is still the next one
_N_TO_BE_IN_STEP = 4
_N_OUT_OF_STEP = 4  # our choice: a stall's packets are few, another rhythm goes on
_LOST_SHARE = 0.75  # our choice: of a period; beyond it a packet is held to be lost
_CLOSE_SHARE = 0.5  # our choice: of a period; packets closer than this were held up together
_QUARTER_S = 0.25  # our choice: straps send once or twice a second, or four times
_LEAST_SLOW = 0.012  # our choice: half of what milliseconds in place of 1/1024 s look like
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
        self._sent_before_s: float | None = None
        self._begin_line(0.0)

    def _begin_line(self, arrival_s: float) -> None:
        self._line = LowerHull(_WINDOW_S)
        self._origin_s = arrival_s
        self._number = 0
        self._n_out_of_step = 0

    @property
    def sent_before_s(self) -> float | None:
        """By when the packet before the newest had been sent; None where that can't be told."""
        return self._sent_before_s

    def update(self, arrival_s: float) -> None:
        """Take the arrival of a packet that isn't a copy."""
        if self._last_s is not None:
            interval_s = arrival_s - self._last_s
            self._debt_s = max(0.0, self._debt_s * _FADE + interval_s - self.mean_s)
            self._intervals_s.append(interval_s)
        self._last_s = arrival_s
        self._number_packet(arrival_s)

    def _number_packet(self, arrival_s: float) -> None:
        """Find which of the regular sendings this packet is, and from that when the one before it was sent."""
        self._sent_before_s = None
        if not len(self._line) or self._n_out_of_step >= _N_OUT_OF_STEP:
            self._begin_line(arrival_s)
            self._line.append(0.0, 0.0)
            return
        slope_s, offset_s = self._sending()
        number = math.floor((arrival_s - self._origin_s - offset_s) / slope_s + _EARLY)
        is_next = number == self._number + 1
        self._n_out_of_step = 0 if is_next else self._n_out_of_step + 1
        if number <= self._number:
            return
        self._number = number
        self._line.append(float(number), arrival_s - self._origin_s)
        if is_next and len(self._line) >= _N_TO_BE_IN_STEP:
            slope_s, offset_s = self._sending()
            self._sent_before_s = self._origin_s + offset_s + slope_s * (number - 1)

    def _sending(self) -> tuple[float, float]:
        slope_s = self.mean_s
        if len(self._line) > 1:
            slope_s = self._line.slope(slope_s * (1 - _MAX_STRAY), slope_s * (1 + _MAX_STRAY))
        return slope_s, self._line.offset(slope_s)

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

    @property
    def is_slow(self) -> bool:
        """Whether packets come regularly, but about 2 % later than any round number of quarters of a second."""
        n_quarters = max(1, round(self.mean_s / _QUARTER_S))
        return self._n_out_of_step == 0 and _LEAST_SLOW < self.mean_s / (n_quarters * _QUARTER_S) - 1 < _MAX_STRAY

    def late_s(self, arrival_s: float) -> float:
        """Return by how much a packet that arrives now was held up by the radio, if none is missing before it.

        A retransmitted packet comes late by less than a period; where one is lost, a whole period is missing.
        """
        if self._last_s is None:
            return 0.0
        excess_s = arrival_s - self._last_s - self.mean_s
        return excess_s if 0.0 < excess_s < _LOST_SHARE * self.mean_s else 0.0

    def is_close(self, arrival_s: float) -> bool:
        """Whether a packet at this instant would follow the newest so closely that one of them was held up."""
        return self._last_s is not None and arrival_s - self._last_s < _CLOSE_SHARE * self.mean_s

    def is_due(self, arrival_s: float) -> bool:
        """Whether a further packet at this instant would be one that was held up, and not one too many."""
        waited_s = 0.0 if self._last_s is None else arrival_s - self._last_s
        return self._debt_s + waited_s >= self.mean_s / 2
