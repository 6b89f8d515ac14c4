"""Heart rate on an even grid of 2 Hz, as far as the beats reach: what two people are compared on.

Each usable interval gives 60000/RR at its middle, and samples lie on the line between neighbouring middles. Where
those are over 3 s apart, and before the first and after the last, a sample is NaN. A sample is settled once a
usable middle at or after it is known, so that the same beats give the same samples, in whatever packets they came.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel
from coreg.dsp.time_domain import MS_PER_MINUTE

RATE_HZ = 2.0
WIDEST_S = 3.0  # our choice (design section 4): between usable neighbours; about four beats.
_MS_PER_HALF_S = 2000.0  # RR in ms / 2000 is half of it in s


class EvenSeries(NamedTuple):
    """Samples so far, and where the series stands.

    `bpm` (n,) is in beats a minute, at k/2 s. `reached` holds the next beat to take and how many samples are
    settled; `last` the newest usable middle in s and its heart rate, NaN before the first.
    """

    bpm: NDArray[np.float64]
    reached: NDArray[np.int64]
    last: NDArray[np.float64]


def empty_even_series(n_room: int) -> EvenSeries:
    """Return a series that hasn't begun, with room for as many samples."""
    return EvenSeries(np.full(n_room, np.nan), np.zeros(2, dtype=np.int64), np.full(2, np.nan))


@kernel
def is_within(t_s: float, spans_s: NDArray[np.float64]) -> bool:
    """Say whether `t_s` lies in one of the spans, shape (n, 2): from its start on, before its end."""
    for k in range(spans_s.shape[0]):  # noqa: SIM110  numba has no generators in any()
        if spans_s[k, 0] <= t_s < spans_s[k, 1]:
            return True
    return False


@kernel
def extend(
    t_s: NDArray[np.float64],
    rr_ms: NDArray[np.float64],
    is_flagged: NDArray[np.uint8],
    n_judged: int,
    left_out_s: NDArray[np.float64],
    even: EvenSeries,
) -> None:
    """Settle the samples that the first `n_judged` beats settle; samples beyond the room are not kept.

    A beat whose middle isn't after that of the beat before it (a clock that was refitted) is passed over.

    Parameters
    ----------
    t_s, rr_ms
        END of each interval in s and its length in ms, shape (n,) with n >= n_judged.
    is_flagged
        1 where the beat isn't used, shape (n,).
    left_out_s
        Stretches whose samples are NaN whatever the beats say, shape (m, 2).
    even
        What earlier calls left; written to.
    """
    n = even.reached[1]
    for i in range(even.reached[0], n_judged):
        middle_s = t_s[i] - rr_ms[i] / _MS_PER_HALF_S
        before_s = even.last[0]
        if is_flagged[i] or rr_ms[i] <= 0.0 or middle_s <= before_s:
            continue
        bpm = MS_PER_MINUTE / rr_ms[i]
        width_s = middle_s - before_s  # NaN at the first
        while n < even.bpm.size and n / RATE_HZ <= middle_s:
            at_s = n / RATE_HZ
            if width_s <= WIDEST_S and not is_within(at_s, left_out_s):
                even.bpm[n] = even.last[1] + (bpm - even.last[1]) * (at_s - before_s) / width_s
            else:
                even.bpm[n] = math.nan
            n += 1
        even.last[0] = middle_s
        even.last[1] = bpm
    even.reached[0] = n_judged
    even.reached[1] = n
