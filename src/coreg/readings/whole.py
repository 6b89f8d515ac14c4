"""The numbers of a whole recording, and of its minutes one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from coreg.domain.beat import Beat
from coreg.domain.reading import Reading
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.span import readings_of

WINDOW_S = 60.0


@dataclass(frozen=True, slots=True)
class WindowNumbers:
    """One window's numbers by their names in docs/METRICS.md."""

    start_s: float
    end_s: float
    numbers: dict[str, Reading]


def read_whole(beats: Sequence[Beat]) -> dict[str, Reading]:
    """Return the numbers of the recording from its first beat to its last, by their names in docs/METRICS.md."""
    series = finished_series(beats)
    return readings_of(series, *_bounds_s(series), minds_recent_gap=False)


def read_windows(beats: Sequence[Beat]) -> list[WindowNumbers]:
    """Return the numbers of each full minute since the first beat; of what there is, if less."""
    series = finished_series(beats)
    if not series.n_beats:
        return []
    start_s, end_s = _bounds_s(series)
    n = max(1, int((end_s - start_s) / WINDOW_S + 1e-9))
    bounds = [(start_s + i * WINDOW_S, min(end_s, start_s + (i + 1) * WINDOW_S)) for i in range(n)]
    return [WindowNumbers(low_s, high_s, readings_of(series, low_s, high_s)) for low_s, high_s in bounds]


def artifact_pct(beats: Sequence[Beat]) -> float | None:
    """Return how many of a recording's beats the final verdict leaves out, in percent; None without beats."""
    series = finished_series(beats)
    if not series.n_beats:
        return None
    return 100.0 * float(series.verdicts.final.sum()) / series.n_beats


def _bounds_s(series: BeatSeries) -> tuple[float, float]:
    return series.begins_s, float(series.t_s[-1]) if series.n_beats else 0.0
