"""How often real people who never met are said to move together: recordings side by side, with made-up set marks.

Parts of 50 minutes of a day of nsr001 (nsr2db) against an hour of pyhrv's and 43 minutes of hrv's, each pair with
the sets of a simulated session: nothing happened at them. Any *together* is an error. The partners are two series
only, so pairs aren't independent, and the interval is narrower than it should be.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.binomial import share_words
from benchmarks.calibration import Outcome, said_of
from benchmarks.series import recorded, sleeper
from benchmarks.table import print_table
from coreg.domain.beat import Beat, nearest_ticks
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.together import TogetherState
from coreg.readings.series import finished_series
from coreg.readings.together_marks import Markings
from coreg.sensors.simulator_pair import PAIR_LENGTH_S, SCENARIOS, simulate_pair

MISSING = "the recordings nsr001, pyhrv_long and hrv_exercise_rri aren't here"
PARTNERS = ("pyhrv_long", "hrv_exercise_rri")
_MS_PER_S = 1000.0

Points = NDArray[np.float64]


class Strangers(NamedTuple):
    """Two people's beats, whose they are, and for how long both go on."""

    partner: str
    beats: dict[Role, list[Beat]]
    length_s: float


def strangers() -> list[Strangers] | None:
    """Return every part of nsr001 with every partner, or None where the recordings aren't here."""
    day = sleeper()
    partners = {name: recorded(name) for name in PARTNERS}
    if day is None or any(series is None for series in partners.values()):
        return None
    pairs = []
    for name, series in partners.items():
        assert series is not None  # for the types: looked at above
        length_s = min(PAIR_LENGTH_S, float(np.floor(series.sum() / _MS_PER_S)))
        for part in _parts(day, length_s):
            beats = {Role.CLIENT: _beats(part, length_s), Role.THERAPIST: _beats(series, length_s)}
            pairs.append(Strangers(name, beats, length_s))
    return pairs


def outcome_of(pair: Strangers, seed: int) -> Outcome:
    """Say everything of a pair, with the sets of a made-up session as marks."""
    sets_s = simulate_pair(SCENARIOS["nobody"], seed, pair.length_s).sets_s
    series = {role: finished_series(pair.beats[role]) for role in Role}
    return said_of(series, Markings(sets=sets_s), pair.length_s)


def _parts(rr_ms: Points, length_s: float) -> list[Points]:
    """Return consecutive parts of a series, each long enough to last so long."""
    ends_s = np.cumsum(rr_ms) / _MS_PER_S
    edges = np.searchsorted(ends_s, np.arange(0.0, ends_s[-1], length_s))
    return [rr_ms[low : high + 1] for low, high in pairwise(edges.tolist())]


def _beats(rr_ms: Points, length_s: float) -> list[Beat]:
    ends_s = np.cumsum(rr_ms) / _MS_PER_S
    return [
        Beat(1, nearest_ticks(ms), t_s, 0.025)
        for ms, t_s in zip(rr_ms.tolist(), ends_s.tolist(), strict=True)
        if t_s <= length_s
    ]


def row_of(name: str, outcomes: list[Outcome]) -> list[str]:
    """Return a partner's row: of the pairs of which something could be said, how many were together."""
    live = [one for one in outcomes if one.has_known_live]
    known = [one for one in outcomes if one.unknown in (None, Unknown.OPPOSITE_WITHOUT_SPEECH.value)]
    n_together = sum(one.state == TogetherState.TOGETHER.value for one in known)
    return [
        name,
        str(len(outcomes)),
        f"{sum(one.is_live for one in live)} of {len(live)}",
        share_words(sum(one.is_live for one in live), len(live)),
        f"{n_together} of {len(known)}",
        share_words(n_together, len(known)),
    ]


def run() -> None:
    """Print how many pairs of strangers were said to move together."""
    pairs = strangers()
    if pairs is None:
        print(f"Left out: {MISSING}.")
        return
    outcomes = [(pair.partner, outcome_of(pair, seed)) for seed, pair in enumerate(pairs)]
    rows = [row_of(name, [one for partner, one in outcomes if partner == name]) for name in PARTNERS]
    rows.append(row_of("all", [one for _, one in outcomes]))
    print_table(("nsr001 with", "pairs", "live, ever", "share (exact 95 %)", "review", "share (exact 95 %)"), rows)
    reasons = [one.unknown for _, one in outcomes if one.unknown is not None]
    print("Review unknown:", {reason: reasons.count(reason) for reason in sorted(set(reasons))})


if __name__ == "__main__":
    run()
