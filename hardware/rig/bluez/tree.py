"""A tree of D-Bus objects that answers ObjectManager and Properties, and tells of every change."""

from collections.abc import Mapping
from typing import Any

from dbus_fast import Message, Variant
from dbus_fast.aio import MessageBus

OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager"
PROPERTIES = "org.freedesktop.DBus.Properties"
UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject"
UNKNOWN_PROPERTY = "org.freedesktop.DBus.Error.UnknownProperty"

Properties = dict[str, Variant]


class ObjectTree:
    """Objects by path; each has interfaces, each of those properties."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._objects: dict[str, dict[str, Properties]] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._objects

    def has_interface(self, path: str, interface: str) -> bool:
        """Whether the object at `path` has that interface."""
        return interface in self._objects.get(path, {})

    def add(self, path: str, interface: str, properties: Mapping[str, Variant]) -> None:
        """Add an interface of an object and announce it."""
        self._objects.setdefault(path, {})[interface] = dict(properties)
        self._signal("/", OBJECT_MANAGER, "InterfacesAdded", "oa{sa{sv}}", [path, {interface: dict(properties)}])

    def remove(self, path: str) -> None:
        """Remove an object and all below it, deepest first, and announce it."""
        below = [each for each in self._objects if each == path or each.startswith(f"{path}/")]
        for each in sorted(below, reverse=True):
            interfaces = list(self._objects.pop(each))
            self._signal("/", OBJECT_MANAGER, "InterfacesRemoved", "oas", [each, interfaces])

    def change(self, path: str, interface: str, changed: Mapping[str, Variant], gone: tuple[str, ...] = ()) -> None:
        """Change properties and announce it; `gone` are properties that have no value any more."""
        properties = self._objects[path][interface]
        properties.update(changed)
        for name in gone:
            properties.pop(name, None)
        self._signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", [interface, dict(changed), list(gone)])

    def value(self, path: str, interface: str, name: str) -> Any:
        """Return the plain value of one property."""
        return self._objects[path][interface][name].value

    def answer(self, message: Message) -> Message | None:
        """Answer a call of ObjectManager or Properties; None where it is something else."""
        if message.interface == OBJECT_MANAGER and message.member == "GetManagedObjects":
            return Message.new_method_return(message, "a{oa{sa{sv}}}", [self._objects])
        if message.interface != PROPERTIES:
            return None
        if message.path not in self._objects:
            return Message.new_error(message, UNKNOWN_OBJECT, f"no {message.path}")
        interface = message.body[0]
        properties = self._objects[message.path].get(interface, {})
        if message.member == "GetAll":
            return Message.new_method_return(message, "a{sv}", [properties])
        if message.member == "Get" and message.body[1] in properties:
            return Message.new_method_return(message, "v", [properties[message.body[1]]])
        if message.member == "Set":
            self.change(message.path, interface, {message.body[1]: message.body[2]})
            return Message.new_method_return(message)
        return Message.new_error(message, UNKNOWN_PROPERTY, f"no {message.body}")

    def _signal(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> None:
        self._bus.send(Message.new_signal(path, interface, member, signature, body))
