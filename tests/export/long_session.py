"""Twelve sets in 25 minutes with ratings, phases and a baseline, recorded through both straps' decoders."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np

from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.person import Role
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.recording.reader import (
    Ended,
    Recording,
    Run,
    StoredBeat,
    StoredLinkEvent,
    StoredPacket,
    StoredStrap,
)
from coreg.review.reviewed import review
from coreg.sensors.decoder import Decoder
from tests.recording.samples import HEADER

LENGTH_S = 1500.0
SETS_S = tuple((330.0 + 90.0 * i, 362.0 + 90.0 * i) for i in range(12))
SWAPPED_S = 800.0
LATENCY_S = {Role.CLIENT: 2.6, Role.THERAPIST: 0.4}
_NS_PER_S = 1_000_000_000
_WALL = "2026-03-01T09:30:00Z"


def long_session() -> Recording:
    """Return the session, in memory, with the answers on moving together as they would have been shown."""
    client = _Worn(Role.CLIENT, Strap("AA:BB:CC:DD:EE:01", "Polar H10", LATENCY_S[Role.CLIENT]), 74.0, 9.0)
    therapist = _Worn(Role.THERAPIST, Strap("AA:BB:CC:DD:EE:02", "Movesense", LATENCY_S[Role.THERAPIST]), 65.0, 0.0)
    marks = enumerate(sorted(_marks(), key=lambda mark: mark[0]), 1)
    recording = Recording(
        path=Path("long.coreg"),
        header=HEADER,
        ended=Ended.CLOSED,
        duration_s=LENGTH_S,
        runs=(Run(1, "boot", HEADER.started_utc, 0),),
        straps=(client.strap, therapist.strap),
        packets=(*client.packets, *therapist.packets),
        beats=(*client.beats, *therapist.beats),
        link_events=(client.link, therapist.link),
        moments=tuple(Moment(number, t_s, _WALL, kind, payload=payload) for number, (t_s, kind, payload) in marks),
        settings={"definitions": "1"},
    )
    return replace(recording, together=review(recording).together.updates)


def corrected(recording: Recording) -> Recording:
    """Return it as amended since: a rating is another number, the last set was none, the straps changed hands."""
    by_kind = {kind: [m.moment_id for m in recording.moments if m.kind is kind] for kind in MomentKind}
    newest = recording.moments[-1].moment_id
    said: list[tuple[MomentKind, float, dict[str, PayloadValue], int | None]] = [
        (MomentKind.AMEND, LENGTH_S, {"value": 4}, by_kind[MomentKind.RATING][0]),
        (MomentKind.RETRACT, LENGTH_S, {}, by_kind[MomentKind.SET_STARTED][-1]),
        (MomentKind.ROLES_SWAPPED, SWAPPED_S, {}, None),
        (MomentKind.EXCLUDED, 900.0, {"end_s": 905.0, "who": "client", "note": 1}, None),
    ]
    added = [
        Moment(newest + i, t_s, _WALL, kind, input="review", payload=payload, amends=amends)
        for i, (kind, t_s, payload, amends) in enumerate(said, 1)
    ]
    return replace(recording, moments=(*recording.moments, *added))


class _Worn:
    """One person's packets and what the decoder made of them, as the journal would have written them."""

    def __init__(self, role: Role, strap: Strap, bpm: float, rise_bpm: float) -> None:
        first = 100_000 * (1 + (role is Role.THERAPIST))
        self.strap = StoredStrap(first, 1, role, 0, strap)
        self.link = StoredLinkEvent(first + 1, 1, role, 1, _ns(1.0), LinkState.SUBSCRIBING, LinkCause.CONNECTED)
        self.packets: list[StoredPacket] = []
        self.beats: list[StoredBeat] = []
        decoder, noise = Decoder(strap.latency_s), np.random.default_rng(first)
        decoder.new_link(1.0)
        t_s, entry = 4.0, first + 1
        while t_s < LENGTH_S - 1.0:
            wave = 2.0 * math.sin(2 * math.pi * t_s / 4.1) + noise.normal(0.0, 1.0)
            ticks = round(1024 * 60.0 / (bpm + rise_bpm * _answer(t_s) + wave))
            t_s, entry = t_s + ticks / 1024, entry + 1
            t_ns = _ns(t_s + float(noise.uniform(0.0, 0.2)))  # late as radios are, so that the two clocks differ
            payload = bytes([0x10, 70]) + ticks.to_bytes(2, "little")
            decoded = decoder.update(t_ns / _NS_PER_S, payload)
            self.packets.append(StoredPacket(entry, 1, role, 1, t_ns, payload, decoded.outcome))
            self.beats += [StoredBeat(entry, 1, role, beat) for beat in decoded.beats]


def _ns(t_s: float) -> int:
    return round(t_s * _NS_PER_S)


def _answer(t_s: float) -> float:
    since_s = min((t_s - start_s for start_s, _ in SETS_S if t_s >= start_s), default=math.inf)
    return min(1.0, since_s / 20.0) if since_s < 32.0 else math.exp(-(since_s - 32.0) / 15.0)


def _marks() -> list[tuple[float, MomentKind, dict[str, PayloadValue]]]:
    marks: list[tuple[float, MomentKind, dict[str, PayloadValue]]] = [
        (5.0, MomentKind.PHASE, {"phase": 3}),
        (10.0, MomentKind.BASELINE_STARTED, {}),
        (230.0, MomentKind.BASELINE_ENDED, {"by": "key"}),
        (300.0, MomentKind.PHASE, {"phase": 4}),
        (305.0, MomentKind.RATING, {"scale": "sud", "value": 8, "target": 1}),
        (310.0, MomentKind.RATING, {"scale": "voc", "value": 2, "target": 1}),
        (700.5, MomentKind.PART_NOTICED, {"part": 1}),
        (705.0, MomentKind.STAR, {}),
        (1420.0, MomentKind.PHASE, {"phase": 7}),
        (1430.0, MomentKind.RATING, {"scale": "sud", "value": 1, "target": 1}),
    ]
    for number, (start_s, end_s) in enumerate(SETS_S, 1):
        marks.append((start_s, MomentKind.SET_STARTED, {"set": number, "modality": "taps", "target": 1}))
        marks.append((end_s, MomentKind.SET_ENDED, {"set": number, "by": "key"}))
    return marks
