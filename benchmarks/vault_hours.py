"""Eight hours of two simulated people into a vault, as fast as they can: memory, size, commits, opening, verifying.

The peer is the same recording in a plain SQLite file without encryption. Both run at the same time, in a process of
their own each, so that a computer that gets busier in between slows both.
"""

import argparse
import asyncio
import dataclasses
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import apsw
import numpy as np
import psutil  # type: ignore[import-untyped]  # no stubs among our dependencies

from benchmarks.table import machine, print_table, quantile
from coreg import app
from coreg.domain.person import Role
from coreg.recording.door import opened
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.recording.seal import Seal, seal, verify
from coreg.recording.vault.kdf import KdfParameters
from coreg.recording.vault.keeper import PersonKeeper
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.unlock import create
from coreg.sensors.sensor import SensorEvent
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan

_HOURS = 8.0
_SETTLED_S = 3600.0  # memory before that is caches that fill
_SAMPLES_PER_HOUR = 6
_N_TIMES = 5
_KINDS = ("vault", "plain")
_SEAL_KEY = b"s" * 32
_QUICK = KdfParameters(64, 3)  # the floor: what a passphrase costs is another benchmark's


@dataclasses.dataclass
class Hours:
    """What was seen of one recording; memory is (session time in s, resident MB)."""

    rss: list[tuple[float, float]] = dataclasses.field(default_factory=list)
    commit_ms: list[float] = dataclasses.field(default_factory=list)
    took_s: float = 0.0
    n_packets: int = 0
    size_mb: float = 0.0
    open_ms: float = 0.0
    read_ms: float = 0.0
    verify_ms: float = 0.0
    verify_vault_ms: float | None = None

    def mb_per_h(self) -> float:
        """How fast memory grows once it has settled, per hour of session."""
        settled = [each for each in self.rss if each[0] >= _SETTLED_S] or self.rss
        hours, rss_mb = np.asarray(settled).T
        return float(np.polyfit(hours / 3600, rss_mb, 1)[0])


class CommitTimes:
    """Times every transaction of the journal's writer, from SQLite's own trace: BEGIN taken to COMMIT confirmed."""

    def __init__(self) -> None:
        self.ms: list[float] = []
        self._began_s = 0.0

    def watch(self, connection: apsw.Connection) -> None:
        """Trace this connection if it is the writer's; for `apsw.connection_hooks`."""
        if threading.current_thread().name == "coreg-journal":
            connection.trace_v2(apsw.SQLITE_TRACE_PROFILE, self._take)

    def _take(self, event: dict[str, object]) -> None:
        match event["sql"]:
            case "BEGIN IMMEDIATE":
                self._began_s = time.perf_counter()
            case "COMMIT":
                self.ms.append((time.perf_counter() - self._began_s) * 1e3)


class _Memory:
    """Looks at the process as the session goes on; is told of every event."""

    def __init__(self) -> None:
        self.samples: list[tuple[float, float]] = []
        self.held: Conductor | None = None
        self._process = psutil.Process()

    def look(self, _role: Role, _event: SensorEvent) -> None:
        """Take a sample where it is time for the next."""
        t_s = 0.0 if self.held is None else self.held.snapshot.t_s
        if t_s >= (len(self.samples) + 1) * 3600 / _SAMPLES_PER_HOUR:
            self.samples.append((t_s, self._process.memory_info().rss / 1e6))


def run(hours: float = _HOURS) -> None:
    """Print memory over time, and what each file cost."""
    app.warm_up()
    seen = hours_in_processes(hours * 3600)
    rows = [
        (
            kind,
            *[f"{mb:.1f}" for _, mb in each.rss[_SAMPLES_PER_HOUR - 1 :: _SAMPLES_PER_HOUR]],
            f"{each.mb_per_h():+.2f}",
        )
        for kind, each in seen.items()
    ]
    n_hours = len(rows[0]) - 2
    head = ("resident memory in MB after hour", *[str(hour + 1) for hour in range(n_hours)], "MB/h from hour 1")
    print_table(head, rows)
    costs = ("MB per hour", "commits", "commit p50, ms", "p99", "p99.9", "longest")
    rest = ("open and check, ms", "open and read all, ms", "verify the seal, ms", "verify the vault, ms")
    print_table(
        (f"{hours:g} h, two people", "× real time", *costs, *rest), [_row(*each, hours) for each in seen.items()]
    )


