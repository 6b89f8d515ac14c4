"""Real people who never met: of 30 pairs with made-up set marks, at most 5 are said to move together.

COREG_TEST_STRANGERS asks for more pairs than the few that are looked at every time.
"""

import os

import pytest

from benchmarks.binomial import exact_interval
from benchmarks.strangers import MISSING, outcome_of, strangers
from coreg.domain.together import TogetherState

N_PAIRS = int(os.environ.get("COREG_TEST_STRANGERS", "12"))
MOST_TOGETHER = 5 * N_PAIRS // 30


def test_at_most_a_sixth_of_pairs_of_strangers_move_together():
    pairs = strangers()
    if pairs is None:
        pytest.skip(MISSING)
    every_other = list(enumerate(pairs))[::2] + list(enumerate(pairs))[1::2]
    outcomes = [outcome_of(pair, seed) for seed, pair in every_other[:N_PAIRS]]
    assert sum(one.has_known_live for one in outcomes) == N_PAIRS
    assert sum(one.is_live for one in outcomes) <= MOST_TOGETHER
    assert sum(one.state == TogetherState.TOGETHER.value for one in outcomes) <= MOST_TOGETHER


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(0, 30, 0.0, 0.1157), (5, 30, 0.0564, 0.3472), (30, 30, 0.8843, 1.0)],
)
def test_exact_intervals_are_clopper_and_pearsons(k, n, low, high):
    from scipy.stats import binomtest

    assert exact_interval(k, n) == pytest.approx((low, high), abs=5e-5)
    theirs = binomtest(k, n).proportion_ci(method="exact")
    assert exact_interval(k, n) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
