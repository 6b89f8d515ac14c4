import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.client_window import ScreenChoice
from coreg.ui.client.placement import Placing, Screen, candidates, may_stay, place

DESK = Screen(0, "eDP-1", 0, 0, 1920, 1080)
SECOND = Screen(1, "DP-2", 1920, 0, 1280, 1024)
THIRD = Screen(2, "DP-3", -1280, 0, 1280, 1024)
COPY = Screen(1, "DP-2", 0, 0, 1920, 1080)

numbers = st.integers(-4000, 4000)
sizes = st.integers(1, 4000)
several = st.lists(st.tuples(numbers, numbers, sizes, sizes), min_size=1, max_size=5).map(
    lambda places: [Screen(number, f"S{number % 2}", *place) for number, place in enumerate(places)]
)


def test_a_second_screen_is_asked_about_once_and_known_again_by_name_and_size() -> None:
    assert place([DESK, SECOND], DESK, None, in_small_window=False).placing is Placing.ASK
    found = place([DESK, SECOND], DESK, SECOND.choice, in_small_window=False)
    assert (found.placing, found.screen) == (Placing.ON_SCREEN, SECOND)


def test_the_same_name_with_another_size_is_asked_about_again() -> None:
    choice = ScreenChoice("DP-2", 1920, 1080)
    assert place([DESK, SECOND], DESK, choice, in_small_window=True).placing is Placing.ASK


def test_the_therapists_own_screen_is_no_place_even_if_it_was_the_clients_once() -> None:
    assert place([DESK, SECOND], DESK, DESK.choice, in_small_window=False).placing is Placing.ASK
    assert place([DESK], DESK, DESK.choice, in_small_window=False).placing is Placing.NOWHERE


@pytest.mark.parametrize(("in_small_window", "placing"), [(False, Placing.NOWHERE), (True, Placing.SMALL_WINDOW)])
def test_on_one_screen_it_is_a_small_window_only_where_that_was_switched_on(in_small_window, placing) -> None:
    assert place([DESK], DESK, SECOND.choice, in_small_window=in_small_window).placing is placing


def test_a_screen_that_shows_the_same_is_mirrored_and_takes_nothing() -> None:
    assert place([DESK, COPY], DESK, COPY.choice, in_small_window=False).placing is Placing.MIRRORED
    assert place([DESK, COPY, THIRD], DESK, THIRD.choice, in_small_window=False).screen == THIRD


def test_it_stays_only_while_its_screen_is_there_and_apart() -> None:
    assert may_stay(SECOND, [DESK, SECOND], DESK)
    assert not may_stay(SECOND, [DESK], DESK)
    assert not may_stay(COPY, [DESK, COPY], DESK)
    assert not may_stay(SECOND, [DESK, SECOND], SECOND)


@given(several, st.data())
def test_it_never_lands_where_the_therapist_could_see_it_or_be_seen(screens, data) -> None:
    therapist = data.draw(st.sampled_from(screens))
    choice = data.draw(st.sampled_from(screens)).choice
    found = place(screens, therapist, choice, in_small_window=data.draw(st.booleans()))
    assert (found.placing is Placing.ON_SCREEN) is (found.screen is not None)
    if found.screen is not None:
        assert found.screen in candidates(screens, therapist)
        is_beside = found.screen.x >= therapist.x + therapist.width_px or therapist.x >= found.screen.x + (
            found.screen.width_px
        )
        is_above = found.screen.y >= therapist.y + therapist.height_px or therapist.y >= found.screen.y + (
            found.screen.height_px
        )
        assert is_beside or is_above
