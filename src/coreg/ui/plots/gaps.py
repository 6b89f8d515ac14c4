"""Where a person's beats are missing, as a lane shows it."""

from coreg.domain.beat import GapCause
from coreg.domain.snapshot import PersonSnapshot
from coreg.domain.strap import LinkState

_SILENT_S = 3.0


def gaps_s(person: PersonSnapshot | None, now_s: float) -> tuple[tuple[float, float], ...]:
    """The holes so far, and the one that is still open, as (start, end); time off the record isn't one."""
    if person is None:
        return ()
    holes_s = [(gap.start_s, gap.end_s) for gap in person.gaps if gap.cause is not GapCause.OFF_RECORD]
    last_s = person.last_beat_s
    if last_s is not None and person.link is not LinkState.STREAMING and now_s - last_s > _SILENT_S:
        holes_s.append((last_s, now_s))
    return tuple(holes_s)
