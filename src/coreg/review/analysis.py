"""What can be said of any one series of intervals: as given, with its artifacts out, and minute by minute."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coreg.domain.beat import Beat
from coreg.domain.reading import Reading
from coreg.readings.as_given import as_given
from coreg.readings.whole import WindowNumbers, read_whole, read_windows
from coreg.review.summary import artifact_reading


@dataclass(frozen=True, slots=True)
class Analysis:
    """The numbers of one series, by their names in docs/METRICS.md.

    Attributes
    ----------
    duration_s
        From the beginning of the first interval to the end of the last.
    as_given
        The time domain of every interval as given, artifacts and all; None where there are too few.
    whole, windows
        With gates, artifacts out.
    """

    n_beats: int
    duration_s: float
    artifact_pct: Reading
    as_given: Mapping[str, float | None]
    whole: Mapping[str, Reading]
    windows: Sequence[WindowNumbers]


def analyze(beats: Sequence[Beat], rr_ms: Sequence[float]) -> Analysis:
    """Analyse beats and the exact intervals that they were made from."""
    given = as_given(np.array(rr_ms, dtype=np.float64))
    duration_s = beats[-1].t_s - beats[0].t_s + rr_ms[0] / 1000 if beats else 0.0
    return Analysis(
        n_beats=len(beats),
        duration_s=duration_s,
        artifact_pct=artifact_reading(beats),
        as_given={name: value if math.isfinite(value) else None for name, value in given.items()},
        whole=read_whole(beats),
        windows=read_windows(beats),
    )
