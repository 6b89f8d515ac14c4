"""Which heart rises when one of two people stands up: who wears which strap, without a word of names.

Standing up raises the heart rate at once, and to its height after about twelve seconds (Borst et al. 1982, Am J
Physiol 243:H676). What counts is the highest mean of ten seconds near that height, against the twenty seconds
before.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import replace

from coreg.domain.person import Role
from coreg.domain.stand_up import StandUp, StandUpState
from coreg.dsp.time_domain import MS_PER_MINUTE
from coreg.readings.series import BeatSeries

STANDING_S = 15.0  # design section 6 (c)
BEFORE_S = 20.0  # design section 6 (c)
RISE_BPM = 8.0  # design section 6 (c): this much and more is a rise
LEVEL_BPM = 4.0  # design section 6 (c): less than this is none
PATIENCE_S = 6.0  # our choice: 2.6 s of the slowest strap, a packet, and two beats until the last one is judged
_MEAN_S = 10.0  # our choice: two or three breaths, so that breathing alone lifts no mean
_STEP_S = 1.0
_COVERED = 0.8  # our choice: of a stretch that is to have a mean


def judge(
    check: StandUp, now_s: float, series: Mapping[Role, BeatSeries], lifted: Collection[Role] = ()
) -> StandUp:
    """Return how far the check has come at `now_s`.

    Parameters
    ----------
    check
        What it was before.
    series
        The beats of both people, on the session clock.
    lifted
        Whose strap has lost the skin since the check began: who can't stand up can lift the strap.
    """
    if check.state.is_over:
        return check
    if check.asked_s is None:
        is_ready = len(series) == len(Role) and all(_has_before(each, now_s) for each in series.values())
        return StandUp(StandUpState.READY if is_ready else StandUpState.WAITING)
    if len(lifted) == 1:
        return replace(check, state=StandUpState.LIFTED, who=next(iter(lifted)))
    end_s = check.asked_s + STANDING_S
    if now_s < end_s + PATIENCE_S and any(_newest_s(each) < end_s for each in series.values()):
        return replace(check, state=StandUpState.RUNNING)
    return _result(check.asked_s, series)


def rise_bpm(series: BeatSeries, asked_s: float) -> float | None:
    """Return how much a heart rose after `asked_s`, in beats a minute; None where too much is missing."""
    before = _mean_bpm(series, asked_s - BEFORE_S, asked_s)
    n_steps = int((STANDING_S - _MEAN_S) / _STEP_S)
    ends_s = [asked_s + _MEAN_S + _STEP_S * step for step in range(n_steps + 1)]
    during = [_mean_bpm(series, end_s - _MEAN_S, end_s) for end_s in ends_s]
    known = [mean for mean in during if mean is not None]
    return None if before is None or not known else max(known) - before


def _result(asked_s: float, series: Mapping[Role, BeatSeries]) -> StandUp:
    rises = {role: rise_bpm(each, asked_s) for role, each in series.items()}
    known = {role: rise for role, rise in rises.items() if rise is not None}
    risen = [role for role, rise in known.items() if rise >= RISE_BPM]
    if len(known) < len(Role):
        state = StandUpState.UNKNOWN
    elif not risen:
        state = StandUpState.NEITHER
    elif len(risen) == 1 and known[risen[0].other] < LEVEL_BPM:
        state = StandUpState.ROSE
    else:
        state = StandUpState.BOTH
    who = risen[0] if state is StandUpState.ROSE else None
    return StandUp(state, asked_s, who, rises.get(Role.CLIENT), rises.get(Role.THERAPIST))


def _has_before(series: BeatSeries, now_s: float) -> bool:
    newest_s = _newest_s(series)
    return now_s - newest_s < PATIENCE_S and _mean_bpm(series, newest_s - BEFORE_S, newest_s) is not None


def _newest_s(series: BeatSeries) -> float:
    return series.end_s(series.n_judged) if series.n_judged else -math.inf


def _mean_bpm(series: BeatSeries, start_s: float, end_s: float) -> float | None:
    """The heart rate over a stretch, of its valid beats; None where they cover less than 80 % of it."""
    if not math.isfinite(end_s):
        return None
    is_in = (series.t_s > start_s) & (series.t_s <= end_s) & (series.is_valid == 1)
    rr_ms = series.rr_ms[is_in]
    if not rr_ms.size or float(rr_ms.sum()) < _COVERED * (end_s - start_s) * 1000.0:
        return None
    return MS_PER_MINUTE / float(rr_ms.mean())
