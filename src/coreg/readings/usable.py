"""How much of a session can be read: the share of its time that lies in intervals which count."""

import numpy as np

from coreg.domain.marks import Marks, SpanKind
from coreg.readings.series import BeatSeries


def usable_share(series: BeatSeries, marks: Marks, length_s: float) -> float | None:
    """Return the time in valid intervals over the time on the record, from 0 to 1; None where that is nothing.

    Parameters
    ----------
    length_s
        The session's, from its zero; what was marked off the record is taken out of it.
    """
    off_s = sum(_within_s(span.start_s, span.end_s, length_s) for span in marks.spans_of(SpanKind.OFF_RECORD))
    on_record_s = length_s - off_s
    if on_record_s <= 0.0:
        return None
    valid_s = float(np.sum(series.rr_ms, where=series.is_valid != 0)) / 1000.0
    return min(1.0, valid_s / on_record_s)


def _within_s(start_s: float, end_s: float | None, length_s: float) -> float:
    return max(0.0, min(length_s, length_s if end_s is None else end_s) - max(0.0, start_s))
