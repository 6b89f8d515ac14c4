"""A real strap over Bluetooth Low Energy: found, connected, listened to, and reconnected for as long as it takes.

Nothing here believes `is_connected`: it stays true on a silent link and after the system's Bluetooth has died. A
link is judged by its packets (`link_watch`), and ends when the strap disconnects, when it is silent too long, or
when the session does.

After a drop the strap is connected again as it was found. After silence or a failure it is looked for anew, by a
scan first: bleak's picture of devices outlives a bluetoothd that died, and shows them as still connected.
"""

import asyncio
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coreg.domain.errors import BluetoothError, MalformedPacketError, StrapError
from coreg.domain.language import _
from coreg.domain.strap import BluetoothFault, FoundStrap, LinkCause, LinkState, Strap
from coreg.sensors.ble_link import BleLink
from coreg.sensors.ble_radio import Radio, RadioError, Sighting, choose
from coreg.sensors.ble_tries import Tries
from coreg.sensors.clock import NS_PER_S, Clock
from coreg.sensors.heart_rate_profile import decode
from coreg.sensors.link_watch import LinkWatch, Transition
from coreg.sensors.sensor import BluetoothTrouble, Deliver, LinkChanged, Packet, StrapKnown
from coreg.sensors.strap_facts import facts_of, model_of

_LOOK_S = 3.0  # our choice: a few advertising intervals, and short, because the other strap may wait for its turn
_LOOK_PAUSE_S = 0.5  # our choice: a strap that is put on late is seen within seconds
_SETTLE_S = 1.0  # our choice: long enough to see that a name fits two straps; an address needs none
_BATTERY_EVERY_NS = 600 * NS_PER_S
_TICK_S = 0.25

SYSTEM_RADIO = Radio()  # the computer has one, and all who use it must take turns

_log = logging.getLogger(__name__)


async def scan(seconds: float, radio: Radio = SYSTEM_RADIO) -> list[FoundStrap]:
    """Return the straps that are in reach or already connected, the strongest first.

    Raises
    ------
    BluetoothError
        When Bluetooth can't be used; says what to do.
    """
    try:
        async with radio.turn():
            seen = await radio.look(seconds)
            # Windows lists every connected device, whatever its services.
            held = [] if sys.platform == "win32" else await radio.held()
    except RadioError as error:
        msg = (error.fault or BluetoothFault.NO_SERVICE).help
        raise BluetoothError(msg) from error
    straps = {each.address: _found(each) for each in (*held, *seen)}
    return sorted(straps.values(), key=lambda strap: -(strap.rssi_dbm or -128))


def find(identity: str, straps: Sequence[FoundStrap]) -> FoundStrap:
    """Return the one strap that an id means: an address, a full name, or the end of a name.

    Raises
    ------
    StrapError
        When there is none, or more than one.
    """
    strap = choose(identity, straps)
    if strap is None:
        msg = _("No strap in reach has that address or name: wet the electrodes, put it on, and look again.")
        raise StrapError(msg)
    return strap


@dataclass(slots=True)
class _Progress:
    """What is known while a sensor runs."""

    deliver: Deliver
    state: LinkState = LinkState.IDLE
    cause: LinkCause = LinkCause.ASKED
    fault: BluetoothFault | None = None
    strap: Strap | None = None
    sighting: Sighting | None = None
    has_information: bool = False
    sends_rr: bool | None = None
    heart_rate_bpm: int = 0
    distrusts_held: bool = False
    tries: Tries = field(default_factory=Tries)


