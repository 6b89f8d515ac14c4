"""The guided measurement of a strap that isn't known yet: what it sends while worn, taken off, and worn again.

Three minutes from its first packet. The probe is fed the strap's events and the time, and says what the wearer
should do now; what it finds holds no heart rate, interval, address or name. Times after a prompt include the time
that the wearer takes.
"""

import statistics
from dataclasses import dataclass, field
from enum import Enum

from coreg.domain.errors import MalformedPacketError
from coreg.domain.strap import LinkState
from coreg.sensors.beat_clock import BeatClock
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.decoder import MIN_RR_TICKS
from coreg.sensors.heart_rate_profile import TICKS_PER_S, Measurement, Remark, decode
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent, StrapKnown

SIT_STILL_S = 100.0  # our choice: the unit of RR can be told after about a minute
TAKE_OFF_S = 35.0  # our choice: most straps notice within 10 s, some switch off after 30
WEAR_AGAIN_S = 45.0
_FIND_S = 60.0  # our choice: as long as a person tries again by hand
_FIRST_PACKET_S = 60.0
_HOLE_S = 2.0  # our choice: a first interval this long holds the time without contact
_COPY_S = 0.1


class Step(Enum):
    """Where the measurement stands; each asks the wearer for something else."""

    SEARCHING = "searching"
    WET_AND_WEAR = "wet_and_wear"
    SIT_STILL = "sit_still"
    TAKE_OFF = "take_off"
    WEAR_AGAIN = "wear_again"
    DONE = "done"
    NOT_FOUND = "not_found"
    NO_PACKETS = "no_packets"

    @property
    def is_end(self) -> bool:
        """Whether nothing more is measured."""
        return self in (Step.DONE, Step.NOT_FOUND, Step.NO_PACKETS)


_MEASURED = ((Step.SIT_STILL, SIT_STILL_S), (Step.TAKE_OFF, TAKE_OFF_S), (Step.WEAR_AGAIN, WEAR_AGAIN_S))


