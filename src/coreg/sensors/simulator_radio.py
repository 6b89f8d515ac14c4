"""The simulated radio: packets arrive late, sometimes very late or twice, and only while there is a link."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from coreg.sensors.simulator_faults import Doubled, Faults, Silence, Stall
from coreg.sensors.simulator_strap import Notification, SeenBeat

_INTERVAL_S = 0.03  # our choice: a usual connection interval; a packet waits for its next event
_LEAST_S = 0.005
_TAIL_SHARE = 0.03  # our choice: packets that need to be sent again, and again
_TAIL_S = 0.08
_LONGEST_TAIL_S = 0.35
_COPY_S = 0.008
_STEP_S = 0.0005  # packets of one connection arrive in the order of sending


@dataclass(frozen=True, slots=True)
class Arrival:
    """A notification's bytes as they arrive, with the beats they hold; a copy's beats were counted already."""

    t_s: float
    payload: bytes
    beats: tuple[SeenBeat, ...]


class Radio:
    """Carries one strap's notifications."""

    def __init__(self, notifications: Iterator[Notification], rng: random.Random, faults: Faults) -> None:
        self._notifications = notifications
        self._next = next(notifications)
        self._rng = rng
        self._faults = faults

    def arrivals(self, from_s: float, to_s: float) -> Iterator[Arrival]:
        """Yield what arrives over a link that stands from `from_s` to `to_s`; everything else is lost."""
        last_s = from_s
        while self._next.sent_s < to_s:
            sent, self._next = self._next, next(self._notifications)
            silence = self._faults.at(Silence, sent.sent_s)
            if silence is not None and silence.end_s == math.inf:
                return
            if sent.sent_s < from_s or silence is not None:
                continue
            last_s = max(sent.sent_s + self._delay_s(sent.sent_s), last_s + _STEP_S)
            if last_s >= to_s:
                return
            yield Arrival(last_s, sent.payload, sent.beats)
            if self._faults.at(Doubled, sent.sent_s) is not None:
                last_s += self._rng.uniform(0.2, 1.0) * _COPY_S
                yield Arrival(last_s, sent.payload, ())

    def _delay_s(self, sent_s: float) -> float:
        delay_s = _LEAST_S + self._rng.random() * _INTERVAL_S
        if self._rng.random() < _TAIL_SHARE:
            delay_s += min(self._rng.expovariate(1 / _TAIL_S), _LONGEST_TAIL_S)
        stall = self._faults.at(Stall, sent_s)
        return delay_s if stall is None else stall.end_s - sent_s + delay_s
