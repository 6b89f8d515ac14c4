"""Eight simulated pairs with the values of an independent implementation: docs/METRICS.md, "Moving together".

tests/published/dyad holds the pairs, the values and every detail of how they were made.
"""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from coreg.domain.beat import Beat, nearest_ticks
from coreg.domain.person import Role
from coreg.dsp.even_series import RATE_HZ
from coreg.readings.together import read_together
from coreg.readings.together_live import SEGMENT_S, Holding, PairTrace
from coreg.readings.together_marks import Markings
from coreg.readings.together_review import compare, segments_of
from coreg.readings.together_series import even_samples, residual

FOLDER = Path(__file__).parent / "dyad"
VALUES = json.loads((FOLDER / "values.json").read_text(encoding="utf-8"))
CLEAN = [name for name in VALUES if not name.startswith("S8")]
TO = 1e-6


class Session:
    """One file, read with its own artifact rule."""

    def __init__(self, name):
        with np.load(FOLDER / name) as file:
            self.t_s = {role: file[f"t_{role.value}"] for role in Role}
            self.rr_ms = {role: file[f"rr_{role.value}"] for role in Role}
            self.markings = Markings(sets=tuple((a, b) for a, b in file["sets"].tolist()))
            self.length_s = float(file["duration_s"])

    def is_flagged(self, role):
        """METHOD.md, Clean: 300 to 2000 ms and within 25 % of the median of 11, edges repeated."""
        rr_ms = self.rr_ms[role]
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(rr_ms, 5, mode="edge"), 11)
        off = np.abs(rr_ms / np.median(windows, axis=1) - 1.0) > 0.25
        return ((rr_ms < 300.0) | (rr_ms > 2000.0) | off).astype(np.uint8)

    def trace(self):
        trace = PairTrace()
        for role, one in trace.person.items():
            one.advance(self.t_s[role], self.rr_ms[role], self.is_flagged(role), self.markings)
            one.finish(self.length_s, self.markings)
        return trace

    def residuals(self):
        return {
            role: residual(
                even_samples(self.t_s[role], self.rr_ms[role], self.is_flagged(role), self.markings, self.length_s),
                self.markings,
                role,
            )
            for role in Role
        }

    def beats(self):
        return {
            role: [
                Beat(int(segment), nearest_ticks(rr_ms), float(t_s), 0.0)
                for t_s, rr_ms, segment in zip(self.t_s[role], self.rr_ms[role], self.segments(role), strict=True)
            ]
            for role in Role
        }

    def segments(self, role):
        holes_s = np.diff(self.t_s[role]) - self.rr_ms[role][1:] / 1000.0
        return np.concatenate([[0], np.cumsum(holes_s > 3.0)])


@pytest.fixture(params=list(VALUES))
def name(request):
    return request.param


def nearest(updates, t_s):
    return min(updates, key=lambda one: abs(one[0] - float(t_s)))


def test_series_band_and_residuals(name):
    session = Session(name)
    trace, residuals = session.trace(), session.residuals()
    for role in Role:
        one = trace.person[role]
        for t_s, want in VALUES[name]["series_at_s"][role.value].items():
            i = int(int(t_s) * RATE_HZ)
            got = [one.bpm[i], one.band[i], residuals[role][i], one.residual[i]]
            wanted = [want[key] for key in ("bpm", "band", "residual", "residual_live")]
            assert got == pytest.approx([math.nan if v is None else v for v in wanted], nan_ok=True, abs=TO)


def test_live_scores_and_states(name):
    session, want = Session(name), VALUES[name]["live"]
    trace, holding, updates = session.trace(), Holding(), []
    while 10.0 * trace.n_segments + SEGMENT_S + 5.0 <= session.length_s:
        t_s = 10.0 * trace.n_segments + 40.0
        a = trace.next().a
        updates.append((t_s, a, holding.update(None if math.isnan(a) else a).value))
    for t_s, one in want["at_s"].items():
        _, a, state = nearest(updates, t_s)
        assert a == pytest.approx(one["a"], abs=TO)
        assert state == one["state"]
    together = [t_s for t_s, _, state in updates if state == "together"]
    assert (together[0] if together else None) == want["first_together_s"]


def test_review_scores(name):
    session, want = Session(name), VALUES[name]["review"]
    residuals = session.residuals()
    found = compare(
        residuals[Role.CLIENT], residuals[Role.THERAPIST], segments_of(session.markings.sets, session.length_s)
    )
    assert found.segments.kind.size == want["n_segments"]
    assert found.lag_s == want["lag_s"]
    assert found.z == pytest.approx(want["z_exact"], abs=TO)
    assert found.exchange.score[5] == pytest.approx(want["z_lag0"], abs=TO)
    assert found.excess == pytest.approx(want["excess_at_peak"], abs=TO)


def test_our_artifact_verdict_and_gates_leave_every_state(name):
    session, want = Session(name), VALUES[name]
    found = read_together(session.beats(), session.markings, session.length_s, has_latencies=True)
    updates = [(one.t_s, one.a, one.state.value) for one in found.updates]
    states = {t_s: nearest(updates, t_s)[2] for t_s in want["live"]["at_s"]}
    assert states == {t_s: one["state"] for t_s, one in want["live"]["at_s"].items()}
    assert found.review.state.value == want["review"]["state"]
    if name in CLEAN:
        assert found.review.z == pytest.approx(want["review"]["z_exact"], abs=0.3)
        assert found.first_together_s == want["live"]["first_together_s"]


def test_breathing_is_in_step_where_they_breathe_alike_and_nowhere_else():
    in_step = {}
    for name in ("S0_0.npz", "S2_1.npz", "S7_breath_1.npz"):
        session = Session(name)
        found = read_together(session.beats(), session.markings, session.length_s, has_latencies=True)
        in_step[name] = found.review.breathing_in_step
    assert in_step == {"S0_0.npz": False, "S2_1.npz": False, "S7_breath_1.npz": True}
