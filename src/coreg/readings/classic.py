"""Measures of synchrony from the literature, on two people's heart rates, each beside what exchanging gives it.

For researchers who compare with what others published; nothing here is shown in the window. All of them are of
heart rate at 2 Hz without artifacts, neither filtered nor freed from the sets: as published. Exchanged as their
authors do it, half-minutes may come from anywhere in the session, so that two people who only feel the same sets
look alike; exchanged within kinds, they do so less.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.domain.beat import Beat
from coreg.domain.classic import ClassicMeasure, ClassicName, Exchanged
from coreg.domain.person import Role
from coreg.dsp.concordance import concordance_index, pair_sums, slopes
from coreg.dsp.even_series import RATE_HZ
from coreg.dsp.exchange import pairings
from coreg.dsp.segments import N_SAMPLES, cut
from coreg.dsp.susy import complete_segments, susy
from coreg.dsp.windowed_correlation import peaks, smoother, windowed
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.together_marks import Markings
from coreg.readings.together_review import Segments, segments_of
from coreg.readings.together_series import even_samples

N_PAIRINGS = 999
MOST_LAG_S = 5.0  # our choice, as our own lags; SUSY's authors take 3 to 5 s
WINDOW_STEP_S = 5.0  # our choice: windows of 30 s begin every 5 s
PEAK_REACH_S = 1.0  # our choice: nothing within a second may exceed a peak
_SEED = 15
_N_LAGS = int(MOST_LAG_S * RATE_HZ)
_N_LOCAL = int(2 * PEAK_REACH_S * RATE_HZ)  # in half lags

Points = NDArray[np.float64]
Scorer = Callable[[NDArray[np.int64]], Points]


@dataclass(frozen=True, slots=True)
class PairedRates:
    """Two people's heart rates at 2 Hz, NaN where there is none, and how the session may be cut."""

    client: Points
    therapist: Points
    tiled: Segments
    of_kinds: Segments


def paired_rates(series: dict[Role, BeatSeries], markings: Markings, length_s: float) -> PairedRates:
    """Return what every measure is computed from; the series are finished."""
    client, therapist = (
        even_samples(one.t_s, one.rr_ms, one.verdicts.final_core, markings, length_s)
        for one in (series[role] for role in Role)
    )
    tiled, of_kinds = (
        _usable(client, therapist, one) for one in (segments_of((), length_s), segments_of(markings.sets, length_s))
    )
    return PairedRates(client, therapist, tiled, of_kinds)


def read_classic(
    beats: Mapping[Role, Sequence[Beat]], markings: Markings, length_s: float
) -> tuple[ClassicMeasure, ...]:
    """Return every measure of a session that has ended."""
    series = {role: finished_series(beats.get(role, ())) for role in Role}
    rates = paired_rates(series, markings, length_s)
    return (*read_windowed(rates), read_concordance(rates), *read_susy(rates))


def read_windowed(rates: PairedRates) -> Iterator[ClassicMeasure]:
    """Give Boker's windowed cross-correlation: mean z and mean lag of the peaks, and mean z without lag."""
    first = np.arange(_N_LAGS, rates.client.size - N_SAMPLES + 1, int(WINDOW_STEP_S * RATE_HZ), dtype=np.int64)
    at_lags = windowed(rates.client, rates.therapist, first, first, N_SAMPLES, _N_LAGS)
    place, value = peaks(_smoothed(at_lags), _N_LOCAL)
    nulls = [_windowed_nulls(rates, one) for one in (rates.tiled, rates.of_kinds)]
    yield ClassicMeasure(ClassicName.WCC_PEAK_Z, _mean(_fisher(value)), *(peak for peak, _ in nulls))
    yield ClassicMeasure(ClassicName.WCC_LAG_S, _mean(-place / 2.0 / RATE_HZ))
    zero = _mean(_fisher(at_lags[:, _N_LAGS]))
    yield ClassicMeasure(ClassicName.WCC_ZERO_LAG_Z, zero, *(no_lag for _, no_lag in nulls))


def read_concordance(rates: PairedRates) -> ClassicMeasure:
    """Return Marci's concordance index."""
    own, other = slopes(rates.client), slopes(rates.therapist)
    nulls = []
    for segments in (rates.tiled, rates.of_kinds):
        positive, negative = pair_sums(own, other, segments.first)
        nulls.append(_exchanged(_log_ratio_of(positive, negative), segments.kind))
    value = concordance_index(rates.client, rates.therapist)
    return ClassicMeasure(ClassicName.CONCORDANCE_INDEX, _known(value), *nulls)


