"""The benchmarks can be asked for and measured with, and the start-up imports what it may and no more."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import plain_numpy, startup, table, vault_hours
from benchmarks.__main__ import main, names
from benchmarks.window_hour import Hour
from benchmarks.x11_map import MapWatch, screen


def modules_after(code: str, asked: str, *, limit_s: float = 200.0) -> list[str]:
    """Which of the asked modules a fresh interpreter has loaded after running the code."""
    shown = f"{code}\nimport sys; print(*[name for name in {asked.split()!r} if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", shown],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=limit_s,
    )
    return ran.stdout.split()


def test_the_shell_loads_neither_numbers_nor_commands() -> None:
    code = "import coreg.__main__, coreg.cli.window, coreg.app, coreg.ui.application"
    assert modules_after(code, "numpy numba scipy neurokit2 pandas matplotlib pyqtgraph bleak asyncio click") == []


def test_a_whole_session_in_the_window_computes_with_numpy_and_numba_only() -> None:
    # numba itself asks an installed scipy for its version; that it finds no BLAS is dsp/_jit's doing.
    code = (
        "import sys; from coreg.cli import run\n"
        "sys.argv[1:] = ['demo', '--headless', '--minutes', '0.2', '--speed', 'max']\n"
        "assert run() == 0"
    )
    asked = (
        "numpy numba neurokit2 scipy.signal scipy.stats scipy.interpolate scipy.linalg pandas matplotlib pyqtgraph"
    )
    assert modules_after(code, asked) == ["numpy", "numba"]


def test_the_benchmarks_are_found_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert {"startup", "beat_to_reading", "window_hour"} <= set(names())
    assert main(["nothing"]) == 2
    assert "window_hour" in capsys.readouterr().err


def test_tables_are_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    table.print_table(("what", "ms"), [("ours", "1")])
    assert capsys.readouterr().out.splitlines() == ["| what | ms |", "|---|---:|", "| ours | 1 |", ""]


def test_an_import_takes_time_that_can_be_measured() -> None:
    assert 0.0 < startup.import_ms("json", dict(os.environ)) < 10_000.0


def test_memory_that_grows_by_two_mb_an_hour_says_so() -> None:
    hour = Hour(rss=[(300.0, 90.0), *((600.0 + 300.0 * i, 100.0 + i / 6) for i in range(9))])
    assert hour.mb_per_h == pytest.approx(2.0)


@pytest.mark.parametrize("kind", ["vault", "plain"])
def test_a_minute_into_a_vault_is_timed_commit_by_commit(tmp_path: Path, kind: str) -> None:
    seen = vault_hours.hold(kind, 60.0, tmp_path, warm_up=None)
    assert seen.n_packets > 100
    assert len(seen.commit_ms) > seen.n_packets
    assert min(seen.commit_ms) > 0.0
    assert seen.size_mb > 0.05
    assert min(seen.open_ms, seen.read_ms, seen.verify_ms) > 0.0
    assert (seen.verify_vault_ms is None) == (kind == "plain")


def test_the_numpy_peer_gives_rmssd_of_the_differences() -> None:
    rr_ms = 900.0 + 30.0 * np.sin(np.arange(80) * 1.4)
    numbers = plain_numpy.numbers(np.cumsum(rr_ms) / 1000.0, rr_ms)
    assert numbers.rmssd_ms == pytest.approx(np.sqrt(np.mean(np.diff(rr_ms) ** 2)))
    assert numbers.rsa_ln_ms2 == pytest.approx(np.log(30.0**2 / 2), abs=0.15)


def test_a_window_is_seen_from_outside() -> None:
    try:
        with screen() as display:
            watch = MapWatch(display)
            environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
            command = [sys.executable, "benchmarks/bare_window.py"]
            seen_ms = startup.mapped_ms(command, environment, watch)
            watch.close()
    except OSError as problem:
        pytest.skip(str(problem))
    assert seen_ms is not None
    assert seen_ms > 1.0
