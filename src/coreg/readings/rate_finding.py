"""The search for a rate that is comfortable to breathe at: which rate is due, and what the tried ones came to.

All of it is read from the moments that the client's screen left; there is no state beside them.
"""

from coreg.domain.client_picture import RateFinding
from coreg.domain.marks import Marks
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.stage import ClientScreen
from coreg.readings.series import BeatSeries
from coreg.readings.wave import RATE_LASTS_S, RATES_PER_MIN, compare_rates

FINDING = "finding"


def is_rate_over(marks: Marks, now_s: float) -> bool:
    """Return whether a rate is being tried that has lasted its time."""
    started = _running(marks)
    return started is not None and now_s - started.t_s >= RATE_LASTS_S


def next_rate_per_min(marks: Marks) -> float | None:
    """Return the rate to try after the running one (the first where none runs), None after the last.

    >>> next_rate_per_min(Marks())
    6.5
    """
    started = _running(marks)
    if started is None:
        return RATES_PER_MIN[0]
    slower = [rate for rate in RATES_PER_MIN if rate < _rate_of(started)]
    return slower[0] if slower else None


def read_rate_finding(marks: Marks, series: BeatSeries) -> RateFinding | None:
    """Return what the newest search came to so far, None where there was none; rates that ran in full count."""
    shown = _shown(marks)
    first = max((i for i, m in enumerate(shown) if _is_tried(m) and _rate_of(m) == RATES_PER_MIN[0]), default=None)
    if first is None:
        return None
    search = shown[first:]
    after = [*search[1:], None]
    whole = [
        (_rate_of(moment), moment.t_s)
        for moment, then in zip(search, after, strict=True)
        if _is_tried(moment) and then is not None and then.t_s - moment.t_s >= RATE_LASTS_S
    ]
    running = _running(marks)
    return RateFinding(compare_rates(series, whole), None if running is None else running.t_s + RATE_LASTS_S)


class RateFindingReadings:
    """Reads the search anew only when what the client's screen showed has changed: five fits take milliseconds."""

    def __init__(self) -> None:
        self._shown: list[Moment] = []
        self.found: RateFinding | None = None

    def follow(self, marks: Marks, series: BeatSeries) -> None:
        """Take note of what is marked."""
        shown = _shown(marks)
        if shown != self._shown:
            self._shown, self.found = shown, read_rate_finding(marks, series)


def _shown(marks: Marks) -> list[Moment]:
    return [moment for moment in marks.moments if moment.kind is MomentKind.CLIENT_SCREEN]


def _running(marks: Marks) -> Moment | None:
    shown = _shown(marks)
    return shown[-1] if shown and _is_tried(shown[-1]) else None


def _is_tried(moment: Moment) -> bool:
    payload = moment.payload
    return payload.get("by") == FINDING and payload.get("screen") == ClientScreen.PACER.value


def _rate_of(moment: Moment) -> float:
    rate = moment.payload.get("rate_per_min")
    return rate if isinstance(rate, float) else 0.0
