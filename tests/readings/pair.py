"""Two made-up hearts in one room: slow arousal of their own and, in part, in common; breathing; sets."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coreg.domain.beat import Beat
from coreg.domain.person import Role
from coreg.readings.together_marks import Markings

RATE_HZ = 4.0


@dataclass
class Pair:
    """What is put in; `coupled` is the share of slow variance in common, the therapist's `lag_s` later.

    `is_opposite` turns the therapist's part round; `wrong_pct` of the client's beats are missed.
    """

    length_s: float = 2400.0
    seed: int = 1
    coupled: float = 0.0
    lag_s: float = 0.0
    is_opposite: bool = False
    breath_hz: tuple[float, float] = (0.25, 0.22)
    breath_bpm: float = 2.0
    slow_bpm: float = 3.0
    wrong_pct: float = 0.0
    uncertainty_s: float = 0.0
    sets: tuple[tuple[float, float], ...] = field(default_factory=tuple)

    @property
    def markings(self) -> Markings:
        return Markings(sets=self.sets)

    def beats(self) -> dict[Role, list[Beat]]:
        rng = np.random.default_rng(self.seed)
        n = int((self.length_s + 60.0) * RATE_HZ)
        common, own, others = (_slow(rng, n) for _ in range(3))
        shift = int(self.lag_s * RATE_HZ)
        share, rest = np.sqrt(self.coupled), np.sqrt(1.0 - self.coupled)
        slow = {
            Role.CLIENT: share * common + rest * own,
            Role.THERAPIST: (-share if self.is_opposite else share) * np.roll(common, shift) + rest * others,
        }
        return {
            role: self._beats_of(rng, self.slow_bpm * slow[role], base, breath_hz)
            for role, base, breath_hz in zip(Role, (76.0, 66.0), self.breath_hz, strict=True)
        }

    def _beats_of(
        self, rng: np.random.Generator, slow_bpm: NDArray[np.float64], base_bpm: float, breath_hz: float
    ) -> list[Beat]:
        beats: list[Beat] = []
        t_s = 0.3
        while True:
            bpm = base_bpm + slow_bpm[int(t_s * RATE_HZ)] + rng.normal(0.0, 0.6)
            bpm += self.breath_bpm * np.sin(2 * np.pi * breath_hz * t_s)
            bpm += sum(4.0 * np.exp(-(t_s - start_s) / 20.0) for start_s, _ in self.sets if 0 <= t_s - start_s < 60)
            ticks = round(1024 * 60.0 / bpm)
            t_s += ticks / 1024
            if t_s > self.length_s:
                return self._damaged(rng, beats) if base_bpm > 70.0 else beats
            beats.append(Beat(1, ticks, t_s, self.uncertainty_s))

    def _damaged(self, rng: np.random.Generator, beats: list[Beat]) -> list[Beat]:
        """Merge that many beats in 100 with the next one: beats that were missed."""
        damaged: list[Beat] = []
        is_missed = False
        for i, beat in enumerate(beats):
            ticks = beat.ticks + beats[i - 1].ticks if is_missed else beat.ticks
            is_missed = not is_missed and rng.random() < self.wrong_pct / 100
            if not is_missed:
                damaged.append(Beat(1, ticks, beat.t_s, beat.uncertainty_s))
        return damaged


def sets_from(first_s: float, n: int) -> tuple[tuple[float, float], ...]:
    return tuple((first_s + 80.0 * i + 0.23, first_s + 80.0 * i + 30.61) for i in range(n))


def _slow(rng: np.random.Generator, n: int) -> NDArray[np.float64]:
    """Noise around 0.03 Hz with variance 1."""
    spectrum = np.fft.rfft(rng.normal(size=n))
    hz = np.fft.rfftfreq(n, 1.0 / RATE_HZ)
    spectrum *= np.exp(-0.5 * ((hz - 0.03) / 0.012) ** 2)
    slow = np.fft.irfft(spectrum, n)
    return np.asarray(slow / slow.std())
