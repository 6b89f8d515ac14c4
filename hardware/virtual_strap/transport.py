"""The way to the Bluetooth controller that a virtual strap uses, or one sentence why there is none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bumble.core import BaseBumbleError
from bumble.transport import open_transport
from bumble.transport.common import Transport

_LOOK_S = 0.05


class TransportError(Exception):
    """A transport can't be opened; the text says what to do."""


@asynccontextmanager
async def controller_at(name: str) -> AsyncIterator[Transport]:
    """Open an HCI transport of bumble by its name; a `tcp-server` is open once a controller has come.

    Raises
    ------
    TransportError
        When there is no controller there.
    """
    from usb1 import USBError  # type: ignore[import-untyped]  # and slow to import

    try:
        transport = await open_transport(name)
    except USBError as error:
        msg = f"{name}: no USB Bluetooth dongle can be used ({error}): plug one in, and on Linux run this as root."
        raise TransportError(msg) from error
    except (BaseBumbleError, OSError, ValueError) as error:
        msg = f"{name}: {error}. Try loopback, usb:0, tcp-client:HOST:PORT, or another transport of bumble."
        raise TransportError(msg) from error
    async with transport:
        while name.startswith("tcp-server:") and not _has_come(transport):  # noqa: ASYNC110 - bumble doesn't tell
            await asyncio.sleep(_LOOK_S)
        yield transport


def _has_come(server: Transport) -> bool:
    return getattr(server.sink, "transport", None) is not None
