"""An hour of two simulated people through the real window, sixty times as fast: memory, frames, the disk.

One process for each span of the lanes, so that memory and frames are that span's own. Off-screen where there is no
DISPLAY. Sixty times as fast is the hard case: every frame has new beats, and the session's thread works as hard as
sixty sessions.
"""

import argparse
import dataclasses
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import psutil  # type: ignore[import-untyped]  # no stubs among our dependencies
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.table import machine, print_table, quantile
from coreg import app
from coreg.recording.place import Place
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from coreg.ui.application import run_window
from coreg.ui.frame_times import FrameTimes
from coreg.ui.plots.scales import SPANS_MIN
from coreg.ui.therapist.window import TherapistWindow

_SPEED = 60.0
_LENGTH_S = 3600.0
_SPANS_MIN = (5, 15, 60)
_FIRST_SPAN_MIN = 5  # what the window begins with
_SAMPLE_EVERY_S = 300.0
_SETTLED_S = 600.0
_LOOK_EVERY_MS = 100
_MOST_MS = 50.0


@dataclasses.dataclass
class Hour:
    """What was seen of one session: memory in MB and every frame in ms over time, how far the disk lagged."""

    rss: list[tuple[float, float]] = dataclasses.field(default_factory=list)
    frames_ms: list[float] = dataclasses.field(default_factory=list)
    frames_t_s: list[float] = dataclasses.field(default_factory=list)
    behind_s: float = 0.0
    n_waiting: int = 0

    @property
    def mb_per_h(self) -> float:
        """How fast memory grows after the first ten minutes, per hour of session; NaN from fewer than 3 samples."""
        settled = [(t_s / 3600, rss_mb) for t_s, rss_mb in self.rss if t_s >= _SETTLED_S]
        if len(settled) < 3:
            return math.nan
        hours, rss_mb = np.asarray(settled).T
        return float(np.polyfit(hours, rss_mb, 1)[0])


def run(length_s: float = _LENGTH_S, speed: float = _SPEED, spans_min: tuple[int, ...] = _SPANS_MIN) -> None:
    """Print memory over time, and frames and disk, for each span of the lanes."""
    app.warm_up()  # kernels are compiled before and not amid an hour that lasts a minute
    hours = {span_min: hour_in_a_process(span_min, length_s, speed) for span_min in spans_min}
    minutes = [f"{t_s / 60:.0f}" for t_s, _ in hours[spans_min[0]].rss]
    rows = [
        (f"{span_min} min", *[f"{rss_mb:.1f}" for _, rss_mb in hour.rss], f"{hour.mb_per_h:+.1f}")
        for span_min, hour in hours.items()
    ]
    print_table(("lanes · resident memory in MB at minute", *minutes, "MB/h from minute 10"), rows)
    head = (f"lanes · the window's own frames in ms, {speed:.0f} × real time", "n", "p50", "p99", "p99.9")
    last = ("longest", f"over {_MOST_MS:.0f} ms", "disk behind at most")
    print_table((*head, *last), [(f"{span_min} min", *_frames_row(hour)) for span_min, hour in hours.items()])


def _frames_row(hour: Hour) -> tuple[str, ...]:
    quantiles = [f"{quantile(hour.frames_ms, share):.1f}" for share in (0.5, 0.99, 0.999)]
    longest_ms, at_s = max(zip(hour.frames_ms, hour.frames_t_s, strict=True))
    n_over = sum(each > _MOST_MS for each in hour.frames_ms)
    longest = f"{longest_ms:.1f} at {at_s / 60:.1f} min"
    disk = f"{hour.behind_s * 1e3:.0f} ms, {hour.n_waiting} entries"
    return str(len(hour.frames_ms)), *quantiles, longest, str(n_over), disk


def hour_in_a_process(span_min: int, length_s: float, speed: float) -> Hour:
    """Hold the session in a process of its own and return what was seen."""
    environment = dict(os.environ)
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-m", "benchmarks.window_hour", "--span", str(span_min)]
    command += ["--length", str(length_s), "--speed", str(speed)]
    ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return Hour(**json.loads(ran.stdout))


class _EveryFrame(FrameTimes):
    """Keeps every frame, with the session's time."""

    def __init__(self, hour: Hour) -> None:
        super().__init__()
        self._hour = hour
        self.t_s = 0.0

    def add_ms(self, ms: float) -> None:
        super().add_ms(ms)
        self._hour.frames_ms.append(ms)
        self._hour.frames_t_s.append(self.t_s)


class _Onlooker:
    """Looks at window, memory and disk ten times a second, from a timer on Qt's thread."""

    def __init__(self, span_min: int) -> None:
        self.hour = Hour()
        self._n_steps = SPANS_MIN.index(span_min) - SPANS_MIN.index(_FIRST_SPAN_MIN)
        self._frames = _EveryFrame(self.hour)
        self._process = psutil.Process()
        self._held: Conductor | None = None
        self._window: TherapistWindow | None = None
        self._next_s = _SAMPLE_EVERY_S

    def conduct(self, plan: Plan) -> Conductor:
        """Hold the session as the program does, and keep it to look at."""
        self._held = Conductor(plan, warm_up=app.warm_up)
        return self._held

    def look(self) -> None:
        """Take one look."""
        if self._held is None:
            return
        if self._window is None:
            self._find_window()
        snapshot = self._held.snapshot
        self._frames.t_s = snapshot.t_s
        self.hour.behind_s = max(self.hour.behind_s, snapshot.disk.behind_s)
        self.hour.n_waiting = max(self.hour.n_waiting, snapshot.disk.n_waiting)
        if snapshot.t_s >= self._next_s:
            self.hour.rss.append((snapshot.t_s, self._process.memory_info().rss / 1e6))
            self._next_s += _SAMPLE_EVERY_S

    def _find_window(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, TherapistWindow):
                self._window = window
                first = window.frames
                for number in range(first.n_frames):
                    self._frames.add_ms(first.share_ms(number / first.n_frames))
                window.frames = self._frames
                key = Qt.Key.Key_Plus if self._n_steps > 0 else Qt.Key.Key_Minus
                for _ in range(abs(self._n_steps)):
                    QTest.keyClick(window, key)


def hold(span_min: int, length_s: float, speed: float) -> Hour:
    """Hold one session in this process, in the real window."""
    qt = QApplication([])
    onlooker = _Onlooker(span_min)
    timer = QTimer(qt)
    timer.timeout.connect(onlooker.look)
    timer.start(_LOOK_EVERY_MS)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        doors = dataclasses.replace(app.doors(Path(folder)), conduct=onlooker.conduct)
        path = app.session_path(Path(folder))
        plan = app.simulated_plan(speed=speed, seed=1, duration_s=length_s, place=Place(path))
        run_window(doors, plan, quits_at_end=True)
    return onlooker.hour


def main() -> None:
    """Run the benchmark; with --span, be one of its processes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--span", type=int, choices=SPANS_MIN, help="hold one session and print what was seen")
    options.add_argument("--length", type=float, default=_LENGTH_S, help="simulated seconds")
    options.add_argument("--speed", type=float, default=_SPEED)
    asked = options.parse_args()
    if asked.span is not None:
        print(json.dumps(dataclasses.asdict(hold(asked.span, asked.length, asked.speed))))
        return
    print(machine(), end="\n\n")
    run(asked.length, asked.speed)


if __name__ == "__main__":
    main()
