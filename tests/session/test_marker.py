import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.act import Act, Refusal, Request
from coreg.domain.marks import Scale, SetEnd, SetKind, SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.stage import ClientScreen, Phase, Profile
from coreg.session.marker import Marker
from coreg.session.profile import MarkSettings


class Hand:
    """A therapist's hand: asks for acts at a time."""

    def __init__(self, **settings):
        self.marker = Marker(MarkSettings(**settings))

    def ask(self, act, t_s, value=None, ago_s=0.0):
        return self.marker.ask(Request(act, value, ago_s), t_s, "2026-03-01T09:30:00Z", "key")

    @property
    def sets(self):
        return self.marker.marks.sets


def test_two_presses_a_set_and_a_slip_of_the_finger_is_none():
    hand = Hand()
    hand.ask(Act.SET, 10.0)
    assert hand.ask(Act.SET, 10.3).moments == ()
    assert hand.marker.stage.is_in_set
    hand.ask(Act.SET, 40.0)
    (one,) = hand.sets
    assert (one.number, one.start_s, one.end_s, one.ended_by) == (1, 10.0, 40.0, SetEnd.KEY)


def test_a_set_key_that_is_held_and_repeats_is_one_press():
    hand = Hand()
    for repeat in range(60):
        hand.ask(Act.SET, 10.0 + 0.03 * repeat)
    assert [(one.start_s, one.end_s) for one in hand.sets] == [(10.0, None)]


def test_the_kind_of_a_set_is_of_the_phase_it_began_in():
    hand = Hand()
    kinds = {
        Phase.PREPARATION: SetKind.RESOURCE,
        Phase.DESENSITIZATION: SetKind.PROCESSING,
        Phase.INSTALLATION: SetKind.INSTALLATION,
        Phase.BODY_SCAN: SetKind.BODY_SCAN,
    }
    for i, phase in enumerate(kinds):
        hand.ask(Act.PHASE, 100.0 * i, phase.value)
        hand.ask(Act.SET, 100.0 * i + 10)
        hand.ask(Act.SET, 100.0 * i + 40)
    assert [one.kind for one in hand.sets] == list(kinds.values())


def test_k_cycles_the_kind_of_the_running_or_last_set():
    hand = Hand()
    assert hand.ask(Act.KIND, 1.0).refusal is Refusal.NO_SET_YET
    hand.ask(Act.SET, 10.0)
    hand.ask(Act.KIND, 12.0)
    assert hand.sets[0].kind is SetKind.RESOURCE


def test_a_rating_is_sud_except_in_installation_and_v_re_types_it():
    hand = Hand()
    hand.ask(Act.RATE, 10.0, 7)
    hand.ask(Act.AS_VOC, 13.0)
    assert [(one.scale, one.value) for one in hand.marker.marks.ratings] == [(Scale.VOC, 7)]
    hand.ask(Act.PHASE, 20.0, Phase.INSTALLATION.value)
    assert hand.ask(Act.RATE, 21.0, 8).refusal is Refusal.VOC_IS_1_TO_7
    hand.ask(Act.RATE, 22.0, 5)
    assert hand.marker.marks.ratings[-1].scale is Scale.VOC
    hand.ask(Act.AS_SUD, 40.0)
    hand.ask(Act.RATE, 41.0, 9)
    assert (hand.marker.marks.ratings[-1].scale, hand.marker.marks.ratings[-1].value) == (Scale.SUD, 9)


def test_a_nine_cannot_become_a_voc():
    hand = Hand()
    hand.ask(Act.RATE, 10.0, 9)
    assert hand.ask(Act.AS_VOC, 11.0).refusal is Refusal.VOC_IS_1_TO_7
    assert hand.marker.marks.ratings[0].scale is Scale.SUD


def test_a_rating_is_of_the_press_not_of_when_it_was_settled():
    hand = Hand()
    hand.ask(Act.RATE, 10.7, 1, ago_s=0.7)
    assert hand.marker.marks.ratings[0].t_s == pytest.approx(10.0)


def test_the_stop_signal_ends_the_set_and_rests_the_screen():
    hand = Hand(rests_screen=False)
    hand.ask(Act.SCREEN_CALM, 1.0)
    hand.ask(Act.SET, 10.0)
    hand.ask(Act.STOP_SIGNAL, 20.0)
    assert hand.sets[0].ended_by is SetEnd.STOP_SIGNAL
    assert hand.marker.stage.screen is ClientScreen.REST


def test_a_set_rests_the_clients_screen_unless_it_shows_nothing():
    hand = Hand()
    hand.ask(Act.SET, 10.0)
    hand.ask(Act.SET, 40.0)
    assert hand.marker.stage.screen.value == "off"
    hand.ask(Act.SCREEN_PACER, 50.0)
    hand.ask(Act.SET, 60.0)
    assert hand.marker.stage.screen is ClientScreen.REST


