"""The calibration of moving together on a few simulated pairs; `python -m benchmarks calibration` has all of it.

COREG_TEST_PAIRS asks for more pairs of each kind. Seeds are fixed: bounds are wide for 6 pairs.
"""

import os

import pytest

from benchmarks.calibration import outcome, row_of
from coreg.domain.together import TogetherState
from coreg.sensors.simulator_pair import SCENARIOS

N_PAIRS = int(os.environ.get("COREG_TEST_PAIRS", "6"))


def outcomes(cell):
    return [outcome(SCENARIOS[cell], 5000 + seed) for seed in range(N_PAIRS)]


@pytest.mark.parametrize("cell", ["nobody", "sets", "breathing", "damage", "turns"])
def test_people_who_have_nothing_in_common_are_seldom_said_to_move_together(cell):
    found = outcomes(cell)
    assert sum(one.is_live for one in found) <= max(2, 0.15 * N_PAIRS)
    assert sum(one.state == TogetherState.TOGETHER.value for one in found) <= max(1, 0.12 * N_PAIRS)


def test_hearts_that_go_together_are_found_and_who_goes_first_is_told():
    found = outcomes("client-first")
    assert sum(one.is_live for one in found) >= 0.8 * N_PAIRS
    leads = [one.lead_s[0] for one in found if one.lead_s is not None]
    assert len(leads) >= 0.8 * N_PAIRS
    assert sum(leads) / len(leads) == pytest.approx(3.0, abs=0.8)
    assert row_of("client-first", SCENARIOS["client-first"], found)[0] == "client-first"
