"""The strap itself, without a radio: time goes in, notifications and link losses come out."""

import struct
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hardware.virtual_strap.scenario import Event, EventKind, StrapProfile

_TICKS_PER_S = 1024
_WIDE_HEART_RATE = 0x01
_CONTACT = 0x02
_CONTACT_SUPPORTED = 0x04
_HAS_ENERGY = 0x08
_HAS_RR = 0x10
_MAX_BYTE = 255


@dataclass(frozen=True, slots=True)
class Notification:
    """What goes on the air: raw bytes, the true RR in them, when those ended, and how many copies are sent.

    `beat_t_s` are instants of the true beats on the clock that `advance` is told, before any latency.
    """

    payload: bytes
    rr_ticks: tuple[int, ...]
    beat_t_s: tuple[float, ...] = ()
    n_copies: int = 1


def encode(
    heart_rate_bpm: int,
    rr_words: Sequence[int],
    has_contact: bool | None = None,
    energy_kj: int | None = None,
    has_wide_heart_rate: bool = False,
) -> bytes:
    """Encode a Heart Rate Measurement (HRS 1.0, 3.1); None leaves a field out.

    >>> encode(60, (1024,), has_contact=True).hex()
    '163c0004'
    >>> encode(60, (), energy_kj=258, has_wide_heart_rate=True).hex()
    '093c000201'
    """
    flags = _HAS_RR if rr_words else 0
    if has_contact is not None:
        flags |= _CONTACT_SUPPORTED | (_CONTACT if has_contact else 0)
    if energy_kj is not None:
        flags |= _HAS_ENERGY
    if has_wide_heart_rate:
        flags |= _WIDE_HEART_RATE
    rate = struct.pack("<H" if has_wide_heart_rate else "<B", heart_rate_bpm)
    energy = b"" if energy_kj is None else struct.pack("<H", energy_kj)
    return bytes([flags]) + rate + energy + struct.pack(f"<{len(rr_words)}H", *rr_words)


