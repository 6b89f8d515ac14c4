"""One virtual strap as BlueZ shows it: Device1, its GATT services, and who is notified.

Two habits of bluetoothd matter to whoever uses it, and are kept here:

- StartNotify belongs to the D-Bus connection that called it, survives the loss of the link, and is renewed by
  bluetoothd itself at the next connection. The value's change is then announced once *per caller*: a program that
  keeps its old connection open after a drop hears every notification twice, then three times (hbldh/bleak#2002).
- Connect to a device that isn't there waits for it instead of failing.
"""

from collections.abc import Callable

from dbus_fast import Message, Variant

from hardware.rig.bluez.tree import ObjectTree
from hardware.virtual_strap.ground_truth import GroundTruth
from hardware.virtual_strap.strap import Notification, VirtualStrap

DEVICE = "org.bluez.Device1"
SERVICE = "org.bluez.GattService1"
CHARACTERISTIC = "org.bluez.GattCharacteristic1"

_CONNECT_S = 0.05  # our choice: a quick radio; real straps take 0.1 to 2 s
_RESOLVE_S = 0.05
_FORGET_S = 30.0  # main.conf: TemporaryTimeout, after which an unconnected device that isn't known is removed
_ADVERTISE_S = 0.1

HEART_RATE = "0000180d-0000-1000-8000-00805f9b34fb"


def _uuid(short: int) -> str:
    return f"0000{short:04x}-0000-1000-8000-00805f9b34fb"


Reply = Callable[[Message], object]


