"""The watchdog on a link's data: a connection that says it is up proves nothing, only packets do.

`is_connected` stays true on a silent link, so the state of a link is judged here from what arrived and when. The
judgement is a function of a few facts (when the last packet and the last beat came, whether there is contact), and
is shared by the real sensor and the simulator.
"""

from coreg.domain.errors import MalformedPacketError
from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors.contact import Contact
from coreg.sensors.heart_rate_profile import TICKS_PER_S, decode

STALE_S = 3.0  # our choice: two missing 1-Hz packets are common, three aren't
RECONNECT_S = 6.0  # our choice: Bluetooth's own supervision may take up to 32 s to notice
FIRST_PACKET_S = 10.0  # our choice: after this a person should wet the electrodes
NO_FIRST_PACKET_S = 30.0  # our choice: after this the link itself is doubted
NO_RR_S = 3.0  # our choice: and never less than three intervals
NO_RR_INTERVALS = 3

Transition = tuple[LinkState, LinkCause]

_CAUSES = {
    LinkState.WAIT_CONTACT: LinkCause.FIRST_PACKET,
    LinkState.NO_RR: LinkCause.NO_RR,
    LinkState.CONTACT_LOST: LinkCause.CONTACT_LOST,
    LinkState.STALE: LinkCause.SILENT,
}


class LinkWatch:
    """Judges one link from the moment its subscription is done; `linked` begins the next one.

    >>> watch = LinkWatch()
    >>> watch.linked(0.0)
    [(<LinkState.WAIT_CONTACT: 'wait_contact'>, <LinkCause.CONNECTED: 'connected'>)]
    >>> watch.on_packet(1.0, bytes([0x16, 60, 0x00, 0x04]))
    [(<LinkState.STREAMING: 'streaming'>, <LinkCause.FIRST_BEAT: 'first_beat'>)]
    >>> watch.on_time(4.0)
    [(<LinkState.STALE: 'stale'>, <LinkCause.SILENT: 'silent'>)]
    >>> watch.must_reconnect(7.0)
    True
    """

    def __init__(self) -> None:
        self._begin(0.0)

    def _begin(self, t_s: float) -> None:
        self._state = LinkState.WAIT_CONTACT
        self._contact = Contact()
        self._linked_s = t_s
        self._last_packet_s: float | None = None
        self._last_beat_s: float | None = None
        self._waiting_since_s = t_s
        self._rr_s = 0.0
        self._had_beats = False

    @property
    def state(self) -> LinkState:
        """One of WAIT_CONTACT, STREAMING, NO_RR, CONTACT_LOST, STALE."""
        return self._state

    @property
    def has_contact(self) -> bool | None:
        """Skin contact as last believed, None where the strap doesn't say."""
        return self._contact.state

    def linked(self, t_s: float) -> list[Transition]:
        """Begin a new link: the strap has confirmed the subscription."""
        self._begin(t_s)
        return [(self._state, LinkCause.CONNECTED)]

    def on_packet(self, t_s: float, payload: bytes) -> list[Transition]:
        """Take a notification, malformed ones too: they show that the link lives, though no beat comes of them."""
        if self._last_packet_s is None or t_s - self._last_packet_s >= STALE_S:
            self._wait_for_beats(t_s)
        self._last_packet_s = t_s
        try:
            measurement = decode(payload)
        except MalformedPacketError:
            return self.on_time(t_s)
        had_contact = self._contact.state
        if self._contact.update(measurement.has_contact) and had_contact is False:
            self._wait_for_beats(t_s)
        if measurement.rr_ticks:
            self._last_beat_s = t_s
            self._rr_s = measurement.rr_ticks[-1] / TICKS_PER_S
        return self.on_time(t_s)

    def on_time(self, t_s: float) -> list[Transition]:
        """Look at the clock, at least four times a second."""
        state = self._judge(t_s)
        if state is self._state:
            return []
        self._state = state
        if state is not LinkState.STREAMING:
            return [(state, _CAUSES[state])]
        cause = LinkCause.BEATS_AGAIN if self._had_beats else LinkCause.FIRST_BEAT
        self._had_beats = True
        return [(state, cause)]

    def must_reconnect(self, t_s: float) -> bool:
        """Whether this link is given up: 6 s silent, or 30 s without a first packet."""
        if self._last_packet_s is None:
            return t_s - self._linked_s >= NO_FIRST_PACKET_S
        return t_s - self._last_packet_s >= RECONNECT_S

    def _wait_for_beats(self, t_s: float) -> None:
        self._waiting_since_s = t_s
        self._last_beat_s = None

    def _judge(self, t_s: float) -> LinkState:
        if self._last_packet_s is None:
            return LinkState.WAIT_CONTACT
        if t_s - self._last_packet_s >= STALE_S:
            return LinkState.STALE
        if self._contact.state is False:
            return LinkState.CONTACT_LOST if self._had_beats else LinkState.WAIT_CONTACT
        newest_s = self._waiting_since_s if self._last_beat_s is None else self._last_beat_s
        if t_s - newest_s >= max(NO_RR_S, NO_RR_INTERVALS * self._rr_s):
            return LinkState.NO_RR
        if self._last_beat_s is not None:
            return LinkState.STREAMING
        return LinkState.WAIT_CONTACT if self._state is LinkState.STALE else self._state
