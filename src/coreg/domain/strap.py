"""What is known of a strap and of the link to it."""

from dataclasses import dataclass
from enum import Enum

from coreg.domain.language import _


class LinkState(Enum):
    """Where one strap's link stands. Every change is a recorded event."""

    IDLE = "idle"
    SCANNING = "scanning"
    CONNECTING = "connecting"
    SUBSCRIBING = "subscribing"
    WAIT_CONTACT = "wait_contact"
    STREAMING = "streaming"
    NO_RR = "no_rr"
    CONTACT_LOST = "contact_lost"
    STALE = "stale"
    RECONNECTING = "reconnecting"
    STOPPED = "stopped"

    @property
    def has_link(self) -> bool:
        """Whether notifications can arrive in this state."""
        return self in _LINKED


_LINKED = {
    LinkState.WAIT_CONTACT,
    LinkState.STREAMING,
    LinkState.NO_RR,
    LinkState.CONTACT_LOST,
    LinkState.STALE,
}


class LinkCause(Enum):
    """Why a link changed its state."""

    ASKED = "asked"
    FOUND = "found"
    NOT_FOUND = "not_found"
    CONNECTED = "connected"
    CONNECT_FAILED = "connect_failed"
    DISCONNECTED = "disconnected"
    FIRST_PACKET = "first_packet"
    FIRST_BEAT = "first_beat"
    BEATS_AGAIN = "beats_again"
    SILENT = "silent"
    CONTACT_LOST = "contact_lost"
    NO_RR = "no_rr"
    BLUETOOTH_FAULT = "bluetooth_fault"


class BluetoothFault(Enum):
    """Why Bluetooth itself can't be used just now; each has one sentence of help."""

    OFF = "off"
    NO_ADAPTER = "no_adapter"
    NO_PERMISSION = "no_permission"
    NO_SERVICE = "no_service"

    @property
    def help(self) -> str:
        """What is wrong and what to do, in one sentence for commands and errors; the window has shorter words."""
        return {
            BluetoothFault.OFF: _("Bluetooth is off: switch it on in the system's settings."),
            BluetoothFault.NO_ADAPTER: _("This computer has no Bluetooth Low Energy adapter: plug in a USB one."),
            BluetoothFault.NO_PERMISSION: _(
                "Using Bluetooth isn't allowed: permit it in the system's privacy settings."
            ),
            BluetoothFault.NO_SERVICE: _(
                "The system's Bluetooth service doesn't answer: start it, or restart the computer."
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class Strap:
    """One device's identity, without its advertised name: that may hold a person's name.

    Attributes
    ----------
    identity
        What the role is bound to: an address (or, on macOS, a per-machine UUID), or a simulator's id.
    model
        Maker and model as known to strap_facts, or None.
    latency_s
        How much later than the beat this model sends its RR, or None where unknown.
    """

    identity: str
    model: str | None = None
    latency_s: float | None = None
    battery_pct: int | None = None
    sends_rr: bool | None = None

    @property
    def tail(self) -> str:
        """The last four characters of the identity, enough to tell two straps apart."""
        return self.identity.replace(":", "").replace("-", "")[-4:].upper()


@dataclass(frozen=True, slots=True)
class RememberedStrap:
    """A strap that somebody wore when a session was last recorded."""

    identity: str
    model: str | None


@dataclass(frozen=True, slots=True)
class FoundStrap:
    """A strap in reach, as a scan sees it."""

    name: str
    address: str
    rssi_dbm: int | None
    model: str | None
    sends_rr: bool | None
    battery_pct: int | None
