"""A session as it is: from a key to the disk, from a notification to the painted pixel, frames with an hour behind.

Two simulated people in the real window at 1920×1080. An hour is played as fast as it goes; from then on the session
lives at the pace of life, keys are pressed, and everything is timed. Off-screen where there is no DISPLAY.
"""

import argparse
import asyncio
import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.table import machine, print_table, quantile
from coreg import app
from coreg.domain.act import Act, Request
from coreg.domain.person import Role
from coreg.recording.place import Place
from coreg.sensors.clock import NS_PER_S, StepClock
from coreg.sensors.sensor import Packet, SensorEvent
from coreg.sensors.simulator import simulated_pair
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from coreg.session.script import Script, emdr_script
from coreg.ui import fonts
from coreg.ui.desk import Desk
from coreg.ui.frame_times import FrameTimes
from coreg.ui.plots.scales import SPANS_MIN
from coreg.ui.therapist.window import TherapistWindow

_BEHIND_S = 3600.0
_EACH_S = 100.0
_SPANS_MIN = (5, 15, 60)
_SIZE_PX = (1920, 1080)
_KEY_EVERY_S = 0.45
_SETTLE_S = 5.0
_KEYS = (Qt.Key.Key_R, Qt.Key.Key_D, Qt.Key.Key_I, Qt.Key.Key_T)  # marks that the lanes don't show: too many by far
_GOAL_PAINT_MS, _GOAL_FRAME_MS = 50.0, 16.0


@dataclasses.dataclass
class Taken:
    """What was timed while the lanes showed so much, in ms."""

    key_to_disk_ms: list[float] = dataclasses.field(default_factory=list)
    packet_to_pixel_ms: list[float] = dataclasses.field(default_factory=list)
    frame_ms: list[float] = dataclasses.field(default_factory=list)


def run(behind_s: float = _BEHIND_S, each_s: float = _EACH_S) -> None:
    """Print one table."""
    app.warm_up()
    environment = dict(os.environ)
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [
        sys.executable,
        "-m",
        "benchmarks.session",
        "--hold",
        "--behind",
        str(behind_s),
        "--each",
        str(each_s),
    ]
    ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    taken = {int(span_min): Taken(**each) for span_min, each in json.loads(ran.stdout).items()}
    width, height = _SIZE_PX
    head = f"{width}×{height}, {behind_s / 60:.0f} min behind, at the pace of life; ms"
    names = ("key → disk", "notification → pixel", "frame")
    columns = tuple(f"{name}, {figure}" for name in names for figure in ("n", "median", "p99"))
    print_table(
        (head, *columns), [(f"lanes of {span_min} min", *_figures(each)) for span_min, each in taken.items()]
    )
    print(f"Goals: notification → pixel p99 ≤ {_GOAL_PAINT_MS:.0f}, frame p99 ≤ {_GOAL_FRAME_MS:.0f}.\n")


def _figures(taken: Taken) -> tuple[str, ...]:
    found: list[str] = []
    for values in (taken.key_to_disk_ms, taken.packet_to_pixel_ms, taken.frame_ms):
        found += [str(len(values)), f"{quantile(values, 0.5):.1f}", f"{quantile(values, 0.99):.1f}"]
    return tuple(found)


class HurriedClock(StepClock):
    """Jumps from event to event until `hurry_s`, and goes with the monotonic clock from then on."""

    def __init__(self, n_tasks: int, hurry_s: float) -> None:
        super().__init__(n_tasks)
        self._hurry_ns = round(hurry_s * NS_PER_S)
        self.real_since_ns: int | None = None

    def now_ns(self) -> int:
        """Return the nanoseconds since the start, as jumped or as lived."""
        if self.real_since_ns is None:
            return super().now_ns()
        return self._hurry_ns + time.monotonic_ns() - self.real_since_ns

    def monotonic_ns(self, t_ns: int) -> int:
        """Return what the monotonic clock shows at `t_ns`."""
        return t_ns - self._hurry_ns + (self.real_since_ns or 0)

    async def sleep_until(self, t_ns: int) -> None:
        """Wait for the jump, or for the time."""
        if self.real_since_ns is None:
            await super().sleep_until(t_ns)
        if self.real_since_ns is not None:
            await asyncio.sleep(max(0, t_ns - self.now_ns()) / NS_PER_S)

    def _jump_if_all_wait(self) -> None:
        waiting = [entry for entry in self._waiting if not entry[2].done()]
        if self.real_since_ns is None and len(waiting) >= self._n_tasks and min(waiting)[0] > self._hurry_ns:
            self.real_since_ns = time.monotonic_ns()
            for _, _, future in waiting:
                future.set_result(None)
        elif self.real_since_ns is None:
            super()._jump_if_all_wait()


