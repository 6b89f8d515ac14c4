"""The few results that a session stores as they were shown: how each baseline ended. Found again from its beats."""

from collections.abc import Iterator
from dataclasses import dataclass

from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.readings.baseline import read_baseline
from coreg.readings.series import BeatSeries
from coreg.recording.reader import Recording

_NS_PER_S = 1_000_000_000
_ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Result:
    """How a baseline ended for a person: as it was stored, and as the beats that were in by then give it."""

    role: Role
    t_s: float
    stored: str
    found: str

    @property
    def is_same(self) -> bool:
        """Whether it was found again."""
        return self.stored == self.found


def results(recording: Recording) -> Iterator[Result]:
    """Give every stored result; one without a beginning, or that the program's end cut off, says nothing."""
    started: Moment | None = None
    for moment in recording.moments:
        if moment.kind is MomentKind.BASELINE_STARTED:
            started = moment
        elif moment.kind is MomentKind.BASELINE_ENDED and started is not None:
            for role in Role:
                stored = moment.payload.get(role.value)
                if isinstance(stored, str):
                    yield Result(role, moment.t_s, stored, _found(recording, role, started.t_s, moment.t_s))
            started = None


def _found(recording: Recording, role: Role, start_s: float, end_s: float) -> str:
    in_by_then = {p.entry for p in recording.packets_of(role) if p.t_ns / _NS_PER_S <= end_s}
    series = BeatSeries()
    series.update([each.beat for each in recording.beats if each.role is role and each.packet in in_by_then])
    refusal = read_baseline(series, start_s, end_s).refusal
    return _ACCEPTED if refusal is None else refusal.value
