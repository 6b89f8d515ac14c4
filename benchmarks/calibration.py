"""How often "moving together" is said of made-up pairs whose truth is known, beside measures from the literature.

Every number is from the same beats: sessions of 50 minutes that `sensors/simulator_pair.py` makes, 400 of each kind
(COREG_BENCHMARK_PAIRS, or `python -m benchmarks.calibration --runs 400 [--cells nobody,sets] [--keep FILE]`; a file
that is kept is gone on from, so that an hour of work can be interrupted). A pair counts as
*live* if it was ever said to move together in its 50 minutes, as *review* if the whole session was. Pearson's
correlation of the two heart rates is tested as if its samples were independent; SUSY's mean |z| and Marci's index
against 999 pairings of half-minutes, p ≤ .05, first as their authors do it, then exchanged within kinds.
"""

import argparse
import json
import math
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.binomial import share_words
from benchmarks.table import print_table
from coreg.domain.classic import ClassicMeasure
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.together import TogetherState
from coreg.readings.classic import paired_rates, read_concordance, read_susy, read_windowed
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.together_live import LiveTogether
from coreg.readings.together_marks import Markings
from coreg.readings.together_review import Review
from coreg.sensors.simulator_pair import SCENARIOS, PairScenario, simulate_pair

RUNS = int(os.environ.get("COREG_BENCHMARK_PAIRS", "400"))
_FIRST_SEED = 1000
_MOST_P, _NORMAL = 0.05, 1.96
_CLASSIC_CELLS = ("nobody", "trend", "sets", "breathing", "coupled-6")
_MOST_CLASSIC, _MOST_WINDOWED = 200, 100  # pairs of a cell; they cost as much as all the rest

Points = NDArray[np.float64]


class Outcome(NamedTuple):
    """What was said of one pair; each classic measure's verdicts by its name. All of it is plain, to be kept."""

    is_live: bool
    has_known_live: bool
    state: str
    unknown: str | None
    is_in_step: bool | None
    lead_s: tuple[float, float, float] | None
    classic: dict[str, bool | None]


def outcome(scenario: PairScenario, seed: int, n_classic: int = 0) -> Outcome:
    """Make one pair and say everything of it, and as many of the classic measures as asked for, at most three."""
    pair = simulate_pair(scenario, seed)
    series = {role: finished_series(pair.beats[role]) for role in Role}
    return said_of(series, Markings(sets=pair.sets_s), pair.length_s, n_classic)


def said_of(series: dict[Role, BeatSeries], markings: Markings, length_s: float, n_classic: int = 0) -> Outcome:
    """Say everything of a pair: the live answers replayed, the review, and so many of the classic measures."""
    live = LiveTogether()
    live.finish(series, markings, length_s)
    states = {one.state for one in live.updates}
    review = Review(series, markings, length_s, has_latencies=True).read()
    classic = dict(_classic(series, markings, length_s, n_classic)) if n_classic else {}
    return Outcome(
        is_live=TogetherState.TOGETHER in states,
        has_known_live=states != {TogetherState.UNKNOWN},
        state=review.state.value,
        unknown=None if review.unknown is None else review.unknown.value,
        is_in_step=review.breathing_in_step,
        lead_s=_with_interval(review.lead_s),
        classic=classic,
    )


def _with_interval(lead: Reading) -> tuple[float, float, float] | None:
    if lead.value is None or lead.low is None or lead.high is None:
        return None
    return lead.value, lead.low, lead.high


def _classic(
    series: dict[Role, BeatSeries], markings: Markings, length_s: float, n_classic: int
) -> Iterator[tuple[str, bool | None]]:
    rates = paired_rates(series, markings, length_s)
    yield "Pearson", _is_pearson_sure(rates.client, rates.therapist)
    measures = [next(read_susy(rates)), read_concordance(rates)]
    if n_classic > 2:
        measures.append(next(read_windowed(rates)))
    for one in measures:
        yield from _verdicts(one)


def _verdicts(one: ClassicMeasure) -> Iterator[tuple[str, bool | None]]:
    for how, null in (("shuffled", one.shuffled), ("within kinds", one.set_aligned)):
        yield f"{one.name.value} {how}", None if null is None or null.p is None else null.p <= _MOST_P


