"""Every word of a report: none is on the list of what is never said, and nothing unknown is without its reason."""

from pathlib import Path

import pytest

import coreg.report
from coreg.domain.baseline import Refusal
from coreg.domain.beat import GapCause
from coreg.domain.client import Relation
from coreg.domain.reading import Reading, Unknown
from coreg.domain.stage import Phase
from coreg.domain.together import Lead, TogetherReview, TogetherState
from coreg.report import colours, reasons, wording
from coreg.report.html import html
from coreg.report.page import Copy
from coreg.ui.session_wording import PHASES
from coreg.ui.theme import LIGHT
from tests.languages.never import PATTERN
from tests.languages.spoken import literals
from tests.report import pages


def test_no_string_of_a_report_is_on_the_list() -> None:
    files = sorted(Path(coreg.report.__path__[0]).rglob("*.py"))
    said = [(path.name, each.text) for path in files for each in literals(path)]
    assert len(said) > 300
    assert not [(name, text) for name, text in said if PATTERN["en"].search(text)]


@pytest.mark.parametrize("copy", Copy)
def test_no_page_says_a_word_of_the_list(copy: Copy) -> None:
    body = html(pages.page(copy)).decode("utf-8").partition("<body>")[2]
    assert not PATTERN["en"].search(body)


@pytest.mark.parametrize("unknown", Unknown)
def test_every_unknown_has_its_reason(unknown: Unknown) -> None:
    assert reasons.why_of(Reading.of_unknown(unknown))


def test_every_hole_and_refused_baseline_has_its_reason() -> None:
    assert set(reasons.NO_BEATS) == set(GapCause)
    assert set(reasons.REFUSED) == set(Refusal)


def test_phases_are_called_as_on_the_screen() -> None:
    assert {phase: wording.PHASES[phase] for phase in Phase} == PHASES


def test_colours_are_those_of_the_light_screen() -> None:
    pairs = {
        colours.TEXT: LIGHT.text,
        colours.MUTED: LIGHT.muted_text,
        colours.PANEL: LIGHT.panel,
        colours.GROUND: LIGHT.window,
        colours.CLIENT: LIGHT.client,
        colours.THERAPIST: LIGHT.therapist,
        colours.TOGETHER: LIGHT.together,
        colours.SET_SHADE: LIGHT.set_shade,
        colours.GRID: LIGHT.grid,
        colours.NOTICE: LIGHT.notice_text,
        colours.NOTICE_GROUND: LIGHT.notice_ground,
        colours.SIMULATED: LIGHT.simulated_text,
        colours.SIMULATED_GROUND: LIGHT.simulated_ground,
    }
    assert all(ours == theirs for ours, theirs in pairs.items())


def together(state: TogetherState, lead: Lead, lead_s: Reading, excess: float) -> TogetherReview:
    why = Unknown.WRONG_BEATS if state is TogetherState.UNKNOWN else None
    value = Reading(excess, excess - 0.14, excess + 0.14)
    return TogetherReview(state, why, 60, 3.0, 1.0, value, lead_s, lead, None, Unknown.TOO_SHORT, None)


@pytest.mark.parametrize(
    ("state", "lead", "lead_s", "excess", "said"),
    [
        (
            TogetherState.TOGETHER,
            Lead.CLIENT_FIRST,
            Reading(3.1, 1.5, 4.5),
            0.31,
            (
                "The two hearts rose and fell together more than at unrelated moments (excess +.31 ± .14).",
                "Client first by about 3 s (1.5 to 4.5): first in time, not the cause.",
            ),
        ),
        (
            TogetherState.TOGETHER,
            Lead.THERAPIST_FIRST,
            Reading(-3.1, -4.5, -1.5),
            0.31,
            (
                "The two hearts rose and fell together more than at unrelated moments (excess +.31 ± .14).",
                "Parent first by about 3 s (1.5 to 4.5): first in time, not the cause.",
            ),
        ),
        (
            TogetherState.OPPOSITE,
            Lead.NOT_CLEAR,
            Reading.of_unknown(Unknown.NOT_TOGETHER),
            -0.28,
            ("One heart rose where the other fell more than at unrelated moments (excess −.28 ± .14).",),
        ),
        (
            TogetherState.UNKNOWN,
            Lead.NOT_CLEAR,
            Reading.of_unknown(Unknown.NOT_TOGETHER),
            0.0,
            ("Not known: more than 5 wrong beats in 100.",),
        ),
    ],
)
def test_moving_together_says_what_was_found_and_never_why(
    state: TogetherState, lead: Lead, lead_s: Reading, excess: float, said: tuple[str, ...]
) -> None:
    assert wording.together(together(state, lead, lead_s, excess), Relation.PARENT) == said
