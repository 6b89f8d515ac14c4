"""Level 2: unmodified bleak against a fake `org.bluez` on a private bus. Linux with `dbus-daemon` only.

Everything runs as processes of its own: a program under test finds the rig through `environment`.
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from hardware.rig.processes import BusRig, end, start_module, tell


def why_not() -> str | None:
    """Say why this rig can't run here, or None."""
    if sys.platform != "linux":
        return "L2 needs Linux: BlueZ speaks D-Bus only there"
    if shutil.which("dbus-daemon") is None:
        return "L2 needs dbus-daemon (Debian: apt-get install dbus)"
    return None


class BluezRig(BusRig):
    """A private bus and a fake bluetoothd on it, for as long as the `with` lasts."""

    def __init__(self, scenario: Mapping[str, Any]) -> None:
        super().__init__(scenario)
        self._bluez: subprocess.Popen[str] | None = None

    def __enter__(self) -> "BluezRig":
        super().__enter__()
        return self

    def start_bluez(self) -> None:
        """Start the fake bluetoothd and wait until it owns its name."""
        self._bluez = start_module("hardware.rig.bluez", self._scenario_path, self.truth_path, self.environment)

    def kill_bluez(self) -> None:
        """Kill the fake bluetoothd without a warning; its straps go with it."""
        end(self._bluez)
        self._bluez = None

    def do(self, kind: str, **facts: Any) -> None:
        """Let something happen now: `rig.do("drop", strap=0, for_s=2)`; kinds are those of a scenario's events."""
        tell(self._bluez, {"do": kind, **facts})