class FakeDevice:
    """A strap's life in BlueZ. `advance` must be called often; everything else is asked for over D-Bus."""

    def __init__(self, strap: VirtualStrap, tree: ObjectTree, adapter: str, truth: GroundTruth) -> None:
        self.strap = strap
        self.path = f"{adapter}/dev_{strap.profile.address.replace(':', '_')}"
        self._tree = tree
        self._adapter = adapter
        self._truth = truth
        self._is_connected = False
        self._n_links = 0
        self._waiting: list[tuple[Message, float]] = []
        self._resolves_s: float | None = None
        self._notified: list[str] = []
        self._values: dict[str, Callable[[], bytes]] = {}
        self._measurement_path = ""
        self._next_advertisement_s = 0.0
        self._last_seen_s = 0.0

    @property
    def is_connected(self) -> bool:
        """Whether the link is up."""
        return self._is_connected

    def advertise(self, t_s: float) -> None:
        """Be seen by a scan, where the strap is on the air and nobody is linked to it."""
        if self._is_connected or t_s < self._next_advertisement_s or not self.strap.is_reachable(t_s):
            return
        self._next_advertisement_s = t_s + _ADVERTISE_S
        self._last_seen_s = t_s
        if self.path not in self._tree:
            self._tree.add(self.path, DEVICE, self._properties())
        self._tree.change(self.path, DEVICE, {"RSSI": Variant("n", -60)})

    def hold(self, t_s: float) -> None:
        """Be connected already, as after a program that ended without disconnecting."""
        self._tree.add(self.path, DEVICE, self._properties())
        self._connect(t_s)
        self._resolve(t_s)

    def scan_ended(self) -> None:
        """Forget the signal strength, as BlueZ does when a scan ends."""
        if self.path in self._tree:
            self._tree.change(self.path, DEVICE, {}, gone=("RSSI",))

    def advance(self, t_s: float, reply: Reply) -> None:
        """Let time pass: connect who waits, resolve, notify, drop, forget."""
        for notification in self.strap.advance(t_s):
            self._notify(notification)
        if self.strap.take_drop() and self._is_connected:
            self.lose_link("dropped", t_s)
        if self._waiting and t_s >= self._waiting[0][1] and self.strap.is_reachable(t_s):
            self._connect(t_s)
            for message, _ in self._waiting:
                reply(Message.new_method_return(message))
            self._waiting.clear()
        if self._resolves_s is not None and t_s >= self._resolves_s:
            self._resolve(t_s)
        is_idle = not self._is_connected and not self._waiting
        if is_idle and self.path in self._tree and t_s > self._last_seen_s + _FORGET_S:
            self._tree.remove(self.path)

    def call(self, message: Message, t_s: float, reply: Reply) -> Message | None:
        """Answer a call to this device or anything below it; None means that the answer comes later."""
        match message.member:
            case "Connect":
                if self._is_connected:
                    return Message.new_method_return(message)
                self._waiting.append((message, t_s + _CONNECT_S))
                return None
            case "Disconnect":
                for waiting, _ in self._waiting:
                    reply(Message.new_error(waiting, "org.bluez.Error.Failed", "Operation canceled"))
                self._waiting.clear()
                if self._is_connected:
                    self.lose_link("closed", t_s)
                return Message.new_method_return(message)
        return self._call_characteristic(message, t_s)

    def client_left(self, sender: str) -> None:
        """Somebody's D-Bus connection ended: whatever they had subscribed to ends, the link stays."""
        if sender in self._notified:
            self._notified.remove(sender)
            if not self._notified:
                self.strap.unsubscribe()

    def lose_link(self, how: str, t_s: float) -> None:
        """Lose the link and say so; who was notified stays on the list (see the file's head)."""
        self._is_connected = False
        self._resolves_s = None
        self._last_seen_s = t_s
        self.strap.unsubscribe()
        self._truth.link(how, self.strap.profile.address, self._n_links)
        if self.path in self._tree:
            changed = {"ServicesResolved": Variant("b", False), "Connected": Variant("b", False)}
            self._tree.change(self.path, DEVICE, changed)

    def forget_link(self) -> None:
        """Lose the link without a word: bluetoothd itself has died, and with it everybody's subscriptions."""
        self._notified.clear()
        self.strap.unsubscribe()
        if self._is_connected:
            self._is_connected = False
            self._truth.link("dropped", self.strap.profile.address, self._n_links)

    def _call_characteristic(self, message: Message, t_s: float) -> Message:
        path = str(message.path)
        if not self._is_connected:
            return Message.new_error(message, "org.bluez.Error.Failed", "Not connected")
        if message.member == "ReadValue":
            return Message.new_method_return(message, "ay", [self._values[path]()])
        if path != self._measurement_path:
            return Message.new_error(message, "org.bluez.Error.NotSupported", "Operation is not supported")
        sender = str(message.sender)
        if message.member == "StartNotify":
            if sender in self._notified:
                return Message.new_error(message, "org.bluez.Error.InProgress", "In Progress")
            self._notified.append(sender)
            if len(self._notified) == 1:
                self._subscribe(t_s)
        else:
            self.client_left(sender)
        return Message.new_method_return(message)

    def _connect(self, t_s: float) -> None:
        self._is_connected = True
        self._n_links += 1
        self._resolves_s = t_s + _RESOLVE_S
        self._truth.link("linked", self.strap.profile.address, self._n_links)
        self._tree.change(self.path, DEVICE, {"Connected": Variant("b", True)})

    def _resolve(self, t_s: float) -> None:
        self._resolves_s = None
        if not self._values or self._measurement_path not in self._tree:
            self._add_services()
        self._tree.change(self.path, DEVICE, {"ServicesResolved": Variant("b", True)})
        if self._notified:
            self._subscribe(t_s)

    def _subscribe(self, t_s: float) -> None:
        self.strap.subscribe(t_s)
        self._truth.link("subscribed", self.strap.profile.address, self._n_links)
        self._tree.change(self._measurement_path, CHARACTERISTIC, {"Notifying": Variant("b", True)})

    def _notify(self, notification: Notification) -> None:
        self._truth.sent(self.strap.profile.address, self._n_links, notification)
        for _ in range(notification.n_copies * len(self._notified)):
            self._tree.change(
                self._measurement_path, CHARACTERISTIC, {"Value": Variant("ay", notification.payload)}
            )

    def _add_services(self) -> None:
        profile = self.strap.profile
        self._values.clear()
        device_information = {
            0x2A29: profile.manufacturer.encode,
            0x2A24: profile.model_number.encode,
            0x2A25: profile.serial_number.encode,
        }
        handle = 0x0A
        for service, values in (
            (0x180D, {0x2A37: bytes, 0x2A38: lambda: b"\x01"}),
            (0x180F, {0x2A19: lambda: bytes([self.strap.battery_pct])}),
            (0x180A, device_information),
        ):
            service_path = f"{self.path}/service{handle:04x}"
            plain = {"UUID": _uuid(service), "Device": self.path}
            self._tree.add(service_path, SERVICE, _service_properties(**plain))
            for characteristic, value in values.items():
                handle += 3
                path = f"{service_path}/char{handle:04x}"
                flags = ["notify"] if characteristic == 0x2A37 else ["read"]
                self._values[path] = value
                self._tree.add(
                    path, CHARACTERISTIC, _characteristic_properties(characteristic, service_path, flags)
                )
                if characteristic == 0x2A37:
                    self._measurement_path = path
            handle += 3

    def _properties(self) -> dict[str, Variant]:
        profile = self.strap.profile
        return {
            "Address": Variant("s", profile.address),
            "AddressType": Variant("s", "random"),
            "Name": Variant("s", profile.name),
            "Alias": Variant("s", profile.name),
            "Adapter": Variant("o", self._adapter),
            "UUIDs": Variant("as", [HEART_RATE]),
            "Paired": Variant("b", False),
            "Trusted": Variant("b", False),
            "Blocked": Variant("b", False),
            "LegacyPairing": Variant("b", False),
            "Connected": Variant("b", False),
            "ServicesResolved": Variant("b", False),
        }


def _service_properties(UUID: str, Device: str) -> dict[str, Variant]:
    return {"UUID": Variant("s", UUID), "Device": Variant("o", Device), "Primary": Variant("b", True)}


def _characteristic_properties(short: int, service_path: str, flags: list[str]) -> dict[str, Variant]:
    return {
        "UUID": Variant("s", _uuid(short)),
        "Service": Variant("o", service_path),
        "Value": Variant("ay", b""),
        "Notifying": Variant("b", False),
        "Flags": Variant("as", flags),
        "MTU": Variant("q", 247),
    }
