"""What virtual straps are and what happens to them, as a readable JSON file says it."""

import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

N_DEFAULT_RR = 2000


class EventKind(Enum):
    """What can happen to a strap (first group) or to the adapter (second group)."""

    DROP = "drop"
    SILENCE = "silence"
    MALFORMED = "malformed"
    TRUNCATED = "truncated"
    DOUBLE = "double"
    CONTACT_LOST = "contact_lost"
    NO_RR = "no_rr"
    NO_BEATS = "no_beats"
    BATTERY = "battery"

    ADAPTER_OFF = "adapter_off"
    DIE = "die"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at `at_s` and lasts `for_s`, both in the strap's seconds.

    A strap's seconds count from the moment when somebody first subscribed to its heart rate; the adapter's from
    when that happened to any strap.

    Attributes
    ----------
    value
        The percentage for BATTERY; the number of packets for MALFORMED and TRUNCATED.
    """

    at_s: float
    kind: EventKind
    for_s: float = 0.0
    value: int = 1


@dataclass(frozen=True, slots=True)
class StrapProfile:
    """One strap: its identity, its heart and its fate.

    Attributes
    ----------
    period_s
        Time between packets; longer than an interval, a packet has several.
    energy_kj
        What the energy field says; None where the strap has none.
    has_wide_heart_rate
        Whether the heart rate is sent as two bytes.
    sends_ms
        Whether the RR words count milliseconds, as some straps do against the standard, instead of 1/1024 s.
    first_junk
        RR words that come before the true ones in the first packet after each subscription.
    clock_ppm
        How much faster than true the strap's clock runs: its RR and its packets both follow it.
    latency_s
        How long after a beat its RR is ready to be sent.
    battery_curve
        Points (seconds, percentage); between them the battery drains evenly.
    is_held
        Whether the system is connected to it from the start, so that it doesn't advertise.
    """

    address: str
    name: str
    rr_ticks: tuple[int, ...]
    manufacturer: str = "Coreg"
    model_number: str = "Virtual"
    serial_number: str = "0"
    battery_pct: int = 90
    supports_contact: bool = True
    sends_rr: bool = True
    period_s: float = 1.0
    energy_kj: int | None = None
    has_wide_heart_rate: bool = False
    sends_ms: bool = False
    first_junk: tuple[int, ...] = ()
    clock_ppm: float = 0.0
    latency_s: float = 0.0
    battery_curve: tuple[tuple[float, float], ...] = ()
    is_held: bool = False
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """Straps in reach and what happens; `speed` is how many of their seconds pass in a real one."""

    straps: tuple[StrapProfile, ...]
    speed: float = 1.0
    adapter_events: tuple[Event, ...] = ()


def resting_rr(seed: int, mean_ms: float = 900.0, n_beats: int = N_DEFAULT_RR) -> tuple[int, ...]:
    """Return a resting heart's RR in 1/1024 s: breathing, a slow wave and noise; the seed makes it a person."""
    rng = random.Random(seed)
    rr_ticks = []
    t_s = 0.0
    for _ in range(n_beats):
        breathing_ms = 35.0 * math.sin(2 * math.pi * 0.23 * t_s)
        slow_ms = 25.0 * math.sin(2 * math.pi * 0.1 * t_s + seed)
        rr_ms = mean_ms + breathing_ms + slow_ms + rng.gauss(0.0, 12.0)
        rr_ticks.append(round(rr_ms * 1.024))
        t_s += rr_ms / 1000.0
    return tuple(rr_ticks)


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file; hardware/README.md describes the format.

    Raises
    ------
    ValueError
        When something in the file isn't known or has the wrong form.
    """
    return scenario_of(json.loads(path.read_text(encoding="utf-8")))


def scenario_of(document: Mapping[str, Any]) -> Scenario:
    """Build a scenario from what its JSON says."""
    straps = document.get("straps", ())
    return Scenario(
        straps=tuple(_profile_of(strap, number) for number, strap in enumerate(straps, start=1)),
        speed=float(document.get("speed", 1.0)),
        adapter_events=_events_of(document.get("adapter", ())),
    )


def event_of(document: Mapping[str, Any], at_s: float | None = None) -> Event:
    """Build one event from what its JSON says; `at_s` replaces the file's time."""
    return Event(
        at_s=float(document["at_s"]) if at_s is None else at_s,
        kind=EventKind(document["do"]),
        for_s=float(document.get("for_s", 0.0)),
        value=int(document.get("value", 1)),
    )


def _events_of(documents: Sequence[Mapping[str, Any]]) -> tuple[Event, ...]:
    return tuple(sorted((event_of(each) for each in documents), key=lambda event: event.at_s))


def _profile_of(document: Mapping[str, Any], number: int) -> StrapProfile:
    plain = dict(document)
    events = _events_of(plain.pop("events", ()))
    rr_ticks = plain.pop("rr_ticks", None)
    seed = int(plain.pop("seed", number))
    mean_ms = float(plain.pop("mean_rr_ms", 900.0))
    plain.setdefault("address", f"C0:DE:00:00:00:{number:02X}")
    plain.setdefault("name", f"Virtual {number:04d}")
    unknown = set(plain) - set(StrapProfile.__dataclass_fields__)
    if unknown:
        msg = f"strap {number}: unknown {', '.join(sorted(unknown))}"
        raise ValueError(msg)
    ticks = resting_rr(seed, mean_ms) if rr_ticks is None else tuple(int(tick) for tick in rr_ticks)
    curve = tuple((float(at_s), float(pct)) for at_s, pct in plain.pop("battery_curve", ()))
    junk = tuple(int(word) for word in plain.pop("first_junk", ()))
    return StrapProfile(rr_ticks=ticks, events=events, battery_curve=curve, first_junk=junk, **plain)