class BleSensor:
    """One real strap (see `Sensor`), named by its address, its full name or the end of its name.

    Once found it is bound to one address: another strap of the same name is never taken for it.
    """

    def __init__(self, identity: str, clock: Clock, radio: Radio = SYSTEM_RADIO) -> None:
        self._identity = identity
        self._clock = clock
        self._radio = radio
        self._watch = LinkWatch()
        self._now = _Progress(deliver=lambda _: None)

    @property
    def is_simulated(self) -> bool:
        """Somebody wears this strap."""
        return False

    async def run(self, deliver: Deliver) -> None:
        """Deliver the strap's events until cancelled; then disconnect, deliver STOPPED and return.

        Raises
        ------
        StrapError
            When the id means more than one strap, or the other person's.
        """
        self._now = _Progress(deliver)
        try:
            while True:
                await self._try_once()
        except asyncio.CancelledError:
            _log.debug("strap %s: asked to stop", self._tail)
        finally:
            self._radio.release(self)
            self._say(LinkState.STOPPED, LinkCause.ASKED)

    @property
    def _tail(self) -> str:
        return "?" if self._now.strap is None else self._now.strap.tail

    async def _try_once(self) -> None:
        """Go from looking for the strap to the end of one link, or as far as it gets."""
        now = self._now
        link: BleLink | None = None
        try:
            sighting = now.sighting or await self._look()
            if sighting is None:
                await asyncio.sleep(_LOOK_PAUSE_S)
                return
            link = BleLink(sighting.device, self._radio.backends, self._clock)
            await self._connect(link)
            await self._listen(link, sighting)
            cause = await self._stay(link)
            self._say(LinkState.RECONNECTING, cause)
            if cause is LinkCause.SILENT:
                self._forget_sighting()
        except RadioError as error:
            await self._take_failure(error)
        finally:
            if link is not None:
                await link.close()
                self._take_waiting(link)
        await asyncio.sleep(now.tries.pause_s(has_fault=now.fault is not None))

    async def _look(self) -> Sighting | None:
        """Look for the strap once, and bind to it."""
        now = self._now
        if now.state is not LinkState.SCANNING:
            self._say(LinkState.SCANNING, now.cause)
        async with self._radio.turn():
            sighting = await self._seen()
        self._set_fault(None)
        if sighting is None:
            self._say(LinkState.SCANNING, LinkCause.NOT_FOUND)
            return None
        self._radio.claim(sighting.address, self)
        now.sighting = sighting
        if now.strap is None:
            self._know(_strap_of(sighting.address, model_of(sighting.name, None, None)))
        return sighting

    async def _seen(self) -> Sighting | None:
        strap = self._now.strap
        identity = self._identity if strap is None else strap.identity
        settle_s = _SETTLE_S if strap is None and ":" not in identity else 0.0
        held = [] if self._now.distrusts_held else await self._radio.held()
        if any(each.address.casefold() == identity.casefold() for each in held):
            return choose(identity, held)
        self._now.distrusts_held = False
        seen = await self._radio.look(_LOOK_S, lambda straps: _is_among(identity, straps), settle_s)
        by_address = {each.address: each for each in (*held, *seen)}
        return choose(identity, list(by_address.values()))

    async def _connect(self, link: BleLink) -> None:
        now = self._now
        async with self._radio.turn():
            self._say(LinkState.CONNECTING, LinkCause.FOUND)
            await link.open(now.tries.connect_limit_s, now.tries.may_use_cached_services)
        self._set_fault(None)

    async def _listen(self, link: BleLink, sighting: Sighting) -> None:
        """Learn what strap this is, once, and subscribe."""
        now = self._now
        self._say(LinkState.SUBSCRIBING, LinkCause.CONNECTED)
        if not now.has_information:
            information = await link.device_information()
            now.has_information = information.model_number is not None
            model = model_of(sighting.name, information.manufacturer, information.model_number)
            self._know(_strap_of(sighting.address, model))
        await link.subscribe()
        now.tries.succeeded()
        now.distrusts_held = False
        self._say_all(self._watch.linked(self._now_s()))

    async def _stay(self, link: BleLink) -> LinkCause:
        """Watch over a link until it ends; returns why it did."""
        battery = asyncio.create_task(self._ask_battery(link))
        try:
            while not link.is_over:
                packet = await link.next_packet(_TICK_S)
                if packet is not None:
                    self._take(packet)
                if battery.done():
                    battery.result()
                t_s = self._now_s()
                self._say_all(self._watch.on_time(t_s))
                self._now.tries.judge(self._now.state, t_s)
                if self._watch.must_reconnect(t_s):
                    return LinkCause.SILENT
            return LinkCause.DISCONNECTED
        finally:
            battery.cancel()
            await asyncio.gather(battery, return_exceptions=True)

    async def _ask_battery(self, link: BleLink) -> None:
        while True:
            battery_pct = await link.battery_pct()
            if battery_pct is not None and self._now.strap is not None:
                self._know(replace(self._now.strap, battery_pct=battery_pct))
            await self._clock.sleep_until(self._clock.now_ns() + _BATTERY_EVERY_NS)

    async def _take_failure(self, error: RadioError) -> None:
        """Say what failed; the strap must be looked for again."""
        now = self._now
        _log.info("strap %s: %s failed: %s", self._tail, now.state.value, error)
        now.tries.failed()
        fault = error.fault or await self._radio.fault()
        self._set_fault(fault)
        self._forget_sighting()
        if fault is not None:
            self._say(LinkState.SCANNING, LinkCause.BLUETOOTH_FAULT)
        else:
            self._say(LinkState.RECONNECTING, LinkCause.CONNECT_FAILED)

    def _forget_sighting(self) -> None:
        self._now.sighting = None
        self._now.distrusts_held = True

    def _take(self, packet: Packet) -> None:
        self._now.deliver(packet)
        self._learn(packet)
        if self._now.state.has_link:
            self._say_all(self._watch.on_packet(packet.arrival_ns / NS_PER_S, packet.payload))

    def _learn(self, packet: Packet) -> None:
        """See whether this strap sends intervals, which matters more than what its model is known for."""
        now = self._now
        try:
            measurement = decode(packet.payload)
        except MalformedPacketError:
            return
        now.heart_rate_bpm = measurement.heart_rate_bpm
        if measurement.rr_ticks:
            self._know_rr(sends_rr=True)

    def _know_rr(self, sends_rr: bool) -> None:
        self._now.sends_rr = sends_rr
        if self._now.strap is not None:
            self._know(self._now.strap)

    def _take_waiting(self, link: BleLink) -> None:
        """Take what came while the link was being closed."""
        for packet in link.waiting_packets():
            self._take(packet)

    def _say_all(self, transitions: list[Transition]) -> None:
        for state, cause in transitions:
            self._say(state, cause)

    def _say(self, state: LinkState, cause: LinkCause) -> None:
        now = self._now
        if (state, cause) != (now.state, now.cause):
            now.state, now.cause = state, cause
            now.deliver(LinkChanged(self._clock.now_ns(), state, cause))
            # Dry electrodes give no heart rate either.
            if state is LinkState.NO_RR and now.heart_rate_bpm > 0 and now.sends_rr is None:
                self._know_rr(sends_rr=False)

    def _know(self, strap: Strap) -> None:
        now = self._now
        if now.strap is not None and strap.battery_pct is None:
            strap = replace(strap, battery_pct=now.strap.battery_pct)
        if now.sends_rr is not None:
            strap = replace(strap, sends_rr=now.sends_rr)
        if strap != now.strap:
            now.strap = strap
            now.deliver(StrapKnown(self._clock.now_ns(), strap))

    def _set_fault(self, fault: BluetoothFault | None) -> None:
        if fault is not self._now.fault:
            self._now.fault = fault
            self._now.deliver(BluetoothTrouble(self._clock.now_ns(), fault))

    def _now_s(self) -> float:
        return self._clock.now_ns() / NS_PER_S


def _is_among(identity: str, straps: list[Sighting]) -> bool:
    try:
        return choose(identity, straps) is not None
    except StrapError:
        return True


def _found(sighting: Sighting) -> FoundStrap:
    model = model_of(sighting.name, None, None)
    facts = None if model is None else facts_of(model)
    return FoundStrap(
        name=sighting.name,
        address=sighting.address,
        rssi_dbm=sighting.rssi_dbm,
        model=model,
        sends_rr=None if facts is None else facts.sends_rr,
        battery_pct=None,
    )


def _strap_of(address: str, model: str | None) -> Strap:
    facts = None if model is None else facts_of(model)
    if facts is None:
        return Strap(address, model)
    return Strap(address, model, latency_s=facts.latency_s, sends_rr=facts.sends_rr)