@dataclass(frozen=True, slots=True)
class Range:
    """The least, the middle and the greatest of what was counted."""

    least: float
    middle: float
    greatest: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What was measured; None where it couldn't be.

    Attributes
    ----------
    model
        As strap_facts knows it from the strap's name and device information.
    flags
        Every flags byte that was sent while the strap was worn.
    rr_slope, rr_slope_uncertainty
        Seconds that pass while the sum of RR, taken as 1/1024 s, grows by one: 1.024 where it counts milliseconds.
    n_short_rr
        RR words under 0.1 s: no heartbeats.
    contact_lost_after_s, last_rr_after_s, link_lost_after_s
        Counted from when the wearer was asked to take the strap off.
    contact_again_after_s, first_rr_after_s
        Counted from when the wearer was asked to put it on again.
    first_rr_holds_hole
        Whether the first interval after that is as long as no heartbeat.
    """

    model: str | None
    n_packets: int
    n_malformed: int
    n_copies: int
    flags: tuple[int, ...]
    heart_rate_bits: int | None
    has_energy: bool
    supports_contact: bool | None
    most_bytes: int
    packet_interval_s: Range | None
    sends_rr: bool
    rr_per_packet: Range | None
    sends_milliseconds: bool | None
    rr_slope: float | None
    rr_slope_uncertainty: float | None
    n_short_rr: int
    n_odd_packets: int
    contact_lost_after_s: float | None
    last_rr_after_s: float | None
    link_lost_after_s: float | None
    contact_again_after_s: float | None
    first_rr_after_s: float | None
    first_rr_holds_hole: bool | None


@dataclass(slots=True)
class _Worn:
    """What came while the wearer sat still."""

    arrivals_s: list[float] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    flags: set[int] = field(default_factory=set)
    most_bytes: int = 0
    n_malformed: int = 0
    n_copies: int = 0
    n_short_rr: int = 0


@dataclass(slots=True)
class _OffAndOn:
    """When things happened, counted from the prompt of their step."""

    contact_lost_s: float | None = None
    last_rr_s: float | None = None
    link_lost_s: float | None = None
    contact_again_s: float | None = None
    first_rr_s: float | None = None
    first_rr_holds_hole: bool | None = None


class Probe:
    """One strap's measurement, from `t_s` on.

    >>> probe = Probe(0.0)
    >>> probe.advance(1.0)
    <Step.SEARCHING: 'searching'>
    >>> probe.update(Packet(2 * NS_PER_S, bytes([0x10, 60, 0x00, 0x04])))
    >>> probe.advance(3.0), probe.advance(2.0 + SIT_STILL_S)
    (<Step.SIT_STILL: 'sit_still'>, <Step.TAKE_OFF: 'take_off'>)
    """

    def __init__(self, t_s: float) -> None:
        self._step = Step.SEARCHING
        self._since_s = t_s
        self._clock = BeatClock()
        self._model: str | None = None
        self._last_payload = b""
        self._worn = _Worn()
        self._then = _OffAndOn()

    @property
    def step(self) -> Step:
        """What the wearer is asked to do now."""
        return self._step

    def left_s(self, t_s: float) -> float:
        """Return how long the present step still takes, 0 where that depends on the strap."""
        return max(0.0, dict(_MEASURED).get(self._step, 0.0) - (t_s - self._since_s))

    def advance(self, t_s: float) -> Step:
        """Let time pass; returns the step."""
        waited_s = t_s - self._since_s
        if self._step is Step.SEARCHING and waited_s >= _FIND_S:
            self._enter(Step.NOT_FOUND, t_s)
        elif self._step is Step.WET_AND_WEAR and waited_s >= _FIRST_PACKET_S:
            self._enter(Step.NO_PACKETS, t_s)
        for place, (step, for_s) in enumerate(_MEASURED):
            if self._step is step and t_s - self._since_s >= for_s:
                following = _MEASURED[place + 1][0] if place + 1 < len(_MEASURED) else Step.DONE
                self._enter(following, self._since_s + for_s)
        return self._step

    def update(self, event: SensorEvent) -> None:
        """Take one of the strap's events."""
        if isinstance(event, StrapKnown):
            self._model = event.strap.model
        elif isinstance(event, LinkChanged):
            self._take_link(event.t_ns / NS_PER_S, event.state)
        elif isinstance(event, Packet):
            arrival_s = event.arrival_ns / NS_PER_S
            if self._step in (Step.SEARCHING, Step.WET_AND_WEAR):
                self._enter(Step.SIT_STILL, arrival_s)
            self.advance(arrival_s)
            self._take_packet(arrival_s, event.payload)

    def _enter(self, step: Step, t_s: float) -> None:
        self._step = step
        self._since_s = t_s

    def _take_link(self, t_s: float, state: LinkState) -> None:
        self.advance(t_s)
        if state is LinkState.CONNECTING and self._step is Step.SEARCHING:
            self._enter(Step.WET_AND_WEAR, t_s)
        if state is LinkState.RECONNECTING and self._step is Step.TAKE_OFF and self._then.link_lost_s is None:
            self._then.link_lost_s = t_s - self._since_s

    def _take_packet(self, arrival_s: float, payload: bytes) -> None:
        try:
            measurement = decode(payload)
        except MalformedPacketError:
            self._worn.n_malformed += self._step is Step.SIT_STILL
            return
        if self._step is Step.SIT_STILL:
            self._take_worn(arrival_s, payload, measurement)
        elif self._step is Step.TAKE_OFF:
            self._take_off(arrival_s - self._since_s, measurement)
        elif self._step is Step.WEAR_AGAIN:
            self._take_again(arrival_s - self._since_s, measurement)
        self._last_payload = payload

    def _take_worn(self, arrival_s: float, payload: bytes, measurement: Measurement) -> None:
        worn = self._worn
        is_at_once = bool(worn.arrivals_s) and arrival_s - worn.arrivals_s[-1] <= _COPY_S
        if is_at_once and payload == self._last_payload:
            worn.n_copies += 1
            return
        worn.arrivals_s.append(arrival_s)
        worn.measurements.append(measurement)
        worn.flags.add(payload[0])
        worn.most_bytes = max(worn.most_bytes, len(payload))
        rr_ticks = [ticks for ticks in measurement.rr_ticks if ticks >= MIN_RR_TICKS]
        worn.n_short_rr += len(measurement.rr_ticks) - len(rr_ticks)
        self._clock.update(arrival_s, rr_ticks)

    def _take_off(self, since_s: float, measurement: Measurement) -> None:
        if measurement.has_contact is False and self._then.contact_lost_s is None:
            self._then.contact_lost_s = since_s
        if measurement.rr_ticks:
            self._then.last_rr_s = since_s

    def _take_again(self, since_s: float, measurement: Measurement) -> None:
        then = self._then
        if measurement.has_contact and then.contact_again_s is None:
            then.contact_again_s = since_s
        if measurement.rr_ticks and then.first_rr_s is None:
            then.first_rr_s = since_s
            then.first_rr_holds_hole = measurement.rr_ticks[0] / TICKS_PER_S > _HOLE_S

    def findings(self) -> Findings:
        """Return what was found so far."""
        worn, then = self._worn, self._then
        slope, slope_sd = self._clock.skew
        numbers = [len(measurement.rr_ticks) for measurement in worn.measurements]
        intervals_s = [b - a for a, b in zip(worn.arrivals_s, worn.arrivals_s[1:], strict=False)]
        contact = [measurement.has_contact is not None for measurement in worn.measurements]
        sends_rr = any(numbers)
        return Findings(
            model=self._model,
            n_packets=len(worn.measurements),
            n_malformed=worn.n_malformed,
            n_copies=worn.n_copies,
            flags=tuple(sorted(worn.flags)),
            heart_rate_bits=(16 if any(flags & 0x01 for flags in worn.flags) else 8) if worn.flags else None,
            has_energy=any(measurement.energy_kj is not None for measurement in worn.measurements),
            supports_contact=any(contact) if contact else None,
            most_bytes=worn.most_bytes,
            packet_interval_s=_range(intervals_s),
            sends_rr=sends_rr,
            rr_per_packet=_range([float(n) for n in numbers]),
            sends_milliseconds=self._clock.sends_milliseconds if sends_rr else None,
            rr_slope=slope if sends_rr else None,
            rr_slope_uncertainty=slope_sd if sends_rr else None,
            n_short_rr=worn.n_short_rr,
            n_odd_packets=sum(measurement.remarks is not Remark.NONE for measurement in worn.measurements),
            contact_lost_after_s=then.contact_lost_s,
            last_rr_after_s=then.last_rr_s,
            link_lost_after_s=then.link_lost_s,
            contact_again_after_s=then.contact_again_s,
            first_rr_after_s=then.first_rr_s,
            first_rr_holds_hole=then.first_rr_holds_hole,
        )


def _range(values: list[float]) -> Range | None:
    return Range(min(values), statistics.median(values), max(values)) if values else None