def read_susy(rates: PairedRates) -> Iterator[ClassicMeasure]:
    """Give SUSY: mean |z|, that of its surrogates, the effect size, and mean z with its sign."""
    whole = susy(*complete_segments(rates.client, rates.therapist, N_SAMPLES), _N_LAGS)
    aligned = susy(_cut(rates.client, rates.of_kinds), _cut(rates.therapist, rates.of_kinds), _N_LAGS)
    nowhere = np.zeros(whole.pair_z.shape[0], dtype=np.int64)
    kind = rates.of_kinds.kind
    yield ClassicMeasure(
        ClassicName.SUSY_Z,
        _known(whole.z),
        _exchanged(_mean_of(whole.pair_z), nowhere),
        _exchanged(_mean_of(aligned.pair_z), kind),
    )
    yield ClassicMeasure(ClassicName.SUSY_SURROGATE_Z, _known(whole.surrogate_z))
    yield ClassicMeasure(ClassicName.SUSY_ES, _known(whole.effect))
    yield ClassicMeasure(
        ClassicName.SUSY_SIGNED_Z,
        _known(whole.signed_z),
        _exchanged(_mean_of(whole.pair_signed_z), nowhere),
        _exchanged(_mean_of(aligned.pair_signed_z), kind),
    )


def _windowed_nulls(rates: PairedRates, segments: Segments) -> tuple[Exchanged, Exchanged]:
    """Return what exchanging gives the peaks' mean z, and the mean z without lag."""
    n = segments.kind.size
    own, other = np.repeat(segments.first, n), np.tile(segments.first, n)
    at_lags = windowed(rates.client, rates.therapist, own, other, N_SAMPLES, _N_LAGS)
    _, value = peaks(_smoothed(at_lags), _N_LOCAL)
    peak_z, zero_z = (_fisher(one).reshape(n, n) for one in (value, at_lags[:, _N_LAGS]))
    return _exchanged(_mean_of(peak_z), segments.kind), _exchanged(_mean_of(zero_z), segments.kind)


def _smoothed(at_lags: Points) -> Points:
    return np.ascontiguousarray(at_lags @ smoother(at_lags.shape[1]).T)


def _exchanged(score: Scorer, kind: NDArray[np.int64]) -> Exchanged:
    """Hold matched half-minutes against pairings within kinds."""
    n = kind.size
    if n < 2:
        return Exchanged(n, None, None, None, None)
    scores = score(pairings(kind, N_PAIRINGS, _SEED))
    if not np.isfinite(scores).all():
        return Exchanged(n, _known(float(scores[0])), None, None, None)
    p = float(np.mean(scores >= scores[0]))
    return Exchanged(n, float(scores[0]), float(scores[1:].mean()), float(scores[1:].std(ddof=1)), p)


def _mean_of(z: Points) -> Scorer:
    """Return what gives the mean z of each pairing; pairs without one don't count."""

    def score(pairing: NDArray[np.int64]) -> Points:
        found = z[np.arange(z.shape[0]), pairing]
        known = np.isfinite(found)
        with np.errstate(invalid="ignore"):
            return np.asarray(np.where(known, found, 0.0).sum(axis=1) / known.sum(axis=1))

    return score


def _log_ratio_of(positive: Points, negative: Points) -> Scorer:
    """Return what gives the concordance index of each pairing."""

    def score(pairing: NDArray[np.int64]) -> Points:
        own = np.arange(positive.shape[0])
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.log(positive[own, pairing].sum(axis=1) / negative[own, pairing].sum(axis=1)))

    return score


def _usable(client: Points, therapist: Points, segments: Segments) -> Segments:
    """Return the segments of which both have 80 % and vary."""
    room = np.empty(N_SAMPLES)
    keep = [
        cut(client, client.size, first, room) and cut(therapist, therapist.size, first, room)
        for first in segments.first.tolist()
    ]
    return segments.of(np.array(keep, dtype=np.bool_))


def _cut(x: Points, segments: Segments) -> Points:
    """Return the segments minus their means, what is missing as 0; shape (n, 60)."""
    found = np.zeros((segments.kind.size, N_SAMPLES))
    for row, first in zip(found, segments.first.tolist(), strict=True):
        cut(x, x.size, first, row)
    return found


def _fisher(r: Points) -> Points:
    return np.asarray(np.arctanh(np.clip(r, -0.999, 0.999)))


def _mean(values: Points) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else None


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
