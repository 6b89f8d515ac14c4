"""NeuroKit's numbers beside ours, for one stretch: the only place that neurokit2 is imported, when it is asked for.

It is given the intervals twice: all of the stretch as they are, and those that ours counts. What differs between
the second and ours is method, what differs between the two is artifacts; each number says which.
"""

import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from coreg.domain.beat import Beat
from coreg.domain.errors import UsageError
from coreg.domain.language import _
from coreg.domain.reading import Reading
from coreg.readings.numbers import BAND_SHORTEST_S
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.span import BAND_WINDOW_S, readings_of

FEWEST = 20  # our choice: as many as ours asks for
_RATE_HZ = 4  # as benchmarks and tests/peers ask for it: fast enough for 0.4 Hz, and usual
_TIME = {
    "mean_rr_ms": "HRV_MeanNN",
    "sdnn_ms": "HRV_SDNN",
    "rmssd_ms": "HRV_RMSSD",
    "sdsd_ms": "HRV_SDSD",
    "pnn50_pct": "HRV_pNN50",
}
_BANDS = {"lf_ms2": "HRV_LF", "hf_ms2": "HRV_HF"}
_SAME = 1e-9  # of the value: rounding


class Why(Enum):
    """What a number's difference comes from."""

    ARTIFACTS = "artifacts"
    GAPS = "gaps"
    DENOMINATOR = "denominator"
    INTERPOLATION = "interpolation"
    PIECES = "pieces"
    OUR_GATE = "our_gate"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One number: ours, and NeuroKit's of every interval and of those that ours counts; None where it has none."""

    name: str
    ours: Reading
    of_all: float | None
    of_counted: float | None
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """All numbers of one stretch.

    Attributes
    ----------
    n_intervals, n_counted
        How many lie in the stretch, and how many of them ours counts.
    n_breaks
        Where intervals don't follow one another, in the stretch as it is.
    """

    start_s: float
    end_s: float
    n_intervals: int
    n_counted: int
    n_breaks: int
    neurokit_version: str
    numbers: tuple[Opinion, ...]


def second_opinion(
    beats: Sequence[Beat], start_s: float | None = None, end_s: float | None = None
) -> SecondOpinion:
    """Return both programs' numbers of the intervals that end in (start_s, end_s]; all of them without bounds.

    The first call loads NeuroKit, which takes several seconds.

    Raises
    ------
    UsageError
        There are too few intervals, or NeuroKit isn't installed.
    """
    series = finished_series(beats)
    start_s = series.begins_s if start_s is None else start_s
    end_s = series.end_s(series.n_beats) if end_s is None else end_s
    found = series.stretch(start_s, end_s, series.n_beats)
    part = slice(found.first, found.end)
    every = np.arange(series.n_beats)[part]
    counted = every[series.is_valid[part] != 0]
    if counted.size < FEWEST:
        msg = _("{n} intervals that count are too few for a second opinion: choose a longer stretch.").format(
            n=counted.size
        )
        raise UsageError(msg)
    ours = readings_of(series, start_s, end_s, minds_recent_gap=False)
    of_all, of_counted = _neurokit(series, every), _neurokit(series, counted)
    n_breaks = int((series.is_joined[part][1:] == 0).sum())
    is_long = end_s - start_s >= BAND_WINDOW_S + BAND_SHORTEST_S  # several pieces, of which ours is the mean
    return SecondOpinion(
        start_s=start_s,
        end_s=end_s,
        n_intervals=int(every.size),
        n_counted=int(counted.size),
        n_breaks=n_breaks,
        neurokit_version=_version(),
        numbers=tuple(
            Opinion(
                name,
                ours[name],
                of_all.get(name),
                of_counted.get(name),
                tuple(_why(name, ours[name], of_all.get(name), of_counted.get(name), n_breaks, is_long=is_long)),
            )
            for name in (*_TIME, *_BANDS)
        ),
    )


def _why(
    name: str, ours: Reading, of_all: float | None, of_counted: float | None, n_breaks: int, *, is_long: bool
) -> Iterator[Why]:
    if ours.value is None:
        yield Why.OUR_GATE
    elif of_all is not None and _is_same(ours.value, of_all):
        yield Why.SAME
        return
    if of_all != of_counted:
        yield Why.ARTIFACTS
    if name in _BANDS:
        yield Why.INTERPOLATION
        if is_long:
            yield Why.PIECES
        if n_breaks:
            yield Why.GAPS
    elif name == "pnn50_pct":
        yield Why.DENOMINATOR


def _is_same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_SAME)


def _neurokit(series: BeatSeries, kept: NDArray[np.int64]) -> dict[str, float | None]:
    """Return NeuroKit's numbers of these intervals of a series."""
    neurokit = _module()
    peaks = {"RRI": series.rr_ms[kept], "RRI_Time": _times_s(series, kept)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        time = neurokit.hrv_time(peaks, sampling_rate=1000)
        bands = neurokit.hrv_frequency(
            peaks, sampling_rate=1000, psd_method="welch", normalize=False, interpolation_rate=_RATE_HZ
        )
    return {**_named(time, _TIME), **_named(bands, _BANDS)}


def _times_s(series: BeatSeries, kept: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return when each interval ends: the running sum, and where one is missing a hole as long as it really is.

    NeuroKit tells that intervals don't follow one another by times that are over 10 ms off their sum; beat times of
    a clock that is refitted wander more than that.
    """
    rr_s = series.rr_ms[kept] / 1000.0
    follows = np.diff(kept) == 1
    follows &= series.is_joined[kept][1:] != 0
    hole_s = np.where(follows, 0.0, np.maximum(1.0, np.diff(series.t_s[kept]) - rr_s[1:]))
    times_s: NDArray[np.float64] = np.cumsum(rr_s) + np.concatenate([[0.0], np.cumsum(hole_s)])
    return times_s


def _named(frame: object, names: Mapping[str, str]) -> dict[str, float | None]:
    found = {name: float(frame[theirs].iloc[0]) for name, theirs in names.items()}  # type: ignore[index]  # pandas
    return {name: value if math.isfinite(value) else None for name, value in found.items()}


def _module() -> ModuleType:
    try:
        import neurokit2
    except ImportError as error:
        msg = _("NeuroKit isn't installed, so there is no second opinion: install neurokit2.")
        raise UsageError(msg) from error
    loaded: ModuleType = neurokit2
    return loaded


def _version() -> str:
    return str(_module().__version__)
