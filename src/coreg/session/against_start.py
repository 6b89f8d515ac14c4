"""One person against today's start: the baselines that were marked, and where the person stands since."""

from coreg.domain.baseline import Baseline, BaselineProgress
from coreg.domain.marks import Marks, SpanKind
from coreg.domain.moment import MomentKind
from coreg.domain.reading import Reading
from coreg.domain.standing import Standing
from coreg.readings.baseline import ENOUGH_S, baseline_at, ended_s, good_s, read_baseline
from coreg.readings.series import BeatSeries
from coreg.readings.standing import StandingWatch, slowing_since

ACCEPTED = "accepted"


class AgainstStart:
    """Follows the marks; each baseline is read once, when it has ended, with the verdicts of then."""

    def __init__(self) -> None:
        self._watch = StandingWatch()
        self._read: dict[tuple[float, float], Baseline] = {}
        self._started_s: float | None = None
        self._is_upset = False
        self.baselines: tuple[Baseline, ...] = ()

    def follow(self, marks: Marks, series: BeatSeries) -> None:
        """Take note of what is marked now: a baseline taken back is gone, one that was moved is read anew."""
        spans = marks.spans_of(SpanKind.BASELINE)
        ended = [(span.start_s, span.end_s) for span in spans if span.end_s is not None]
        for bounds_s in ended:
            if bounds_s not in self._read:
                self._read[bounds_s] = read_baseline(series, *bounds_s)
        self.baselines = tuple(self._read[bounds_s] for bounds_s in ended)
        self._started_s = next((span.start_s for span in spans if span.end_s is None), None)
        upset = [moment.t_s for moment in marks.moments if moment.kind is MomentKind.BASELINE_UPSET]
        self._is_upset = bool(upset and self.baselines and upset[-1] >= self.baselines[-1].start_s)

    def result(self, series: BeatSeries, end_s: float) -> str | None:
        """What the running baseline would be if it ended now: accepted, or the reason why not."""
        if self._started_s is None:
            return None
        refusal = read_baseline(series, self._started_s, end_s).refusal
        return ACCEPTED if refusal is None else refusal.value

    def is_complete(self, series: BeatSeries, now_s: float) -> bool:
        """Whether the running baseline has what it needs, or has run for as long as it may."""
        return self._started_s is not None and ended_s(series, self._started_s, now_s) is not None

    def progress(self, series: BeatSeries, now_s: float) -> BaselineProgress | None:
        """How far the running baseline has come."""
        if self._started_s is None:
            return None
        return BaselineProgress(self._started_s, good_s(series, self._started_s, now_s), ENOUGH_S)

    def standing(
        self, now_s: float, series: BeatSeries, marks: Marks, heart_rate: Reading, ln_rmssd: Reading
    ) -> Standing | None:
        """Where the person stands now; None without an accepted baseline, or where it was taken while upset."""
        baseline = None if self._is_upset else baseline_at(self.baselines, now_s)
        found = self._watch.update(now_s, heart_rate, ln_rmssd, baseline)
        if found is None or not marks.sets:
            return found
        last = marks.sets[-1]
        before_end_s = marks.sets[-2].end_s if len(marks.sets) > 1 else None
        if not slowing_since(series, now_s, last, before_end_s):
            return found
        start = (found.pace, found.variability, found.since_s, found.start_bpm)
        return Standing(*start, slowing_since_set=last.number, set_ended_s=last.end_s)
