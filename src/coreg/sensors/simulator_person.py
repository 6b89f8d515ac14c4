"""A heart that isn't there: RR intervals with breathing, baroreflex waves, drift, arousal and recovery.

Each interval is a sum of the mechanisms that spectra of resting people show (Task Force 1996, Circulation 93:1043;
as sines in the RR series: McSharry et al. 2003, IEEE Trans Biomed Eng 50:289): respiratory sinus arrhythmia at the
breathing rate, which wanders from breath to breath; baroreflex (Mayer) waves near 0.1 Hz; slow drift; and a few
milliseconds of white jitter. Sizes lie in the range of short resting recordings (Nunan et al. 2010, Pacing Clin
Electrophysiol 33:1407: mean RR 926 ms, SDNN 50 ms, RMSSD 42 ms), the client's at its lower side. In an episode of
arousal heart rate rises within seconds while RSA is withdrawn, and both return over about a minute.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from coreg.domain.arousal import Surge

_BAROREFLEX_HZ = 0.1  # Task Force 1996: the low-frequency component centres around 0.1 Hz
_MIN_RR_S, _MAX_RR_S = 0.4, 1.6  # our choice: nobody simulated leaves 37.5 to 150 /min
_ONSET_S = 5.0  # our choice: heart rate follows vagal withdrawal within a few seconds
_SURGE_ONSET_S, _SURGE_RECOVERY_S = 10.0, 20.0  # our choice: within a set, and half of it gone after 14 s
_WITHDRAWAL = 0.65  # our choice: the share of RSA that is gone at the height of an episode


@dataclass(frozen=True, slots=True)
class Physique:
    """What tells one simulated heart from another; amplitudes are of sines, standard deviations of the rest."""

    heart_rate_bpm: float
    breaths_per_min: float
    rsa_ms: float
    baroreflex_ms: float
    drift_ms: float
    jitter_ms: float
    episodes_per_h: float
    episode_rise_bpm: float


CLIENT = Physique(
    heart_rate_bpm=76.0,
    breaths_per_min=15.5,
    rsa_ms=32.0,
    baroreflex_ms=24.0,
    drift_ms=22.0,
    jitter_ms=5.0,
    episodes_per_h=9.0,
    episode_rise_bpm=16.0,
)
THERAPIST = Physique(
    heart_rate_bpm=66.0,
    breaths_per_min=13.0,
    rsa_ms=42.0,
    baroreflex_ms=20.0,
    drift_ms=14.0,
    jitter_ms=4.0,
    episodes_per_h=2.0,
    episode_rise_bpm=5.0,
)


class Heart:
    """Beats one after another, in seconds since the simulation began; the same seed gives the same beats.

    >>> heart = Heart(CLIENT, random.Random(1))
    >>> 0.4 < heart.beat() < 1.6
    True
    """

    def __init__(self, physique: Physique, rng: random.Random, surges: Sequence[Surge] = ()) -> None:
        self._physique = physique
        self._rng = rng
        self._t_s = 0.0
        self._breath_turns = rng.random()
        self._wave_turns = rng.random()
        self._breath_rate = _Wander(rng, sd=0.12, memory_s=40.0)
        self._breath_depth = _Wander(rng, sd=0.25, memory_s=60.0)
        self._wave_rate = _Wander(rng, sd=0.08, memory_s=30.0)
        self._wave_height = _Wander(rng, sd=0.35, memory_s=50.0)
        self._drift = _Wander(rng, sd=physique.drift_ms / 1000, memory_s=150.0)
        self._arousal: _Arousal | _Told = _Told(surges) if surges else _Arousal(rng, physique.episodes_per_h)

    def beat(self) -> float:
        """Advance to the next beat and return its interval in s."""
        who = self._physique
        arousal = self._arousal.level(self._t_s)
        rsa_s = who.rsa_ms / 1000 * math.exp(self._breath_depth.value) * (1 - _WITHDRAWAL * arousal)
        wave_s = who.baroreflex_ms / 1000 * math.exp(self._wave_height.value)
        rr_s = 60 / (who.heart_rate_bpm + who.episode_rise_bpm * arousal) + self._drift.value
        rr_s += rsa_s * math.sin(math.tau * self._breath_turns) + wave_s * math.sin(math.tau * self._wave_turns)
        rr_s = min(max(rr_s + self._rng.gauss(0.0, who.jitter_ms / 1000), _MIN_RR_S), _MAX_RR_S)
        self._advance(rr_s)
        return rr_s

    def _advance(self, rr_s: float) -> None:
        self._t_s += rr_s
        for wander in (self._breath_rate, self._breath_depth, self._wave_rate, self._wave_height, self._drift):
            wander.advance(rr_s)
        breath_hz = self._physique.breaths_per_min / 60 * math.exp(self._breath_rate.value)
        self._breath_turns += breath_hz * rr_s
        self._wave_turns += _BAROREFLEX_HZ * math.exp(self._wave_rate.value) * rr_s


class _Wander:
    """A value that strays around zero and comes back (Ornstein-Uhlenbeck)."""

    def __init__(self, rng: random.Random, sd: float, memory_s: float) -> None:
        self._rng = rng
        self._sd = sd
        self._memory_s = memory_s
        self.value = rng.gauss(0.0, sd)

    def advance(self, dt_s: float) -> None:
        keep = math.exp(-dt_s / self._memory_s)
        self.value = keep * self.value + self._rng.gauss(0.0, self._sd * math.sqrt(1 - keep * keep))


class _Told:
    """Arousal as a script tells it: up through the surge, half of it gone some 14 s after its end."""

    def __init__(self, surges: Sequence[Surge]) -> None:
        self._surges = surges
        self._level = 0.0
        self._t_s = 0.0

    def level(self, t_s: float) -> float:
        dt_s, self._t_s = t_s - self._t_s, t_s
        goal = max((surge.height for surge in self._surges if surge.start_s <= t_s < surge.end_s), default=0.0)
        time_s = _SURGE_ONSET_S if goal else _SURGE_RECOVERY_S
        self._level += (goal - self._level) * (1 - math.exp(-dt_s / time_s))
        return self._level


class _Arousal:
    """Episodes one after another, each 0 to 1: up within seconds, held for a while, back over about a minute."""

    def __init__(self, rng: random.Random, per_h: float) -> None:
        self._rng = rng
        self._mean_pause_s = 3600 / per_h
        self._level = 0.0
        self._t_s = 0.0
        self._plan(120.0)

    def _plan(self, earliest_s: float) -> None:
        self._start_s = earliest_s + self._rng.expovariate(1 / self._mean_pause_s)
        self._end_s = self._start_s + self._rng.uniform(15.0, 60.0)
        self._height = self._rng.uniform(0.5, 1.0)
        self._recovery_s = self._rng.uniform(25.0, 70.0)

    def level(self, t_s: float) -> float:
        dt_s, self._t_s = t_s - self._t_s, t_s
        if t_s >= self._end_s and self._level < 0.05 * self._height:
            self._plan(t_s)
        is_on = self._start_s <= t_s < self._end_s
        goal, time_s = (self._height, _ONSET_S) if is_on else (0.0, self._recovery_s)
        self._level += (goal - self._level) * (1 - math.exp(-dt_s / time_s))
        return self._level
