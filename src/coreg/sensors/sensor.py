"""What every strap is to the session, be it real, simulated or replayed: a source of timed events."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from coreg.domain.strap import BluetoothFault, LinkCause, LinkState, Strap


@dataclass(frozen=True, slots=True)
class Packet:
    """One notification of 0x2A37 as it arrived: raw bytes and the clock's nanoseconds. All else follows from it."""

    arrival_ns: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The link's state machine moved. A change to SUBSCRIBING begins a new link."""

    t_ns: int
    state: LinkState
    cause: LinkCause


@dataclass(frozen=True, slots=True)
class StrapKnown:
    """The strap's identity, model, battery or abilities became known or changed."""

    t_ns: int
    strap: Strap


@dataclass(frozen=True, slots=True)
class BluetoothTrouble:
    """Bluetooth itself can't be used (fault) or can be used again (None)."""

    t_ns: int
    fault: BluetoothFault | None


SensorEvent = Packet | LinkChanged | StrapKnown | BluetoothTrouble
Deliver = Callable[[SensorEvent], None]


class Sensor(Protocol):
    """A strap.

    `run` delivers events in order of time, on the running loop, until it is cancelled or the source ends (only
    simulated and replayed sources end). It survives whatever the radio does; it raises only what the user must
    be told (a `CoregError`). On cancellation it closes the link, delivers STOPPED, and returns.
    """

    @property
    def is_simulated(self) -> bool:
        """Whether nobody wears this strap."""
        ...

    async def run(self, deliver: Deliver) -> None:
        """Deliver events until cancelled."""
        ...
