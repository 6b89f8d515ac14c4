"""Which heart rises: on simulated people who stand up or don't, and where too much is missing."""

import pytest

from coreg.domain.beat import Beat
from coreg.domain.person import Role
from coreg.domain.stand_up import StandUp, StandUpState
from coreg.readings.series import BeatSeries
from coreg.readings.stand_up import PATIENCE_S, STANDING_S, judge, rise_bpm

ASKED_S = 40.0
OVER_S = ASKED_S + STANDING_S + PATIENCE_S


def heart(
    before_bpm: float, after_bpm: float, until_s: float = 70.0, missing: tuple[float, float] = (0, 0)
) -> BeatSeries:
    """Beat at one rate, and at another from three seconds after the asking."""
    series, t_s = BeatSeries(), 0.0
    while t_s < until_s:
        ticks = round(1024 * 60 / (after_bpm if t_s >= ASKED_S + 3.0 else before_bpm))
        t_s += ticks / 1024
        if not missing[0] <= t_s < missing[1]:
            series.update([Beat(1, ticks, t_s, 0.025)])
    return series


def result(client: BeatSeries, therapist: BeatSeries, now_s: float = OVER_S) -> StandUp:
    both = {Role.CLIENT: client, Role.THERAPIST: therapist}
    return judge(StandUp(StandUpState.RUNNING, ASKED_S), now_s, both)


@pytest.mark.parametrize(
    ("client", "therapist", "state", "who"),
    [
        (71, 82, StandUpState.ROSE, Role.THERAPIST),
        (82, 71, StandUpState.ROSE, Role.CLIENT),
        (90, 90, StandUpState.BOTH, None),
        (76, 90, StandUpState.BOTH, None),
        (71, 76, StandUpState.NEITHER, None),
        (60, 62, StandUpState.NEITHER, None),
    ],
)
def test_the_heart_that_rises_by_eight_while_the_other_stays_below_four_is_named(
    client: float, therapist: float, state: StandUpState, who: Role | None
) -> None:
    check = result(heart(70, client), heart(70, therapist))
    assert (check.state, check.who) == (state, who)


def test_the_rise_is_said_in_beats_a_minute() -> None:
    check = result(heart(70, 70), heart(64, 80))
    assert check.rise_bpm(Role.THERAPIST) == pytest.approx(16, abs=0.5)
    assert check.rise_bpm(Role.CLIENT) == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize("missing", [(20.0, 30.0), (42.0, 70.0)])
def test_missing_beats_before_or_while_standing_leave_it_unknown(missing: tuple[float, float]) -> None:
    assert rise_bpm(heart(70, 90, missing=missing), ASKED_S) is None
    assert result(heart(70, 70), heart(70, 90, missing=missing)).state is StandUpState.UNKNOWN


def test_it_runs_until_the_beats_of_both_are_in() -> None:
    both = heart(70, 70), heart(70, 90, until_s=ASKED_S + 14.0)
    assert result(*both, now_s=ASKED_S + 16.0).state is StandUpState.RUNNING
    assert result(*both).state is not StandUpState.RUNNING


def test_it_is_ready_after_twenty_seconds_of_both_and_not_while_one_is_silent() -> None:
    both = {role: heart(70, 70, until_s=25.0) for role in Role}
    assert (
        judge(StandUp(), 15.0, {role: heart(70, 70, until_s=15.0) for role in Role}).state is StandUpState.WAITING
    )
    assert judge(StandUp(), 25.0, both).state is StandUpState.READY
    assert judge(StandUp(), 40.0, both).state is StandUpState.WAITING
    assert judge(StandUp(), 25.0, {Role.CLIENT: both[Role.CLIENT]}).state is StandUpState.WAITING


def test_who_cannot_stand_lifts_the_strap() -> None:
    both = {role: heart(70, 70, until_s=ASKED_S + 5) for role in Role}
    asked = StandUp(StandUpState.RUNNING, ASKED_S)
    assert judge(asked, ASKED_S + 5, both, {Role.CLIENT}).who is Role.CLIENT
    assert judge(asked, ASKED_S + 5, both, {Role.CLIENT}).state is StandUpState.LIFTED
    assert judge(asked, ASKED_S + 5, both, set(Role)).state is StandUpState.RUNNING


def test_a_result_stands() -> None:
    over = StandUp(StandUpState.ROSE, ASKED_S, Role.THERAPIST, 1.0, 12.0)
    assert judge(over, 500.0, {}) is over


def test_an_exchange_turns_the_result_round() -> None:
    swapped = StandUp(StandUpState.ROSE, ASKED_S, Role.CLIENT, 12.0, 1.0).swapped
    assert swapped == StandUp(StandUpState.ROSE, ASKED_S, Role.THERAPIST, 1.0, 12.0)
