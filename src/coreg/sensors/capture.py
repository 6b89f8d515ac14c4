"""A strap's raw stream as text, to be replayed: JSON lines of packets and link events, from zero, without a name.

The first line is a header, each further line one event in order of time. hardware/captures/README.md describes it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coreg.domain.errors import FileProblemError
from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Capture:
    """One strap's events, in order of time, and what is known of where they come from.

    Attributes
    ----------
    about
        One sentence: what this shows.
    is_simulated
        Whether nobody wore the strap.
    """

    about: str
    is_simulated: bool
    events: tuple[SensorEvent, ...]
    model: str | None = None
    latency_s: float | None = None


def capture_lines(capture: Capture) -> Iterator[str]:
    """Yield a capture's lines. Times are moved to begin at zero; who wore the strap, and which it was, is left out.

    >>> packet = Packet(5_000_000_000, bytes([0x10, 75, 0x33, 0x03]))
    >>> list(capture_lines(Capture("one packet", True, (packet,))))[1]
    '{"t_ns": 0, "hex": "104b3303"}'
    """
    yield json.dumps(
        {
            "coreg_capture": _VERSION,
            "about": capture.about,
            "simulated": capture.is_simulated,
            "model": capture.model,
            "latency_s": capture.latency_s,
        }
    )
    zero_ns: int | None = None
    for event in capture.events:
        if not isinstance(event, Packet | LinkChanged):
            continue
        t_ns = event.arrival_ns if isinstance(event, Packet) else event.t_ns
        zero_ns = t_ns if zero_ns is None else zero_ns
        if isinstance(event, Packet):
            yield json.dumps({"t_ns": t_ns - zero_ns, "hex": event.payload.hex()})
        else:
            yield json.dumps({"t_ns": t_ns - zero_ns, "state": event.state.value, "cause": event.cause.value})


def read_capture(lines: Iterable[str]) -> Capture:
    """Read a capture's lines.

    Raises
    ------
    FileProblemError
        A line isn't what it should be; says which.
    """
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not numbered:
        msg = "line 1: an empty file is no capture"
        raise FileProblemError(msg)
    try:
        header = json.loads(numbered[0][1])
        version = header["coreg_capture"]
        about, is_simulated = str(header["about"]), bool(header["simulated"])
        model, latency_s = header.get("model"), header.get("latency_s")
    except (ValueError, KeyError, TypeError) as error:
        msg = "line 1: a capture begins with its header"
        raise FileProblemError(msg) from error
    if version != _VERSION:
        msg = f"line 1: a capture of version {version} can't be read, only of version {_VERSION}"
        raise FileProblemError(msg)
    events = tuple(_event(number, line) for number, line in numbered[1:])
    _check_order(events, [number for number, _ in numbered[1:]])
    return Capture(about, is_simulated, events, model, latency_s)


def _event(number: int, line: str) -> SensorEvent:
    try:
        said = json.loads(line)
        t_ns = int(said["t_ns"])
        if "hex" in said:
            return Packet(t_ns, bytes.fromhex(said["hex"]))
        return LinkChanged(t_ns, LinkState(said["state"]), LinkCause(said["cause"]))
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        msg = f"line {number}: neither a packet nor a link event"
        raise FileProblemError(msg) from error


def _check_order(events: Sequence[SensorEvent], numbers: Sequence[int]) -> None:
    last_ns = 0
    for event, number in zip(events, numbers, strict=True):
        t_ns = event.arrival_ns if isinstance(event, Packet) else event.t_ns
        if t_ns < last_ns:
            msg = f"line {number}: time goes back"
            raise FileProblemError(msg)
        last_ns = t_ns
