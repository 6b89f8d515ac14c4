"""The simulated strap's electronics: beats in, one notification a second out, on a clock of its own."""

import math
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from coreg.sensors.heart_rate_profile import TICKS_PER_S
from coreg.sensors.simulator_faults import ContactLost, Ectopic, Faults, Malformed, Noise, NoRr, StandUp
from coreg.sensors.simulator_person import Heart

SIMULATED_LATENCY_S = 0.4  # our choice: as short as the best real strap's (Movesense)
_SMOOTHING = 0.15  # our choice: the heart rate field follows within about seven beats
_RISE_S = 4.0  # our choice: the rise on standing is nearly whole after twelve seconds
_PREMATURE = 0.62  # our choice: an ectopic interval's share of a normal one; its pause makes up the rest


@dataclass(frozen=True, slots=True)
class SeenBeat:
    """One interval as the strap saw it: when it truly ended, and what was measured of it.

    `t_s` is in seconds since the run began, on the session's side.
    """

    t_s: float
    ticks: int


@dataclass(frozen=True, slots=True)
class Notification:
    """One packet as it leaves the strap at `sent_s`, with the beats that its bytes hold."""

    sent_s: float
    payload: bytes
    beats: tuple[SeenBeat, ...]


def encode(heart_rate_bpm: int, rr_ticks: tuple[int, ...], has_contact: bool) -> bytes:
    """Write a Heart Rate Measurement with contact support and an 8-bit heart rate.

    >>> encode(72, (1024,), True).hex()
    '16480004'
    """
    flags = 0x04 | (0x02 if has_contact else 0) | (0x10 if rr_ticks else 0)
    return struct.pack(f"<BB{len(rr_ticks)}H", flags, min(heart_rate_bpm, 255), *rr_ticks)


class SimulatedStrap:
    """Worn from the beginning; measures whether or not anybody listens.

    Parameters
    ----------
    clock_ppm
        How much longer a second of the strap's is than one of the session's, in millionths.
    """

    def __init__(
        self, heart: Heart, rng: random.Random, faults: Faults, clock_ppm: float, period_s: float = 1.0
    ) -> None:
        self._heart = heart
        self._rng = rng
        self._faults = faults
        self._second_s = 1 + clock_ppm / 1e6
        self._period_s = period_s * self._second_s

    def notifications(self) -> Iterator[Notification]:
        """Yield packets in the order of sending, for ever."""
        beats = self._seen_beats()
        beat = next(beats)
        heart_rate_bpm = 60 * TICKS_PER_S / beat.ticks
        sent_s = self._rng.random() * self._period_s
        while True:
            due = []
            while beat.t_s <= sent_s - SIMULATED_LATENCY_S:
                heart_rate_bpm += _SMOOTHING * (60 * TICKS_PER_S / beat.ticks - heart_rate_bpm)
                due.append(beat)
                beat = next(beats)
            yield self._pack(sent_s, round(heart_rate_bpm), tuple(due))
            sent_s += self._period_s

    def _pack(self, sent_s: float, heart_rate_bpm: int, due: tuple[SeenBeat, ...]) -> Notification:
        has_contact = self._faults.at(ContactLost, sent_s) is None
        beats = due if has_contact and self._faults.at(NoRr, sent_s) is None else ()
        payload = encode(heart_rate_bpm, tuple(beat.ticks for beat in beats), has_contact)
        if self._faults.at(Malformed, sent_s) is not None:
            is_cut = self._rng.random() < 0.5
            payload = payload[:1] if is_cut else bytes([payload[0] | 0xA0]) + payload[1:]
            beats = ()
        return Notification(sent_s, payload, beats)

    def _seen_beats(self) -> Iterator[SeenBeat]:
        """Yield intervals as measured: rounded to the strap's own ticks, without the rounding adding up."""
        last_tick = 0
        for t_s in self._detections():
            tick = round(t_s / self._second_s * TICKS_PER_S)
            yield SeenBeat(t_s, tick - last_tick)
            last_tick = tick

    def _detections(self) -> Iterator[float]:
        """Yield when the strap believes a beat to be: the heart's own, except in noise."""
        detected_s = 0.0
        for t_s in self._heart_beats():
            noise = self._faults.at(Noise, t_s)
            if noise is None or self._rng.random() >= noise.wrong_pct / 100:
                wrong = "none"
            else:
                wrong = self._rng.choice(("missed", "twice", "misplaced"))
            if wrong == "missed":
                continue
            if wrong == "twice":
                yield detected_s + (t_s - detected_s) * self._rng.uniform(0.35, 0.65)
            detected_s = t_s - (self._rng.uniform(0.0, 0.3) * (t_s - detected_s) if wrong == "misplaced" else 0.0)
            yield detected_s

    def _heart_beats(self) -> Iterator[float]:
        t_s = 0.0
        while True:
            rr_s = self._standing(self._heart.beat(), t_s)
            ectopic = self._faults.at(Ectopic, t_s)
            if ectopic is not None and self._rng.random() < ectopic.ectopic_pct / 100:
                yield t_s + _PREMATURE * rr_s
                rr_s += self._heart.beat()
            t_s += rr_s
            yield t_s

    def _standing(self, rr_s: float, t_s: float) -> float:
        """Return the interval as it is where the person stands: faster within seconds."""
        standing = self._faults.at(StandUp, t_s)
        if standing is None:
            return rr_s
        rise_bpm = standing.rise_bpm * (1 - math.exp((standing.at_s - t_s) / _RISE_S))
        return 60 / (60 / rr_s + rise_bpm)
