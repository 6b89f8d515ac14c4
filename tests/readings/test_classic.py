"""Measures from the literature on simulated pairs: what they find, and what is unknown."""

import math

import pytest

from coreg.domain.classic import ClassicName
from coreg.domain.person import Role
from coreg.readings.classic import read_classic
from coreg.readings.together_marks import Markings
from coreg.sensors.simulator_pair import SCENARIOS, simulate_pair


def measured(name, seed=3):
    pair = simulate_pair(SCENARIOS[name], seed)
    found = read_classic(pair.beats, Markings(sets=pair.sets_s), pair.length_s)
    return {one.name: one for one in found}


def test_hearts_that_go_together_stand_out_however_half_minutes_are_exchanged():
    found = measured("coupled-6")
    for name in (ClassicName.WCC_PEAK_Z, ClassicName.WCC_ZERO_LAG_Z, ClassicName.SUSY_SIGNED_Z):
        assert found[name].shuffled.p <= 0.01
        assert found[name].set_aligned.p <= 0.01


def test_every_measure_is_there_and_finite():
    found = measured("nobody")
    assert set(found) == set(ClassicName)
    assert all(math.isfinite(one.value) for one in found.values())
    assert found[ClassicName.WCC_LAG_S].shuffled is None
    assert found[ClassicName.SUSY_Z].shuffled.matched == pytest.approx(found[ClassicName.SUSY_Z].value)


def test_the_client_first_is_a_positive_lag():
    """Far smaller than the 3 s that it is: the peak nearest to no lag is taken."""
    for seed in range(2):
        client, therapist = (
            measured(name, seed)[ClassicName.WCC_LAG_S].value for name in ("client-first", "therapist-first")
        )
        assert client > 0.0 > therapist


@pytest.mark.parametrize(
    "beats", [{}, {Role.CLIENT: simulate_pair(SCENARIOS["nobody"], 1, 60.0).beats[Role.CLIENT]}]
)
def test_one_person_alone_has_none(beats):
    found = read_classic(beats, Markings(), 60.0)
    assert all(one.value is None for one in found)
    assert all(null.p is None for one in found for null in (one.shuffled, one.set_aligned) if null is not None)
