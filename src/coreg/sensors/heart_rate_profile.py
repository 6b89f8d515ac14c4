"""Heart Rate Measurement (0x2A37) from bytes to plain values, as Heart Rate Service 1.0, section 3.1, lays it out.

Little-endian: flags | heart rate u8 or u16 | [energy u16] | [RR u16 ...], RR oldest first, in 1/1024 s. The number
of RR is bounded by the negotiated MTU alone. Nothing here knows time: what needs it stands in `decoder`.
"""

import struct
from dataclasses import dataclass
from enum import IntFlag

from coreg.domain.errors import MalformedPacketError

HEART_RATE_SERVICE = "0000180d-0000-1000-8000-00805f9b34fb"
HEART_RATE_MEASUREMENT = "00002a37-0000-1000-8000-00805f9b34fb"

TICKS_PER_S = 1024  # HRS 1.0, 3.1.1.5: "RR-Interval ... resolution of 1/1024 second"
MAX_RR_TICKS = 10 * TICKS_PER_S  # our choice: no heart that a strap can follow pauses for 10 s

_U16_HEART_RATE = 0x01
_HAS_CONTACT = 0x02
_CONTACT_SUPPORTED = 0x04
_ENERGY_PRESENT = 0x08
_RR_PRESENT = 0x10
_RESERVED = 0xE0


class Remark(IntFlag):
    """What was odd about a notification that could be read all the same."""

    NONE = 0
    ODD_RR_TAIL = 1
    RR_MISSING = 2
    TRAILING_BYTES = 4
    ZERO_RR = 8


@dataclass(frozen=True, slots=True)
class Measurement:
    """One notification, read.

    Attributes
    ----------
    has_contact
        Whether the electrodes touch skin; None where the strap doesn't support the bit.
    energy_kj
        Energy since the last reset; None where absent.
    rr_ticks
        Intervals in 1/1024 s, oldest first. A zero isn't an interval and is left out, with a remark.
    """

    heart_rate_bpm: int
    has_contact: bool | None
    energy_kj: int | None
    rr_ticks: tuple[int, ...]
    remarks: Remark = Remark.NONE


def decode(payload: bytes) -> Measurement:
    """Read one notification of 0x2A37.

    Raises
    ------
    MalformedPacketError
        Where a reserved flag bit is set, the bytes end within a field, or an interval is over 10 s.

    >>> decode(bytes([0x16, 72, 0x00, 0x04, 0x33, 0x03])).rr_ticks
    (1024, 819)
    """
    if not payload:
        msg = "A notification without a single byte."
        raise MalformedPacketError(msg)
    flags = payload[0]
    if flags & _RESERVED:
        msg = f"Reserved flag bits are set: 0x{flags:02X}."
        raise MalformedPacketError(msg)
    layout = "<BH" if flags & _U16_HEART_RATE else "<BB"
    if flags & _ENERGY_PRESENT:
        layout += "H"
    try:
        _, heart_rate_bpm, *energy = struct.unpack_from(layout, payload)
    except struct.error as error:
        msg = f"{len(payload)} bytes are too few for the fields that flags 0x{flags:02X} announce."
        raise MalformedPacketError(msg) from error
    rr_ticks, remarks = _intervals(flags, payload[struct.calcsize(layout) :])
    return Measurement(
        heart_rate_bpm=heart_rate_bpm,
        has_contact=bool(flags & _HAS_CONTACT) if flags & _CONTACT_SUPPORTED else None,
        energy_kj=energy[0] if energy else None,
        rr_ticks=rr_ticks,
        remarks=remarks,
    )


def _intervals(flags: int, rest: bytes) -> tuple[tuple[int, ...], Remark]:
    if not flags & _RR_PRESENT:
        return (), Remark.TRAILING_BYTES if rest else Remark.NONE
    n_words, n_odd = divmod(len(rest), 2)
    words: tuple[int, ...] = struct.unpack_from(f"<{n_words}H", rest)
    if any(word > MAX_RR_TICKS for word in words):
        msg = f"An RR interval of {max(words) / TICKS_PER_S:.1f} s is longer than 10 s."
        raise MalformedPacketError(msg)
    remarks = Remark.ODD_RR_TAIL if n_odd else Remark.NONE
    if not words:
        remarks |= Remark.RR_MISSING
    if 0 in words:
        remarks |= Remark.ZERO_RR
    return tuple(word for word in words if word), remarks
