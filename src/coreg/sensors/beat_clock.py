"""Places RR intervals on the session clock, from nothing but when their packets arrived.

A packet carries no time. The sum of a strap's RR is its own clock: exact between beats, but with an unknown offset
and a crystal that may be up to 2.5 % off. Arrival is later than the beat by the strap's latency, by up to a
packet's period and by what the radio needs, never earlier. So beat times lie on the line under the points (sum of
RR, arrival) of the last three minutes. Where an arrival lies further above that line than waiting for a packet
explains, beats are missing for ever: a new segment begins, whose offset is found anew while the strap's skew is
kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coreg.domain.beat import Beat, BeatFlag
from coreg.sensors.cadence import DEFAULT_PERIOD_S, Cadence
from coreg.sensors.heart_rate_profile import TICKS_PER_S
from coreg.sensors.skew import MAX_SKEW, Skew, own_skew, settle_skew, spread_s
from coreg.sensors.strip import Strip, line_offset

WINDOW_S = 180.0  # our choice: long enough for 10 ms, short enough to follow a crystal that warms up on a body
SKEW_WINDOW_S = (
    600.0  # our choice: the skew changes more slowly than anything, and decides how settled the offset is
)
GAP_SLACK_S = 0.35  # our choice: what the radio's retransmissions may add to a packet's period
SETTLED_S = 0.025  # simulated: tests/sensors/test_beat_clock_accuracy.py
_N_SD = 4.0
_N_TO_LEARN = 10
STEP_S = 0.001  # beat times rise by at least this much, also where the fit moves back
_MILLISECOND_SLOPE = 1.024  # 1024/1000: of a sum of milliseconds read as 1/1024 s
_MILLISECOND_TOLERANCE = 0.002  # our choice: half of what parts it from a clock that is 2 % slow
_OVERLAP_S = -0.1  # our choice: more than jitter makes of a strip that holds the true line
_UNIT_SKEW_SD = 0.0015  # our choice: 16 of these tell 1.000 from 1.024; reached after 50 s of 1-Hz packets


@dataclass(frozen=True, slots=True)
class _Packet:
    arrival_s: float
    rr_ticks: tuple[int, ...]
    flags: BeatFlag
    sent_before_s: float | None


class BeatClock:
    """One strap's beats, over all its links.

    Parameters
    ----------
    latency_s
        Subtracted from every beat.

    >>> clock = BeatClock()
    >>> [(round(beat.t_s, 3), beat.flags.words) for beat in clock.update(10.0, (1024,))]
    [(9.5, ['first_after_link'])]
    """

    def __init__(self, latency_s: float = 0.0) -> None:
        self._latency_s = latency_s
        self._cadence = Cadence()
        self._skew: Skew | None = None
        self._spread_s = DEFAULT_PERIOD_S
        self._segment = -1
        self._last_t_s: float | None = None
        self._pending = BeatFlag.FIRST_AFTER_LINK
        self._held: list[_Packet] = []
        self._begin(0.0)

    def _begin(self, origin_s: float) -> None:
        self._recent = Strip(WINDOW_S)
        self._long = Strip(SKEW_WINDOW_S)
        self._origin_s = origin_s
        self._sum_ticks = 0
        self._slope, self._slope_sd = self._skew or (1.0, MAX_SKEW)
        self._offset_s = 0.0
        self._uncertainty_s = 0.0

    @property
    def skew(self) -> Skew:
        """Seconds that pass while the strap's sum of RR grows by one, and their standard uncertainty."""
        return self._slope, self._slope_sd

    @property
    def sends_milliseconds(self) -> bool | None:
        """Whether the sum of RR grows by 1000 a second and not by 1024; None until the slope is known."""
        if self._slope_sd > _UNIT_SKEW_SD:
            return None
        # A clock that is 2 % slow is slow in sending too.
        if self._cadence.is_slow or self._long.middle(_MILLISECOND_SLOPE)[1] < _OVERLAP_S:
            return False
        tolerance = max(_MILLISECOND_TOLERANCE, _N_SD * self._slope_sd)
        return abs(self._slope - _MILLISECOND_SLOPE) < tolerance

    def begin_segment(self, flag: BeatFlag) -> None:
        """Say that the next beat doesn't follow on the last one; `flag` is put on it."""
        self._pending = flag
        if flag & BeatFlag.FIRST_AFTER_LINK:
            self._cadence.restart()

    def ahead_s(self, arrival_s: float, rr_ticks: Sequence[int]) -> float:
        """Return how far these intervals, counted, would lie ahead of their arrival."""
        if self._pending or not len(self._recent.arrivals):
            return 0.0
        sum_ticks = self._sum_ticks + self._held_ticks + sum(rr_ticks)
        return self._origin_s + self._offset_s + self._slope * sum_ticks / TICKS_PER_S - arrival_s

    def is_off_cadence(self, arrival_s: float) -> bool:
        """Whether a packet at this instant would be one more than the strap sends."""
        return not self._cadence.is_due(arrival_s)

    def update(
        self, arrival_s: float, rr_ticks: Sequence[int], flags: BeatFlag = BeatFlag.NONE
    ) -> tuple[Beat, ...]:
        """Place a packet's intervals, oldest first; `flags` are put on each of them.

        A packet too late for what it holds is kept back until the next one tells whether it was held up, and then
        nothing is missing, or whether beats are lost. What is returned may so belong to packets before this one.
        """
        late_s, is_close = self._cadence.late_s(arrival_s), self._cadence.is_close(arrival_s)
        self._cadence.update(arrival_s)
        packet = _Packet(arrival_s, tuple(rr_ticks), flags, self._cadence.sent_before_s)
        if self._pending:
            return self._place_held(BeatFlag.SPANS_GAP) + self._place(packet)
        if not rr_ticks:
            return () if is_close else self._place_held(BeatFlag.SPANS_GAP)
        if self._held and not is_close:
            return self._place_held(BeatFlag.SPANS_GAP) + self._place(packet)
        if self._is_past_prediction(arrival_s - late_s, self._held_ticks + sum(rr_ticks)):
            self._held.append(packet)
            return ()
        return self._place_held(BeatFlag.NONE) + self._place(packet)

    @property
    def _held_ticks(self) -> int:
        return sum(sum(packet.rr_ticks) for packet in self._held)

    def _place_held(self, flag: BeatFlag) -> tuple[Beat, ...]:
        """Place what was kept back; `flag` says whether beats are lost before it."""
        held, self._held = self._held, []
        if not held:
            return ()
        pending, self._pending = self._pending, flag
        beats = tuple(beat for packet in held for beat in self._place(packet))
        self._pending = pending
        return beats

    def _place(self, packet: "_Packet") -> tuple[Beat, ...]:
        if not packet.rr_ticks:
            return ()
        first_flag, self._pending = self._pending, BeatFlag.NONE
        if first_flag:
            if self._segment >= 0:
                self._skew = (self._slope, self._slope_sd)
            self._segment += 1
            self._begin(packet.arrival_s)
        before_ticks, self._sum_ticks = self._sum_ticks, self._sum_ticks + sum(packet.rr_ticks)
        first_x, last_x = (before_ticks + packet.rr_ticks[0]) / TICKS_PER_S, self._sum_ticks / TICKS_PER_S
        self._fit(first_x, last_x, packet.sent_before_s, packet.arrival_s)
        beats = []
        for ticks in packet.rr_ticks:
            before_ticks += ticks
            beats.append(self._beat(ticks, before_ticks, packet.flags | first_flag))
            first_flag = BeatFlag.NONE
        return tuple(beats)

    def _is_past_prediction(self, arrival_s: float, new_ticks: int) -> bool:
        """Judge by the latest line that the points allow, so that an unsettled fit invents no gap."""
        slope = min(self._slope + _N_SD * self._slope_sd, 1 + MAX_SKEW)
        x = (self._sum_ticks + new_ticks) / TICKS_PER_S
        predicted_s = self._origin_s + self._recent.arrivals.offset(slope) + slope * x
        return arrival_s > predicted_s + self._cadence.period_s + GAP_SLACK_S

    def _fit(self, first_x: float, last_x: float, sent_before_s: float | None, arrival_s: float) -> None:
        sent_before_y = None if sent_before_s is None else sent_before_s - self._origin_s
        for strip in (self._recent, self._long):
            strip.append(first_x, last_x, sent_before_y, arrival_s - self._origin_s)
        self._slope, self._slope_sd = settle_skew(self._skew, own_skew(self._long, self._spread_s))
        self._place_line()

    def _place_line(self) -> None:
        self._offset_s, self._uncertainty_s = line_offset(self._recent, self._slope, self._spread_s)
        if len(self._recent.arrivals) >= _N_TO_LEARN:
            self._spread_s = spread_s(self._recent.arrivals, self._slope)

    def _beat(self, ticks: int, sum_ticks: int, flags: BeatFlag) -> Beat:
        t_s = self._origin_s + self._offset_s + self._slope * sum_ticks / TICKS_PER_S - self._latency_s
        if self._last_t_s is not None:
            t_s = max(t_s, self._last_t_s + STEP_S)
        self._last_t_s = t_s
        return Beat(self._segment, ticks, t_s, max(SETTLED_S, self._uncertainty_s), flags)
