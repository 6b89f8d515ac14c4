"""RR as a signal of equal steps, for formats that know nothing else: held, never interpolated, nothing in gaps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.export.content import ExportedPerson

RATE_HZ = 4  # our choice: any interval of 250 ms or more holds at least one sample; exact in binary and in decimals

_MS_PER_S = 1000.0


@dataclass(frozen=True, slots=True)
class Tachogram:
    """Samples from the session's zero on, `RATE_HZ` of them a second; shape (n,).

    Attributes
    ----------
    ticks
        The interval in progress at each sample, in 1/1024 s; 0 where none is known.
    is_artifact
        Whether the final verdict leaves that interval out.
    """

    ticks: NDArray[np.int64]
    is_artifact: NDArray[np.bool_]


def sample(person: ExportedPerson, duration_s: float) -> Tachogram:
    """Hold each interval over the time from the beat that begins it to the beat that ends it.

    Beats are placed to within their uncertainty, so that the end of one interval and the start of the next differ
    by some milliseconds: within a segment the earlier end counts. No sample within a gap holds anything.
    """
    n = int(np.ceil(max(duration_s, 1.0))) * RATE_HZ
    t_s = np.arange(n, dtype=np.float64) / RATE_HZ
    beats = sorted((each for each in person.beats), key=lambda each: each.beat.t_s)
    if not beats:
        return Tachogram(np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.bool_))
    end_s = np.array([each.beat.t_s for each in beats])
    rr_ms = np.array([each.beat.rr_ms for each in beats])
    segment = np.array([each.beat.segment for each in beats])
    follows = np.concatenate(([False], segment[1:] == segment[:-1]))
    start_s = np.where(follows, np.concatenate((end_s[:1], end_s[:-1])), end_s - rr_ms / _MS_PER_S)
    at = np.searchsorted(end_s, t_s, side="left")
    is_known = at < end_s.size
    at = np.minimum(at, end_s.size - 1)
    is_known &= start_s[at] <= t_s
    for gap in person.gaps:
        is_known &= ~((gap.start_s < t_s) & (t_s < gap.end_s))
    ticks = np.array([each.beat.ticks for each in beats], dtype=np.int64)[at]
    artifact = np.array([each.is_artifact_final for each in beats])[at]
    return Tachogram(np.where(is_known, ticks, 0), artifact & is_known)
