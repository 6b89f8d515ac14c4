"""A private message bus with processes on it, for the rigs that need one."""

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

from hardware.virtual_strap.ground_truth import read_truth, sent_rr

ROOT = Path(__file__).resolve().parents[2]

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


class BusRig:
    """A private bus, straps that play a scenario, and an `org.bluez`, for as long as the `with` lasts.

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
        self._folder = Path(tempfile.mkdtemp(prefix="coreg-rig-"))
        self._scenario_path = self._folder / "scenario.json"
        self._bus: subprocess.Popen[str] | None = None
        self.truth_path = self._folder / "truth.jsonl"
        self.environment = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self._folder / 'bus'}"}

    def __enter__(self) -> "BusRig":
        self._scenario_path.write_text(json.dumps(self._scenario), encoding="utf-8")
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
        self._bus = start(["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"], {})

    def start_bluez(self) -> None:
        """Start whoever is `org.bluez` here and wait until it can be used."""
        raise NotImplementedError

    def kill_bluez(self) -> None:
        """Kill whoever is `org.bluez` here, without a warning."""
        raise NotImplementedError

    def kill_bus(self) -> None:
        """Kill the bus, and the bluetoothd that can't live without it."""
        self.kill_bluez()
        end(self._bus)
        self._bus = None
        (self._folder / "bus").unlink(missing_ok=True)

    def do(self, kind: str, **facts: Any) -> None:
        """Let something happen now: `rig.do("drop", strap=0, for_s=2)`; kinds are those of a scenario's events."""
        raise NotImplementedError

    def truth(self) -> list[dict[str, Any]]:
        """Return what happened so far."""
        return read_truth(self.truth_path)

    def sent_rr(self, address: str) -> list[int]:
        """Return every RR that one strap sent so far to somebody who had subscribed, in 1/1024 s."""
        return sent_rr(self.truth(), address)

    def close(self) -> None:
        """End all processes and remove their folder."""
        self.kill_bus()
        shutil.rmtree(self._folder, ignore_errors=True)


def start_module(module: str, scenario: Path, truth: Path, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start a module of ours that plays a scenario, and wait until it says that it is ready."""
    files = ["--scenario", str(scenario), "--truth", str(truth)]
    return start([sys.executable, "-m", module, *files], environment)


def start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start a process and wait for the first line it prints.

    Raises
    ------
    RuntimeError
        When it ends before that.
    """
    process = subprocess.Popen(  # dbus-daemon's complaint about its file limit would only alarm
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if command[0] == "dbus-daemon" else None,
        text=True,
    )
    assert process.stdout is not None
    if not process.stdout.readline():
        end(process)
        msg = f"{command[0]} ended before it was ready"
        raise RuntimeError(msg)
    return process


def end(process: subprocess.Popen[str] | None) -> None:
    """Kill a process, if there is one."""
    if process is None:
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def tell(process: subprocess.Popen[str] | None, command: Mapping[str, Any]) -> None:
    """Hand a process one command, as a line of JSON."""
    assert process is not None, "it isn't running"
    assert process.stdin is not None
    process.stdin.write(json.dumps(command) + "\n")
    process.stdin.flush()
