"""How far RMSSD is off when beats are missed, extra or early; how many good beats are flagged; peers beside ours.

The truth is RMSSD of the same series without what is put into it. In real recordings, beats that the verdict flags
before anything is put in are left out on both sides and counted as false flags: an upper bound, some are wrong.
"""

from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.peer import peers
from benchmarks.series import Flags, Points, hours, recorded, resting, sleeper, with_artifacts
from benchmarks.table import print_table
from coreg.dsp.artifacts import judge

SHARES = (0.005, 0.02, 0.05)
_SEEDS = 3


def rmssd_ms(rr_ms: Points, is_wrong: Flags) -> float:
    """Return RMSSD of the pairs whose both beats count."""
    is_pair = (is_wrong[1:] == 0) & (is_wrong[:-1] == 0)
    return float(np.sqrt(np.mean(np.diff(rr_ms)[is_pair] ** 2)))


def live(rr_ms: Points) -> Flags:
    """Return the live verdict on a series without gaps."""
    return judge(rr_ms, np.zeros(rr_ms.size, dtype=np.int64)).live


def groups() -> Iterator[tuple[str, list[Points]]]:
    """Return the series by where they come from; what isn't here is left out."""
    yield (
        "simulated, 20 people, 50 min",
        [resting(seed, 3000.0, 650.0 + 30.0 * seed, 8.0 + 4.0 * seed) for seed in range(20)],
    )
    night = sleeper()
    if night is not None:
        yield "nsr001, 23 single hours", hours(night)
    for name in ("hrv_rest_rri", "hrv_exercise_rri", "pyhrv_long", "pyhrv_short"):
        series = recorded(name)
        if series is not None:
            yield f"{name} (18 % was chosen on it)", [series]


def errors_pct(series: list[Points], share: float, rmssd_of: Callable[[Points], float] | None) -> list[float]:
    """Return the error of RMSSD in percent for each series and seed; None asks the one who knows the artifacts."""
    found = []
    for number, rr_ms in enumerate(series):
        spared = live(rr_ms)
        truth = rmssd_ms(rr_ms, spared)
        for seed in range(_SEEDS):
            made, wrong = with_artifacts(rr_ms, share, 100 * number + seed, spared)
            value = rmssd_ms(made, wrong) if rmssd_of is None else rmssd_of(made)
            found.append(100.0 * (value / truth - 1.0))
    return found


def _ours(rr_ms: Points) -> float:
    return rmssd_ms(rr_ms, live(rr_ms))


def _summary(errors: list[float]) -> str:
    size = np.abs(errors)
    return f"{np.median(size):.2f} ({np.mean(size):.2f})"


def run() -> None:
    """Print the error of RMSSD at injected artifacts, and false flags on clean series."""
    print("Error of RMSSD in %, median (mean) of its size over series and seeds, live verdict\n")
    rows = []
    flags = []
    for name, series in groups():
        for who, rmssd_of in (("ours", _ours), ("who knows the artifacts", None)):
            rows.append([name, who, *(_summary(errors_pct(series, share, rmssd_of)) for share in SHARES)])
        n_beats = sum(rr_ms.size for rr_ms in series)
        core = sum(float(judge(x, np.zeros(x.size, dtype=np.int64)).live_core.sum()) for x in series)
        out = sum(float(live(x).sum()) for x in series)
        flags.append([name, f"{n_beats}", f"{1000 * core / n_beats:.2f}", f"{1000 * out / n_beats:.2f}"])
    print_table(["series", "by", *(f"{100 * share:g} %" for share in SHARES)], rows)
    print("Flagged of 1000 beats before anything is put in\n")
    print_table(["series", "beats", "beats themselves", "with neighbours"], flags)
    _print_white()
    _print_peers()


def _print_white() -> None:
    rng = np.random.default_rng(77)
    print("White Gaussian intervals flagged, in % of beats\n")
    shares = []
    for sd_pct in range(1, 11):
        rr_ms = 800.0 * (1.0 + sd_pct / 100.0 * rng.standard_normal(40_000))
        shares.append(f"{100.0 * live(rr_ms).mean():.2f}")
    print_table(["SD in % of the mean", *map(str, range(1, 11))], [["flagged", *shares]])


def _print_peers() -> None:
    series = [resting(seed, 1200.0, 650.0 + 30.0 * seed, 8.0 + 4.0 * seed) for seed in range(0, 20, 4)]
    truths = [rmssd_ms(rr_ms, np.zeros(rr_ms.size, dtype=np.uint8)) for rr_ms in series]
    made = {share: [with_artifacts(rr_ms, share, 7)[0] for rr_ms in series] for share in SHARES}
    everything = [*series, *(rr_ms for share in SHARES for rr_ms in made[share])]
    print("The same beside peers: error of RMSSD in %, median (mean), five simulated people, 20 min\n")
    rows = [["ours", *_row([_ours(rr_ms) for rr_ms in everything], truths)]]
    for peer in peers():
        found = peer.corrected_rmssd_ms(everything)
        rows.append([peer.name, *(_row(found, truths) if found else [peer.missing, "", "", ""])])
    print_table(["by", "nothing put in", *(f"{100 * share:g} %" for share in SHARES)], rows)


def _row(found: list[float], truths: list[float]) -> list[str]:
    n = len(truths)
    parts = [found[i : i + n] for i in range(0, len(found), n)]
    return [_summary([100.0 * (v / t - 1.0) for v, t in zip(part, truths, strict=True)]) for part in parts]


if __name__ == "__main__":
    run()
