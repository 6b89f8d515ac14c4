"""Pairs of made-up people of whom it is known what they have in common: what "moving together" is calibrated on.

Only beats, no packets: a session of 50 minutes takes milliseconds. The same scenario and seed give the same beats.
Each seed is two other people, drawn from the ranges in `Ranges`. The settings here were written down before the
first run of the calibration and haven't been fitted to its figures. One was changed after a look at real
recordings: the rhythms that nobody has in common are broader (`Spectrum`); scenarios that begin with *first* are as
they were written first. `OTHER_HEARTS`, unchanged too, differs in every way that the others have in common, so that
a figure can't rest on the one shape of arousal that they share.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from coreg.domain.beat import Beat
from coreg.domain.person import Role
from coreg.sensors.simulator_pair_damage import Damage, damaged_beats
from coreg.sensors.simulator_pair_heart import (
    GRID_HZ,
    NARROW,
    Curve,
    PairPhysique,
    Spectrum,
    Stretch,
    beat_times_s,
    breathing,
    bursts,
    drift,
    mayer_waves,
    noise,
    set_response,
    speech_response,
)

PAIR_LENGTH_S = 3000.0  # 50 minutes, as the design's rates are of
_TAIL_S = 60.0
_FIRST_SET_S, _LAST_SET_S = (540.0, 660.0), 2520.0
_SET_S, _PAUSE_S = (24.0, 40.0), (40.0, 70.0)  # design section 5: sets of 20 to 40 s; and a sentence or two
_TURN_S = {Role.CLIENT: 14.0, Role.THERAPIST: 8.0}  # our choice: median length of a turn of talk
_TURN_SPREAD = 0.7  # our choice: log-SD
_SHORTEST_TURN_S, _LONGEST_TURN_S = 1.0, 90.0
_TREND_BPM, _TREND_S = (4.0, 12.0), (600.0, 1200.0)  # our choice: how far a heart settles, and how fast
_TREND_SLOW_BPM = (2.0, 4.0)  # our choice: SD of what rises and falls over tens of minutes
_SLOWEST_HZ = 1.0 / 600.0
_PLACED_SD_S = 0.02  # docs/BENCHMARKS.md: how far the live clock places beats from the truth

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ranges:
    """From where to where each size is drawn, evenly, for each person anew; units as in `PairPhysique`."""

    rest_bpm: Mapping[Role, Range] = field(
        default_factory=lambda: MappingProxyType({Role.CLIENT: (62.0, 88.0), Role.THERAPIST: (55.0, 78.0)})
    )
    breath_hz: Range = (0.2, 0.32)
    rsa_bpm: Range = (1.0, 4.0)
    mayer_bpm: Range = (0.7, 1.8)
    drift_bpm: Range = (1.0, 2.5)
    arousal_bpm: Range = (1.5, 4.0)
    set_bpm: Range = (2.0, 6.0)
    speech_bpm: Range = (4.0, 8.0)

    def draw(self, rng: np.random.Generator, role: Role) -> PairPhysique:
        """Return one person."""
        return PairPhysique(
            rest_bpm=rng.uniform(*self.rest_bpm[role]),
            breath_hz=rng.uniform(*self.breath_hz),
            rsa_bpm=rng.uniform(*self.rsa_bpm),
            mayer_bpm=rng.uniform(*self.mayer_bpm),
            drift_bpm=rng.uniform(*self.drift_bpm),
            arousal_bpm=rng.uniform(*self.arousal_bpm),
            set_bpm=rng.uniform(*self.set_bpm),
            speech_bpm=rng.uniform(*self.speech_bpm),
        )


@dataclass(frozen=True, slots=True)
class PairScenario:
    """What two people have in common, and what else happens.

    Attributes
    ----------
    coupled
        Correlation of the two people's arousal; negative: one rises where the other falls.
    lag_s
        By how much the client goes first.
    coupled_s
        When they are coupled; at other times each has arousal of their own.
    reacts
        Whose hearts answer to sets.
    has_trend, breathes_alike, talks
        Whether both settle alike over the session, breathe as one, and take turns talking instead of sets.
    memory_s
        Of arousal as steady noise, instead of bursts.
    spectrum
        Of the rhythms that each has alone.
    """

    coupled: float = 0.0
    lag_s: float = 0.0
    coupled_s: Stretch = (0.0, np.inf)
    reacts: tuple[Role, ...] = (Role.CLIENT,)
    has_trend: bool = False
    breathes_alike: bool = False
    talks: bool = False
    damage: Mapping[Role, Damage] = field(default_factory=dict)
    memory_s: float | None = None
    spectrum: Spectrum = field(default_factory=Spectrum)
    ranges: Ranges = Ranges()


_BOTH = (Role.CLIENT, Role.THERAPIST)
_DAMAGE = MappingProxyType(
    {
        Role.CLIENT: Damage(wrong_pct=3.0, n_gaps=6, gap_s=(4.0, 10.0), dropout_s=90.0),
        Role.THERAPIST: Damage(wrong_pct=3.0, n_gaps=6, gap_s=(4.0, 10.0)),
    }
)
OTHER_HEARTS = PairScenario(
    reacts=_BOTH,
    has_trend=True,
    memory_s=12.0,
    spectrum=replace(NARROW, drift_exponent=1.5),
    ranges=Ranges(
        rest_bpm=MappingProxyType({Role.CLIENT: (70.0, 100.0), Role.THERAPIST: (70.0, 100.0)}),
        breath_hz=(0.18, 0.25),
        rsa_bpm=(0.5, 1.5),
        mayer_bpm=(1.0, 3.0),
        drift_bpm=(2.0, 4.0),
        arousal_bpm=(1.0, 3.0),
        set_bpm=(1.0, 4.0),
    ),
)
SCENARIOS: Mapping[str, PairScenario] = MappingProxyType(
    {
        "nobody": PairScenario(),
        "trend": PairScenario(has_trend=True),
        "sets": PairScenario(reacts=_BOTH),
        "breathing": PairScenario(breathes_alike=True),
        "damage": PairScenario(has_trend=True, damage=_DAMAGE),
        "turns": PairScenario(talks=True),
        "other-hearts": OTHER_HEARTS,
        "coupled-3": PairScenario(coupled=0.3),
        "coupled-6": PairScenario(coupled=0.6),
        "therapist-first": PairScenario(coupled=0.6, lag_s=-2.0),
        "client-first": PairScenario(coupled=0.6, lag_s=3.0),
        "opposite": PairScenario(coupled=-0.6),
        "ten-minutes": PairScenario(coupled=0.6, coupled_s=(1200.0, 1800.0)),
        "coupled-6-damage": PairScenario(coupled=0.6, has_trend=True, damage=_DAMAGE),
        "coupled-6-other": replace(OTHER_HEARTS, coupled=0.6),
        "first-nobody": PairScenario(spectrum=NARROW),
        "first-sets": PairScenario(reacts=_BOTH, spectrum=NARROW),
        "first-coupled-6": PairScenario(coupled=0.6, spectrum=NARROW),
    }
)


@dataclass(frozen=True, slots=True)
class SimulatedPair:
    """Two people's beats on one session clock, and what would have been marked."""

    beats: Mapping[Role, list[Beat]]
    sets_s: tuple[Stretch, ...]
    speech_s: Mapping[Role, tuple[Stretch, ...]]
    length_s: float


