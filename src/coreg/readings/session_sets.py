"""All sets of a session for one person, in one reading that is the same live and afterwards."""

from collections.abc import Sequence

import numpy as np

from coreg.domain.baseline import Baseline
from coreg.domain.marks import Marks, SpanKind
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SessionSets
from coreg.dsp.theil_sen import theil_sen
from coreg.readings.baseline import baseline_at, change, read_baselines
from coreg.readings.heart_rate_course import TrailingMean, mean_heart_rate
from coreg.readings.series import BeatSeries
from coreg.readings.set_curve import LEAST_SETS, read_curve
from coreg.readings.sets import read_set

QUIET_S = 180.0  # our choice: as long as a baseline.
_PER_SETS = 10.0


def read_session_sets(series: BeatSeries, marks: Marks, baselines: Sequence[Baseline] | None = None) -> SessionSets:
    """Read every set that was marked, their curve, their drift, and the change from start to end.

    Parameters
    ----------
    baselines
        As they were read when they ended; None reads those that are marked anew.
    """
    if baselines is None:
        baselines = read_baselines(series, marks)
    course = TrailingMean(series)
    found = tuple(
        read_set(series, course, marks.sets, i, baseline_at(baselines, one.start_s))
        for i, one in enumerate(marks.sets)
    )
    counted = [one.before_bpm.value for one in found if one.mark.is_counted]
    return SessionSets(
        curve=read_curve(course, marks.sets, [one.before_bpm for one in found]),
        drift_bpm=drift_bpm(counted),
        start_to_end_bpm=start_to_end_bpm(series, marks, baselines),
        sets=found,
    )


def drift_bpm(before: "list[float | None]") -> Reading:
    """Return how heart rate before a set changes over ten sets, with its 95 % interval."""
    order = np.array([i for i, value in enumerate(before) if value is not None], dtype=np.float64)
    if order.size < LEAST_SETS:
        return Reading.of_unknown(Unknown.TOO_FEW_SETS, int(order.size), LEAST_SETS)
    slope = theil_sen(order, np.array([value for value in before if value is not None]))
    return Reading(value=_PER_SETS * slope.value, low=_PER_SETS * slope.low, high=_PER_SETS * slope.high)


def start_to_end_bpm(series: BeatSeries, marks: Marks, baselines: Sequence[Baseline]) -> Reading:
    """Return heart rate of the last three minutes marked quiet against the baseline's."""
    now_s = series.end_s(series.n_judged)
    spans = [(one.start_s, now_s if one.end_s is None else one.end_s) for one in marks.spans_of(SpanKind.QUIET)]
    long_enough = [end_s for start_s, end_s in spans if end_s - start_s >= QUIET_S]
    if not long_enough:
        return Reading.of_unknown(Unknown.NOT_MARKED_QUIET)
    end_s = max(long_enough)
    now = mean_heart_rate(series, end_s - QUIET_S, end_s)
    baseline = baseline_at(baselines, end_s - QUIET_S)
    return change(now, None if baseline is None else baseline.heart_rate_bpm)
