"""ANSI/AAMI EC57:2012 test patterns, made as the standard writes them, against the values it gives.

Bare kernels: no artifact verdict, no gate. A window of T s holds the beats that end in it.
"""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from coreg.dsp.minute import rhythms_of
from coreg.dsp.rsa import HF_HIGH_HZ, HF_LOW_HZ, LF_HIGH_HZ, LF_LOW_HZ
from coreg.dsp.spectrum import band_power_ms2
from coreg.dsp.time_domain import rmssd_ms

PATTERNS = {
    "TP2": (0.8, 0.035, 0.25),
    "TP3": (1.0, 0.070, 0.10),
    "TP4": (3.0, 0.280, 1 / 30),
    "TP5": (1.5, 0.140, 1 / 3600),
}


def pattern(name: str, length_s: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    base_s, deviation_s, frequency_hz = PATTERNS[name]
    t_s: list[float] = []
    rr_s: list[float] = []
    now_s = 0.0
    while True:
        interval_s = base_s + deviation_s * math.sin(2 * math.pi * frequency_hz * now_s)
        now_s += interval_s
        if now_s > length_s + 1e-9:
            return np.array(t_s), 1000.0 * np.array(rr_s)
        t_s.append(now_s)
        rr_s.append(interval_s)


def test_tp2_rmssd_at_60_s_within_1_pct():
    _, rr_ms = pattern("TP2", 60)
    assert rmssd_ms(rr_ms, np.ones(rr_ms.size, dtype=np.uint8)) == pytest.approx(29.07, rel=0.01)


def test_tp2_rsa_at_60_s_is_ln_612():
    value = rhythms_of(*pattern("TP2", 60)).rsa.value
    assert value == pytest.approx(math.log(612.5), abs=0.15)


@pytest.mark.parametrize(("length_s", "rel"), [(60, 0.03), (300, 0.015)])
def test_tp2_hf(length_s, rel):
    assert band_power_ms2(*pattern("TP2", length_s), HF_LOW_HZ, HF_HIGH_HZ) == pytest.approx(612.5, rel=rel)


@pytest.mark.parametrize(("length_s", "rel"), [(60, 0.04), (300, 0.015)])
def test_tp3_lf(length_s, rel):
    assert band_power_ms2(*pattern("TP3", length_s), LF_LOW_HZ, LF_HIGH_HZ) == pytest.approx(2450, rel=rel)


def test_tp4_leaves_next_to_nothing_of_its_39200_ms2():
    """2.1 % in LF after 300 s: the skirt of a peak that stands 0.007 Hz beside the band. HF ends at 1/6 Hz here."""
    t_s, rr_ms = pattern("TP4", 300)
    assert band_power_ms2(t_s, rr_ms, LF_LOW_HZ, LF_HIGH_HZ) < 0.025 * 39200
    assert band_power_ms2(t_s, rr_ms, HF_LOW_HZ, HF_HIGH_HZ) < 0.01 * 39200


@pytest.mark.parametrize("length_s", [60, 300])
def test_tp5_leaves_nothing_in_lf_and_hf(length_s):
    t_s, rr_ms = pattern("TP5", length_s)
    assert band_power_ms2(t_s, rr_ms, LF_LOW_HZ, LF_HIGH_HZ) < 0.01
    assert band_power_ms2(t_s, rr_ms, HF_LOW_HZ, HF_HIGH_HZ) < 0.01


def test_dropping_a_tenth_of_tp2s_beats_leaves_rmssd():
    _, rr_ms = pattern("TP2", 300)
    is_used = np.random.default_rng(4).random(rr_ms.size) > 0.1
    is_pair = np.zeros(rr_ms.size, dtype=np.uint8)
    is_pair[1:] = is_used[1:] & is_used[:-1]
    assert rmssd_ms(rr_ms, is_pair) == pytest.approx(29.07, abs=0.3)
