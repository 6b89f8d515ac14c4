import pytest

from coreg.domain.act import Act, Request
from coreg.domain.stage import Profile
from coreg.ui.key_reader import KeyReader
from coreg.ui.key_table import IN_NOTE, KEYS, View, meaning_of


def test_a_digit_is_a_rating_at_once():
    assert KeyReader(Profile.EMDR).press("7", 3.0) == [Request(Act.RATE, 7)]


def test_a_one_waits_for_a_nought_and_keeps_the_time_of_its_press():
    reader = KeyReader(Profile.EMDR)
    assert reader.press("1", 10.0) == []
    assert [reader.pending] == [1]
    assert reader.tick(10.6) == []
    (settled,) = reader.tick(10.75)
    assert (settled.act, settled.value) == (Act.RATE, 1)
    assert settled.ago_s == pytest.approx(0.75)
    assert [reader.pending] == [None]
    assert reader.tick(11.0) == []


@pytest.mark.parametrize(("second_s", "values"), [(10.5, [10]), (10.9, [1, 0])])
def test_one_and_nought_are_ten_only_within_seven_tenths(second_s, values):
    reader = KeyReader(Profile.EMDR)
    asked = reader.press("1", 10.0) + reader.press("0", second_s)
    assert [one.value for one in asked if isinstance(one, Request)] == values


def test_the_next_key_settles_a_waiting_one_first():
    reader = KeyReader(Profile.EMDR)
    reader.press("1", 10.0)
    asked = reader.press("Space", 10.2)
    assert [(one.act, one.value) for one in asked if isinstance(one, Request)] == [(Act.RATE, 1), (Act.SET, None)]


def test_alt_0_is_ten_without_waiting():
    assert KeyReader(Profile.EMDR).press("Alt+0", 1.0) == [Request(Act.RATE, 10)]


def test_self_energy_is_s_and_then_a_digit_within_two_seconds():
    reader = KeyReader(Profile.IFS)
    assert reader.press("S", 5.0) == []
    assert reader.press("6", 6.9) == [Request(Act.RATE_SELF, 6)]
    reader.press("S", 20.0)
    assert reader.press("6", 22.1) == [Request(Act.RATE, 6)], "too late: alone a digit does nothing, and says so"
    reader.press("S", 30.0)
    assert reader.press("1", 30.5) == []
    assert reader.press("0", 31.0) == [Request(Act.RATE_SELF, 10, ago_s=0.5)]


def test_no_key_has_two_meanings_and_the_set_has_one_key_everywhere():
    for profile in Profile:
        table = KEYS[profile]
        assert [key for key, meaning in table.items() if meaning is Act.SET] == ["Space"]
        several = (Act.PHASE, Act.RATE, View.SHOW_MORE)
        meanings = [meaning for meaning in table.values() if meaning not in several]
        assert len(meanings) == len(set(meanings)), "nor a meaning two keys"


def test_profiles_differ_in_their_own_marks_alone():
    emdr, ifs = KEYS[Profile.EMDR], KEYS[Profile.IFS]
    assert {key for key in set(emdr) & set(ifs) if emdr[key] is not ifs[key]} == {"K"}


def test_in_the_note_line_keys_write_but_the_pedal_and_the_function_keys_act():
    assert meaning_of("R", Profile.EMDR, {}, in_note=True) is None
    assert meaning_of("Space", Profile.EMDR, {}, in_note=True) is None
    assert (
        meaning_of("PageDown", Profile.EMDR, {"PageDown": "Space"}, in_note=True, devices={"PageDown"}) is Act.SET
    )
    assert all(meaning_of(key, Profile.EMDR, {}, in_note=True) is not None for key in IN_NOTE)


def test_nothing_quits_the_program_by_a_key():
    assert not {key for key in KEYS[Profile.EMDR] if key in ("Ctrl+Q", "Alt+F4", "Ctrl+W", "Esc")}
