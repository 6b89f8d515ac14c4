"""What runs in a peer's own environment: `python peer_program.py NAME SERIES.npz` prints one JSON object.

It imports nothing of ours. For each series of the file it times what the peer offers, and corrects artifacts.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

warnings.simplefilter("ignore")

Functions = dict[str, Callable[[Any], Any]]


def _neurokit() -> Functions:
    import neurokit2 as nk

    def peaks(rr_ms: Any) -> Any:
        return np.concatenate([[0], np.cumsum(rr_ms)]).round().astype(int)

    def fixed(rr_ms: Any) -> Any:
        return nk.signal_fixpeaks(peaks(rr_ms), sampling_rate=1000, iterative=True, method="Kubios")[1]

    def loop(rr_ms: Any) -> Any:
        found = fixed(rr_ms)
        nk.hrv_time(found, sampling_rate=1000)
        return nk.hrv_frequency(found, sampling_rate=1000, psd_method="welch", normalize=False)

    return {
        "rmssd": lambda rr: nk.hrv_time(peaks(rr), sampling_rate=1000)["HRV_RMSSD"].iloc[0],
        "all": loop,
        "artifacts": fixed,
        "corrected": lambda rr: nk.hrv_time(fixed(rr), sampling_rate=1000)["HRV_RMSSD"].iloc[0],
    }


def _hrv_analysis() -> Functions:
    import contextlib
    import io

    import hrvanalysis as hrv

    def quietly(call: Callable[[], Any]) -> Any:
        with contextlib.redirect_stdout(io.StringIO()):
            return call()

    def clean(rr_ms: Any) -> Any:
        def correct() -> Any:
            kept = hrv.interpolate_nan_values(hrv.remove_outliers(list(rr_ms), low_rri=300, high_rri=2000))
            return hrv.interpolate_nan_values(hrv.remove_ectopic_beats(kept, method="malik"))

        return [rr for rr in quietly(correct) if rr == rr]

    def everything(rr_ms: Any) -> Any:
        kept = clean(rr_ms)
        hrv.get_time_domain_features(kept)
        return hrv.get_frequency_domain_features(kept, method="lomb")

    return {
        "rmssd": lambda rr: hrv.get_time_domain_features(list(rr))["rmssd"],
        "all": everything,
        "artifacts": clean,
        "corrected": lambda rr: hrv.get_time_domain_features(clean(rr))["rmssd"],
    }


def _pyhrv() -> Functions:
    import pyhrv.time_domain as td
    from pyhrv.frequency_domain import lomb_psd

    def everything(rr_ms: Any) -> Any:
        td.rmssd(rr_ms), td.sdnn(rr_ms), td.sdsd(rr_ms), td.nn50(rr_ms)
        return lomb_psd(rr_ms, show=False, mode="dev")

    return {"rmssd": lambda rr: td.rmssd(rr)["rmssd"], "all": everything}


def _systole() -> Functions:
    from systole.correction import correct_rr
    from systole.detection import rr_artefacts
    from systole.hrv import frequency_domain, time_domain

    def clean(rr_ms: Any) -> Any:
        return correct_rr(rr_ms, verbose=False)[0]

    def everything(rr_ms: Any) -> Any:
        kept = clean(rr_ms)
        time_domain(kept, input_type="rr_ms")
        return frequency_domain(kept, input_type="rr_ms")

    def rmssd(rr_ms: Any) -> Any:
        table = time_domain(rr_ms, input_type="rr_ms")
        return table[table["Metric"] == "RMSSD"]["Values"].iloc[0]

    return {"rmssd": rmssd, "all": everything, "artifacts": rr_artefacts, "corrected": lambda rr: rmssd(clean(rr))}


_PEERS = {"NeuroKit2": _neurokit, "hrv-analysis": _hrv_analysis, "pyhrv": _pyhrv, "systole": _systole}


def _seconds(call: Callable[[Any], Any], series: list[Any]) -> float | None:
    """Return the median time of one call, after one to warm up; None where the peer fails on it."""
    try:
        call(series[0])
        taken = []
        for rr_ms in series:
            begin_s = time.perf_counter()
            call(rr_ms)
            taken.append(time.perf_counter() - begin_s)
    except Exception:  # noqa: BLE001 - a peer may fail in any way; the table says so
        return None
    return float(np.median(taken))


def _value(call: Callable[[Any], Any], rr_ms: Any) -> float:
    try:
        return float(call(rr_ms))
    except Exception:  # noqa: BLE001 - as above
        return float("nan")


def main(name: str, task: str, path: str) -> None:
    """Time every function of the peer on the file's series, or return RMSSD after its own correction."""
    functions = _PEERS[name]()
    with np.load(path) as file:
        series = [file[key].astype(float) for key in sorted(file.files)]
    found: object
    if task == "times":
        found = {what: _seconds(call, series) for what, call in functions.items()}
    elif "corrected" in functions:
        found = [_value(functions["corrected"], rr_ms) for rr_ms in series]
    else:
        found = None
    print("\n" + json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
