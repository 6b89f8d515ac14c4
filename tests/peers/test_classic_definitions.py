"""Classic measures beside their definitions written out anew: SUSY with R's ccf, wcc's `wccCalc`, Marci's index.

What is written out follows the sources: SUSY 0.1.1 `R/susy.R` (functions `susy`, `as.data.frame.susy`), R's `ccf`
(`type = "correlation"`: the whole segment's mean and standard deviation at every lag), wcc 0.4.1 `R/wccCalc.R`
(method "r") and `R/wccPeakPick.R` (`wccPeakSearch`), Marci et al. 2007. None of our kernels is used in it.
"""

import math

import numpy as np
import pytest
from scipy.stats import linregress, pearsonr

from coreg.dsp.concordance import concordance_index, index_of, slopes
from coreg.dsp.susy import complete_segments, susy
from coreg.dsp.windowed_correlation import peak, peaks, smoother, windowed


def two(n, seed=1):
    rng = np.random.default_rng(seed)
    common = np.cumsum(rng.normal(size=n))
    return 70 + common + 3 * rng.normal(size=n), 60 + 0.5 * common + 3 * rng.normal(size=n)


def r_ccf(a, b, n_lags):
    """R: ccf(a, b, lag.max, plot = FALSE)$acf, lags from -n_lags on; lag k is of a[t + k] with b[t]."""
    n, found = len(a), []
    a, b = a - np.mean(a), b - np.mean(b)
    scale = math.sqrt(np.mean(a * a) * np.mean(b * b))
    for lag in range(-n_lags, n_lags + 1):
        at = [(t + lag, t) for t in range(n) if 0 <= t + lag < n]
        found.append(sum(a[i] * b[j] for i, j in at) / n / scale)
    return np.array(found)


def susy_of_r(a, b, n_samples, n_lags):
    """SUSY's loops: real and pseudo z at each lag, then the data frame's columns."""
    n = len(a) // n_samples
    real, pseudo, real_signed = (np.zeros(2 * n_lags + 1) for _ in range(3))
    for i in range(n):
        for h in range(n):
            one, other = a[i * n_samples : (i + 1) * n_samples], b[h * n_samples : (h + 1) * n_samples]
            acf = r_ccf(one, other, n_lags)
            z = 0.5 * np.log((1 + acf) / (1 - acf))
            if i == h:
                real += np.abs(z) / n
                real_signed += z / n
            else:
                pseudo += np.abs(z) / ((n - 1) * n)
    return real.mean(), pseudo.mean(), (real.mean() - pseudo.mean()) / pseudo.std(ddof=1), real_signed.mean()


def test_susy_is_what_its_loops_give():
    a, b = two(5 * 40 + 17)
    found = susy(*complete_segments(a, b, 40), 6)
    assert (found.z, found.surrogate_z, found.effect, found.signed_z) == pytest.approx(susy_of_r(a, b, 40, 6))


def test_susy_puts_complete_samples_end_to_end():
    a, b = two(200)
    holed = a.copy()
    holed[20:33] = np.nan
    kept = ~np.isnan(holed)
    found = susy(*complete_segments(holed, b, 30), 4)
    assert found.z == pytest.approx(susy_of_r(a[kept], b[kept], 30, 4)[0])


def test_susy_by_hand():
    """Two segments of 4 samples, no lag: r is 1 (clipped to .999) and -0.6, pseudo 0.6 and -1."""
    client = np.array([[1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0]])
    therapist = np.array([[1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.0]])
    found = susy(client, therapist, 0)
    assert found.z == pytest.approx((math.atanh(0.999) + math.atanh(0.6)) / 2)
    assert found.signed_z == pytest.approx((math.atanh(0.999) - math.atanh(0.6)) / 2)
    assert found.surrogate_z == pytest.approx((math.atanh(0.6) + math.atanh(0.999)) / 2)


def test_windowed_correlations_are_those_of_wcccalc():
    a, b = two(120)
    n, n_lags = 20, 5
    first = np.arange(n_lags, 101, 7)
    found = windowed(a, b, first, first, n, n_lags)
    for row, start in zip(found, first, strict=True):
        for lag in range(-n_lags, n_lags + 1):
            one, other = (start, start - lag) if lag >= 0 else (start + lag, start)
            assert row[n_lags + lag] == pytest.approx(pearsonr(a[one : one + n], b[other : other + n])[0])


