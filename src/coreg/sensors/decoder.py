"""From a notification's bytes to beats on the session clock: parse, drop copies, place in time, find gaps.

A pure function of the packets and their arrival times: live and rebuilt from a session file, the same packets give
the same beats, bit for bit.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from coreg.domain.beat import Beat, BeatFlag, Gap, GapCause
from coreg.domain.errors import MalformedPacketError
from coreg.domain.packet import PacketOutcome
from coreg.sensors.beat_clock import GAP_SLACK_S, BeatClock
from coreg.sensors.contact import Contact
from coreg.sensors.heart_rate_profile import TICKS_PER_S, Measurement, decode
from coreg.sensors.plausibility import Plausibility

SUM_SLACK_S = 10.0  # our choice: more RR than time has passed, by this much, isn't a heart
COPY_S = 0.1  # hbldh/bleak#2002: copies of a notification arrive within milliseconds of each other
# No strap's detector looks for a beat this soon after one. A Garmin HRM-Dual adds such a word to packets that ANT+
# has without it (hardware/straps/garmin-hrm-dual.toml): it isn't part of the sum of RR.
MIN_RR_TICKS = TICKS_PER_S // 10
MAX_CREDIBLE_RR_MS = 2000.0  # our choice: as in the artifact verdict, no interval beyond it is taken for one beat
AHEAD_RR = 0.5  # our choice: half an interval ahead of arrival is more than any jitter explains


@dataclass(frozen=True, slots=True)
class Decoded:
    """What became of one notification.

    A packet that came too late for what it holds is kept back until the next one explains it: `beats` may so begin
    with those of packets before this one. `gaps` are the holes that ended with one of `beats`.
    """

    outcome: PacketOutcome
    measurement: Measurement | None = None
    beats: tuple[Beat, ...] = ()
    gaps: tuple[Gap, ...] = ()


class Decoder:
    """One strap's notifications, in order of arrival, over all its links.

    Parameters
    ----------
    latency_s
        How long after a beat this model sends it; None (unknown) subtracts nothing.

    >>> decoder = Decoder()
    >>> decoder.new_link(0.0)
    >>> decoded = decoder.update(1.0, bytes([0x10, 75, 0x33, 0x03]))
    >>> [(beat.ticks, beat.flags.words) for beat in decoded.beats]
    [(819, ['first_after_link'])]
    """

    def __init__(self, latency_s: float | None = None) -> None:
        self.n_malformed = 0
        self.n_duplicates = 0
        self._clock = BeatClock(latency_s or 0.0)
        self._plausibility = Plausibility()
        self._contact = Contact()
        self._last_arrival_s: float | None = None
        self._last_payload = b""
        self._last_beat: Beat | None = None
        self._is_new_link = False
        self._new_link_cause = GapCause.LINK_LOST
        self._lost_contact = False

    @property
    def is_suspect(self) -> bool:
        """Whether the stream contradicts itself: heart rate against RR, or one RR over and over."""
        return self._plausibility.is_suspect

    @property
    def sends_milliseconds(self) -> bool | None:
        """Whether the RR words count milliseconds instead of 1/1024 s; None until that can be told."""
        return self._clock.sends_milliseconds

    def new_link(self, t_s: float, cause: GapCause = GapCause.LINK_LOST) -> None:
        """Begin a new link at `t_s`: whatever the strap measured before it is lost, or isn't to be known."""
        self._new_link_cause = cause
        self._clock.begin_segment(BeatFlag.FIRST_AFTER_LINK)
        self._contact = Contact()
        self._plausibility.restart()
        self._last_arrival_s = None
        self._last_payload = b""
        self._is_new_link = True

    def update(self, arrival_s: float, payload: bytes) -> Decoded:
        """Take one notification; arrivals never go back."""
        previous_s, self._last_arrival_s = self._last_arrival_s, arrival_s
        try:
            measurement = decode(payload)
            _check_sum(measurement, 0.0 if previous_s is None else arrival_s - previous_s)
        except MalformedPacketError:
            self.n_malformed += 1
            return Decoded(PacketOutcome.MALFORMED)
        is_repeat = previous_s is not None and arrival_s - previous_s <= COPY_S and payload == self._last_payload
        if is_repeat and self._is_copy(arrival_s, measurement):
            self.n_duplicates += 1
            return Decoded(PacketOutcome.DUPLICATE, measurement)
        self._last_payload = payload
        measurement = _of_heart(measurement)
        self._plausibility.update(arrival_s, measurement)
        return self._place(arrival_s, measurement)

    def _is_copy(self, arrival_s: float, measurement: Measurement) -> bool:
        if not measurement.rr_ticks:
            return True
        half_rr_s = AHEAD_RR * measurement.rr_ticks[-1] / TICKS_PER_S
        is_early = self._clock.ahead_s(arrival_s, measurement.rr_ticks) > half_rr_s
        return is_early or self._clock.is_off_cadence(arrival_s)

    def _place(self, arrival_s: float, measurement: Measurement) -> Decoded:
        had_contact = self._contact.state
        has_contact = self._contact.update(measurement.has_contact)
        flags = BeatFlag.SUSPECT if self.is_suspect else BeatFlag.NONE
        self._lost_contact = self._lost_contact or False in (had_contact, has_contact)
        if has_contact is False:
            # Intervals without skin contact are kept, but none of them enters a number.
            flags |= BeatFlag.SUSPECT | BeatFlag.FIRST_AFTER_LINK
        elif had_contact is False:
            self._clock.begin_segment(BeatFlag.FIRST_AFTER_LINK)
        beats = self._clock.update(arrival_s, measurement.rr_ticks, flags)
        if not beats:
            return Decoded(PacketOutcome.OK, measurement)
        before = beats[:1] if self._last_beat is None else (self._last_beat, *beats)
        gaps = [self._gap(last, first) for last, first in pairwise(before) if last.segment != first.segment]
        self._last_beat = beats[-1]
        self._is_new_link = self._lost_contact = False
        return Decoded(PacketOutcome.OK, measurement, beats, tuple(gap for gap in gaps if gap is not None))

    def _gap(self, last: Beat, first: Beat) -> Gap | None:
        # A first interval this long may hold the hole itself: then nothing is known before its end.
        is_credible = first.rr_ms <= MAX_CREDIBLE_RR_MS
        start_of_first_s = first.t_s - first.rr_ms / 1000 if is_credible else first.t_s
        gap = Gap(last.t_s, max(last.t_s, start_of_first_s), self._cause_before(first))
        is_hole = gap.cause is not GapCause.CONTACT_LOST or gap.end_s - gap.start_s > GAP_SLACK_S
        return gap if is_hole else None

    def _cause_before(self, first: Beat) -> GapCause:
        if self._is_new_link and BeatFlag.SPANS_GAP not in first.flags:
            return self._new_link_cause
        return GapCause.CONTACT_LOST if self._lost_contact else GapCause.NO_DATA


def intervals_of(payload: bytes) -> tuple[int, ...]:
    """Return the intervals in 1/1024 s that a notification gives beats of; MalformedPacketError if it is none."""
    return _of_heart(decode(payload)).rr_ticks


def _of_heart(measurement: Measurement) -> Measurement:
    """Leave out what can't be the time between two beats."""
    rr_ticks = tuple(ticks for ticks in measurement.rr_ticks if ticks >= MIN_RR_TICKS)
    return measurement if rr_ticks == measurement.rr_ticks else replace(measurement, rr_ticks=rr_ticks)


def _check_sum(measurement: Measurement, since_previous_s: float) -> None:
    sum_s = sum(measurement.rr_ticks) / TICKS_PER_S
    if sum_s > since_previous_s + SUM_SLACK_S:
        msg = f"{sum_s:.1f} s of RR came {since_previous_s:.1f} s after the packet before."
        raise MalformedPacketError(msg)
