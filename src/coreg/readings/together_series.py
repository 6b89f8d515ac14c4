"""One person's slow rise and fall without what sets do on average: settled as beats come, never changed after."""

import numpy as np
from numpy.typing import NDArray

from coreg.domain.person import Role
from coreg.dsp.even_series import RATE_HZ, EvenSeries, empty_even_series, extend
from coreg.dsp.set_response import (
    add_rows,
    coefficients,
    design,
    design_rows,
    empty_fit,
    subtract,
    without_response,
)
from coreg.dsp.slow_band import SLOW, Band, filter_samples, filtered
from coreg.readings.together_marks import Markings, Stretch, as_array

_N_AHEAD = SLOW.n_ahead
N_CHUNK = 20  # design section 4: the set response is fitted anew every 10 s
_FIRST_ROOM = 8192  # our choice: samples of 68 minutes
_MS_PER_HALF_S = 2000.0  # RR in ms / 2000 is half of it in s
_SPEECH_DELAYS_S = (0, 2, 4, 6, 8, 10, 12, 14)  # design section 4


class PersonTrace:
    """Even samples, their slow band, and what is left of it without the set response, each as far as it is settled.

    A chunk of 10 s is fitted with all sets and samples so far and then frozen; so marks of later moments change
    nothing before them, and a session replayed at once gives the same bits.
    """

    def __init__(self) -> None:
        self._even = empty_even_series(_FIRST_ROOM)
        self._band = np.full(_FIRST_ROOM, np.nan)
        self._residual = np.full(_FIRST_ROOM, np.nan)
        self._n_band = 0
        self._fit = empty_fit()
        self.n_residual = 0

    @property
    def n_even(self) -> int:
        """How many samples are settled."""
        return int(self._even.reached[1])

    @property
    def bpm(self) -> NDArray[np.float64]:
        """The settled samples, in beats a minute; NaN where there is none."""
        return self._even.bpm[: self.n_even]

    @property
    def band(self) -> NDArray[np.float64]:
        """Their slow band, in beats a minute."""
        return self._band[: self._n_band]

    @property
    def residual(self) -> NDArray[np.float64]:
        """What is left without the set response, in beats a minute; NaN in the first three sets."""
        return self._residual[: self.n_residual]

    def n_beats_for(
        self, n_residual: int, t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], is_flagged: NDArray[np.uint8]
    ) -> int | None:
        """Return how many of these beats it takes to settle so many samples without the set response.

        None where they don't reach that far. It is the same number however many more beats there are already.
        """
        n_even, n_taken = n_residual + _N_AHEAD, int(self._even.reached[0])
        if self.n_even >= n_even:
            return n_taken
        middle_s = t_s[n_taken:] - rr_ms[n_taken:] / _MS_PER_HALF_S
        reaching = np.flatnonzero((is_flagged[n_taken:] == 0) & (middle_s >= (n_even - 1) / RATE_HZ))
        return None if not reaching.size else n_taken + int(reaching[0]) + 1

    def advance(
        self,
        t_s: NDArray[np.float64],
        rr_ms: NDArray[np.float64],
        is_flagged: NDArray[np.uint8],
        markings: Markings,
    ) -> None:
        """Take the beats in of which these are all that are judged so far."""
        n_beats = t_s.size
        if n_beats:
            self._make_room(int(t_s[-1] * RATE_HZ) + 2)
            extend(t_s, rr_ms, is_flagged, n_beats, markings.unusable, self._even)
        self._filter(self.n_even - _N_AHEAD)
        self._take_sets_out(markings, is_over=False)

    def finish(self, length_s: float, markings: Markings) -> None:
        """Settle every sample up to the session's end; nothing may follow."""
        n = int(length_s * RATE_HZ) + 1
        self._make_room(n)
        self._even.bpm[self.n_even : n] = np.nan
        self._even.reached[1] = n
        self._filter(n)
        self._take_sets_out(markings, is_over=True)

    def _filter(self, end: int) -> None:
        if end > self._n_band:
            filter_samples(self._even.bpm, self.n_even, self._n_band, end, SLOW.narrow, SLOW.wide, self._band)
            self._n_band = end

    def _take_sets_out(self, markings: Markings, *, is_over: bool) -> None:
        if self._n_band - self.n_residual < (1 if is_over else N_CHUNK):
            return
        sets = as_array(markings.sets)
        starts_s, ends_s = np.ascontiguousarray(sets[:, 0]), np.ascontiguousarray(sets[:, 1])
        while self._n_band - self.n_residual >= (1 if is_over else N_CHUNK):
            first, end = self.n_residual, min(self.n_residual + N_CHUNK, self._n_band)
            rows = design_rows(first, starts_s, ends_s)
            add_rows(self._band[first:end], rows, self._fit)
            subtract(self._band[first:end], rows, coefficients(self._fit), self._residual[first:end])
            _blank(self._residual, first, end, markings.teaching)
            self.n_residual = end

    def _make_room(self, n: int) -> None:
        room = self._band.size
        if n <= room:
            return
        more = np.full(max(2 * room, n) - room, np.nan)
        self._even = EvenSeries(np.concatenate([self._even.bpm, more]), self._even.reached, self._even.last)
        self._band = np.concatenate([self._band, more])
        self._residual = np.concatenate([self._residual, more])


def _blank(x: NDArray[np.float64], first: int, end: int, stretches: tuple[Stretch, ...]) -> None:
    """Leave the stretches out, from the sample at or before their start to the one before their end's."""
    for start_s, end_s in stretches:
        low, high = int(start_s * RATE_HZ), min(end_s * RATE_HZ, float(end))
        x[max(first, low) : max(first, int(high))] = np.nan


def even_samples(
    t_s: NDArray[np.float64],
    rr_ms: NDArray[np.float64],
    is_flagged: NDArray[np.uint8],
    markings: Markings,
    length_s: float,
) -> NDArray[np.float64]:
    """Return a whole session's even samples in beats a minute, NaN where there is none."""
    even = empty_even_series(int(length_s * RATE_HZ) + 1)
    extend(t_s, rr_ms, is_flagged, t_s.size, markings.unusable, even)
    return even.bpm


def residual(bpm: NDArray[np.float64], markings: Markings, role: Role, band: Band = SLOW) -> NDArray[np.float64]:
    """Return a whole session's band without the set response, and without that of own speech if it is marked."""
    sets = as_array(markings.sets)
    rows = design(bpm.size, np.ascontiguousarray(sets[:, 0]), np.ascontiguousarray(sets[:, 1]))
    if markings.is_speech_marked:
        rows = np.concatenate([rows, _speech_rows(bpm.size, markings.speech[role], band)], axis=1)
    return without_response(filtered(bpm, band), rows)


def _speech_rows(n: int, speech: tuple[Stretch, ...], band: Band) -> NDArray[np.float64]:
    """Return a person's speech as 0 and 1 through the band, now and up to 14 s ago; shape (n, 8)."""
    at_s = np.arange(n) / RATE_HZ
    speaks = np.zeros(n)
    for start_s, end_s in speech:
        speaks[(at_s >= start_s) & (at_s < end_s)] = 1.0
    slow = filtered(speaks, band)
    rows = np.zeros((n, len(_SPEECH_DELAYS_S)))
    for column, delay_s in enumerate(_SPEECH_DELAYS_S):
        delay = int(delay_s * RATE_HZ)
        rows[delay:, column] = slow[: max(0, n - delay)]
    return rows
