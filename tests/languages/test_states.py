"""The large words of a panel, in the language that the tests run in: at most 24 characters, in every state."""

import itertools

from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.domain.snapshot import PersonSnapshot
from coreg.domain.standing import Pace, Standing, Variability
from coreg.domain.strap import LinkState
from coreg.ui import session_wording, wording
from tests.ui import people
from tests.ui.test_wording import persons_in_every_state


def standings() -> list[PersonSnapshot]:
    """Somebody wherever a heart may stand against today's start."""
    ways = itertools.product(Pace, Variability, (None, 7))
    return [
        people.person(
            Role.CLIENT,
            300.0,
            standing=Standing(pace, variability, 248.0, 74.0, set_number, None if set_number is None else 270.0),
        )
        for pace, variability, set_number in ways
    ]


def test_every_large_word_fits_its_place() -> None:
    states = [wording.state_of(one, t_s) for one, t_s in persons_in_every_state()]
    states += [found for one in standings() if (found := session_wording.standing(one, 300.0)) is not None]
    states += [
        session_wording.OFF_RECORD_STATE,
        wording.state_of(None, 1.0),
        wording.state_of(None, 1.0, is_over=True),
    ]
    large = {state.large for state in states} | {session_wording.NOT_KNOWN, session_wording.NOT_COMPARED}
    large.add(wording.state_of(people.person(Role.CLIENT, 1.0, link=LinkState.STREAMING), 1.0, is_over=True).large)
    assert len(large) > 20
    assert not [words for words in large if len(words) > wording.MAX_LARGE_CHARACTERS]
    assert all(state.small for state in states)
    assert wording.reason(Reading.of_unknown(next(iter(wording.UNKNOWN_HELP)))).count(":") == 1
