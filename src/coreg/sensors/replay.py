"""A strap out of a recording: the events of then, at their times, on any clock."""

import asyncio
from collections.abc import Iterable, Sequence

from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors.clock import Clock, leave
from coreg.sensors.sensor import Deliver, LinkChanged, Packet, SensorEvent


class ReplaySensor:
    """Delivers stored events; it opens no file.

    Parameters
    ----------
    events
        In order of time, in this clock's nanoseconds.
    is_simulated
        Whether the recorded straps were.
    """

    def __init__(self, events: Sequence[SensorEvent], clock: Clock, is_simulated: bool) -> None:
        self._events = events
        self._clock = clock
        self._is_simulated = is_simulated

    @property
    def is_simulated(self) -> bool:
        """Whether nobody wore this strap when it was recorded."""
        return self._is_simulated

    async def run(self, deliver: Deliver) -> None:
        """Deliver the events until the last one or until cancelled."""
        await play(self._events, self._clock, deliver)


async def play(events: Iterable[SensorEvent], clock: Clock, deliver: Deliver) -> None:
    """Deliver events at their times; afterwards, or on cancellation, the link is STOPPED."""
    is_stopped = False
    try:
        for event in events:
            await clock.sleep_until(time_ns(event))
            deliver(event)
            is_stopped = isinstance(event, LinkChanged) and event.state is LinkState.STOPPED
    except asyncio.CancelledError:
        # As of every sensor: cancelling is how it is stopped, and its end is an event like any other.
        is_stopped = False
    finally:
        if not is_stopped:
            deliver(LinkChanged(clock.now_ns(), LinkState.STOPPED, LinkCause.ASKED))
        leave(clock)


def time_ns(event: SensorEvent) -> int:
    """When an event happened."""
    return event.arrival_ns if isinstance(event, Packet) else event.t_ns
