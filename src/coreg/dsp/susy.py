"""SUSY, the surrogate synchrony of two series: mean |Fisher z| over lags and segments, beside other pairings'.

As the R package SUSY 0.1.1 computes it (function `susy` without `restrict.surrogates`, and `as.data.frame.susy`):
complete samples are put end to end and cut into segments; each segment's cross-correlation is R's `ccf`, with the
mean and the standard deviation of the whole segment at every lag; every segment of one is paired with every other
of the other for the surrogates.

References
----------
Tschacher W, Meier D (2020), Psychother Res 30(5), 558-573.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp.segments import MOST_R


class Susy(NamedTuple):
    """Matched and surrogate Fisher z over lags, and the mean over lags of each pairing.

    `z`, `surrogate_z` and `effect` are of |z|, `signed_z` and `signed_surrogate_z` of z itself; no unit. `pair_z`
    and `pair_signed_z` are of each of the client's segments with each of the therapist's, shape (n, n).
    """

    z: float
    surrogate_z: float
    effect: float
    signed_z: float
    signed_surrogate_z: float
    pair_z: NDArray[np.float64]
    pair_signed_z: NDArray[np.float64]


def units(segments: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return segments, shape (n, m), minus their mean and scaled to length 1; one that doesn't vary is NaN."""
    centred = segments - segments.mean(axis=1, keepdims=True)
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(length > 0.0, centred / length, np.nan))


def complete_segments(
    client: NDArray[np.float64], therapist: NDArray[np.float64], n_samples: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the samples that both have, put end to end and cut into segments, each of shape (n, n_samples)."""
    is_complete = ~(np.isnan(client) | np.isnan(therapist))
    n = int(is_complete.sum()) // n_samples
    whole, other = client[is_complete][: n * n_samples], therapist[is_complete][: n * n_samples]
    return whole.reshape(n, n_samples), other.reshape(n, n_samples)


def susy(client: NDArray[np.float64], therapist: NDArray[np.float64], n_lags: int) -> Susy:
    """Compare segments of two people over `n_lags` samples of lag either way.

    Parameters
    ----------
    client, therapist
        Segments, shape (n, m) each, without NaN; any unit. Under 2 segments give NaN.
    """
    own, other = units(client), units(therapist)
    n = own.shape[0]
    if n < 2:
        nothing = np.full((n, n), np.nan)
        return Susy(np.nan, np.nan, np.nan, np.nan, np.nan, nothing, nothing)
    z = np.array([_fisher_z(own, other, lag) for lag in range(-n_lags, n_lags + 1)])
    same = np.eye(n, dtype=np.bool_)
    real, surrogate = np.nanmean(np.abs(z[:, same]), axis=1), np.nanmean(np.abs(z[:, ~same]), axis=1)
    spread = surrogate.std(ddof=1) if surrogate.size > 1 else 0.0
    return Susy(
        z=float(real.mean()),
        surrogate_z=float(surrogate.mean()),
        effect=float((real.mean() - surrogate.mean()) / spread) if spread > 0.0 else np.nan,
        signed_z=float(np.nanmean(z[:, same])),
        signed_surrogate_z=float(np.nanmean(z[:, ~same])),
        pair_z=np.abs(z).mean(axis=0),
        pair_signed_z=z.mean(axis=0),
    )


def _fisher_z(own: NDArray[np.float64], other: NDArray[np.float64], lag: int) -> NDArray[np.float64]:
    """Return z of each with each at a lag, as R's ccf: own t + lag with other t, over the samples that overlap."""
    m = own.shape[1]
    r = own[:, lag:] @ other[:, : m - lag].T if lag >= 0 else own[:, : m + lag] @ other[:, -lag:].T
    return np.asarray(np.arctanh(np.clip(r, -MOST_R, MOST_R)))
