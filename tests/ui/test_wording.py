"""Every word of the screens: how long large words are, and that no state is without words.

What is never said, in any language, is in tests/languages.
"""

import itertools

import pytest

from coreg.domain.client import Relation
from coreg.domain.errors import CoregError
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.snapshot import DiskProblem, DiskState, PersonSnapshot, RecordState
from coreg.domain.stand_up import StandUp, StandUpState
from coreg.domain.strap import BluetoothFault, FoundStrap, LinkCause, LinkState, Strap
from coreg.ui import wording
from coreg.ui.pairing import wording as pairing
from coreg.ui.pairing.second_wording import second_words
from coreg.ui.therapist import disk_wording
from tests.languages.never import PATTERN
from tests.ui import people

NEVER = PATTERN["en"]


def persons_in_every_state() -> list[tuple[PersonSnapshot, float]]:
    kinds = itertools.product(
        LinkState,
        LinkCause,
        (0, 90),
        (None, *BluetoothFault),
        (False, True),
        (None, True),
        (None, False),
        (5.0, 400.0),
    )
    return [
        (
            people.person(
                Role.CLIENT,
                t_s,
                link=link,
                link_cause=cause,
                n_beats=n_beats,
                fault=fault,
                is_suspect=is_suspect,
                sends_milliseconds=in_ms,
                has_contact=contact,
                numbers=people.unknown_numbers(Unknown.NO_SIGNAL),
            ),
            t_s,
        )
        for link, cause, n_beats, fault, is_suspect, in_ms, contact, t_s in kinds
    ]


def test_every_state_has_words_of_at_most_24_characters_and_a_reason() -> None:
    said = {(wording.state_of(one, t_s), pairing.link_sentence(one, t_s)) for one, t_s in persons_in_every_state()}
    assert len(said) > 15
    for state, (sentence, is_notice) in said:
        assert 0 < len(state.large) <= wording.MAX_LARGE_CHARACTERS
        assert state.small
        assert sentence[0].isupper()
        assert sentence.endswith((".", "?"))
        assert is_notice or not state.is_notice
        assert not NEVER.search(f"{state.large} {state.small} {sentence}")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"fault": BluetoothFault.OFF}, "Bluetooth is off. Switch it on: the strap comes by itself."),
        ({"fault": BluetoothFault.NO_ADAPTER}, "No Bluetooth. This computer has no adapter: plug one in."),
        (
            {"link": LinkState.SCANNING, "link_cause": LinkCause.NOT_FOUND},
            "Looking for the strap. Worn and wet? no phone, watch or app holding it?",
        ),
        (
            {"link": LinkState.RECONNECTING, "link_cause": LinkCause.CONNECT_FAILED, "n_beats": 0},
            "No answer yet. Held by a phone, watch or app? close that one's link.",
        ),
        (
            {"link": LinkState.WAIT_CONTACT, "has_contact": False, "n_beats": 0},
            "No skin contact. Wet the electrodes, pull the strap snug.",
        ),
        (
            {"link": LinkState.NO_RR, "n_beats": 0},
            "Heart rate only. This strap sends no beats: no variability.",
        ),
        ({"is_suspect": True}, "The strap contradicts itself: check that it sits well."),
        ({"sends_milliseconds": True}, "This strap counts in milliseconds: its numbers are 2 % off."),
    ],
)
def test_each_trouble_with_a_link_is_one_sentence_with_what_to_do(facts: dict[str, object], sentence: str) -> None:
    assert pairing.link_sentence(people.person(Role.CLIENT, 60.0, **facts), 60.0) == (sentence, True)


@pytest.mark.parametrize("state", StandUpState)
@pytest.mark.parametrize("who", Role)
@pytest.mark.parametrize("relation", Relation)
def test_every_step_of_the_check_has_words(state: StandUpState, who: Role, relation: Relation) -> None:
    second = second_words(relation)
    named = who if state in (StandUpState.ROSE, StandUpState.LIFTED) else None
    check = StandUp(state, 30.0, named, 1.0, 12.0)
    said = [pairing.check_words(check, 31.0, second, n_worn=2, is_skipped=False)]
    said += [pairing.rise_words(role, check, second) for role in Role if state.is_over]
    assert all(said)
    assert not [words for words in said if NEVER.search(words)]


def test_straps_that_are_not_used_show_model_and_signal_alone() -> None:
    words = pairing.not_used([FoundStrap("Jane's HRM", "D2:8A:11:4F:4F:21", -58, "Polar H10", True, 80)])
    assert words == "Also found, not used: Polar H10, strong signal"


def test_a_missing_strap_is_said_as_such() -> None:
    assert wording.state_of(None, 10.0).large == "Not worn today"
    bare = people.person(Role.CLIENT, 10.0, strap=None, numbers=people.unknown_numbers(Unknown.NO_STRAP))
    assert wording.state_of(bare, 10.0).large == "Not worn today"


def test_a_silent_strap_says_for_how_long_and_what_to_do() -> None:
    one = people.person(Role.CLIENT, 100.0, link=LinkState.RECONNECTING, link_since_s=92.0, last_beat_s=86.0)
    state = wording.state_of(one, 100.0)
    assert (state.large, state.small) == ("No signal", "for 14 s · reconnecting · nothing to do yet")
    assert state.is_notice


@pytest.mark.parametrize("unknown", Unknown)
def test_every_unknown_has_a_reason(unknown: Unknown) -> None:
    assert wording.reason(Reading.of_unknown(unknown)).startswith("unknown: ")


def test_on_disk_is_said_only_of_what_the_disk_confirmed() -> None:
    said = {
        wording.saving_words(record, DiskState(n_waiting, behind_s, problem), is_replay=False)
        for record in RecordState
        for n_waiting, behind_s in ((1, 0.1), (4, 3.2))
        for problem in (None, *DiskProblem)
    }
    assert not [words for words in said if "on disk" in words]
    assert "Recording is behind by 3 s" in said
    assert wording.saving_words(RecordState.RECORDING, DiskState(), is_replay=False).endswith(
        "every beat is on disk"
    )


def test_a_full_disk_says_what_waits_and_what_to_do() -> None:
    words = disk_wording.notice(DiskState(500, 180.0, DiskProblem.FULL))
    assert words.startswith("The disk is full: 3 minutes of beats wait in memory, none is lost.")
    assert all(disk_wording.notice(DiskState(1, 3.0, problem)) for problem in DiskProblem)
    assert disk_wording.notice(DiskState()) == ""


def test_a_found_strap_never_shows_its_advertised_name() -> None:
    words = pairing.found_strap(FoundStrap("Jane's HRM", "D2:8A:11:4F:4F:21", -58, None, False, 80))
    assert "Jane" not in words
    assert "4F21" in words


def test_a_low_battery_says_what_to_do() -> None:
    low = people.person(Role.CLIENT, 60.0, strap=Strap("A", "Polar H10", 2.6, 10, True))
    assert wording.corners(low)[0].battery_notice == "Battery 10 % · change it after today"
    assert wording.corners(people.person(Role.CLIENT, 60.0))[0].signal == "signal good · battery 80 %"


def test_failures_of_ours_speak_and_others_show_no_trace() -> None:
    assert wording.of_failure(CoregError("The file is empty.")) == "The file is empty."
    assert "ValueError" not in wording.of_failure(ValueError("rr 812"))
