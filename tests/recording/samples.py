"""Small sessions to write and read in tests."""

from coreg.domain.beat import Beat, BeatFlag
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.recording.journal import Journal

NS_PER_S = 1_000_000_000
ORIGIN_NS = 7_000_000_000
HEADER = SessionHeader("5e55", "0.1.0", "2026-03-01T09:30:00.000Z", "Europe/Berlin", 3600, is_simulated=True)


def write_beats(journal: Journal, role: Role, n_packets: int, *, first: int = 0) -> None:
    """Write packets of one beat each, a second apart."""
    for i in range(first, first + n_packets):
        beat = Beat(0, 1000 + i % 7, i + 0.1 / 3, 0.025, BeatFlag.FIRST_AFTER_LINK if i == 0 else BeatFlag.NONE)
        payload = bytes([0x10, 60]) + beat.ticks.to_bytes(2, "little")
        journal.write_packet(role, 1, ORIGIN_NS + i * NS_PER_S, payload, PacketOutcome.OK, [beat])
