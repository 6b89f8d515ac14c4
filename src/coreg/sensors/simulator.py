"""Two people who aren't there: straps that send bytes, lose the link and come back as real ones do."""

import math
import random
from collections.abc import Generator, Iterator, Mapping, Sequence

from coreg.domain.arousal import Surge
from coreg.domain.person import Role
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.sensors.clock import NS_PER_S, Clock
from coreg.sensors.link_watch import LinkWatch, Transition
from coreg.sensors.replay import play
from coreg.sensors.sensor import Deliver, LinkChanged, Packet, Sensor, SensorEvent, StrapKnown
from coreg.sensors.simulator_faults import Drop, Fault, Faults, Silence
from coreg.sensors.simulator_person import CLIENT, THERAPIST, Heart, Physique
from coreg.sensors.simulator_radio import Arrival, Radio
from coreg.sensors.simulator_strap import SIMULATED_LATENCY_S, SeenBeat, SimulatedStrap

SIMULATED_MODEL = "Simulated strap"

_CHECK_S = 0.25  # the watchdog looks four times a second
_FIND_S = 0.8  # our choice, like the next three: what a scan, a connection, its services and a retry take
_CONNECT_S = 0.9
_SUBSCRIBE_S = 0.3
_RETRY_S = 0.5
_BATTERY_EVERY_S = 600.0  # as with a real strap: on connecting and every 10 min
_BATTERY_LOSS_PCT_PER_H = 0.25  # our choice: a coin cell lasts about 400 h
_MAX_PPM = 50.0  # a crystal's usual tolerance


_Happening = tuple[float, Arrival | Strap | Transition]


class SimulatedSensor:
    """One simulated person with one simulated strap; the same seed and faults give the same events.

    Parameters
    ----------
    duration_s
        How long the run lasts, or None for ever.
    clock_ppm
        The strap's clock error in millionths, or None for one drawn within a crystal's tolerance.
    surges
        When the heart is aroused; with none, it is so now and then by itself.
    """

    def __init__(
        self,
        identity: str,
        physique: Physique,
        clock: Clock,
        *,
        seed: int | str,
        duration_s: float | None = None,
        faults: Sequence[Fault] = (),
        clock_ppm: float | None = None,
        surges: Sequence[Surge] = (),
    ) -> None:
        self.truth: list[SeenBeat] = []
        self._identity = identity
        self._clock = clock
        self._duration_s = math.inf if duration_s is None else duration_s
        self._faults = Faults(faults)
        self._rng = random.Random(f"{identity} {seed}")
        ppm = self._rng.uniform(-_MAX_PPM, _MAX_PPM) if clock_ppm is None else clock_ppm
        self._battery_pct = self._rng.uniform(55.0, 98.0)
        heart = Heart(physique, random.Random(self._rng.random()), surges)
        strap = SimulatedStrap(heart, random.Random(self._rng.random()), self._faults, ppm)
        self._radio = Radio(strap.notifications(), random.Random(self._rng.random()), self._faults)

    @property
    def is_simulated(self) -> bool:
        """True: the screen and the recording say so, always."""
        return True

    async def run(self, deliver: Deliver) -> None:
        """Deliver events until the duration is over or until cancelled; runs once."""
        await play(self._events(self._clock.now_ns()), self._clock, deliver)

    def _events(self, start_ns: int) -> Iterator[SensorEvent]:
        for t_s, event in self._timeline():
            if t_s >= self._duration_s:
                break
            t_ns = start_ns + round(t_s * NS_PER_S)
            if isinstance(event, Arrival):
                self.truth.extend(event.beats)
                yield Packet(t_ns, event.payload)
            elif isinstance(event, Strap):
                yield StrapKnown(t_ns, event)
            else:
                yield LinkChanged(t_ns, *event)
        if self._duration_s < math.inf:
            yield LinkChanged(start_ns + round(self._duration_s * NS_PER_S), LinkState.STOPPED, LinkCause.ASKED)

    def _timeline(self) -> Iterator[_Happening]:
        """Yield what happens, in order, in s since the run began; goes on for ever."""
        yield 0.0, (LinkState.SCANNING, LinkCause.ASKED)
        t_s = self._reachable_s(_FIND_S)
        while True:
            yield t_s, self._strap(t_s)
            yield t_s, (LinkState.CONNECTING, LinkCause.FOUND)
            yield t_s + _CONNECT_S, (LinkState.SUBSCRIBING, LinkCause.CONNECTED)
            t_s, cause = yield from self._link(t_s + _CONNECT_S + _SUBSCRIBE_S)
            yield t_s, (LinkState.RECONNECTING, cause)
            t_s = self._reachable_s(t_s + _RETRY_S * self._rng.uniform(0.5, 1.0))

    def _link(self, from_s: float) -> Generator[_Happening, None, tuple[float, LinkCause]]:
        """Yield all of one link; return when and why it ended."""
        cut_s = self._faults.next_start_s(Drop, from_s)
        to_s = math.inf if cut_s is None else cut_s
        watch = LinkWatch()
        yield from ((from_s, transition) for transition in watch.linked(from_s))
        check_s, battery_s = from_s + _CHECK_S, from_s + _BATTERY_EVERY_S
        arrivals = self._radio.arrivals(from_s, to_s)
        arrival = next(arrivals, None)
        while check_s < to_s or arrival is not None:
            if arrival is not None and arrival.t_s <= check_s:
                yield arrival.t_s, arrival
                for transition in watch.on_packet(arrival.t_s, arrival.payload):
                    yield arrival.t_s, transition
                arrival = next(arrivals, None)
                continue
            yield from ((check_s, transition) for transition in watch.on_time(check_s))
            if watch.must_reconnect(check_s):
                return check_s, LinkCause.SILENT
            if check_s >= battery_s:
                yield check_s, self._strap(check_s)
                battery_s += _BATTERY_EVERY_S
            check_s += _CHECK_S
        return to_s, LinkCause.DISCONNECTED

    def _reachable_s(self, t_s: float) -> float:
        """Return the first moment from `t_s` on at which the strap can be reached."""
        while fault := self._faults.at(Drop, t_s) or self._faults.at(Silence, t_s):
            t_s = fault.end_s
        return t_s

    def _strap(self, t_s: float) -> Strap:
        left_pct = max(0.0, self._battery_pct - _BATTERY_LOSS_PCT_PER_H * t_s / 3600)
        return Strap(
            identity=self._identity,
            model=SIMULATED_MODEL,
            latency_s=SIMULATED_LATENCY_S,
            battery_pct=round(left_pct),
            sends_rr=True,
        )


def simulated_pair(
    seed: int,
    clock: Clock,
    duration_s: float | None = None,
    faults: Mapping[Role, Sequence[Fault]] | None = None,
    surges: Sequence[Surge] = (),
) -> dict[Role, Sensor]:
    """Return two people's simulated sensors, the therapist's heart the steadier one; `surges` are the client's."""
    faults = faults or {}
    return {
        role: SimulatedSensor(
            f"simulated-{role.value}",
            physique,
            clock,
            seed=seed,
            duration_s=duration_s,
            faults=faults.get(role, ()),
            surges=surges if role is Role.CLIENT else (),
        )
        for role, physique in ((Role.CLIENT, CLIENT), (Role.THERAPIST, THERAPIST))
    }
