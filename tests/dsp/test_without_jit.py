"""The same numbers where nothing is compiled: NUMBA_DISABLE_JIT=1 is how coverage and debuggers see the kernels."""

import json
import os
import subprocess
import sys

import pytest

PROGRAM = """
import json
import numpy as np
from coreg.dsp.artifacts import judge
from coreg.dsp.coherence import coherence
from coreg.dsp.minute import rhythms_of
from coreg.dsp.rsa import ln_band_power
from coreg.dsp.time_domain import pairs, time_domain
from coreg.dsp.stretch import stretch
from coreg.dsp.uncertainty import rmssd_band_ms
from coreg.dsp import even_series, exchange, lead, live_pairs, segments, set_response, slow_band, unevenness

def flat(found):
    return [n for part in found for n in (flat(part) if isinstance(part, tuple) else [part])]

rr_ms = np.round(820 + 45 * np.sin(np.arange(80) * 1.2) + 15 * np.cos(np.arange(80) ** 1.5))
rr_ms[40] *= 2
t_s = np.cumsum(rr_ms) / 1000
run_start = np.repeat([0, 60], [60, 20]).astype(np.int64)
joined = np.ones(80, dtype=np.uint8)
joined[[0, 60]] = 0
verdicts = judge(rr_ms, run_start)
used = (1 - verdicts.final).astype(np.uint8)
is_pair = pairs(joined, used)
keep = used == 1
few = (np.zeros(0), np.zeros(0))
same = (np.arange(20.0), np.full(20, 1000.0))
numbers = [
    *[int(v) for row in verdicts for v in row],
    *time_domain(rr_ms, used, is_pair),
    *time_domain(few[0], few[0].astype(np.uint8), few[0].astype(np.uint8)),
    *rmssd_band_ms(same[1], joined[:20], joined[:20]),
]
for bounds_s in ((0.0, 66.0), (40.0, 66.0), (60.0, 66.0), (80.0, 90.0)):
    numbers += flat(stretch(t_s, rr_ms, joined, used, 80, bounds_s))
for t, rr in ((t_s[keep], rr_ms[keep]), few, same):
    numbers += [*ln_band_power(t, rr, 0.12, 0.4), *flat(rhythms_of(t, rr)), coherence(t, rr)]
rng = np.random.default_rng(1)
even = even_series.empty_even_series(140)
even_series.extend(t_s, rr_ms, verdicts.final_core, 80, np.array([[20.0, 24.0]]), even)
numbers += [*even.bpm, *slow_band.filtered(even.bpm, slow_band.SLOW)]
rows = set_response.design(140, np.array([5.0, 40.0]), np.array([9.0, np.inf]))
numbers += [*set_response.without_response(even.bpm, rows)]
client, therapist = rng.normal(size=(2, 600))
therapist[100:130] = np.nan
live = live_pairs.empty_pairs(30)
for newest in range(26):
    live_pairs.take_segment(client, therapist, newest, live)
out = np.zeros(58, dtype=np.uint8)
numbers += [*live.total, *live.n_of, *live_pairs.against_chance(25, out, live)]
first, shift = np.arange(0, 480, 60), np.array([-2, 0, 2])
z, usable = segments.likeness(client, therapist, first, shift)
kind = np.array([0, 0, 0, 1, 1, 1, 2, 2])
found = exchange.exchange(z, kind, 25.0 * np.arange(8.0), 1)
numbers += [*found.score, *found.excess, *exchange.permuted_maxima(z, kind, exchange.pairings(kind, 5, 1))]
numbers += [*lead.lead_s(segments.matched(client, therapist, first[1:4], np.arange(-16, 17)))]
numbers += [*unevenness.unevenness(rr_ms, joined, verdicts.final_core, 0, 80)]
print(json.dumps([float(n) for n in numbers]))
"""


def numbers(is_compiled):
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "0" if is_compiled else "1"}
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_interpreted_equals_compiled():
    assert numbers(is_compiled=False) == pytest.approx(numbers(is_compiled=True), rel=1e-9, abs=1e-9, nan_ok=True)
