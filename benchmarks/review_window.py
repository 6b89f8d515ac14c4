"""The review window on an hour of two simulated people: from the file to the painted strip, and moving it.

Beside it, in the same process and on the same session, the same four curves and the edges of their two bands in
pyqtgraph, tuned as docs/decisions/0028 says. Off-screen where there is no DISPLAY. Times are of the wall clock; on
a computer that does something else at the same time the time of the process says more, and stands beside.
"""

import argparse
import asyncio
import importlib
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.table import machine, print_table, quantile
from coreg import app
from coreg.domain.person import Role
from coreg.dsp.artifacts import N_AHEAD_FINAL
from coreg.readings.series import finished_series
from coreg.recording.place import Place
from coreg.recording.reader import Recording, read_session
from coreg.review.reviewed import complete
from coreg.review.strip import SessionStrip, read_strip
from coreg.session.conductor import Conductor
from coreg.ui import fonts
from coreg.ui.review.window import ReviewWindow
from coreg.ui.theme import LIGHT, Look

_MINUTES = 60.0
_SIZE_PX = (1920, 1080)
_N_OPENINGS = 3
_N_FRAMES = 60
_PEER_EVERY = 6  # a frame of it takes long enough


def run(minutes: float = _MINUTES, file: Path | None = None) -> None:
    """Print how long opening takes, and frames of panning and zooming, ours beside pyqtgraph's.

    Parameters
    ----------
    file
        A session to open; None records one first, which takes a minute or more.
    """
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    fonts.load_inter()
    app.warm_up()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        path = file or record(Path(folder), minutes)
        read_strip(read_session(path))  # the first reading of a process loads what later ones have
        _print_opening(qt, path)
        recording = read_session(path)
        _print_kernels(recording)
        _print_frames(qt, read_strip(recording))


def record(folder: Path, minutes: float) -> Path:
    """Hold the scripted session as fast as it goes; returns its file."""
    path = app.session_path(folder)
    plan = app.simulated_plan(
        speed=None, seed=1, duration_s=minutes * 60, place=Place(path), scripted_minutes=minutes
    )
    asyncio.run(Conductor(plan, warm_up=app.warm_up).run())
    return path


def _print_opening(qt: QApplication, path: Path) -> None:
    rows = []
    stages: dict[str, list[tuple[float, float]]] = {}
    for _ in range(_N_OPENINGS):
        window = ReviewWindow(Look(LIGHT))
        window.resize(*_SIZE_PX)
        begun = _Now()
        recording = read_session(path)
        stages.setdefault("the file is read", []).append(begun.since)
        strip = read_strip(recording)
        stages.setdefault("… the strip's numbers are there", []).append(begun.since)
        window.show()
        window.show_session(strip)
        qt.processEvents()
        window.grab()
        stages.setdefault("… and painted", []).append(begun.since)
        session = complete(strip)
        window.show_session(session)
        qt.processEvents()
        window.grab()
        stages.setdefault("… the sets and the two together, too", []).append(begun.since)
        _let_go(window)
    for name, times in stages.items():
        wall, process = zip(*times, strict=True)
        rows.append(
            (name, f"{np.median(wall) * 1e3:.0f}", f"{max(wall) * 1e3:.0f}", f"{np.median(process) * 1e3:.0f}")
        )
    print_table(("from the file · ms", "median", "longest", "of the process's own time"), rows)


def _print_kernels(recording: Recording) -> None:
    """How long judging every beat anew takes: what each amendment costs before anything is drawn."""
    beats = {role: recording.beats_of(role) for role in Role}
    n = sum(len(each) for each in beats.values())
    times = []
    for _ in range(_N_OPENINGS):
        begun = _Now()
        for each in beats.values():
            finished_series(each)
        times.append(begun.since[1])
    row = (f"{n} beats, final after {N_AHEAD_FINAL}", f"{np.median(times) * 1e3:.0f}")
    print_table(("judged anew, with the arrays built · ms of the process", "median"), [row])


def _print_frames(qt: QApplication, strip: SessionStrip) -> None:
    session = complete(strip)
    window = ReviewWindow(Look(LIGHT))
    window.resize(*_SIZE_PX)
    window.show()
    window.show_session(session)
    qt.processEvents()
    rows = []
    for name, moves in _moves(strip.length_s).items():
        rows.append((f"ours · {name}", *_frames(qt, window, _ours(window, moves))))
    _let_go(window)
    heads = ("frames at 1920×1080 · ms", "p50", "p99", "process p50", "process p99")
    print_table(heads, rows)
    rows = []
    peer = _peer(session.length_s, strip)
    if peer is not None:
        widget, show = peer
        widget.resize(*_SIZE_PX)
        widget.show()
        qt.processEvents()
        for name, moves in _moves(strip.length_s).items():
            rows.append(
                (
                    f"pyqtgraph, curves and bands alone · {name}",
                    *_frames(qt, widget, [partial(show, *move) for move in moves[::_PEER_EVERY]]),
                )
            )
        _let_go(widget)
    print_table(heads, rows)


