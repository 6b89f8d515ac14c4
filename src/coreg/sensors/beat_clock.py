"""Places RR intervals on the session clock, from nothing but when their packets arrived.

A packet carries no time. The sum of a strap's RR is its own clock: exact between beats, but with an unknown offset
and a crystal that may be up to 2.5 % off. Arrival is later than the beat by the strap's latency, by up to a
packet's period and by what the radio needs, never earlier. So beat times lie on the line under the points (sum of
RR, arrival) of the last three minutes. Where an arrival lies further above that line than waiting for a packet
explains, beats are missing for ever: a new segment begins, whose offset is found anew while the strap's skew is
kept.
"""

import math
from collections.abc import Sequence

from coreg.domain.beat import Beat, BeatFlag
from coreg.sensors.cadence import DEFAULT_PERIOD_S, Cadence
from coreg.sensors.heart_rate_profile import TICKS_PER_S
from coreg.sensors.strip import Strip

WINDOW_S = 180.0  # our choice: long enough for 10 ms, short enough to follow a crystal that warms up on a body
SKEW_WINDOW_S = (
    600.0  # our choice: the skew changes more slowly than anything, and decides how settled the offset is
)
MAX_SKEW = 0.025  # our choice: 2 % has been seen; a 2.4 % slope is the mark of RR in milliseconds
GAP_SLACK_S = 0.35  # our choice: what the radio's retransmissions may add to a packet's period
SETTLED_S = 0.025  # simulated: tests/sensors/test_beat_clock_accuracy.py
_SKEW_SCALE = 6.0  # simulated: over T s the hull's slope has an SD of about 6 * spread / T^2 from 30 to 600 s
_STRIP_SHARE = 0.3  # simulated: of the hull's SD, where both bounds are tight
_CRYSTAL_SD = 0.0001  # what nearly every strap's clock is, held to be so until its slope is 3 SD away
_N_SD = 3.0
_N_TO_LEARN = 10
_LEAST_SPREAD_S = 0.02  # our choice: no radio is more regular than its connection interval
_STALL_S = 0.1  # our choice: a stalled radio's packets come within this of the first
_STEP_S = 0.001  # beat times rise by at least this much, also where the fit moves back
_MILLISECOND_SLOPE = 1.024  # 1024/1000: the slope of a sum of milliseconds read as 1/1024 s
_MILLISECOND_TOLERANCE = 0.002
_UNIT_SKEW_SD = 0.001  # our choice: two of these tell 2.0 % from 2.4 %; reached after 80 s


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
        self._skew: tuple[float, float] | None = None
        self._spread_s = DEFAULT_PERIOD_S
        self._segment = -1
        self._last_t_s: float | None = None
        self._pending = BeatFlag.FIRST_AFTER_LINK
        self._before_gap: tuple[float, int] | None = None
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
    def sends_milliseconds(self) -> bool | None:
        """Whether the sum of RR grows by 1000 a second and not by 1024; None until the slope is known."""
        if self._slope_sd > _UNIT_SKEW_SD:
            return None
        return abs(self._slope - _MILLISECOND_SLOPE) < _MILLISECOND_TOLERANCE

    def begin_segment(self, flag: BeatFlag) -> None:
        """Say that the next beat doesn't follow on the last one; `flag` is put on it."""
        self._pending = flag
        is_hole = flag is BeatFlag.SPANS_GAP
        self._before_gap = (self._origin_s + self._offset_s, self._sum_ticks) if is_hole else None
        if flag & BeatFlag.FIRST_AFTER_LINK:
            self._cadence.restart()

    def ahead_s(self, arrival_s: float, rr_ticks: Sequence[int]) -> float:
        """Return how far these intervals, counted, would lie ahead of their arrival."""
        if self._pending or not len(self._recent.arrivals):
            return 0.0
        sum_ticks = self._sum_ticks + sum(rr_ticks)
        ahead_s = self._origin_s + self._offset_s + self._slope * sum_ticks / TICKS_PER_S - arrival_s
        if self._before_gap is None or arrival_s - self._origin_s > _STALL_S:
            return ahead_s
        # What looked like a gap an instant ago may be a stall of the radio, whose packets now come in a bunch.
        offset_s, before_ticks = self._before_gap
        return min(ahead_s, offset_s + self._slope * (before_ticks + sum_ticks) / TICKS_PER_S - arrival_s)

    def is_off_cadence(self, arrival_s: float) -> bool:
        """Whether a packet at this instant would be one more than the strap sends."""
        return not self._cadence.is_due(arrival_s)

    def update(
        self, arrival_s: float, rr_ticks: Sequence[int], flags: BeatFlag = BeatFlag.NONE
    ) -> tuple[Beat, ...]:
        """Place a packet's intervals, oldest first; `flags` are put on each of them."""
        late_s, sent_before_s = self._cadence.late_s(arrival_s), self._cadence.sent_s
        self._cadence.update(arrival_s)
        if not rr_ticks:
            return ()
        if not self._pending and self._is_past_prediction(arrival_s - late_s, sum(rr_ticks)):
            self.begin_segment(BeatFlag.SPANS_GAP)
            self._cadence.resync()
            sent_before_s = None
        first_flag, self._pending = self._pending, BeatFlag.NONE
        if first_flag:
            if self._segment >= 0:
                self._skew = (self._slope, self._slope_sd)
            self._segment += 1
            self._begin(arrival_s)
        before_ticks, self._sum_ticks = self._sum_ticks, self._sum_ticks + sum(rr_ticks)
        first_x, last_x = (before_ticks + rr_ticks[0]) / TICKS_PER_S, self._sum_ticks / TICKS_PER_S
        self._fit(first_x, last_x, sent_before_s, arrival_s)
        beats = []
        for ticks in rr_ticks:
            before_ticks += ticks
            beats.append(self._beat(ticks, before_ticks, flags | first_flag))
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
        own_slope, own_sd = self._own_slope()
        slope, sd = self._skew or (1.0, _CRYSTAL_SD)
        if abs(own_slope - slope) > _N_SD * math.hypot(own_sd, sd):
            self._slope, self._slope_sd = own_slope, own_sd
        else:
            share = sd**2 / (sd**2 + own_sd**2)
            self._slope = slope + share * (own_slope - slope)
            # What is only assumed of a strap never seen before makes the line better, but not better known.
            self._slope_sd = math.sqrt(share) * own_sd if self._skew else own_sd
        self._place_line()

    def _own_slope(self) -> tuple[float, float]:
        """Return this segment's slope and its uncertainty."""
        low, high = 1 - MAX_SKEW, 1 + MAX_SKEW
        slope = self._long.arrivals.slope(low, high)
        sd = min(MAX_SKEW, _SKEW_SCALE * self._spread_s / max(self._long.arrivals.span_s, 1.0) ** 2)
        better = self._long.slope(max(low, slope - _N_SD * sd), min(high, slope + _N_SD * sd))
        if self._long.is_tight(self._long.middle(better)[1], self._spread_s):
            return better, sd * _STRIP_SHARE
        return slope, sd

    def _place_line(self) -> None:
        arrivals = self._recent.arrivals
        above_s = arrivals.offset(self._slope)
        middle_s, width_s = self._recent.middle(self._slope)
        if self._recent.is_tight(width_s, self._spread_s):
            self._offset_s, self._uncertainty_s = middle_s, width_s / 2
        else:
            # The least of n delays spread evenly from 0 to s is s / (n + 1) on average, and about as uncertain.
            self._uncertainty_s = self._spread_s / (len(arrivals) + 1)
            self._offset_s = above_s - self._uncertainty_s
        if len(arrivals) >= _N_TO_LEARN:
            self._spread_s = max(_LEAST_SPREAD_S, 2 * arrivals.mean_above(self._slope, above_s))

    def _beat(self, ticks: int, sum_ticks: int, flags: BeatFlag) -> Beat:
        t_s = self._origin_s + self._offset_s + self._slope * sum_ticks / TICKS_PER_S - self._latency_s
        if self._last_t_s is not None:
            t_s = max(t_s, self._last_t_s + _STEP_S)
        self._last_t_s = t_s
        return Beat(self._segment, ticks, t_s, max(SETTLED_S, self._uncertainty_s), flags)
