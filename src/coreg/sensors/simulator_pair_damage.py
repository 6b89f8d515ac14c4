"""What straps do to a made-up heart's beats: missed, extra and early ones, gaps, and a dropout."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.domain.beat import MOST_TICKS, MS_PER_TICK, Beat, BeatFlag

_MS_PER_S = 1000.0
_EXTRA = (0.3, 0.7)  # our choice: where in an interval an extra beat lies
_EARLY = (0.15, 0.35)  # our choice: how much too soon an early beat comes, of its interval
_UNSURE_S = 0.025  # design section 2: a settled clock's uncertainty


@dataclass(frozen=True, slots=True)
class Damage:
    """Of 100 beats so many wrong; so many gaps of so many seconds; one dropout somewhere in the middle half."""

    wrong_pct: float = 0.0
    n_gaps: int = 0
    gap_s: tuple[float, float] = (0.0, 0.0)
    dropout_s: float = 0.0


def damaged_beats(
    rng: np.random.Generator, times_s: NDArray[np.float64], damage: Damage, length_s: float
) -> list[Beat]:
    """Return the beats that a strap would have sent of a heart that beats at `times_s`, up to the session's end.

    Intervals are in whole ticks of 1/1024 s that don't add up to an error. What falls into a gap is lost; after one
    a new segment begins with an interval that enters no number.
    """
    seen_s = np.unique(_with_wrong_beats(rng, times_s, damage.wrong_pct))
    seen_s = seen_s[(seen_s > 0.0) & (seen_s <= length_s)]
    ticks = np.diff(np.round(seen_s * _MS_PER_S / MS_PER_TICK)).astype(np.int64)
    is_lost = np.zeros(ticks.size, dtype=np.bool_)
    for start_s, end_s in _gaps(rng, damage, length_s):
        is_lost |= (seen_s[1:] > start_s) & (seen_s[1:] < end_s)
    beats: list[Beat] = []
    segment, is_after_gap = 1, False
    for t_s, n_ticks, lost in zip(seen_s[1:].tolist(), ticks.tolist(), is_lost.tolist(), strict=True):
        if lost:
            is_after_gap = True
            continue
        segment += is_after_gap
        flags = BeatFlag.FIRST_AFTER_LINK if is_after_gap else BeatFlag.NONE
        beats.append(Beat(segment, min(MOST_TICKS, max(1, n_ticks)), t_s, _UNSURE_S, flags))
        is_after_gap = False
    return beats


def _with_wrong_beats(
    rng: np.random.Generator, times_s: NDArray[np.float64], wrong_pct: float
) -> NDArray[np.float64]:
    """Return beats of which so many in 100 are missed, or have an extra one before them, or come early."""
    rr_s = np.diff(times_s, prepend=times_s[0] - 1.0)
    kind = np.where(rng.random(times_s.size) < wrong_pct / 100.0, rng.integers(1, 4, times_s.size), 0)
    early_s = np.where(kind == 3, rng.uniform(*_EARLY, times_s.size) * rr_s, 0.0)
    extra_s = (times_s - rng.uniform(*_EXTRA, times_s.size) * rr_s)[kind == 2]
    return np.sort(np.concatenate([(times_s - early_s)[kind != 1], extra_s]))


def _gaps(rng: np.random.Generator, damage: Damage, length_s: float) -> list[tuple[float, float]]:
    starts_s = rng.uniform(0.0, length_s, damage.n_gaps).tolist()
    gaps_s = [(start_s, start_s + rng.uniform(*damage.gap_s)) for start_s in starts_s]
    if damage.dropout_s:
        start_s = rng.uniform(0.25, 0.75) * length_s
        gaps_s.append((start_s, start_s + damage.dropout_s))
    return gaps_s