def _moves(length_s: float) -> dict[str, list[tuple[float, float]]]:
    """What is seen, frame by frame."""
    far = [(0.2 * length_s * n / _N_FRAMES, length_s * (0.8 + 0.2 * n / _N_FRAMES)) for n in range(_N_FRAMES)]
    near = [(600.0 + n, 780.0 + n) for n in range(_N_FRAMES)]
    middle_s = 0.4 * length_s
    spans = [length_s * 0.5 * (0.02 ** (n / _N_FRAMES)) for n in range(_N_FRAMES)]
    zoom = [(max(0.0, middle_s - span), min(length_s, middle_s + span)) for span in spans]
    return {"pan at 48 min": far, "pan at 3 min": near, "zoom from the whole to a minute": zoom}


def _ours(window: ReviewWindow, moves: list[tuple[float, float]]) -> list[Callable[[], None]]:
    from coreg.ui.review.span import Seen

    length_s = window.chart.view.length_s
    return [partial(window.chart.show_seen, Seen(length_s, *move)) for move in moves]


def _frames(qt: QApplication, widget: QWidget, moves: list[Callable[[], None]]) -> tuple[str, ...]:
    walls, processes = [], []
    for move in moves:
        begun = _Now()
        move()
        qt.processEvents()
        wall, process = begun.since
        walls.append(wall * 1e3)
        processes.append(process * 1e3)
    return tuple(f"{quantile(times, share):.1f}" for times in (walls, processes) for share in (0.5, 0.99))


def _peer(length_s: float, strip: SessionStrip) -> tuple[QWidget, Callable[[float, float], None]] | None:
    """The same curves and bands in two linked plots; None where pyqtgraph isn't there."""
    begun = _Now()
    try:
        pg = importlib.import_module("pyqtgraph")
    except ImportError:
        return None
    print(f"importing pyqtgraph: {begun.since[0] * 1e3:.0f} ms, {begun.since[1] * 1e3:.0f} of the process\n")
    pg.setConfigOptions(antialias=True, useOpenGL=False, background="w")
    widget = pg.GraphicsLayoutWidget()
    plots = [widget.addPlot(row=0, col=0), widget.addPlot(row=1, col=0)]
    plots[1].setXLink(plots[0])
    for role, person in strip.people.items():
        pen = QPen(QColor(LIGHT.of(role)), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        pen.setCosmetic(True)
        for plot, lane in zip(plots, (person.heart_rate_lane, person.rmssd_lane), strict=True):
            curve = pg.PlotCurveItem(np.asarray(lane.t_s), np.asarray(lane.value), pen=pen, connect="finite")
            curve.setSegmentedLineMode("on")
            plot.addItem(curve)
            if len(lane.low):
                thin = QPen(QColor(LIGHT.band_of(role)), 1)
                thin.setCosmetic(True)
                for values in (lane.low, lane.high):
                    edge = pg.PlotCurveItem(np.asarray(lane.t_s), np.asarray(values), pen=thin, connect="finite")
                    edge.setSegmentedLineMode("on")
                    plot.addItem(edge)
    for plot in plots:
        plot.enableAutoRange(axis="y", enable=False)
        plot.setXRange(0, length_s, padding=0)

    def show(start_s: float, end_s: float) -> None:
        plots[0].setXRange(start_s, end_s, padding=0)

    return widget, show


class _Now:
    """An instant, by both clocks."""

    def __init__(self) -> None:
        self._wall, self._process = time.perf_counter(), time.process_time()

    @property
    def since(self) -> tuple[float, float]:
        """Seconds since then: of the wall, of the process."""
        return time.perf_counter() - self._wall, time.process_time() - self._process


def _let_go(widget: QWidget) -> None:
    if isinstance(widget, ReviewWindow):
        widget.may_close = True
    widget.close()
    widget.deleteLater()


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=_MINUTES)
    options.add_argument("--file", type=Path, help="open this session instead of recording one")
    asked = options.parse_args()
    print(machine(), end="\n\n")
    run(asked.minutes, asked.file)


if __name__ == "__main__":
    main()
