"""Level 2: unmodified bleak against a fake `org.bluez` on a private bus. Linux with `dbus-daemon` only.

Everything runs as processes of its own: a program under test finds the rig through `environment`.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from hardware.virtual_strap.ground_truth import read_truth

_ROOT = Path(__file__).resolve().parents[2]

# A bus that any user may start, own names on and talk through: the smallest that needs no system's policy files.
_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
"""


def why_not() -> str | None:
    """Say why this rig can't run here, or None."""
    if sys.platform != "linux":
        return "L2 needs Linux: BlueZ speaks D-Bus only there"
    if shutil.which("dbus-daemon") is None:
        return "L2 needs dbus-daemon (Debian: apt-get install dbus)"
    return None


class BluezRig:
    """A private bus and a fake bluetoothd on it, for as long as the `with` lasts.

    Attributes
    ----------
    environment
        What a process needs in its environment to find the rig.
    truth_path
        Where the straps write what they sent.
    """

    def __init__(self, scenario: Mapping[str, Any]) -> None:
        self._scenario = dict(scenario)
        # Not the test's folder: a socket's path may have 107 characters at most.
        self._folder = Path(tempfile.mkdtemp(prefix="coreg-l2-"))
        self._bus: subprocess.Popen[str] | None = None
        self._bluez: subprocess.Popen[str] | None = None
        self.truth_path = self._folder / "truth.jsonl"
        self.environment = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self._folder / 'bus'}"}

    def __enter__(self) -> "BluezRig":
        (self._folder / "scenario.json").write_text(json.dumps(self._scenario), encoding="utf-8")
        (self._folder / "bus.conf").write_text(_BUS_CONFIG.format(socket=self._folder / "bus"), encoding="utf-8")
        try:
            self.start_bus()
            self.start_bluez()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def start_bus(self) -> None:
        """Start dbus-daemon and wait until it listens."""
        config = self._folder / "bus.conf"
        self._bus = _start(["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"], {})

    def start_bluez(self) -> None:
        """Start the fake bluetoothd and wait until it owns its name."""
        files = ["--scenario", str(self._folder / "scenario.json"), "--truth", str(self.truth_path)]
        self._bluez = _start([sys.executable, "-m", "hardware.rig.bluez", *files], self.environment)

    def kill_bluez(self) -> None:
        """Kill the fake bluetoothd without a warning."""
        _end(self._bluez)
        self._bluez = None

    def kill_bus(self) -> None:
        """Kill the bus, and the bluetoothd that can't live without it."""
        self.kill_bluez()
        _end(self._bus)
        self._bus = None
        (self._folder / "bus").unlink(missing_ok=True)

    def do(self, kind: str, **facts: Any) -> None:
        """Let something happen now: `rig.do("drop", strap=0, for_s=2)`; kinds are those of a scenario's events."""
        assert self._bluez is not None
        assert self._bluez.stdin is not None
        self._bluez.stdin.write(json.dumps({"do": kind, **facts}) + "\n")
        self._bluez.stdin.flush()

    def truth(self) -> list[dict[str, Any]]:
        """Return what happened so far."""
        return read_truth(self.truth_path)

    def sent_rr(self, address: str) -> list[int]:
        """Return every RR that one strap sent so far to somebody who had subscribed, in 1/1024 s."""
        lines = (line for line in self.truth() if line["is"] == "sent" and line["address"] == address)
        return [tick for line in lines for tick in line["rr_ticks"]]

    def close(self) -> None:
        """End both processes and remove their folder."""
        _end(self._bluez)
        _end(self._bus)
        shutil.rmtree(self._folder, ignore_errors=True)


def _start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # dbus-daemon's complaint about its file limit would only alarm
        command,
        cwd=_ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if command[0] == "dbus-daemon" else None,
        text=True,
    )
    assert process.stdout is not None
    if not process.stdout.readline():
        _end(process)
        msg = f"{command[0]} ended before it was ready"
        raise RuntimeError(msg)
    return process


def _end(process: subprocess.Popen[str] | None) -> None:
    if process is None:
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