class VirtualStrap:
    """A strap that plays its profile. Times are seconds of any clock that doesn't go back.

    The heart starts with the first subscription and beats on through drops: RR that end while nobody listens
    are lost, as a real strap's are.

    >>> from hardware.virtual_strap.scenario import StrapProfile
    >>> strap = VirtualStrap(StrapProfile("C0:DE:00:00:00:01", "Virtual 0001", rr_ticks=(512,)))
    >>> strap.subscribe(10.0)
    >>> [each.rr_ticks for each in strap.advance(11.1)]
    [(512, 512)]
    """

    def __init__(self, profile: StrapProfile, speed: float = 1.0) -> None:
        self.profile = profile
        self._battery_pct = profile.battery_pct
        self._rate = speed * (1.0 + profile.clock_ppm / 1e6)
        self._own_s_now = 0.0
        self._events = deque(profile.events)
        self._start_s: float | None = None
        self._is_subscribed = False
        self._next_packet_s = 0.0
        self._n_played = 0
        self._next_beat_ticks = profile.rr_ticks[0]
        self._until_s: dict[EventKind, float] = {}
        self._n_due = {EventKind.MALFORMED: 0, EventKind.TRUNCATED: 0}
        self._is_first_packet = False
        self._must_drop = False

    @property
    def rr_position(self) -> int:
        """How many RR have ended so far, heard or not."""
        return self._n_played

    @property
    def battery_pct(self) -> int:
        """What its battery service says now."""
        curve = self.profile.battery_curve
        if not curve:
            return self._battery_pct
        for (from_s, from_pct), (to_s, to_pct) in pairwise(curve):
            if self._own_s_now < to_s:
                share = max(0.0, self._own_s_now - from_s) / (to_s - from_s)
                return round(from_pct + share * (to_pct - from_pct))
        return round(curve[-1][1])

    def is_reachable(self, t_s: float) -> bool:
        """Whether it is on the air: false while a drop lasts."""
        return not self._is_under(EventKind.DROP, self._own_s(t_s))

    def subscribe(self, t_s: float) -> None:
        """Somebody turned on notifications."""
        if self._start_s is None:
            self._start_s = t_s
        own_s = self._own_s(t_s)
        self._beats_until(own_s)
        self._is_subscribed = self._is_first_packet = True
        self._next_packet_s = own_s + self.profile.period_s

    def unsubscribe(self) -> None:
        """Nobody listens any more: notifications off, or the link is gone."""
        self._is_subscribed = False

    def happen(self, event: Event) -> None:
        """Let something happen now, besides what the profile says."""
        self._events.appendleft(event)

    def take_drop(self) -> bool:
        """Whether the strap has let go of its link since the last call."""
        must_drop, self._must_drop = self._must_drop, False
        return must_drop

    def advance(self, t_s: float) -> list[Notification]:
        """Let time pass until `t_s`; returns what it sends meanwhile."""
        own_s = self._own_s_now = self._own_s(t_s)
        while self._start_s is not None and self._events and self._events[0].at_s <= own_s:
            self._begin(self._events.popleft(), own_s)
        sent = []
        while self._is_subscribed and self._next_packet_s <= own_s:
            notification = self._compose(self._next_packet_s)
            if notification is not None:
                sent.append(notification)
            self._next_packet_s += self.profile.period_s
        return sent

    def _own_s(self, t_s: float) -> float:
        return 0.0 if self._start_s is None else (t_s - self._start_s) * self._rate

    def _begin(self, event: Event, own_s: float) -> None:
        if event.kind is EventKind.BATTERY:
            self._battery_pct = event.value
        elif event.kind in self._n_due:
            self._n_due[event.kind] += event.value
        else:
            self._until_s[event.kind] = own_s + event.for_s
        if event.kind is EventKind.DROP:
            self._must_drop = True
            self._is_subscribed = False

    def _is_under(self, kind: EventKind, own_s: float) -> bool:
        return own_s < self._until_s.get(kind, 0.0)

    def _take_due(self, kind: EventKind) -> bool:
        is_due = self._n_due[kind] > 0
        self._n_due[kind] -= is_due
        return is_due

    def _compose(self, own_s: float) -> Notification | None:
        beats = self._beats_until(own_s)
        is_first, self._is_first_packet = self._is_first_packet, False
        if self._is_under(EventKind.SILENCE, own_s):
            return None
        if self._take_due(EventKind.MALFORMED):
            return Notification(b"\x16", ())
        has_contact = not self._is_under(EventKind.CONTACT_LOST, own_s)
        finds_beats = not self._is_under(EventKind.NO_BEATS, own_s)
        if not (has_contact and finds_beats and self.profile.sends_rr) or self._is_under(EventKind.NO_RR, own_s):
            beats = []
        bpm = self._heart_rate_bpm() if finds_beats else 0
        payload = self._payload(bpm, [ticks for ticks, _ in beats], has_contact, is_first)
        if self._take_due(EventKind.TRUNCATED):
            payload, beats = payload[:-1], beats[:-1]
        n_copies = 2 if self._is_under(EventKind.DOUBLE, own_s) else 1
        return Notification(payload, tuple(ticks for ticks, _ in beats), tuple(t_s for _, t_s in beats), n_copies)

    def _heart_rate_bpm(self) -> int:
        rr = self.profile.rr_ticks
        bpm = round(60 * _TICKS_PER_S / rr[self._n_played % len(rr)])
        return bpm if self.profile.has_wide_heart_rate else min(bpm, _MAX_BYTE)

    def _payload(self, bpm: int, rr_ticks: list[int], has_contact: bool, is_first: bool) -> bytes:
        profile = self.profile
        words = [round(ticks * 1000 / _TICKS_PER_S) for ticks in rr_ticks] if profile.sends_ms else rr_ticks
        return encode(
            bpm,
            [*profile.first_junk, *words] if is_first else words,
            has_contact if profile.supports_contact else None,
            profile.energy_kj,
            profile.has_wide_heart_rate,
        )

    def _beats_until(self, own_s: float) -> list[tuple[int, float]]:
        """Return the beats whose RR is ready: each RR, and when it ended."""
        rr = self.profile.rr_ticks
        ended = []
        while self._next_beat_ticks <= (own_s - self.profile.latency_s) * _TICKS_PER_S:
            t_s = (self._start_s or 0.0) + self._next_beat_ticks / _TICKS_PER_S / self._rate
            ended.append((rr[self._n_played % len(rr)], t_s))
            self._n_played += 1
            self._next_beat_ticks += rr[self._n_played % len(rr)]
        return ended
