"""What became of a notification once it was recorded."""

from enum import Enum


class PacketOutcome(Enum):
    """Whether a packet's beats count. The raw bytes are kept whatever the outcome."""

    OK = "ok"
    MALFORMED = "malformed"
    DUPLICATE = "duplicate"
