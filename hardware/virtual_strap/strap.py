"""The strap itself, without a radio: time goes in, notifications and link losses come out."""

import struct
from collections import deque
from dataclasses import dataclass

from hardware.virtual_strap.scenario import Event, EventKind, StrapProfile

_TICKS_PER_S = 1024
_CONTACT_SUPPORTED = 0x04
_CONTACT = 0x02
_HAS_RR = 0x10


@dataclass(frozen=True, slots=True)
class Notification:
    """What goes on the air: raw bytes, the RR in them, and how many copies are sent."""

    payload: bytes
    rr_ticks: tuple[int, ...]
    n_copies: int = 1


def encode(heart_rate_bpm: int, rr_ticks: tuple[int, ...], has_contact: bool | None = None) -> bytes:
    """Encode a Heart Rate Measurement (HRS 1.0, 3.1) with a one-byte heart rate.

    >>> encode(60, (1024,), has_contact=True).hex()
    '163c0004'
    """
    flags = _HAS_RR if rr_ticks else 0
    if has_contact is not None:
        flags |= _CONTACT_SUPPORTED | (_CONTACT if has_contact else 0)
    return struct.pack(f"<BB{len(rr_ticks)}H", flags, heart_rate_bpm, *rr_ticks)


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
        self.battery_pct = profile.battery_pct
        self._speed = speed
        self._events = deque(profile.events)
        self._start_s: float | None = None
        self._is_subscribed = False
        self._next_packet_s = 0.0
        self._n_played = 0
        self._next_beat_ticks = profile.rr_ticks[0]
        self._until_s: dict[EventKind, float] = {}
        self._n_malformed_due = 0
        self._must_drop = False

    @property
    def rr_position(self) -> int:
        """How many RR have ended so far, heard or not."""
        return self._n_played

    def is_reachable(self, t_s: float) -> bool:
        """Whether it is on the air: false while a drop lasts."""
        return not self._is_under(EventKind.DROP, self._own_s(t_s))

    def subscribe(self, t_s: float) -> None:
        """Somebody turned on notifications."""
        if self._start_s is None:
            self._start_s = t_s
        own_s = self._own_s(t_s)
        self._beats_until(own_s)
        self._is_subscribed = True
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
        own_s = self._own_s(t_s)
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
        return 0.0 if self._start_s is None else (t_s - self._start_s) * self._speed

    def _begin(self, event: Event, own_s: float) -> None:
        if event.kind is EventKind.BATTERY:
            self.battery_pct = event.value
        elif event.kind is EventKind.MALFORMED:
            self._n_malformed_due += event.value
        else:
            self._until_s[event.kind] = own_s + event.for_s
        if event.kind is EventKind.DROP:
            self._must_drop = True
            self._is_subscribed = False

    def _is_under(self, kind: EventKind, own_s: float) -> bool:
        return own_s < self._until_s.get(kind, 0.0)

    def _compose(self, own_s: float) -> Notification | None:
        rr_ticks = self._beats_until(own_s)
        if self._is_under(EventKind.SILENCE, own_s):
            return None
        if self._n_malformed_due:
            self._n_malformed_due -= 1
            return Notification(b"\x16", ())
        has_contact = not self._is_under(EventKind.CONTACT_LOST, own_s)
        if not has_contact or self._is_under(EventKind.NO_RR, own_s):
            rr_ticks = ()
        bpm = round(60 * _TICKS_PER_S / self.profile.rr_ticks[self._n_played % len(self.profile.rr_ticks)])
        payload = encode(min(bpm, 255), rr_ticks, has_contact if self.profile.supports_contact else None)
        return Notification(payload, rr_ticks, 2 if self._is_under(EventKind.DOUBLE, own_s) else 1)

    def _beats_until(self, own_s: float) -> tuple[int, ...]:
        rr = self.profile.rr_ticks
        ended = []
        while self._next_beat_ticks <= own_s * _TICKS_PER_S:
            ended.append(rr[self._n_played % len(rr)])
            self._n_played += 1
            self._next_beat_ticks += rr[self._n_played % len(rr)]
        return tuple(ended)
