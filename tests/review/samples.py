"""A session of two people, decoded and recorded as the engine does it, with everything that goes wrong in it."""

import math
from dataclasses import dataclass, field
from pathlib import Path

from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.sensors.decoder import Decoder
from tests.recording.samples import HEADER, NS_PER_S, ORIGIN_NS

LENGTH_S = 150.0
DROP_S = (60.0, 70.0)


@dataclass
class Wearer:
    """Puts one person's packets into the journal, and keeps count of what was sent."""

    journal: Journal
    role: Role
    strap: Strap
    link: int = 0
    sent: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.decoder = Decoder(self.strap.latency_s)
        self.journal.write_strap(self.role, self.strap)

    def connect(self, t_s: float) -> None:
        self.link += 1
        self.event(t_s, LinkState.SUBSCRIBING, LinkCause.CONNECTED)
        self.decoder.new_link(t_s)
        self.event(t_s, LinkState.STREAMING, LinkCause.FIRST_BEAT)

    def event(self, t_s: float, state: LinkState, cause: LinkCause) -> None:
        self.journal.write_link_event(self.role, self.link, ns(t_s), state, cause)

    def packet(self, t_s: float, payload: bytes) -> None:
        arrival_ns = ns(t_s)
        decoded = self.decoder.update((arrival_ns - ORIGIN_NS) / NS_PER_S, payload)
        self.journal.write_packet(self.role, self.link, arrival_ns, payload, decoded.outcome, decoded.beats)

    def beat(self, t_s: float) -> float:
        """Send one beat that ends at `t_s`; return when the next one ends."""
        ticks = round(870 + 40 * math.sin(2 * math.pi * 0.25 * t_s))
        self.sent.append(ticks)
        self.packet(t_s, bytes([0x10, 70]) + ticks.to_bytes(2, "little"))
        return t_s + round(870 + 40 * math.sin(2 * math.pi * 0.25 * t_s)) / 1024


def ns(t_s: float) -> int:
    return ORIGIN_NS + round(t_s * NS_PER_S)


def beats_until(wearer: Wearer, t_s: float, end_s: float) -> float:
    while t_s < end_s:
        t_s = wearer.beat(t_s)
    return t_s


def write_session(path: Path, *, is_closed: bool = True) -> tuple[Wearer, Wearer]:
    """Write the session: the client's link drops once, one packet is malformed, one doubled; both fall silent."""
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    client = Wearer(journal, Role.CLIENT, Strap("AA:BB:CC:DD:EE:01", "Polar H10", 2.6, 80, sends_rr=True))
    therapist = Wearer(journal, Role.THERAPIST, Strap("AA:BB:CC:DD:EE:02"))
    client.connect(1.0)
    t_s = beats_until(client, 2.0, 30.0)
    client.packet(t_s - 0.3, b"\x10")
    t_s = beats_until(client, t_s, DROP_S[0])
    again = bytes([0x10, 70]) + client.sent[-1].to_bytes(2, "little")
    client.packet(t_s - client.sent[-1] / 1024 + 0.002, again)
    client.event(DROP_S[0] + 1, LinkState.RECONNECTING, LinkCause.DISCONNECTED)
    client.connect(DROP_S[1])
    beats_until(client, DROP_S[1] + 1, LENGTH_S - 1)
    therapist.connect(1.0)
    beats_until(therapist, 2.5, LENGTH_S - 30)
    therapist.event(LENGTH_S - 25, LinkState.STALE, LinkCause.SILENT)
    journal.write_moment(Moment(1, 42.5, "2026-03-01T09:30:42Z", MomentKind.STAR))
    if is_closed:
        journal.close(ns(LENGTH_S))
    return client, therapist
