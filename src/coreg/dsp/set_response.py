"""What sets of stimulation do to one person on average, so that it can be taken out: a ridge regression.

Two people who feel the same sets rise and fall together without influencing each other. Each set's start and end is
followed for 50 s by a piecewise-linear course with a knot every 5 s, the same for all sets: 20 columns. The knots'
values are fitted by least squares with a ridge of one sample's weight, so that the first set fits nothing wildly.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel
from coreg.dsp.even_series import RATE_HZ

N_KNOTS = 10  # design section 4: after each start, and again after each end
KNOT_S = 5.0
REACH_S = N_KNOTS * KNOT_S
N_COLUMNS = 2 * N_KNOTS
RIDGE = 1.0  # design section 4: the weight of one sample


class Fit(NamedTuple):
    """The normal equations so far: BᵀB + ridge, shape (m, m), and Bᵀx, shape (m,)."""

    gram: NDArray[np.float64]
    moment: NDArray[np.float64]


def empty_fit(n_columns: int = N_COLUMNS) -> Fit:
    """Return the equations before any sample."""
    return Fit(RIDGE * np.eye(n_columns), np.zeros(n_columns))


@kernel
def _add_bump(since_s: float, first_column: int, row: NDArray[np.float64]) -> None:
    """Add what one start or end `since_s` ago weighs at the two knots around."""
    if not 0.0 <= since_s < REACH_S:
        return
    place = since_s / KNOT_S
    knot = int(place)
    share = place - knot
    row[first_column + knot] += 1.0 - share
    if knot + 1 < N_KNOTS:
        row[first_column + knot + 1] += share


@kernel
def design_rows(first: int, starts_s: NDArray[np.float64], ends_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 20 samples' rows of the design from sample `first` on, shape (20, 20).

    Parameters
    ----------
    starts_s, ends_s
        Of each set, shape (n,); an end of infinity is of a set that runs.
    """
    rows = np.zeros((N_COLUMNS, N_COLUMNS))
    for k in range(rows.shape[0]):
        at_s = (first + k) / RATE_HZ
        for one in range(starts_s.size):
            _add_bump(at_s - starts_s[one], 0, rows[k])
            _add_bump(at_s - ends_s[one], N_KNOTS, rows[k])
    return rows


@kernel
def add_rows(x: NDArray[np.float64], rows: NDArray[np.float64], fit: Fit) -> None:
    """Let samples into the equations, shape (n,), with their rows, shape (n or more, m); NaN enters nothing."""
    for k in range(x.size):
        if math.isnan(x[k]):
            continue
        for a in range(rows.shape[1]):
            if rows[k, a] != 0.0:
                fit.moment[a] += rows[k, a] * x[k]
                for b in range(rows.shape[1]):
                    fit.gram[a, b] += rows[k, a] * rows[k, b]


@kernel
def coefficients(fit: Fit) -> NDArray[np.float64]:
    """Return the knots' values, shape (m,), by Cholesky's factors; the ridge makes the matrix positive definite."""
    m = fit.moment.size
    lower = np.zeros((m, m))
    value = np.empty(m)
    for i in range(m):
        for j in range(i + 1):
            left = fit.gram[i, j]
            for k in range(j):
                left -= lower[i, k] * lower[j, k]
            lower[i, j] = math.sqrt(max(left, 0.0)) if i == j else left / max(lower[j, j], 1e-300)
    for i in range(m):
        left = fit.moment[i]
        for k in range(i):
            left -= lower[i, k] * value[k]
        value[i] = left / max(lower[i, i], 1e-300)
    for i in range(m - 1, -1, -1):
        left = value[i]
        for k in range(i + 1, m):
            left -= lower[k, i] * value[k]
        value[i] = left / max(lower[i, i], 1e-300)
    return value


@kernel
def subtract(
    x: NDArray[np.float64], rows: NDArray[np.float64], value: NDArray[np.float64], y: NDArray[np.float64]
) -> None:
    """Write the samples minus the fitted course into `y`, shape (n,)."""
    for k in range(x.size):
        fitted = 0.0
        for a in range(value.size):
            fitted += rows[k, a] * value[a]
        y[k] = x[k] - fitted


def design(n: int, starts_s: NDArray[np.float64], ends_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rows of the first `n` samples, shape (n, 20)."""
    pieces = [design_rows(first, starts_s, ends_s) for first in range(0, n, N_COLUMNS)]
    return np.concatenate(pieces)[:n] if pieces else np.zeros((0, N_COLUMNS))


def without_response(x: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a whole series minus the course that fits it, in its unit; shape (n,). NaN stays NaN.

    Parameters
    ----------
    x, rows
        Samples and their design, shapes (n,) and (n, m).
    """
    fit = empty_fit(rows.shape[1])
    add_rows(x, rows, fit)
    left = np.empty(x.size)
    subtract(x, rows, coefficients(fit), left)
    return left