def test_windowed_correlations_use_the_pairs_that_are_there_and_no_fewer_than_80_in_100():
    a, b = two(60)
    a[10:13], b[15] = np.nan, np.nan
    both = ~(np.isnan(a) | np.isnan(b))
    at = np.array([0])
    at20 = windowed(a, b, at + 2, at + 2, 20, 0)[0, 0]
    assert at20 == pytest.approx(pearsonr(a[2:22][both[2:22]], b[2:22][both[2:22]])[0])
    a[5] = np.nan
    assert math.isnan(windowed(a, b, at + 2, at + 2, 20, 0)[0, 0])


def wcc_peak_search(t2, col_len, l_size):
    """`wccPeakSearch` with R's indices from 1."""
    mx = [max(t2[col_len - 1 - j : col_len + j]) for j in range(1, col_len)]
    mmx, look_ahead, width = mx[0], 0, col_len - 1
    for j in range(2, col_len):
        if mx[j - 1] > mmx:
            look_ahead, mmx = 0, mx[j - 1]
        else:
            look_ahead += 1
            if look_ahead >= l_size:
                width = j
                break
    window = list(range(col_len - width, col_len + width + 1))
    index = window[[t2[i - 1] for i in window].index(mmx)]
    position = index - col_len
    return (math.nan, math.nan) if abs(position) > col_len - l_size - 1 else (position, mmx)


def test_peaks_are_those_of_wccpeaksearch():
    rng = np.random.default_rng(3)
    rows = np.array([np.convolve(rng.normal(size=60), np.ones(9), "same")[:41] for _ in range(300)])
    for l_size in (1, 4, 8):
        found = peaks(rows, l_size)
        want = np.array([wcc_peak_search(row.tolist(), 21, l_size) for row in rows]).T
        np.testing.assert_array_equal(np.array(found), want)


def test_a_peak_by_hand():
    smooth = np.array([0.0, 0.1, 0.2, 0.3, 0.2, 0.4, 0.7, 0.5, 0.1, 0.0, 0.0])
    assert peak(smooth, 2) == (1.0, 0.7)
    assert math.isnan(peak(np.arange(11.0), 2)[0])


def test_smoothing_leaves_a_parabola_as_it_is_and_finds_it_half_way():
    columns = smoother(21)
    lag = np.arange(21.0)
    half = np.arange(41) / 2
    np.testing.assert_allclose(
        columns @ (1 + 0.3 * lag - 0.02 * lag**2), 1 + 0.3 * half - 0.02 * half**2, atol=1e-9
    )
    noisy = np.random.default_rng(1).normal(size=21)
    assert np.std(columns[1::2] @ noisy) < np.std(noisy)


def marci(a, b):
    """Slopes of 10 samples at 2 Hz, one a second; correlations of 15 of them; the log ratio."""
    t_s = np.arange(10) / 2
    slope = [[linregress(t_s, x[k : k + 10]).slope for k in range(0, len(x) - 9, 2)] for x in (a, b)]
    r = np.array([pearsonr(slope[0][k : k + 15], slope[1][k : k + 15])[0] for k in range(len(slope[0]) - 14)])
    return math.log(r[r > 0].sum() / -r[r < 0].sum())


def test_the_concordance_index_is_marcis():
    a, b = two(300, seed=5)
    assert concordance_index(a, b) == pytest.approx(marci(a, b))


def test_a_hole_leaves_out_the_correlations_that_touch_it():
    a, b = two(400, seed=6)
    holed = a.copy()
    holed[200] = np.nan
    assert math.isfinite(concordance_index(holed, b))
    assert np.isnan(slopes(holed)).sum() == 10


def test_slopes_by_hand_and_an_index_of_one_sign_alone():
    assert slopes(3.0 * np.arange(12) / 2) == pytest.approx([3.0, 3.0, 3.0])
    assert index_of(2.0, 1.0) == pytest.approx(math.log(2.0))
    assert math.isnan(index_of(2.0, 0.0))