def simulate_pair(scenario: PairScenario, seed: int, length_s: float = PAIR_LENGTH_S) -> SimulatedPair:
    """Return a session of two made-up people.

    >>> pair = simulate_pair(SCENARIOS["sets"], seed=1, length_s=1200.0)
    >>> len(pair.sets_s) > 3, pair.beats[Role.CLIENT][-1].t_s <= 1200.0
    (True, True)
    """
    rng = np.random.default_rng([seed, 0xC0])
    n = int((length_s + _TAIL_S) * GRID_HZ)
    sets_s = () if scenario.talks else _sets(rng, length_s)
    speech_s = _turns(rng, length_s) if scenario.talks else dict.fromkeys(Role, ())
    physiques = {role: scenario.ranges.draw(rng, role) for role in Role}
    arousal = _arousal(rng, scenario, n)
    common_breath = breathing(rng, n, physiques[Role.CLIENT].breath_hz)
    trend = {role: _trend(rng, n) for role in Role} if not scenario.has_trend else _shared_trend(rng, n)
    beats = {}
    for role, who in physiques.items():
        breath = common_breath if scenario.breathes_alike else breathing(rng, n, who.breath_hz)
        rate_bpm = who.rest_bpm + trend[role] + who.arousal_bpm * arousal[role] + who.rsa_bpm * breath
        rate_bpm += who.drift_bpm * drift(rng, n, scenario.spectrum)
        rate_bpm += who.mayer_bpm * mayer_waves(rng, n, scenario.spectrum)
        rate_bpm += who.speech_bpm * speech_response(n, speech_s[role])
        if role in scenario.reacts:
            rate_bpm += who.set_bpm * set_response(rng, n, sets_s)
        times_s = beat_times_s(rng, rate_bpm, who.jitter_s) + _PLACED_SD_S * rng.normal()
        beats[role] = damaged_beats(rng, times_s, scenario.damage.get(role, Damage()), length_s)
    return SimulatedPair(beats, sets_s, speech_s, length_s)


