"""Twelve sets in 25 minutes with ratings, phases and a baseline, recorded through both straps' decoders."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np

from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.person import Role
from coreg.domain.strap import Strap
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import Recording, read_session
from coreg.review.reviewed import review
from tests.recording.samples import HEADER, ORIGIN_NS
from tests.review.samples import Wearer, ns

LENGTH_S = 1500.0
SETS_S = tuple((330.0 + 90.0 * i, 362.0 + 90.0 * i) for i in range(12))
SWAPPED_S = 800.0
LATENCY_S = {Role.CLIENT: 2.6, Role.THERAPIST: 0.4}
_WALL = "2026-03-01T09:30:00Z"


def record_long(path: Path) -> Recording:
    """Write the session and read it back, with the answers on moving together as they would have been shown."""
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    journal.write_settings({"definitions": "1"})
    _wear(journal, Role.CLIENT, Strap("AA:BB:CC:DD:EE:01", "Polar H10", LATENCY_S[Role.CLIENT]), 74.0, 9.0)
    _wear(journal, Role.THERAPIST, Strap("AA:BB:CC:DD:EE:02", "Movesense", LATENCY_S[Role.THERAPIST]), 65.0, 0.0)
    for number, (t_s, kind, payload) in enumerate(sorted(_marks(), key=lambda mark: mark[0]), 1):
        journal.write_moment(Moment(number, t_s, _WALL, kind, payload=payload))
    journal.close(ns(LENGTH_S))
    recording = read_session(path)
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


def _wear(journal: Journal, role: Role, strap: Strap, bpm: float, rise_bpm: float) -> None:
    wearer, noise = Wearer(journal, role, strap), np.random.default_rng(len(strap.identity + role.value))
    wearer.connect(1.0)
    t_s = 4.0
    while t_s < LENGTH_S - 1.0:
        wave = 2.0 * math.sin(2 * math.pi * t_s / 4.1) + noise.normal(0.0, 1.0)
        ticks = round(1024 * 60.0 / (bpm + rise_bpm * _answer(t_s) + wave))
        t_s += ticks / 1024
        late_s = float(noise.uniform(0.0, 0.2))  # as radios are, so that the two clocks differ
        wearer.packet(t_s + late_s, bytes([0x10, 70]) + ticks.to_bytes(2, "little"))


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
