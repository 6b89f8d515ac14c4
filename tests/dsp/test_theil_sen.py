import math

import numpy as np
import pytest
from scipy.stats import theilslopes

from coreg.dsp.theil_sen import theil_sen


@pytest.mark.parametrize("seed", range(5))
def test_slope_and_interval_are_scipys(seed):
    rng = np.random.default_rng(seed)
    x = np.arange(10.0 + seed)
    y = 0.3 * x + rng.standard_normal(x.size)
    theirs = theilslopes(y, x, alpha=0.95)
    assert tuple(theil_sen(x, y)) == pytest.approx((theirs.slope, theirs.low_slope, theirs.high_slope))


def test_one_point_has_no_slope_and_two_have_no_interval():
    assert math.isnan(theil_sen(np.array([1.0]), np.array([2.0])).value)
    two = theil_sen(np.array([1.0, 2.0]), np.array([2.0, 5.0]))
    assert two.value == 3.0
    assert math.isnan(two.low)


def test_a_wild_value_hardly_moves_it():
    x = np.arange(12.0)
    y = x.copy()
    y[7] = 500.0
    assert theil_sen(x, y).value == pytest.approx(1.0, abs=0.01)