def _is_pearson_sure(client: Points, therapist: Points) -> bool:
    """Say whether the correlation of all samples is called significant, as if they were independent."""
    both = ~(np.isnan(client) | np.isnan(therapist))
    r = float(np.corrcoef(client[both], therapist[both])[0, 1])
    return abs(math.atanh(r)) * math.sqrt(both.sum() - 3) > _NORMAL


def row_of(cell: str, scenario: PairScenario, outcomes: Sequence[Outcome]) -> list[str]:
    """Return a cell's row of the first table."""
    n = len(outcomes)
    n_together = sum(one.state == TogetherState.TOGETHER.value for one in outcomes)
    n_opposite = sum(one.unknown == Unknown.OPPOSITE_WITHOUT_SPEECH.value for one in outcomes)
    n_unknown = sum(one.unknown is not None for one in outcomes) - n_opposite
    return [
        cell,
        str(n),
        share_words(sum(one.is_live for one in outcomes), n),
        share_words(n_together, n),
        f"{n_opposite / n:.3f}",
        f"{n_unknown / n:.3f}",
        f"{sum(not one.has_known_live for one in outcomes) / n:.3f}",
        f"{sum(bool(one.is_in_step) for one in outcomes) / n:.3f}",
        _lead_words(scenario, outcomes),
    ]


def _lead_words(scenario: PairScenario, outcomes: Sequence[Outcome]) -> str:
    """Return the mean lead where they moved together, its standard error, and how often the interval held it."""
    leads = np.array([one.lead_s for one in outcomes if one.lead_s is not None])
    if not scenario.coupled > 0.0 or leads.shape[0] < 2:
        return ""
    value, low, high = leads.T
    held = np.mean((low <= scenario.lag_s) & (scenario.lag_s <= high))
    return f"{value.mean():+.2f} ± {value.std(ddof=1) / math.sqrt(value.size):.2f}, {held:.2f}"


def classic_row(cell: str, outcomes: Sequence[Outcome]) -> list[str]:
    """Return a cell's row of the second table: shares of pairs that a measure calls synchronous."""
    shares = []
    for name in CLASSIC:
        known = [one.classic[name] for one in outcomes if one.classic.get(name) is not None]
        shares.append(f"{sum(map(bool, known)) / len(known):.3f} of {len(known)}" if known else "")
    return [cell, *shares]


CLASSIC = (
    "Pearson",
    *(
        f"{name} {how}"
        for name in ("susy_z", "concordance_index", "wcc_peak_z")
        for how in ("shuffled", "within kinds")
    ),
)
HEAD = (
    "pairs",
    "n",
    "live, ever",
    "review",
    "opposite",
    "review unknown",
    "live never known",
    "in step",
    "lead ± SE in s, held",
)


def calibrate(runs: int, cells: Sequence[str], keep: Path | None = None) -> None:
    """Make pairs of every cell by turns, and print both tables in the end."""
    found = _kept(keep)
    for k in range(runs):
        for cell in cells:
            if (cell, k) not in found:
                found[cell, k] = outcome(SCENARIOS[cell], _FIRST_SEED + k, _n_classic(cell, k))
                if keep is not None:
                    with keep.open("a", encoding="utf-8") as file:
                        file.write(json.dumps([cell, k, *found[cell, k]]) + "\n")
    of_cell = {cell: [found[cell, k] for k in range(runs)] for cell in cells}
    print_table(HEAD, [row_of(cell, SCENARIOS[cell], each) for cell, each in of_cell.items()])
    classic = [classic_row(cell, each) for cell, each in of_cell.items() if cell in _CLASSIC_CELLS]
    if classic:
        print_table(("pairs", *CLASSIC), classic)


def _kept(keep: Path | None) -> dict[tuple[str, int], Outcome]:
    """Return the outcomes that an earlier run left."""
    if keep is None or not keep.exists():
        return {}
    rows = [json.loads(line) for line in keep.read_text(encoding="utf-8").splitlines()]
    return {(cell, k): Outcome(*rest) for cell, k, *rest in rows}


def _n_classic(cell: str, k: int) -> int:
    """Return how many of the classic measures the k-th pair of a cell gets."""
    if cell not in _CLASSIC_CELLS or k >= _MOST_CLASSIC:
        return 0
    return 3 if k < _MOST_WINDOWED else 2


def run() -> None:
    """Print the tables for every kind of pair."""
    calibrate(RUNS, list(SCENARIOS))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--cells", default=",".join(SCENARIOS))
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    calibrate(asked.runs, asked.cells.split(","), asked.keep)
