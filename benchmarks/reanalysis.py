"""An hour of two simulated people analysed anew, as after every amendment: the kernels alone, and the whole of it.

What is counted as a kernel's: judging every beat twice, RMSSD with its interval of the minute before each beat, the
windows of all sets, the set curve with its 1000 resamples; of both people, with every array there before. Beside
it, in the same run on the same beats, what the same takes beat by beat, as it runs live. Process time: on a
computer that does something else at the same time, the wall clock measures that.

`python -m benchmarks.reanalysis [--file SESSION] [--minutes 60]`; without a file one is recorded first, which takes
a minute or more.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.review_window import record
from benchmarks.table import machine, print_table
from coreg import app
from coreg.domain.beat import Beat
from coreg.domain.person import Role
from coreg.dsp.artifacts import empty_scale, empty_verdicts, judge_rest
from coreg.dsp.stretch import trailing_rmssd
from coreg.readings.heart_rate_course import TrailingMean
from coreg.readings.marks import marks_of
from coreg.readings.person import WINDOW_S
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.set_curve import read_curve
from coreg.readings.sets import read_set
from coreg.recording.reader import Recording, read_session
from coreg.review.dyad import together_of
from coreg.review.reviewed import ReviewedSession, review, review_finally
from coreg.review.strip import read_strip

_MINUTES = 60.0
_N_RUNS = 15


def run(minutes: float = _MINUTES, file: Path | None = None) -> None:
    """Print how long each step takes.

    Parameters
    ----------
    file
        A session to analyse; None records one first, which takes a minute or more.
    """
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        _print_of(file or record(Path(folder), minutes))


def _print_of(path: Path) -> None:
    app.warm_up()
    recording = read_session(path)
    session = review(recording)
    series = [person.series for person in session.people.values()]
    n_beats = sum(one.n_beats for one in series)
    n_sets = sum(len(person.sets.sets) for person in session.people.values())
    kernels: dict[str, Callable[[], object]] = {
        f"judging {n_beats} beats, live and final": partial(_each, _judge, series),
        f"RMSSD of the minute before each of {n_beats} beats": partial(_each, _minutes, series),
        f"the windows of {n_sets} sets": _windows_of(session),
        "the set curve, 1000 resamples": _curves_of(session),
    }
    took = {name: _median_ms(work) for name, work in kernels.items()}
    took["all of these"] = sum(took.values())
    print_table(("kernels alone, both people · process ms", "median"), [(n, f"{ms:.1f}") for n, ms in took.items()])
    _print_whole(recording, session)


def _print_whole(recording: Recording, session: ReviewedSession) -> None:
    beats = [recording.beats_of(role) for role in Role]
    series = {role: person.series for role, person in session.people.items()}
    steps: dict[str, Callable[[], object]] = {
        "beats judged as they run live, one after the other": partial(_each, _beat_by_beat, beats),
        "beats judged at once, arrays built": partial(_each, finished_series, beats),
        "the strip: beats judged, both curves of both": partial(read_strip, recording),
        "the two together": partial(together_of, recording, session.marks, series),
        "review(recording)": partial(review, recording),
        "review_finally(recording)": partial(review_finally, recording),
    }
    rows = [(name, f"{_median_ms(work):.0f}") for name, work in steps.items()]
    print_table(("with everything around them · process ms", "median"), rows)


def _judge(series: BeatSeries) -> None:
    run_start = np.maximum.accumulate(np.where(series.is_joined, 0, np.arange(series.n_beats)))
    judge_rest(series.rr_ms, run_start, 0, series.n_beats, empty_scale(), empty_verdicts(series.n_beats))


def _minutes(series: BeatSeries) -> None:
    trailing_rmssd(series.t_s, series.rr_ms, series.is_joined, series.is_valid, WINDOW_S)


def _beat_by_beat(beats: Sequence[Beat]) -> None:
    series = BeatSeries()
    series.update(beats)
    series.finish()


def _windows_of(session: ReviewedSession) -> Callable[[], None]:
    def windows() -> None:
        for role, person in session.people.items():
            sets = marks_of(session.marks, role).sets
            course = TrailingMean(person.series)
            for i in range(len(sets)):
                read_set(person.series, course, sets, i, person.baseline)

    return windows


def _curves_of(session: ReviewedSession) -> Callable[[], None]:
    def curves() -> None:
        for role, person in session.people.items():
            sets = marks_of(session.marks, role).sets
            before = [one.before_bpm for one in person.sets.sets]
            read_curve(TrailingMean(person.series), sets, before)

    return curves


def _each(work: Callable[..., object], people: Sequence[object]) -> None:
    for person in people:
        work(person)


def _median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_N_RUNS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return float(np.median(times)) * 1e3


def main() -> None:
    """Run the benchmark."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=_MINUTES)
    options.add_argument("--file", type=Path, help="analyse this session instead of recording one")
    asked = options.parse_args()
    print(machine(), end="\n\n")
    run(asked.minutes, asked.file)


if __name__ == "__main__":
    main()
