"""The colours of design section 6, their contrast, and what those who see colours differently see."""

import math

import pytest

from coreg.domain.person import Role
from coreg.ui.theme import DARK, LIGHT, MIN_CONTRAST, MIN_LINE_CONTRAST, Colours, Look, contrast, mix, muted, rgb
from tests.ui.colour_difference import ciede2000, seen_by

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])

# design section 6: role, contrast on its ground in light and in dark
TABLE = [
    ("text", "panel", 15.5, 13.5),
    ("muted_text", "panel", 7.0, 7.5),
    ("client", "panel", 7.2, 7.6),
    ("therapist", "panel", 7.7, 9.0),
    ("together", "panel", 7.4, 9.3),
    ("control_edge", "panel", 3.3, 4.1),
    ("notice_text", "notice_ground", 9.1, 9.1),
    ("simulated_text", "simulated_ground", 8.5, 8.4),
]


@pytest.mark.parametrize(("colour", "ground", "light", "dark"), TABLE)
def test_contrast_is_what_the_table_says(colour: str, ground: str, light: float, dark: float) -> None:
    for colours, expected in ((LIGHT, light), (DARK, dark)):
        measured = contrast(getattr(colours, colour), getattr(colours, ground))
        assert measured == pytest.approx(expected, abs=0.11 if expected < 14 else 0.8)


@BOTH
def test_numbers_and_state_words_meet_aaa_and_every_text_aa(colours: Colours) -> None:
    for word in (colours.text, colours.client, colours.therapist):
        assert contrast(word, colours.panel) >= 7.0
    for word in (colours.text, colours.muted_text):
        assert contrast(word, colours.window) >= MIN_CONTRAST


# What is written or drawn, what it stands on, and the least contrast: 7 for what is read from two metres, 4.5 for
# words (WCAG 2.2, 1.4.3), 3 for lines that mean something (1.4.11).
WRITTEN = [
    ("text", "panel", 7.0),
    ("client", "panel", 7.0),
    ("therapist", "panel", 7.0),
    ("text", "window", 7.0),
    ("muted_text", "panel", MIN_CONTRAST),
    ("muted_text", "window", MIN_CONTRAST),
    ("muted_text", "set_shade", MIN_CONTRAST),  # a set's number
    ("text", "set_shade", MIN_CONTRAST),  # a mark's word within a set
    ("together", "panel", MIN_CONTRAST),
    ("notice_text", "notice_ground", MIN_CONTRAST),
    ("simulated_text", "simulated_ground", MIN_CONTRAST),
    ("panel", "text", MIN_CONTRAST),  # a filled button, a chip that is on disk
    ("panel", "pressed_filled", MIN_CONTRAST),
    ("text", "pressed", MIN_CONTRAST),
    ("text", "half_held", MIN_CONTRAST),
]
DRAWN = [
    *[(who, ground) for who in ("client", "therapist") for ground in ("panel", "set_shade", "own_band")],
    *[
        ("muted_text", ground) for ground in ("panel", "set_shade", "client_band", "therapist_band")
    ],  # today's start
    *[("text", ground) for ground in ("panel", "set_shade", "client_band", "therapist_band")],  # marks
    ("control_edge", "panel"),  # a set's foot, a button's edge
    ("control_edge", "window"),
    ("client", "window"),  # the ring of the focus, a panel's bar
    ("therapist", "window"),
]


def ground_of(colours: Colours, name: str, over: str) -> str:
    """A colour of the palette, or one that is mixed of it as the widgets do."""
    mixed = {
        "own_band": lambda: colours.band_of(Role(over)),
        "client_band": lambda: colours.band_of(Role.CLIENT),
        "therapist_band": lambda: colours.band_of(Role.THERAPIST),
        "pressed": lambda: mix(colours.control_edge, colours.panel, 0.3),
        "pressed_filled": lambda: mix(colours.control_edge, colours.text, 0.3),
        "half_held": lambda: mix(colours.control_edge, colours.panel, 0.35),
    }
    return mixed[name]() if name in mixed else str(getattr(colours, name))


@BOTH
@pytest.mark.parametrize(("words", "ground", "least"), WRITTEN)
def test_every_word_can_be_read_on_what_it_stands_on(
    colours: Colours, words: str, ground: str, least: float
) -> None:
    assert contrast(getattr(colours, words), ground_of(colours, ground, words)) >= least


@BOTH
@pytest.mark.parametrize(("line", "ground"), DRAWN)
def test_every_line_that_means_something_is_told_from_its_ground(colours: Colours, line: str, ground: str) -> None:
    assert contrast(getattr(colours, line), ground_of(colours, ground, line)) >= MIN_LINE_CONTRAST


@BOTH
def test_what_only_helps_the_eye_is_fainter_than_what_means_something(colours: Colours) -> None:
    """A shade has its foot and its number, a hole its words, a grid line its figure."""
    for faint in (colours.set_shade, colours.grid, colours.hatch, colours.baseline_band):
        assert 1.05 < contrast(faint, colours.panel) < contrast(colours.control_edge, colours.panel)


@BOTH
def test_a_rough_number_is_fainter_and_still_readable(colours: Colours) -> None:
    for role in Role:
        faint = muted(colours.of(role), colours.panel)
        assert faint != colours.of(role)
        assert contrast(faint, colours.panel) >= MIN_CONTRAST


@BOTH
def test_nothing_is_red(colours: Colours) -> None:
    for name in Colours.__slots__:
        value = getattr(colours, name)
        if isinstance(value, str):
            red, green, blue = rgb(value)
            assert not (red > 160 and green < 0.5 * red and blue < 0.5 * red), name


@pytest.mark.parametrize(
    ("sight", "light", "dark"),
    [("normal", 44, 49), ("protan", 46, 52), ("deutan", 48, 53), ("tritan", 46, 46)],
)
def test_client_and_therapist_differ_for_every_sight(sight: str, light: float, dark: float) -> None:
    for colours, expected in ((LIGHT, light), (DARK, dark)):
        least = min(ciede2000(see(colours.client), see(colours.therapist)) for see in seen_by(sight))
        assert least >= expected - 1.0


def test_no_word_is_under_13_px_and_sizes_follow_the_text_scale() -> None:
    for size in ("number", "state", "clock", "role", "small_state", "body", "label", "tick"):
        assert Look().text_px(size) >= 13
        assert math.isclose(Look(scale=1.5).text_px(size), 1.5 * Look().text_px(size), abs_tol=0.5)
    assert (Look().text_px("number"), Look(is_large=True).text_px("number")) == (60, 76)
    assert (Look().text_px("state"), Look(is_large=True).text_px("state")) == (40, 48)