def _arousal(rng: np.random.Generator, scenario: PairScenario, n: int) -> dict[Role, Curve]:
    """Return both people's arousal, of unit variance, correlated as the scenario says, the therapist's later."""
    common, *own = (
        bursts(rng, n) if scenario.memory_s is None else noise(rng, n, scenario.memory_s) for _ in range(3)
    )
    at_s = np.arange(n) / GRID_HZ
    is_coupled = (at_s >= scenario.coupled_s[0]) & (at_s < scenario.coupled_s[1])
    share = np.sqrt(abs(scenario.coupled)) * is_coupled
    rest = np.sqrt(1.0 - share**2)
    later = np.roll(common, round(scenario.lag_s * GRID_HZ))
    return {
        Role.CLIENT: share * common + rest * own[0],
        Role.THERAPIST: np.sign(scenario.coupled) * share * later + rest * own[1],
    }


def _trend(rng: np.random.Generator, n: int) -> Curve:
    """Return how one person settles, and rises and falls over tens of minutes, in beats a minute."""
    return _settling(rng, n) + rng.uniform(*_TREND_SLOW_BPM) * _slowest(rng, n)


def _shared_trend(rng: np.random.Generator, n: int) -> dict[Role, Curve]:
    """Return the same course for both, each in their own size."""
    course = _settling(rng, n) + rng.uniform(*_TREND_SLOW_BPM) * _slowest(rng, n)
    return {role: rng.uniform(0.6, 1.4) * course for role in Role}


def _settling(rng: np.random.Generator, n: int) -> Curve:
    at_s = np.arange(n) / GRID_HZ
    return np.asarray(rng.uniform(*_TREND_BPM) * np.exp(-at_s / rng.uniform(*_TREND_S)))


def _slowest(rng: np.random.Generator, n: int) -> Curve:
    """Return a sum of sines of ten minutes and longer; about unit variance."""
    at_s = np.arange(n) / GRID_HZ
    hz = rng.uniform(0.3, 1.0, 3) * _SLOWEST_HZ
    turns = at_s[:, None] * hz + rng.random(3)
    return np.asarray(np.sqrt(2.0 / 3.0) * np.sin(2.0 * np.pi * turns).sum(axis=1))


def _sets(rng: np.random.Generator, length_s: float) -> tuple[Stretch, ...]:
    """Return sets one after another, from about the tenth minute to the forty-second."""
    found, start_s = [], rng.uniform(*_FIRST_SET_S)
    while start_s < _LAST_SET_S * length_s / PAIR_LENGTH_S:
        end_s = start_s + rng.uniform(*_SET_S)
        found.append((round(start_s, 2), round(end_s, 2)))
        start_s = end_s + rng.uniform(*_PAUSE_S)
    return tuple(found)


def _turns(rng: np.random.Generator, length_s: float) -> dict[Role, tuple[Stretch, ...]]:
    """Return who speaks when: one after the other, all the time."""
    found: dict[Role, list[Stretch]] = {role: [] for role in Role}
    t_s, speaker = 0.0, Role.CLIENT
    while t_s < length_s:
        turn_s = _TURN_S[speaker] * np.exp(_TURN_SPREAD * rng.normal())
        end_s = t_s + float(np.clip(turn_s, _SHORTEST_TURN_S, _LONGEST_TURN_S))
        found[speaker].append((t_s, end_s))
        t_s, speaker = end_s, Role.THERAPIST if speaker is Role.CLIENT else Role.CLIENT
    return {role: tuple(turns) for role, turns in found.items()}