class TimedConductor(Conductor):
    """Stamps what it is asked once the disk has it, and every packet once the engine took it."""

    def __init__(self, plan: Plan, clock: HurriedClock) -> None:
        super().__init__(plan, warm_up=app.warm_up, observe=self._see)
        self._own_clock = clock
        self.pressed_ns: deque[int] = deque()
        self.key_to_disk_ms: list[float] = []
        self.unpainted: dict[Role, deque[tuple[int, int]]] = {role: deque() for role in Role}
        self._stamping: set[asyncio.Task[None]] = set()

    def ask(self, request: Request, input_: str) -> None:
        """Do it, and stamp when it is on disk."""
        super().ask(request, input_)
        if self.pressed_ns:
            task = asyncio.get_running_loop().create_task(self._stamp(self.pressed_ns.popleft()))
            self._stamping.add(task)
            task.add_done_callback(self._stamping.discard)

    async def _stamp(self, pressed_ns: int) -> None:
        assert self._journal is not None
        await asyncio.to_thread(self._journal.wait_until_at_most, 0, 1.0)
        self.key_to_disk_ms.append((time.monotonic_ns() - pressed_ns) / 1e6)

    def _see(self, role: Role, event: SensorEvent) -> None:
        if isinstance(event, Packet) and self._own_clock.real_since_ns is not None:
            n_points = len(self.snapshot.people[role].numbers.heart_rate_lane)
            self.unpainted[role].append((self._own_clock.monotonic_ns(event.arrival_ns), n_points))


class PaintWatch(FrameTimes):
    """Told of every frame by the window; sees which packets' beats it had in it."""

    def __init__(self, window: TherapistWindow, conductor: TimedConductor) -> None:
        super().__init__()
        self._window, self._conductor = window, conductor
        self._n_before = dict.fromkeys(Role, 0)
        self.taken = Taken()

    def add_ms(self, ms: float) -> None:
        """Take one frame."""
        super().add_ms(ms)
        self.taken.frame_ms.append(ms)
        now_ns = time.monotonic_ns()
        for role, waiting in self._conductor.unpainted.items():
            n_painted = self._window.panels[role].heart_rate_lane.n_painted
            while waiting and waiting[0][1] <= n_painted:
                arrival_ns, n_points = waiting.popleft()
                if n_points > self._n_before[role]:  # a packet without a new point has no pixel of its own
                    self.taken.packet_to_pixel_ms.append((now_ns - arrival_ns) / 1e6)
                self._n_before[role] = n_points


class Bench:
    """The window, the session in it, and the hand on the keys."""

    def __init__(self, folder: Path, behind_s: float) -> None:
        self._qt = QApplication([])
        fonts.load_inter()
        self._clock = HurriedClock(len(Role) + 1, behind_s)
        self._held: list[TimedConductor] = []
        whole = emdr_script(behind_s / 60.0)
        script = Script(tuple(step for step in whole.steps if step.request.act is not Act.END), whole.surges)
        sensors = simulated_pair(1, self._clock, surges=script.surges)
        header = app.new_header(is_simulated=True)
        plan = Plan(sensors, self._clock, header, Place(folder / "s.coreg"), script=script)
        self._desk = Desk(
            dataclasses.replace(app.doors(folder), conduct=self._conduct), 1.0, None, quits_at_end=False
        )
        self._desk.open(plan)
        self._until(lambda: self._desk.therapist is not None)
        self._window.resize(*_SIZE_PX)
        self._until(lambda: self._clock.real_since_ns is not None)

    @property
    def _window(self) -> TherapistWindow:
        assert self._desk.therapist is not None
        return self._desk.therapist

    def take(self, span_min: int, each_s: float) -> Taken:
        """Press keys for so long with so much in the lanes."""
        self._show_span(span_min)
        self._wait(_SETTLE_S)
        conductor = self._held[0]
        watch = PaintWatch(self._window, conductor)
        conductor.key_to_disk_ms.clear()
        for waiting in conductor.unpainted.values():
            waiting.clear()
        self._window.frames = watch
        for number in range(int(each_s / _KEY_EVERY_S)):
            conductor.pressed_ns.append(time.monotonic_ns())
            QTest.keyClick(self._window, _KEYS[number % len(_KEYS)])
            self._wait(_KEY_EVERY_S)
        watch.taken.key_to_disk_ms = list(conductor.key_to_disk_ms)
        return watch.taken

    def close(self) -> None:
        """Let everything go."""
        self._desk.close()

    def _show_span(self, span_min: int) -> None:
        for _ in SPANS_MIN:
            QTest.keyClick(self._window, Qt.Key.Key_Minus)
        for _ in range(SPANS_MIN.index(span_min)):
            QTest.keyClick(self._window, Qt.Key.Key_Plus)

    def _conduct(self, plan: Plan) -> Conductor:
        self._held.append(TimedConductor(plan, self._clock))
        return self._held[-1]

    def _wait(self, seconds: float) -> None:
        limit = QDeadlineTimer(int(seconds * 1000))
        while not limit.hasExpired():
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)

    def _until(self, is_so: Callable[[], bool]) -> None:
        while not is_so():
            self._wait(0.05)


def main() -> None:
    """Run the benchmark; with --hold, be its process."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hold", action="store_true", help="hold the session and print what was timed")
    options.add_argument("--behind", type=float, default=_BEHIND_S, help="seconds of session before")
    options.add_argument("--each", type=float, default=_EACH_S, help="seconds that each span of the lanes is timed")
    asked = options.parse_args()
    if not asked.hold:
        print(machine(), end="\n\n")
        run(asked.behind, asked.each)
        return
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        bench = Bench(Path(folder), asked.behind)
        taken = {span_min: dataclasses.asdict(bench.take(span_min, asked.each)) for span_min in _SPANS_MIN}
        bench.close()
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
