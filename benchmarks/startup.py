"""Start-up: what importing costs, spawn to mapped window beside a bare Qt window, and the first number.

Every program is started as an installed one is, its files compiled, also where PYTHONDONTWRITEBYTECODE is set.
`python -m benchmarks.startup --peer "program --option"` times any other program's window in turn with ours.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.table import machine, print_table
from benchmarks.x11_map import MapWatch, screen
from coreg.ui import wording

_MAPPED_WITHIN_S = 60.0
_IMPORTS = {
    "the shell (`coreg.cli.window`, `coreg.ui.application`)": "coreg.cli.window, coreg.ui.application",
    "numpy": "numpy",
    "numba": "numba",
    "the live path without Qt (`coreg.dsp.warm_up`, `coreg.session.conductor`)": (
        "coreg.dsp.warm_up, coreg.session.conductor"
    ),
    "lanes and the therapist's window": "coreg.ui.therapist.window",
    "bleak (`coreg.sensors.ble`)": "coreg.sensors.ble",
    "peer: bare Qt (`PySide6.QtWidgets`)": "PySide6.QtWidgets",
    "peer: scipy.signal": "scipy.signal",
    "peer: neurokit2": "neurokit2",
}


def run(peers: Sequence[str] = (), n_warm: int = 12, n_cold: int = 4) -> None:
    """Print the three tables."""
    with tempfile.TemporaryDirectory() as folder:
        base = as_installed(folder)
        _print_imports(base, n=5)
        try:
            with screen() as display:
                on_screen = {**base, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
                _print_windows(on_screen, peers, n_warm, n_cold)
                _print_first_number(on_screen, n=5)
        except OSError as problem:
            print(f"Windows aren't timed: {problem}.\n")
            _print_first_number({**base, "QT_QPA_PLATFORM": "offscreen"}, n=5)


def as_installed(folder: str) -> dict[str, str]:
    """Return an environment in which Python keeps what it compiles; in `folder` where ours forbids to."""
    environment = dict(os.environ)
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        environment["PYTHONPYCACHEPREFIX"] = folder
    return environment


def import_ms(modules: str, environment: Mapping[str, str]) -> float:
    """Return how long a fresh interpreter takes to import, in ms, the interpreter's own start left out."""
    code = f"import time; t = time.perf_counter(); import {modules}; print((time.perf_counter() - t) * 1e3)"
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(ran.stdout)


def _print_imports(environment: Mapping[str, str], n: int) -> None:
    rows = []
    for name, modules in _IMPORTS.items():
        import_ms(modules, environment)
        taken_ms = [import_ms(modules, environment) for _ in range(n)]
        rows.append((name, f"{statistics.median(taken_ms):.0f}", f"{min(taken_ms):.0f}"))
    print_table((f"import, fresh interpreter, ms (n={n})", "median", "least"), rows)


def mapped_ms(command: Sequence[str], environment: Mapping[str, str], watch: MapWatch) -> float | None:
    """Return the time from a program's spawn to its first mapped window in ms, None where there is none."""
    watch.forget()
    start_s = time.monotonic()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        at_s = watch.mapped_at_s(_MAPPED_WITHIN_S)
    finally:
        program.kill()
        program.wait()
    return None if at_s is None else (at_s - start_s) * 1e3


def _print_windows(environment: Mapping[str, str], peers: Sequence[str], n_warm: int, n_cold: int) -> None:
    ours = [sys.executable, "-m", "coreg"]
    bare = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
    programs = {"bare Qt window": bare, "`coreg`": ours} | {f"`{peer}`": shlex.split(peer) for peer in peers}
    watch = MapWatch(environment["DISPLAY"])
    how_cold = ""
    cold: dict[str, list[float]] = {name: [] for name in programs}
    warm: dict[str, list[float]] = {name: [] for name in programs}
    try:
        for command in programs.values():
            mapped_ms(command, environment, watch)
        for _ in range(n_cold):
            for name, command in programs.items():
                how_cold = drop_caches()
                _add(cold[name], mapped_ms(command, environment, watch))
        for _ in range(n_warm):
            for name, command in programs.items():
                _add(warm[name], mapped_ms(command, environment, watch))
    finally:
        watch.close()
    rows = [(name, *_window_row(warm, name), *_window_row(cold, name)) for name in programs]
    head = (f"spawn to mapped window, ms, in turn (warm n={n_warm}, cold n={n_cold}: {how_cold})",)
    kinds = [f"{kind} {what}" for kind in ("warm", "cold") for what in ("median", "least", "× bare")]
    print_table((*head, *kinds), rows)


def _add(times_ms: list[float], time_ms: float | None) -> None:
    if time_ms is not None:
        times_ms.append(time_ms)


def _window_row(times_ms: Mapping[str, Sequence[float]], name: str) -> tuple[str, str, str]:
    own, bare = times_ms[name], times_ms["bare Qt window"]
    if not own or not bare:
        return "no window", "–", "–"
    ratio = statistics.median(own) / statistics.median(bare)
    return f"{statistics.median(own):.0f}", f"{min(own):.0f}", f"{ratio:.2f}"


def drop_caches() -> str:
    """Have the system forget the files that a start reads, as far as it lets us; return how."""
    if hasattr(os, "sync"):
        os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    except OSError:
        pass
    else:
        return "page cache dropped"
    if not hasattr(os, "posix_fadvise"):
        return "caches can't be dropped here"
    for root in {sys.prefix, str(Path(os.__file__).parent)}:
        for path in Path(root).rglob("*.*"):
            if path.is_file():
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return "files advised out of the page cache"


def _print_first_number(environment: Mapping[str, str], n: int) -> None:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        own_cache = {**environment, "NUMBA_CACHE_DIR": folder}
        rows.append(("kernels compiled (first start of all), n=1", *_first_row([first_number_s(own_cache)])))
        cached = [first_number_s(own_cache) for _ in range(n)]
        rows.append((f"kernels cached, median of n={n}", *_first_row(cached)))
    print_table(("spawn to the first number on the screen, 90 s of packets fed at once, s", "HR", "RMSSD"), rows)


def first_number_s(environment: Mapping[str, str]) -> tuple[float, float]:
    """Return the time from spawn to the first heart rate and the first RMSSD on the screen, in s."""
    start_s = time.monotonic()
    command = [sys.executable, "-m", "benchmarks.first_number"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300)
    seen = json.loads(ran.stdout)
    return seen[wording.HEART_RATE] - start_s, seen[wording.RMSSD] - start_s


def _first_row(times_s: Sequence[tuple[float, float]]) -> tuple[str, str]:
    heart_rate_s, rmssd_s = zip(*times_s, strict=True)
    return f"{statistics.median(heart_rate_s):.2f}", f"{statistics.median(rmssd_s):.2f}"


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--peer", action="append", default=[], help="a command whose window is timed in turn")
    print(machine(), end="\n\n")
    run(options.parse_args().peer)
