"""An hour of two made-up people, in memory: twenty sets with an answer, ratings, everything marked."""

import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from coreg.domain.beat import Beat, nearest_ticks
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.strap import Strap
from coreg.recording.reader import Ended, Recording, Run, StoredBeat, StoredStrap
from coreg.recording.seal import Seal
from coreg.review.reviewed import ReviewedSession, review

LENGTH_S = 3600.0
SETS_S = tuple((400.0 + 130.0 * i, 430.0 + 130.0 * i) for i in range(20))
HOLES_S = ((2500.0, 2530.0), (3500.0, 3560.0))  # the second is off the record
CLIENT_MODEL, THERAPIST_MODEL = "Polar H10", "Movesense Medical"
HEAD = bytes(range(32))
HEADER = SessionHeader("ab" * 16, "0.1.0", "2026-03-01T23:30:00.000Z", "Europe/Berlin", 3600, is_simulated=False)


@cache
def recording(*, seed: int = 1) -> Recording:
    """Return the session; another seed is another therapist."""
    people = {
        Role.CLIENT: beats(74.0, 9.0, 7),
        Role.THERAPIST: beats(66.0, 0.0, 100 + seed),
    }
    straps = {Role.CLIENT: Strap("AA:01", CLIENT_MODEL, 2.6), Role.THERAPIST: Strap("AA:02", THERAPIST_MODEL, 0.4)}
    return Recording(
        path=Path("long.coreg"),
        header=HEADER,
        ended=Ended.CLOSED,
        duration_s=LENGTH_S,
        runs=(Run(1, "boot", HEADER.started_utc, 0),),
        straps=tuple(StoredStrap(i, 1, role, 0, strap) for i, (role, strap) in enumerate(straps.items())),
        packets=(),
        beats=tuple(StoredBeat(None, 1, role, beat) for role, each in people.items() for beat in each),
        link_events=(),
        moments=moments(),
        settings={"definitions": "1"},
        seal=Seal(3, HEAD),
    )


@cache
def session() -> ReviewedSession:
    return review(recording())


def without(role: Role) -> Recording:
    """Return the session in which this person wore no strap."""
    whole = recording()
    return replace(
        whole,
        beats=tuple(each for each in whole.beats if each.role is not role),
        straps=tuple(each for each in whole.straps if each.role is not role),
    )


def beats(bpm: float, rise_bpm: float, seed: int) -> list[Beat]:
    """Return beats without those of a hole at 2500 to 2530 s, and of a minute off the record."""
    noise, found, t_s = np.random.default_rng(seed), [], 0.5
    while t_s < LENGTH_S - 1.0:
        now = bpm + rise_bpm * _answer(t_s) + 2.0 * math.sin(2 * math.pi * t_s / 4.1) + noise.normal(0.0, 1.0)
        rr_ms = 60_000.0 / now
        t_s += rr_ms / 1000.0
        if not any(start_s < t_s < end_s for start_s, end_s in HOLES_S):
            found.append(Beat(sum(t_s > start_s for start_s, _ in HOLES_S), nearest_ticks(rr_ms), t_s, 0.025))
    return found


def _answer(t_s: float) -> float:
    since = min((t_s - start_s for start_s, _ in SETS_S if t_s >= start_s), default=math.inf)
    return min(1.0, since / 20.0) if since < 30.0 else math.exp(-(since - 30.0) / 20.0)


def moments() -> tuple[Moment, ...]:
    """Return everything that was marked, numbered in order of time."""
    made: list[tuple[float, MomentKind, dict[str, PayloadValue]]] = [
        (5.0, MomentKind.PHASE, {"phase": 2}),
        (20.0, MomentKind.BASELINE_STARTED, {}),
        (240.0, MomentKind.BASELINE_ENDED, {}),
        (300.0, MomentKind.PHASE, {"phase": 4}),
        (310.0, MomentKind.RATING, {"scale": "sud", "value": 8, "target": 1}),
        (320.0, MomentKind.RATING, {"scale": "voc", "value": 2, "target": 1}),
        (330.0, MomentKind.RATING, {"scale": "self_energy", "value": 3}),
        (700.0, MomentKind.STAR, {}),
        (710.0, MomentKind.DRIFTED, {}),
        (720.0, MomentKind.PART_NOTICED, {"part": 4, "kind": "firefighter"}),
        (900.0, MomentKind.NOTE, {"note": 1}),
        (1000.0, MomentKind.RATING, {"scale": "sud", "value": 5, "target": 1}),
        (3000.0, MomentKind.RATING, {"scale": "sud", "value": 0, "target": 1}),
        (3100.0, MomentKind.QUIET_STARTED, {}),
        (3400.0, MomentKind.QUIET_ENDED, {}),
        (3500.0, MomentKind.OFF_RECORD_STARTED, {}),
        (3560.0, MomentKind.OFF_RECORD_ENDED, {}),
        (3600.0, MomentKind.NOTE, {"note": 2}),
    ]
    for number, (start_s, end_s) in enumerate(SETS_S, start=1):
        kind = "installation" if number == 20 else "processing"
        made.append((start_s, MomentKind.SET_STARTED, {"set": number, "kind": kind, "target": 1}))
        made.append((end_s, MomentKind.SET_ENDED, {"set": number, "by": "key"}))
    ordered = sorted(made, key=lambda one: one[0])
    return tuple(
        Moment(i, t_s, "2026-03-01T23:30:00Z", kind, payload=payload)
        for i, (t_s, kind, payload) in enumerate(ordered, start=1)
    )
