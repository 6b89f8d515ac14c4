"""Non-overlap of all pairs: published examples, independent programs, and what must always hold."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from coreg.dsp.nap import nap

PHASE = st.lists(st.integers(0, 8).map(float), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("first", "second", "wins_and_half_ties", "n_pairs"),
    [
        # Parker, Vannest and Davis (2011), J Behav Educ 20, the examples that R's SingleCaseES is tested with.
        ([20, 20, 26, 25, 22, 23], [28, 25, 24, 27, 30, 30, 29], 38.5, 42),
        ([3, 3, 4, 5], [4, 5, 6, 7, 7], 18, 20),
    ],
)
def test_published_examples(
    first: list[float], second: list[float], wins_and_half_ties: float, n_pairs: int
) -> None:
    found = nap(np.array(first, float), np.array(second, float))
    assert found.nap == wins_and_half_ties / n_pairs
    assert found.tau == pytest.approx(2 * wins_and_half_ties / n_pairs - 1, abs=1e-15)


@settings(deadline=None, max_examples=40)
@given(PHASE, PHASE)
def test_p_is_the_share_of_all_dealings_that_are_as_far(first: list[float], second: list[float]) -> None:
    pooled = np.array(first + second)
    found = nap(np.array(first), np.array(second))

    def far(chosen: tuple[int, ...]) -> float:
        is_second = np.isin(np.arange(pooled.size), chosen)
        return abs(nap(pooled[~is_second], pooled[is_second]).nap - 0.5)

    dealt = [far(chosen) for chosen in combinations(range(pooled.size), len(second))]
    assert found.p == pytest.approx(np.mean(np.array(dealt) >= abs(found.nap - 0.5) - 1e-12), abs=1e-12)


def test_p_without_ties_is_scipys() -> None:
    rng = np.random.default_rng(3)
    for m, n in [(3, 4), (6, 7), (12, 20)]:
        first, second = rng.normal(size=m), rng.normal(0.7, 1, size=n)
        peer = stats.mannwhitneyu(second, first, method="exact")
        assert nap(first, second).p == pytest.approx(peer.pvalue, rel=1e-9)
        assert nap(first, second).nap == pytest.approx(peer.statistic / (m * n))


@given(PHASE, PHASE)
def test_phases_changed_over_turn_tau_round(first: list[float], second: list[float]) -> None:
    there, back = nap(np.array(first), np.array(second)), nap(np.array(second), np.array(first))
    assert there.tau == pytest.approx(-back.tau, abs=1e-12)
    assert there.p == pytest.approx(back.p)


def test_an_empty_phase_is_not_known() -> None:
    assert np.isnan(nap(np.array([]), np.array([1.0]))).all()
