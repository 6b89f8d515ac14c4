"""NeuroKit beside ours: the same where the method is, and where not, why."""

import pytest

from coreg.domain.beat import Beat
from coreg.domain.errors import UsageError
from coreg.review.second_opinion import Why, second_opinion
from coreg.review.second_opinion_wording import words_of
from tests.published.test_ec57 import pattern

TIME = ("mean_rr_ms", "sdnn_ms", "rmssd_ms", "sdsd_ms")


def beats_of(length_s: float = 300.0) -> list[Beat]:
    t_s, rr_ms = pattern("TP2", length_s)
    return [Beat(1, round(rr * 1.024), float(t), 0.025) for t, rr in zip(t_s, rr_ms, strict=True)]


def test_without_artifacts_the_time_domain_is_the_same_and_the_rest_says_why_not() -> None:
    found = second_opinion(beats_of())
    numbers = {one.name: one for one in found.numbers}
    assert found.n_counted == found.n_intervals
    for name in TIME:
        assert numbers[name].why == (Why.SAME,)
        assert numbers[name].of_all == pytest.approx(numbers[name].ours.value, rel=1e-9)
    assert numbers["hf_ms2"].why == (Why.INTERPOLATION,)
    assert numbers["hf_ms2"].of_all == pytest.approx(numbers["hf_ms2"].ours.value, rel=0.05)


def test_pnn50_is_divided_by_another_number() -> None:
    ticks = [820 + 30 * (i % 2) * (i % 3) for i in range(200)]
    ends = [sum(ticks[: i + 1]) / 1024 for i in range(len(ticks))]
    found = second_opinion([Beat(1, each, end_s, 0.025) for each, end_s in zip(ticks, ends, strict=True)])
    pnn50 = next(one for one in found.numbers if one.name == "pnn50_pct")
    assert pnn50.why == (Why.DENOMINATOR,)
    assert pnn50.ours.value is not None
    assert pnn50.of_counted == pytest.approx(pnn50.ours.value * 199 / 200)


def test_with_a_missed_beat_the_same_beats_give_the_same_and_all_of_them_another_rmssd() -> None:
    beats = beats_of()
    missed = beats[100]
    joined = Beat(1, missed.ticks + beats[101].ticks, beats[101].t_s, 0.025)
    found = second_opinion([*beats[:100], joined, *beats[102:]])
    rmssd = next(one for one in found.numbers if one.name == "rmssd_ms")
    assert found.n_counted < found.n_intervals
    assert rmssd.of_counted == pytest.approx(rmssd.ours.value, rel=1e-9)
    assert rmssd.of_all is not None
    assert rmssd.ours.value is not None
    assert rmssd.of_all > 1.1 * rmssd.ours.value
    assert rmssd.why == (Why.ARTIFACTS,)


def test_no_difference_is_taken_across_a_gap() -> None:
    beats = beats_of()
    later = [Beat(2, beat.ticks, beat.t_s + 30.0, 0.025) for beat in beats[150:]]
    found = second_opinion([*beats[:150], *later])
    rmssd = next(one for one in found.numbers if one.name == "rmssd_ms")
    assert found.n_breaks == 1
    assert rmssd.why == (Why.SAME,)


def test_a_stretch_is_the_beats_that_end_in_it() -> None:
    found = second_opinion(beats_of(), 60.0, 120.0)
    assert 60 < found.n_intervals < 90
    assert Why.OUR_GATE in next(one for one in found.numbers if one.name == "hf_ms2").why, "a minute is too short"


def test_too_few_intervals_are_refused() -> None:
    with pytest.raises(UsageError, match="too few"):
        second_opinion(beats_of(), 60.0, 70.0)


def test_every_reason_has_words() -> None:
    assert len({words_of(why) for why in Why}) == len(Why)
