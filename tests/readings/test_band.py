"""The therapist's band: what is offered, which one was shown when, and for how long a number is outside it."""

import math
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.band import Band, BandStanding, Outside, Side
from coreg.domain.baseline import Baseline, Refusal
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.reading import Reading, Unknown
from coreg.readings.band import BandWatch, band_at, band_of, offered_band, payload_of

BAND = Band(64.0, 84.0, 2.6, 4.0, "2026-03-01T09:30:00+00:00")
INSIDE = (Reading(74.0, 73.0, 75.0), Reading(3.3, 3.1, 3.5))
FAST = (Reading(88.0, 86.0, 90.0), Reading(3.3, 3.1, 3.5))
UNKNOWN = (Reading.of_unknown(Unknown.NO_SIGNAL), Reading.of_unknown(Unknown.NO_SIGNAL))


def baseline(bpm: float, rmssd_ms: float, refusal: Refusal | None = None) -> Baseline:
    return Baseline(0.0, 210.0, 180.0, 1.0, Reading(bpm), Reading(math.log(rmssd_ms)), refusal)


def _same(minute: tuple[Reading, Reading], _t_s: float) -> tuple[Reading, Reading]:
    return minute


def watched(*minutes: tuple[float, tuple[Reading, Reading]]) -> BandWatch:
    """A watch to which each of these was true until its second."""
    watch = BandWatch()
    watch.take(BAND)
    for until_s, minute in minutes:
        watch.advance(until_s, partial(_same, minute))
    return watch


def test_it_is_offered_ten_beats_and_seven_tenths_around_the_newest_accepted_baseline() -> None:
    refused = baseline(90.0, 15.0, Refusal.TOO_SHORT)
    offered = offered_band([baseline(60.0, 40.0), baseline(73.8, 28.0), refused])
    assert offered is not None
    assert offered.numbers == pytest.approx((64.0, 84.0, math.log(28) - 0.7, math.log(28) + 0.7))
    assert offered.dated_utc == "", "nobody has set it"
    assert offered_band([refused]) is None


def test_outside_is_said_from_fifteen_seconds_on_and_counts_from_the_first() -> None:
    assert watched((30.0, INSIDE), (45.0, FAST)).standing == BandStanding()
    found = watched((30.0, INSIDE), (46.0, FAST)).standing
    assert found == BandStanding(heart_rate=Outside(Side.ABOVE, 31.0))


def test_back_inside_or_unknown_ends_it_at_once() -> None:
    for now in (INSIDE, UNKNOWN):
        watch = watched((60.0, FAST), (61.0, now), (70.0, FAST))
        assert watch.standing == BandStanding()
        watch.advance(80.0, lambda _: FAST)
        assert watch.standing.heart_rate == Outside(Side.ABOVE, 62.0)


def test_the_near_end_of_the_interval_decides_and_both_numbers_are_told_apart() -> None:
    unsure = (Reading(88.0, 83.0, 93.0), Reading(2.0, 1.6, 2.5))
    assert watched((40.0, unsure)).standing == BandStanding(rmssd=Outside(Side.BELOW, 0.0))


def test_another_band_begins_anew() -> None:
    watch = watched((40.0, FAST))
    watch.take(Band(60.0, 80.0, 2.6, 4.0))
    assert watch.standing == BandStanding()
    watch.advance(56.0, lambda _: FAST)
    assert watch.standing.heart_rate == Outside(Side.ABOVE, 41.0)
    watch.take(None)
    assert watch.standing == BandStanding()


@given(
    low=st.floats(35, 150),
    width=st.floats(5, 60),
    low_ln=st.floats(1.5, 3.5),
    width_ln=st.floats(0.3, 1.5),
)
def test_a_moment_gives_back_the_band_it_was_made_of(
    low: float, width: float, low_ln: float, width_ln: float
) -> None:
    band = Band(low, low + width, low_ln, low_ln + width_ln, "2026-03-01T09:30:00+00:00", "her own")
    moment = Moment(1, 5.0, "", MomentKind.BAND, payload=payload_of(band))
    found = band_of(moment)
    assert found is not None
    assert (found.numbers, found.dated_utc, found.name) == (band.numbers, band.dated_utc, "")


@pytest.mark.parametrize(
    "payload",
    [{}, {"is_shown": True}, {"is_shown": True, "low_bpm": "64"}, payload_of(Band(84.0, 64.0, 2.6, 4.0))],
)
def test_what_is_no_band_shows_none(payload: dict[str, str | int | float | bool | None]) -> None:
    assert band_of(Moment(1, 5.0, "", MomentKind.BAND, payload=payload)) is None


def test_which_band_was_shown_when_is_read_from_the_moments() -> None:
    shown = Moment(1, 10.0, "", MomentKind.BAND, payload=payload_of(BAND))
    off = Moment(2, 50.0, "", MomentKind.BAND, payload=payload_of(None))
    moments = (shown, off)
    assert [band_at(moments, t_s) for t_s in (10.0, 10.5, 50.0, 50.5)] == [None, BAND, BAND, None]
