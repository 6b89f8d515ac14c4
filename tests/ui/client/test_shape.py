import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.client_picture import ClientPicture
from coreg.domain.stage import ClientScreen, Pacer
from coreg.ui.client.shape import AT_REST, LARGEST, SMALLEST, Shape, breath_at, eased, shape_of
from coreg.ui.client.tones import DARK, LIGHT
from coreg.ui.theme import contrast, rgb

rates = st.integers(45, 65).map(lambda tenths: tenths / 10)


def pacer_shape(at_s, *, is_reduced=False, shows_word=True, share=None, pacer=None):
    picture = ClientPicture(ClientScreen.PACER, wave_share=share, pacer=pacer or Pacer())
    return shape_of(picture, 0.0, at_s, is_reduced=is_reduced, shows_word=shows_word)


def test_six_a_minute_is_four_seconds_in_and_six_out_with_no_hold() -> None:
    assert [breath_at(Pacer(), t_s).is_in for t_s in (0.1, 3.9, 4.1, 9.9, 10.1)] == [True, True, False, False, True]
    assert [pacer_shape(t_s).radius for t_s in (0.0, 4.0, 10.0)] == pytest.approx([SMALLEST, LARGEST, SMALLEST])
    assert pacer_shape(2.0).radius == pytest.approx((SMALLEST + LARGEST) / 2)
    assert breath_at(Pacer(), 7.0).fullness == pytest.approx(0.5)


@given(rates, st.floats(0.3, 0.6), st.floats(0, 3600))
def test_the_disc_stays_within_its_bounds_and_never_jumps(rate, in_share, t_s) -> None:
    pacer = Pacer(rate, in_share)
    radius = pacer_shape(t_s, pacer=pacer).radius
    assert SMALLEST - 1e-9 <= radius <= LARGEST + 1e-9
    fastest = (LARGEST - SMALLEST) * math.pi / 2 / (60 / rate * min(in_share, 1 - in_share))
    assert abs(pacer_shape(t_s + 1 / 60, pacer=pacer).radius - radius) <= fastest / 60 + 1e-6


def test_more_of_the_wave_is_softer_and_none_known_is_as_soft_as_rest() -> None:
    assert pacer_shape(1.0, share=1.0).softness > pacer_shape(1.0, share=0.25).softness
    assert pacer_shape(1.0, share=None).softness == Shape().softness


@given(st.floats(0, 100))
def test_with_reduced_motion_nothing_changes_its_size_and_the_word_is_there(t_s) -> None:
    shape = pacer_shape(t_s, is_reduced=True, shows_word=False)
    assert shape.radius == AT_REST
    assert 0.85 - 1e-9 <= shape.brightness <= 1.15 + 1e-9


def test_with_reduced_motion_brightness_breathes_by_its_whole_share() -> None:
    brightness = [pacer_shape(t_s / 10, is_reduced=True).brightness for t_s in range(100)]
    assert (min(brightness), max(brightness)) == pytest.approx((0.85, 1.15))
    assert pacer_shape(2.0, is_reduced=True, shows_word=False).word_opacity == 1.0
    assert pacer_shape(2.0, shows_word=False).word_opacity == 0.0


def test_calm_follows_and_what_is_not_known_is_rest() -> None:
    shown = [
        shape_of(ClientPicture(ClientScreen.CALM), level, 0, is_reduced=False, shows_word=True)
        for level in (-1, 0, 1)
    ]
    assert shown[0].radius < shown[1].radius < shown[2].radius
    assert shown[1] == shape_of(ClientPicture(ClientScreen.REST), 0.0, 0, is_reduced=False, shows_word=True)


def test_easing_is_the_same_in_one_step_or_in_many() -> None:
    value = 0.0
    for _ in range(120):
        value = eased(value, 1.0, 1 / 60, 2.0)
    assert value == pytest.approx(eased(0.0, 1.0, 2.0, 2.0))
    assert value == pytest.approx(1 - math.exp(-1))


def test_the_colours_are_those_that_were_agreed_and_none_is_red() -> None:
    assert (DARK.ground, DARK.shape, LIGHT.ground, LIGHT.outline) == ("#10181C", "#7FB9BA", "#F3F1EA", "#4B8083")
    assert contrast(DARK.shape, DARK.ground) == pytest.approx(8.2, abs=0.05)
    assert contrast(LIGHT.outline or "", LIGHT.ground) == pytest.approx(3.9, abs=0.05)
    for tones in (DARK, LIGHT):
        assert contrast(tones.word, tones.shape) >= 6.7
        assert contrast(tones.word, tones.shape_at(0.85)) >= 4.5
        assert contrast(tones.small, tones.ground) >= 4.5
        for colour in (tones.ground, tones.shape, tones.word, tones.small, tones.line):
            red, green, blue = rgb(colour)
            assert red <= max(green, blue) + 8