def _row(kind: str, seen: Hours, hours: float) -> tuple[str, ...]:
    commits = [f"{quantile(seen.commit_ms, share):.3f}" for share in (0.5, 0.99, 0.999, 1.0)]
    afterwards = [f"{ms:.0f}" for ms in (seen.open_ms, seen.read_ms, seen.verify_ms)]
    whole = "–" if seen.verify_vault_ms is None else f"{seen.verify_vault_ms:.0f}"
    speed, size = f"{hours * 3600 / seen.took_s:.0f}", f"{seen.size_mb / hours:.2f}"
    return kind, speed, size, str(len(seen.commit_ms)), *commits, *afterwards, whole


def hours_in_processes(length_s: float) -> dict[str, Hours]:
    """Record both at the same time, each in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.vault_hours", "--length", str(length_s), "--kind"]
    running = {kind: subprocess.Popen([*command, kind], stdout=subprocess.PIPE, text=True) for kind in _KINDS}
    said = {kind: process.communicate()[0] for kind, process in running.items()}
    for process in running.values():
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
    return {kind: Hours(**json.loads(text)) for kind, text in said.items()}


def hold(kind: str, length_s: float, folder: Path, warm_up: Callable[[], None] | None = app.warm_up) -> Hours:
    """Record one session in this process, and look at what it left."""
    plan = app.simulated_plan(speed=None, seed=1, duration_s=length_s, place=None)
    if kind == "plain":
        place = Place(folder / "plain.coreg")
        seen = _record(dataclasses.replace(plan, place=place), warm_up)
        _look_at(seen, place, seal(place, _SEAL_KEY))
        return seen
    vault = OpenVault(folder / "vault", create(folder / "vault", "seven quiet herons", _QUICK)[0])
    keeper = PersonKeeper(vault, vault.add_person("Heron").person_id)
    seen = _record(dataclasses.replace(plan, keeper=keeper), warm_up)
    (session,) = vault.sessions()
    assert session.seal is not None
    place = vault.place_of(session.session_id)
    _look_at(seen, place, session.seal)
    seen.verify_vault_ms = _median_ms(vault.verify)
    vault.lock()
    return seen


def _record(plan: Plan, warm_up: Callable[[], None] | None) -> Hours:
    commits, memory = CommitTimes(), _Memory()
    apsw.connection_hooks.append(commits.watch)
    try:
        memory.held = Conductor(plan, warm_up=warm_up, observe=memory.look)
        began_s = time.perf_counter()
        asyncio.run(memory.held.run())
        took_s = time.perf_counter() - began_s
    finally:
        apsw.connection_hooks.remove(commits.watch)
    n_packets = sum(memory.held.n_on_disk(role) for role in Role)
    return Hours(memory.samples, commits.ms, took_s, n_packets)


def _look_at(seen: Hours, place: Place, sealed: Seal) -> None:
    def open_and_check() -> None:
        with opened(place.path, place.key):
            pass

    seen.size_mb = place.path.stat().st_size / 1e6
    seen.open_ms = _median_ms(open_and_check)
    seen.read_ms = _median_ms(lambda: read_session(place.path, place.key))
    # The vault's own key of the seal stays in the vault: with another all rows are digested too, and none fits.
    seen.verify_ms = _median_ms(lambda: verify(place, _SEAL_KEY, sealed))


def _median_ms(once: Callable[[], object]) -> float:
    took_ms = []
    for _ in range(_N_TIMES):
        began_s = time.perf_counter()
        once()
        took_ms.append((time.perf_counter() - began_s) * 1e3)
    return statistics.median(took_ms)


def main() -> None:
    """Run the benchmark; with --kind, be one of its processes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kind", choices=_KINDS, help="record one session and print what was seen")
    options.add_argument("--length", type=float, default=_HOURS * 3600, help="simulated seconds")
    asked = options.parse_args()
    if asked.kind is None:
        print(machine(), end="\n\n")
        run(asked.length / 3600)
        return
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        print(json.dumps(dataclasses.asdict(hold(asked.kind, asked.length, Path(folder)))))


if __name__ == "__main__":
    main()
