"""Level 3: unmodified bleak, a real bluetoothd and a real kernel's Bluetooth, in a User-Mode Linux guest.

`make rig` builds the kernel once. The guest has the host's files, read-only, and nothing of its own but memory: the
program under test runs inside, beside bluetoothd and the straps.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hardware.rig.processes import ROOT

REPORT = "/run/exchange/report"  # where a command in the guest may leave a file for us

_WANTED = "COREG_TEST_L3"
_GUEST = "COREG_RIG_GUEST"
_INIT = Path(__file__).with_name("init.sh")
_MEMORY = "768M"
_NEEDED = ("dbus-daemon", "dbus-send")


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command in the guest ended: its exit code, all that was printed, and the report it left, if any."""

    code: int
    said: str
    report: bytes | None


def kernel_path() -> Path:
    """Return where `make rig` puts the kernel."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("COREG_RIG_CACHE") or Path(cache) / "coreg-rig") / "linux"


def bluetoothd_path() -> str | None:
    """Return the system's bluetoothd, which no service needs to run."""
    return shutil.which("bluetoothd", path="/usr/libexec/bluetooth:/usr/lib/bluetooth:/usr/sbin:/usr/bin")


def is_guest() -> bool:
    """Whether this process runs inside the guest."""
    return _GUEST in os.environ


def why_not() -> str | None:
    """Say why this rig can't run here, or None."""
    if is_guest():
        return None
    if sys.platform != "linux":
        return "L3 needs Linux"
    if not os.access(kernel_path(), os.X_OK):
        return "L3 isn't built here: `make rig` does it, in some ten minutes"
    if _WANTED not in os.environ:
        return f"L3 is built, and takes minutes: {_WANTED}=1 runs it"
    if bluetoothd_path() is None:
        return "L3 needs bluetoothd (Debian: apt-get install bluez)"
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    return f"L3 needs {' and '.join(missing)} (Debian: apt-get install dbus)" if missing else None


def run_in_guest(words: Sequence[str], limit_s: float | None = None) -> Answer:
    """Run this Python with `words` inside a guest.

    The variables of the environment that begin with COREG or PYTHON go along.
    """
    with tempfile.TemporaryDirectory(prefix="coreg-l3-") as folder:
        exchange = Path(folder)
        variables = {name: value for name, value in os.environ.items() if name.startswith(("COREG", "PYTHON"))}
        variables[_GUEST] = "1"
        lines = [f"export {name}={_quoted(value)}" for name, value in variables.items()]
        command = " ".join(_quoted(word) for word in (sys.executable, *words))
        (exchange / "command.sh").write_text("\n".join([*lines, f"cd {_quoted(str(ROOT))}", f"exec {command}\n"]))
        kernel = subprocess.run(
            [
                str(kernel_path()),
                f"mem={_MEMORY}",
                "rootfstype=hostfs",
                "ro",
                "quiet",
                "con=null",
                "con0=fd:0,fd:1",
                "init=/bin/sh",
                f"COREG_EXCHANGE={exchange}",
                f"COREG_PYTHON={sys.executable}",
                f"uml_dir={exchange}",
                "--",
                str(_INIT),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=limit_s,
            check=False,
        )
        said = re.sub(r"\r\n?", "\n", kernel.stdout.decode(errors="replace"))
        code, report = exchange / "code", exchange / Path(REPORT).name
        return Answer(
            int(code.read_text()) if code.exists() else 1, said, report.read_bytes() if report.exists() else None
        )


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"
