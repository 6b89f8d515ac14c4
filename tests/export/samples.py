"""Sessions as they come: whole, alone, without beats, with nobody; each written, recorded and read back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from coreg.app import write_import
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.person import Role
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.recording.imports.detect import read_recording
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import Recording, read_session
from tests.recording.samples import HEADER, ORIGIN_NS
from tests.review.samples import Wearer, beats_until, ns, write_session

SAMPLES = ("whole", "interrupted", "alone", "marked", "imported", "without_beats", "nobody")
NAME = "coreg-1a2b3c4d"


def record(folder: Path, sample: str) -> Recording:
    """Write the sample as the program would, and read it back."""
    path = folder / f"{sample}.coreg"
    if sample in ("whole", "interrupted"):
        write_session(path)
        if sample == "interrupted":
            with closing(sqlite3.connect(path, isolation_level=None)) as database:
                database.execute("UPDATE session SET closed_ns = NULL")
        return read_session(path)
    if sample == "imported":
        return _imported(folder, path)
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    journal.write_settings({"definitions": "1"})
    {"alone": _alone, "marked": _marked, "without_beats": _without_beats, "nobody": lambda _: None}[sample](journal)
    journal.close(ns(120.0))
    return read_session(path)


def _alone(journal: Journal) -> None:
    """The client without a therapist: a missed and an extra beat, a hole without a lost link, a corrected mark."""
    client = Wearer(journal, Role.CLIENT, Strap("AA:BB:CC:DD:EE:01", "Polar H10", 2.6, 80, sends_rr=True))
    client.connect(1.0)
    t_s = beats_until(client, 2.0, 40.0) - 870 / 1024
    for ticks in (1740, 435, 435):  # one beat missed, one found twice
        client.sent.append(ticks)
        t_s += ticks / 1024
        client.packet(t_s, bytes([0x10, 70]) + ticks.to_bytes(2, "little"))
    t_s = beats_until(client, t_s + 870 / 1024, 60.0)
    client.event(t_s + 1.0, LinkState.CONTACT_LOST, LinkCause.CONTACT_LOST)
    beats_until(client, t_s + 12.0, 115.0)
    journal.write_moment(Moment(1, 20.25, "2026-03-01T09:30:20Z", MomentKind.STAR))
    journal.write_moment(
        Moment(2, 30.5, "2026-03-01T09:30:30Z", MomentKind.STAR, payload={"word": '=1+1; "ä"\n'}, amends=1)
    )


def _marked(journal: Journal) -> None:
    """The client with two sets, of which one is taken back, a rating that is corrected, and stretches."""
    client = Wearer(journal, Role.CLIENT, Strap("AA:BB:CC:DD:EE:01", "Polar H10", 2.6, 80, sends_rr=True))
    client.connect(1.0)
    beats_until(client, 2.0, 118.0)
    said: list[tuple[MomentKind, float, dict[str, PayloadValue], int | None]] = [
        (MomentKind.BASELINE_STARTED, 5.0, {}, None),
        (MomentKind.BASELINE_ENDED, 25.0, {"accepted": True}, None),
        (MomentKind.SET_STARTED, 30.0, {"set": 1, "kind": "processing", "modality": "tapping", "target": 1}, None),
        (MomentKind.SET_ENDED, 55.5, {"set": 1, "by": "key"}, None),
        (MomentKind.RATING, 60.0, {"scale": "sud", "value": 7, "target": 1}, None),
        (MomentKind.AMEND, 61.0, {"value": 6}, 5),
        (MomentKind.SET_STARTED, 70.0, {"set": 2}, None),
        (MomentKind.SET_ENDED, 71.0, {"set": 2, "by": "key"}, None),
        (MomentKind.RETRACT, 72.0, {}, 7),
        (MomentKind.QUIET_STARTED, 80.0, {}, None),
    ]
    for number, (kind, t_s, payload, amends) in enumerate(said, 1):
        journal.write_moment(Moment(number, t_s, "2026-03-01T09:30:00Z", kind, payload=payload, amends=amends))


def _imported(folder: Path, path: Path) -> Recording:
    """Intervals of another program, finer than a strap sends them, with a hole between two of them."""
    since_ms = [800 * i + (9000 if i > 30 else 0) for i in range(50)]
    rows = [f"2025-03-20 09:00:{8 + t // 1000:02} +0000,{800.3 + 7 * (i % 5)},{t}" for i, t in enumerate(since_ms)]
    file = folder / "2025-03-20_RR_0001.csv"
    file.write_text("\n".join(("date,rr,since start", *rows)) + "\n", encoding="ascii")
    write_import(file, read_recording(file, Role.CLIENT), Role.CLIENT, lambda _: Place(path))
    return read_session(path)


def _without_beats(journal: Journal) -> None:
    """Both wear a strap: one sends no intervals, of the other's packets not one can be read."""
    client = Wearer(journal, Role.CLIENT, Strap("AA:BB:CC:DD:EE:01"))
    therapist = Wearer(journal, Role.THERAPIST, Strap("AA:BB:CC:DD:EE:02"))
    client.connect(1.0)
    therapist.connect(1.0)
    for second in range(2, 60):
        client.packet(float(second), bytes([0x00, 70]))
        therapist.packet(second + 0.5, b"\x10")
