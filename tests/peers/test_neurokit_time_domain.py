"""The time domain beside NeuroKit's, on series that we make ourselves. (Its spectra are another matter.)"""

import numpy as np
import pytest

from coreg.readings.as_given import as_given

THEIRS = {
    "mean_rr_ms": "HRV_MeanNN",
    "sdnn_ms": "HRV_SDNN",
    "rmssd_ms": "HRV_RMSSD",
    "sdsd_ms": "HRV_SDSD",
    "pnn50_pct": "HRV_pNN50",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_agrees_with_neurokit(seed):
    import neurokit2

    rng = np.random.default_rng(seed)
    n = np.arange(300)
    rr_ms = np.round(850 + 45 * np.sin(n * 1.4) + 20 * np.sin(n * 0.13) + 25 * rng.standard_normal(300))
    peaks = np.concatenate([[0], np.cumsum(rr_ms)]).astype(int)
    theirs = neurokit2.hrv_time(peaks, sampling_rate=1000).iloc[0]
    ours = as_given(rr_ms)
    # NeuroKit divides NN50 by the number of intervals, we (like Kubios) by that of differences: one less.
    expected = {name: theirs[key] for name, key in THEIRS.items()}
    expected["pnn50_pct"] *= rr_ms.size / (rr_ms.size - 1)
    assert {name: ours[name] for name in THEIRS} == pytest.approx(expected, rel=1e-9)