def test_a_baseline_is_not_begun_in_a_set_and_a_set_ends_it():
    hand = Hand()
    hand.ask(Act.BASELINE, 1.0)
    assert SpanKind.BASELINE in hand.marker.stage.running
    hand.ask(Act.SET, 100.0)
    assert SpanKind.BASELINE not in hand.marker.stage.running
    assert hand.ask(Act.BASELINE, 110.0).refusal is Refusal.BASELINE_IN_SET


def test_taking_back_goes_one_mark_a_press_and_bringing_back_undoes_it():
    hand = Hand()
    hand.ask(Act.SET, 10.0)
    hand.ask(Act.SET, 40.0)
    hand.ask(Act.STAR, 50.0)
    for _ in range(3):
        assert hand.ask(Act.RETRACT, 60.0).refusal is None
    assert hand.sets == ()
    assert hand.ask(Act.RETRACT, 61.0).refusal is Refusal.NO_MARK_YET
    for _ in range(3):
        assert hand.ask(Act.BRING_BACK, 62.0).refusal is None
    assert (hand.sets[0].start_s, hand.sets[0].end_s) == (10.0, 40.0)
    assert [m.kind for m in hand.marker.marks.moments].count(MomentKind.STAR) == 1
    assert hand.ask(Act.BRING_BACK, 63.0).refusal is Refusal.NOTHING_TO_BRING_BACK


def test_a_set_whose_end_is_taken_back_within_a_minute_runs_on_and_later_it_does_not():
    hand = Hand()
    hand.ask(Act.SET, 10.0)
    hand.ask(Act.SET, 40.0)
    hand.ask(Act.RETRACT, 95.0)
    assert hand.marker.stage.is_in_set
    hand.ask(Act.SET, 100.0)
    assert hand.ask(Act.RETRACT, 170.0).refusal is Refusal.SET_ENDED_LONG_AGO


def test_set_numbers_are_never_reused():
    hand = Hand()
    hand.ask(Act.SET, 10.0)
    hand.ask(Act.RETRACT, 11.0)
    hand.ask(Act.SET, 20.0)
    assert [one.number for one in hand.sets] == [2]


def test_the_last_mark_moves_a_second_a_press_and_never_into_what_is_to_come():
    hand = Hand()
    hand.ask(Act.SET, 10.0)
    hand.ask(Act.EARLIER, 11.0)
    hand.ask(Act.EARLIER, 11.2)
    assert hand.sets[0].start_s == 8.0
    for _ in range(5):
        hand.ask(Act.LATER, 11.5)
    assert hand.sets[0].start_s == 11.5


def test_off_the_record_nothing_is_marked_but_coming_back():
    hand = Hand()
    hand.ask(Act.OFF_RECORD, 10.0)
    assert hand.ask(Act.STAR, 11.0).refusal is Refusal.OFF_THE_RECORD
    assert hand.ask(Act.OFF_RECORD, 30.0).refusal is None
    assert not hand.marker.stage.is_off_record


def test_the_other_profiles_marks_and_switched_off_keys_say_why():
    ifs = Hand(profile=Profile.IFS)
    assert ifs.ask(Act.RATE, 1.0, 3).refusal is Refusal.NOT_IN_THIS_PROFILE
    assert ifs.ask(Act.RATE_SELF, 2.0, 6).refusal is None
    assert Hand().ask(Act.PART_NOTICED, 1.0).refusal is Refusal.NOT_IN_THIS_PROFILE
    assert Hand().ask(Act.CLIENT_SPEAKS, 1.0).refusal is Refusal.SPEECH_IS_OFF
    assert Hand().ask(Act.NOTE, 1.0, 1).refusal is Refusal.NO_TEXT_HERE
    assert Hand(marks_speech=True).ask(Act.CLIENT_SPEAKS, 1.0).refusal is None


def test_the_end_ends_what_runs():
    hand = Hand()
    hand.ask(Act.SET, 10.0)
    hand.ask(Act.END, 30.0)
    assert hand.sets[0].ended_by is SetEnd.SESSION_END


PLAIN = [act for act in Act if act not in (Act.PHASE, Act.RATE, Act.RATE_SELF, Act.NOTE, Act.WITHDRAW)]


@given(st.lists(st.tuples(st.sampled_from(PLAIN), st.floats(0, 30)), max_size=25))
def test_whatever_is_pressed_moments_only_grow_and_are_read_back_the_same(presses):
    hand, now_s = Hand(marks_speech=True), 0.0
    seen: tuple[Moment, ...] = ()
    for act, pause_s in presses:
        now_s += pause_s
        answer = hand.ask(act, now_s)
        assert hand.marker.moments[: len(seen)] == seen
        assert hand.marker.moments == (*seen, *answer.moments)
        assert answer.refusal is None or not answer.moments
        seen = hand.marker.moments
    again = Marker(MarkSettings(marks_speech=True), seen)
    assert (again.marks, again.stage) == (hand.marker.marks, hand.marker.stage)
