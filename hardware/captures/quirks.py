"""Synthetic captures: a virtual strap with one known quirk each, over a simulated radio."""

import random
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors.capture import Capture
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent
from hardware.virtual_strap.scenario import scenario_of
from hardware.virtual_strap.strap import VirtualStrap

_STEP_S = 0.01
_COPY_S = 0.004

Sent = tuple[float, bytes]


@dataclass(frozen=True, slots=True)
class Quirk:
    """What a strap does, as a scenario's strap says it, and what the radio or the maker adds."""

    about: str
    strap: Mapping[str, Any] = field(default_factory=dict)
    seconds: int = 60
    change: Callable[[list[Sent]], list[Sent]] = list


def _with_word_of_52_ms(sent: list[Sent]) -> list[Sent]:
    return [(t_s, payload + struct.pack("<H", 0x35) if payload[0] & 0x10 else payload) for t_s, payload in sent]


def _stalled(sent: list[Sent]) -> list[Sent]:
    """Hold back what is due from 30 to 32.6 s."""
    return [(max(t_s, 32.6 + 0.003 * (t_s - 30.0)) if 30.0 <= t_s < 32.6 else t_s, p) for t_s, p in sent]


QUIRKS = {
    "usual": Quirk("a strap as the standard has it: one packet a second, contact bits", seconds=90),
    "milliseconds": Quirk("RR words count milliseconds instead of 1/1024 s", {"sends_ms": True}, seconds=100),
    "no-rr": Quirk("a heart rate without RR, as some optical straps send", {"sends_rr": False}, seconds=30),
    "garmin-hrm-dual": Quirk(
        "a second RR word of 52 ms in every packet; no contact bits",
        {"supports_contact": False},
        change=_with_word_of_52_ms,
    ),
    "slow-clock": Quirk("a clock that is 2 % slow", {"clock_ppm": -20_000}, seconds=150),
    "several-rr": Quirk("a packet every three seconds, with several RR", {"period_s": 3}),
    "energy-and-wide-rate": Quirk(
        "the energy field, and a heart rate of two bytes",
        {"energy_kj": 258, "has_wide_heart_rate": True},
        seconds=30,
    ),
    "first-junk": Quirk("a long first interval after each connection", {"first_junk": [4100]}, seconds=30),
    "doubled": Quirk("every notification twice (hbldh/bleak#2002)", seconds=30),
    "stalled": Quirk("packets held back for 2.6 s; nothing is lost", change=_stalled),
    "silent": Quirk(
        "four seconds without packets; their beats are lost",
        {"events": [{"at_s": 30, "do": "silence", "for_s": 4}]},
    ),
    "dropped": Quirk("the link breaks for ten seconds", {"events": [{"at_s": 30, "do": "drop", "for_s": 10}]}, 70),
    "contact-lost": Quirk(
        "the electrodes leave the skin for ten seconds",
        {"events": [{"at_s": 30, "do": "contact_lost", "for_s": 10}]},
        70,
    ),
    "malformed": Quirk(
        "three packets are cut short", {"events": [{"at_s": 20, "do": "malformed", "value": 3}]}, 40
    ),
}
"""By the name of the file."""


def make(name: str) -> Capture:
    """Return the capture of one quirk; the same each time."""
    quirk = QUIRKS[name]
    strap = VirtualStrap(scenario_of({"straps": [dict(quirk.strap)]}).straps[0])
    rng = random.Random(name)
    events: list[SensorEvent] = [_link(0.0, LinkState.SUBSCRIBING)]
    sent: list[Sent] = []
    strap.subscribe(0.0)
    is_linked = True
    for t_s in (i * _STEP_S for i in range(round(quirk.seconds / _STEP_S))):
        for notification in strap.advance(t_s):
            n_copies = 2 if name == "doubled" else notification.n_copies
            delay_s = rng.uniform(0.005, 0.035)
            sent += [(t_s + delay_s + i * _COPY_S, notification.payload) for i in range(n_copies)]
        if strap.take_drop():
            is_linked = False
            events.append(_link(t_s + 0.05, LinkState.RECONNECTING))
        if not is_linked and strap.is_reachable(t_s):
            is_linked = True
            strap.subscribe(t_s)
            events.append(_link(t_s, LinkState.SUBSCRIBING))
    events += [Packet(round(t_s * NS_PER_S), payload) for t_s, payload in quirk.change(sent)]
    return Capture(quirk.about, True, tuple(sorted(events, key=_time_ns)))


def _link(t_s: float, state: LinkState) -> LinkChanged:
    cause = LinkCause.CONNECTED if state is LinkState.SUBSCRIBING else LinkCause.DISCONNECTED
    return LinkChanged(round(t_s * NS_PER_S), state, cause)


def _time_ns(event: SensorEvent) -> int:
    return event.arrival_ns if isinstance(event, Packet) else event.t_ns


def makes() -> Iterator[tuple[str, Capture]]:
    """Yield every quirk's capture with its name."""
    for name in QUIRKS:
        yield name, make(name)
