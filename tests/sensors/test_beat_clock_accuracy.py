"""How well beat times are known, against simulated truth: 1-Hz packets, 3 % retransmissions, three clock errors.

The full measurement (30 minutes, many seeds) is `benchmarks/`' business; this is its small sister.
"""

import statistics

import pytest

from coreg.domain.beat import BeatFlag
from coreg.sensors.simulator_faults import Drop, Silence
from coreg.sensors.simulator_person import CLIENT, THERAPIST, Physique
from tests.sensors.simulated import Run, run_strap

_SETTLED_AFTER_S = 120.0
_LOST = Silence(500.0, 4.0)  # shorter than what forces a reconnect: only the clock can find it


def _errors_ms(run: Run, from_s: float, to_s: float = 1e9) -> list[float]:
    pairs = zip(run.beats, run.truth, strict=True)
    return [1000 * (beat.t_s - seen.t_s) for beat, seen in pairs if from_s <= seen.t_s < to_s]


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


@pytest.mark.parametrize("physique", [CLIENT, THERAPIST], ids=["client", "therapist"])
@pytest.mark.parametrize("clock_ppm", [0.0, 500.0, 20_000.0, -20_000.0])
async def test_beat_times_are_right_to_a_few_milliseconds_after_two_minutes(
    clock_ppm: float, physique: Physique
) -> None:
    run = await run_strap(720.0, physique=physique, clock_ppm=clock_ppm, seed=3)
    errors_ms = _errors_ms(run, _SETTLED_AFTER_S)
    assert statistics.pstdev(errors_ms) <= 15.0
    assert _p95([abs(error_ms) for error_ms in errors_ms]) <= 40.0
    assert run.gaps == []


@pytest.mark.parametrize("clock_ppm", [0.0, 500.0, 20_000.0])
async def test_every_hole_is_found_and_none_is_invented(clock_ppm: float) -> None:
    run = await run_strap(900.0, Drop(300.0, 10.0), _LOST, clock_ppm=clock_ppm)
    assert [round(gap.start_s / 10) * 10 for gap in run.gaps] == [300, 500]
    assert sum(bool(beat.flags & BeatFlag.SPANS_GAP) for beat in run.beats) == 1


async def test_each_beat_carries_an_uncertainty_that_holds() -> None:
    within: list[bool] = []
    for seed in range(4):
        run = await run_strap(300.0, Drop(150.0, 8.0), seed=seed)
        pairs = zip(run.beats, run.truth, strict=True)
        within += [abs(beat.t_s - seen.t_s) <= 2 * beat.uncertainty_s for beat, seen in pairs]
        assert run.beats[-1].uncertainty_s == 0.025
        assert run.beats[0].uncertainty_s > 0.2
    assert statistics.fmean(within) > 0.9


async def test_two_percent_of_clock_error_are_learned() -> None:
    run = await run_strap(300.0, clock_ppm=20_000.0)
    late_ms = statistics.fmean(_errors_ms(run, 250.0))
    assert abs(late_ms) < 40.0
    assert run.decoder.sends_milliseconds is False
