"""The fake bluetoothd: owns `org.bluez`, has one adapter, and lets time pass for the straps in its reach."""

import asyncio
import time
from typing import Any

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from hardware.rig.bluez.device import FakeDevice
from hardware.rig.bluez.tree import UNKNOWN_OBJECT, ObjectTree
from hardware.virtual_strap.ground_truth import GroundTruth
from hardware.virtual_strap.scenario import Event, EventKind, Scenario, event_of
from hardware.virtual_strap.strap import VirtualStrap

ADAPTER = "org.bluez.Adapter1"
ADAPTER_PATH = "/org/bluez/hci0"
_BUS = "org.freedesktop.DBus"
_TICK_S = 0.01


class FakeBluez:
    """bluetoothd's part of the world for one scenario; `run` lasts until it is cancelled."""

    def __init__(self, scenario: Scenario, truth: GroundTruth) -> None:
        self._scenario = scenario
        self._truth = truth
        self._straps = [VirtualStrap(profile, scenario.speed) for profile in scenario.straps]
        self._events = list(scenario.adapter_events)
        self._start_s: float | None = None
        self._off_until_s = 0.0
        self._dead_until_s = 0.0
        self._scanners: set[str] = set()
        self._bus: MessageBus
        self._tree: ObjectTree
        self._devices: list[FakeDevice]

    async def start(self) -> None:
        """Join the bus, take the name, and show the adapter."""
        self._bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
        self._tree = ObjectTree(self._bus)
        self._devices = [FakeDevice(strap, self._tree, ADAPTER_PATH, self._truth) for strap in self._straps]
        self._scanners.clear()
        self._bus.add_message_handler(self._on_message)
        rule = f"type='signal',interface='{_BUS}',member='NameOwnerChanged'"
        await self._bus.call(Message(_BUS, "/org/freedesktop/DBus", _BUS, "AddMatch", signature="s", body=[rule]))
        await self._bus.request_name("org.bluez")
        self._tree.add(ADAPTER_PATH, ADAPTER, _adapter_properties())
        for device in self._devices:
            if device.strap.profile.is_held:
                device.hold(time.monotonic())

    async def run(self) -> None:
        """Let time pass until cancelled."""
        while True:
            await asyncio.sleep(_TICK_S)
            now_s = time.monotonic()
            if self._dead_until_s:
                if now_s < self._dead_until_s:
                    continue
                self._dead_until_s = 0.0
                await self.start()
            self._advance(now_s)

    def command(self, document: dict[str, Any]) -> None:
        """Do at once what a scenario's event would: `{"do": "drop", "strap": 0, "for_s": 2}`."""
        event = event_of(document, at_s=0.0)
        if event.kind in (EventKind.ADAPTER_OFF, EventKind.DIE):
            self._happen(event, time.monotonic())
        else:
            self._straps[int(document.get("strap", 0))].happen(event)

    def _advance(self, now_s: float) -> None:
        for device in self._devices:
            device.advance(now_s, self._bus.send)
            if device.is_connected and self._start_s is None:
                self._start_s = now_s
        if self._off_until_s and now_s >= self._off_until_s:
            self._off_until_s = 0.0
            self._tree.change(ADAPTER_PATH, ADAPTER, {"Powered": Variant("b", True)})
        if self._scanners and not self._off_until_s:
            for device in self._devices:
                device.advertise(now_s)
        while self._events and self._start_s is not None:
            if (now_s - self._start_s) * self._scenario.speed < self._events[0].at_s:
                break
            self._happen(self._events.pop(0), now_s)

    def _happen(self, event: Event, now_s: float) -> None:
        if event.kind is EventKind.ADAPTER_OFF:
            self._off_until_s = now_s + event.for_s / self._scenario.speed
            self._scanners.clear()
            for device in self._devices:
                if device.is_connected:
                    device.lose_link("dropped", now_s)
            self._tree.change(ADAPTER_PATH, ADAPTER, {"Powered": Variant("b", False)})
        if event.kind is EventKind.DIE:
            self._dead_until_s = now_s + event.for_s / self._scenario.speed
            self._bus.disconnect()
            for device in self._devices:
                device.forget_link()

    def _on_message(self, message: Message) -> Message | bool:
        if message.message_type is MessageType.SIGNAL:
            if message.member == "NameOwnerChanged" and not message.body[2]:
                self._client_left(message.body[0])
            return False
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        answer = self._tree.answer(message)
        if answer is None:
            answer = self._answer(message)
        return answer if answer is not None else True

    def _answer(self, message: Message) -> Message | None:
        if message.path == ADAPTER_PATH and message.interface == ADAPTER:
            return self._answer_adapter(message)
        for device in self._devices:
            if f"{message.path}/".startswith(f"{device.path}/") and str(message.path) in self._tree:
                if self._off_until_s:
                    return Message.new_error(message, "org.bluez.Error.NotReady", "Resource Not Ready")
                return device.call(message, time.monotonic(), self._bus.send)
        return Message.new_error(message, UNKNOWN_OBJECT, f"no {message.path}")

    def _answer_adapter(self, message: Message) -> Message:
        if self._off_until_s:
            return Message.new_error(message, "org.bluez.Error.NotReady", "Resource Not Ready")
        sender = str(message.sender)
        if message.member == "StartDiscovery":
            self._scanners.add(sender)
        elif message.member == "StopDiscovery":
            if sender not in self._scanners:
                return Message.new_error(message, "org.bluez.Error.Failed", "No discovery started")
            self._scan_ended(sender)
        return Message.new_method_return(message)

    def _client_left(self, sender: str) -> None:
        self._scan_ended(sender)
        for device in self._devices:
            device.client_left(sender)

    def _scan_ended(self, sender: str) -> None:
        if sender not in self._scanners:
            return
        self._scanners.remove(sender)
        if not self._scanners:
            for device in self._devices:
                device.scan_ended()


def _adapter_properties() -> dict[str, Variant]:
    return {
        "Address": Variant("s", "C0:DE:00:00:00:00"),
        "AddressType": Variant("s", "public"),
        "Name": Variant("s", "rig"),
        "Alias": Variant("s", "rig"),
        "Class": Variant("u", 0),
        "Powered": Variant("b", True),
        "Discoverable": Variant("b", False),
        "Pairable": Variant("b", False),
        "Discovering": Variant("b", False),
        "UUIDs": Variant("as", []),
        "Roles": Variant("as", ["central", "peripheral"]),
    }
