"""For each beat that was sent, whether it is an artifact: as first judged, and as judged in the end."""

from collections.abc import Sequence

from coreg.domain.beat import EXCLUDED, Beat
from coreg.readings.series import finished_series


def judge(beats: Sequence[Beat]) -> tuple[list[bool], list[bool]]:
    """Return the live and the final verdict of every beat; beats that enter no number anyway are False.

    The same, beat by beat, as PersonReadings gives while they come.
    """
    verdicts = finished_series(beats).verdicts
    live = iter(verdicts.live.tolist())
    final = iter(verdicts.final.tolist())
    is_counted = [not beat.flags & EXCLUDED for beat in beats]
    return (
        [bool(next(live)) if counted else False for counted in is_counted],
        [bool(next(final)) if counted else False for counted in is_counted],
    )
