"""After the warm-up no beat waits for a compiler."""

import importlib
import math

import pytest

from coreg.domain.beat import Beat
from coreg.domain.person import Role
from coreg.dsp.warm_up import warm_up
from coreg.readings.person import PersonReadings
from coreg.readings.series import finished_series
from coreg.readings.together import read_together
from coreg.readings.together_marks import Markings
from coreg.readings.whole import read_whole
from coreg.readings.whole_lanes import rmssd_lane
from coreg.review.spectrum import read_spectrum

MODULES = [
    "artifacts",
    "breathing",
    "coherence",
    "coverage",
    "even_series",
    "exchange",
    "lead",
    "live_pairs",
    "minute",
    "rsa",
    "segments",
    "set_response",
    "slow_band",
    "spectrum",
    "stream",
    "stretch",
    "time_domain",
    "uncertainty",
    "unevenness",
]


def compiled():
    kernels = {}
    for name in MODULES:
        for key, value in vars(importlib.import_module(f"coreg.dsp.{name}")).items():
            if hasattr(value, "signatures"):
                kernels[name, key] = len(value.signatures)
    return kernels


def test_nothing_compiles_once_warm():
    warm_up()
    before = compiled()
    if not before:
        pytest.skip("NUMBA_DISABLE_JIT is set: nothing is ever compiled")
    beats, t_s = [], 0.0
    for i in range(420):
        ticks = round(1024 * (0.85 + 0.04 * math.sin(1.6 * t_s))) * (2 if i == 200 else 1)
        t_s += ticks / 1024
        beats.append(Beat(1 + i // 300, ticks, t_s, 0.025))
    readings = PersonReadings()
    readings.update(beats)
    assert readings.numbers(t_s).rsa_ln_ms2.is_known
    assert read_whole(beats)["lf_ms2"].is_known
    series = finished_series(beats)
    assert len(rmssd_lane(series)) == len(beats)
    assert read_spectrum(series, (0.0, t_s)).unknown is None
    read_together(dict.fromkeys(Role, beats), Markings(sets=((20.0, 50.0),)), t_s, has_latencies=True)
    assert compiled() == before
