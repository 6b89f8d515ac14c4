"""Runs a simulated strap as fast as it can, and decodes what came."""

from collections.abc import Sequence
from dataclasses import dataclass

from coreg.domain.beat import Beat, Gap
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.sensors.clock import NS_PER_S, StepClock
from coreg.sensors.decoder import Decoder
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent, StrapKnown
from coreg.sensors.simulator import SimulatedSensor
from coreg.sensors.simulator_faults import Fault
from coreg.sensors.simulator_person import CLIENT, Physique
from coreg.sensors.simulator_strap import SIMULATED_LATENCY_S, SeenBeat


@dataclass(frozen=True, slots=True)
class Run:
    events: list[SensorEvent]
    truth: list[SeenBeat]
    beats: list[Beat]
    gaps: list[Gap]
    decoder: Decoder

    @property
    def states(self) -> list[tuple[float, LinkState, LinkCause]]:
        return [(e.t_ns / NS_PER_S, e.state, e.cause) for e in self.events if isinstance(e, LinkChanged)]

    @property
    def straps(self) -> list[Strap]:
        return [event.strap for event in self.events if isinstance(event, StrapKnown)]

    def entered_s(self, state: LinkState) -> list[float]:
        return [t_s for t_s, entered, _ in self.states if entered is state]


async def run_strap(
    duration_s: float,
    *faults: Fault,
    seed: int = 1,
    physique: Physique = CLIENT,
    clock_ppm: float | None = None,
) -> Run:
    sensor = SimulatedSensor(
        "simulated-one",
        physique,
        StepClock(1),
        seed=seed,
        duration_s=duration_s,
        faults=faults,
        clock_ppm=clock_ppm,
    )
    events: list[SensorEvent] = []
    await sensor.run(events.append)
    return decode_run(events, sensor.truth)


def decode_run(events: Sequence[SensorEvent], truth: list[SeenBeat]) -> Run:
    decoder = Decoder(SIMULATED_LATENCY_S)
    beats: list[Beat] = []
    gaps: list[Gap] = []
    for event in events:
        if isinstance(event, LinkChanged) and event.state is LinkState.SUBSCRIBING:
            decoder.new_link(event.t_ns / NS_PER_S)
        elif isinstance(event, Packet):
            decoded = decoder.update(event.arrival_ns / NS_PER_S, event.payload)
            beats += decoded.beats
            gaps += decoded.gaps
    return Run(list(events), truth, beats, gaps, decoder)
