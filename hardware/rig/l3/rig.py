"""A real bluetoothd on a private bus, and straps in reach of the guest's adapter; only inside the guest."""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Mapping
from typing import Any

from hardware.rig.l3 import bluetoothd_path
from hardware.rig.processes import BusRig, end, start_module, tell

_TO_ADAPTER = ("dbus-send", "--system", "--print-reply", "--dest=org.bluez", "/org/bluez/hci0")
_READY_S = 30.0
_ASK_S = 0.05


class KernelRig(BusRig):
    """A private bus, a real bluetoothd on it, and straps on the kernel's adapter, while the `with` lasts."""

    def __init__(self, scenario: Mapping[str, Any]) -> None:
        super().__init__(scenario)
        self._air: subprocess.Popen[str] | None = None
        self._bluetoothd: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "KernelRig":
        super().__enter__()
        return self

    def start_bluez(self) -> None:
        """Start bluetoothd, and the straps with the adapter if there are none yet; wait until it is switched on."""
        if self._air is None:
            self._air = start_module("hardware.rig.l3.air", self._scenario_path, self.truth_path, {})
        path = bluetoothd_path()
        assert path is not None, "asked for by why_not"
        self._bluetoothd = subprocess.Popen(
            [path, "--nodetach"],
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        latest_s = time.monotonic() + _READY_S
        while "true" not in self._ask("Get", "string:Powered"):
            if time.monotonic() > latest_s:
                msg = "bluetoothd doesn't show an adapter that is switched on"
                raise RuntimeError(msg)
            time.sleep(_ASK_S)

    def kill_bluez(self) -> None:
        """Kill bluetoothd without a warning. The kernel keeps its links, and the straps play on."""
        if self._bluetoothd is not None:
            self._bluetoothd.kill()
            self._bluetoothd.wait()
            self._bluetoothd = None

    def do(self, kind: str, **facts: Any) -> None:
        """Let something happen now: to a strap, or to the adapter (`adapter_off`)."""
        if kind == "adapter_off":
            self._ask("Set", "string:Powered", "variant:boolean:false")
            threading.Timer(facts["for_s"], self._ask, ("Set", "string:Powered", "variant:boolean:true")).start()
        else:
            tell(self._air, {"do": kind, **facts})

    def close(self) -> None:
        """End all processes and remove their folder."""
        super().close()
        end(self._air)
        self._air = None

    def _ask(self, method: str, *words: str) -> str:
        call = f"org.freedesktop.DBus.Properties.{method}"
        with contextlib.suppress(subprocess.TimeoutExpired):
            asked = subprocess.run(
                [*_TO_ADAPTER, call, "string:org.bluez.Adapter1", *words],
                env={**os.environ, **self.environment},
                capture_output=True,
                text=True,
                timeout=5.0,
                check=False,
            )
            return asked.stdout
        return ""
