"""`coreg doctor`: whether this computer has what Coreg needs, each line ok or what to do."""

import getpass
import importlib.metadata
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from coreg import __version__
from coreg.cli.output import print_json, print_lines

_PACKAGES = ("bleak", "PySide6-Essentials", "pyqtgraph", "numpy", "numba", "apsw-sqlite3mc")
_SCREEN_LIMIT_S = 20  # our choice: Qt answers within a second, on a slow remote screen within some
_ENOUGH_FREE_MB = 200  # our choice: two days of sessions at 4.2 MB an hour
# Qt ends the whole process where no platform can be opened, so a process of its own has to ask.
_ASK_QT = "from PySide6.QtGui import QGuiApplication as A; print(A([]).platformName())"
_WITHOUT_SCREEN = {"offscreen", "minimal", "vnc"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what was found, and what to do where it isn't well."""

    name: str
    finding: str
    remedy: str | None = None

    @property
    def is_ok(self) -> bool:
        """Whether nothing has to be done."""
        return self.remedy is None


@click.command(name="doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (coreg.doctor/1, docs/JSON.md).")
@click.option("--full", is_flag=True, help="Show whole paths; without it, your home folder and name are hidden.")
@click.pass_context
def command(ctx: click.Context, *, as_json: bool, full: bool) -> None:
    """Check this computer: Bluetooth, screen, folders, versions. Each line is ok, or says what to do."""
    from coreg.settings import recordings_folder

    folder = recordings_folder(ctx.find_root().params.get("data"))
    checks = [check_bluetooth(), check_screen(), *check_folder(folder), check_versions(), check_kernels()]
    if not full:
        checks = [_without_person(check) for check in checks]
    if as_json:
        listed = [{"name": c.name, "ok": c.is_ok, "finding": c.finding, "remedy": c.remedy} for c in checks]
        print_json("doctor", {"checks": listed})
    else:
        print_lines([(check.name, _words(check)) for check in checks])


def check_bluetooth() -> Check:
    """Ask the system's Bluetooth whether it can be used."""
    import asyncio

    from coreg.sensors.ble_radio import Radio

    fault = asyncio.run(Radio().fault())
    if fault is None:
        return Check("Bluetooth", "can be used")
    return Check("Bluetooth", f"can't be used ({fault.value})", fault.help)


def check_screen() -> Check:
    """Open a Qt platform in a process of its own."""
    try:
        asked = subprocess.run(
            [sys.executable, "-c", _ASK_QT], capture_output=True, text=True, timeout=_SCREEN_LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return Check("Screen", f"gave no answer for {_SCREEN_LIMIT_S} s", "Log in at the screen and try again.")
    if asked.returncode:
        remedy = "Run Coreg where there is a screen; on Linux, `make demo` installs the libraries that Qt needs."
        return Check("Screen", "no window can be opened", remedy)
    name = asked.stdout.strip()
    if name in _WITHOUT_SCREEN:
        remedy = "Unset QT_QPA_PLATFORM to see windows on a screen."
        return Check("Screen", f"windows are drawn, but on no screen ({name})", remedy)
    return Check("Screen", f"windows can be opened ({name})")


def check_folder(folder: Path) -> list[Check]:
    """See whether sessions can be written, and for how long."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
        free_mb = shutil.disk_usage(there).free // 1_000_000
    except OSError as error:
        remedy = f"Allow writing in {there}, or choose another folder with --data."
        return [Check("Sessions folder", f"{folder} can't be written: {error.strerror}", remedy)]
    is_enough = free_mb >= _ENOUGH_FREE_MB
    room = Check(
        "Free space",
        f"{free_mb} MB",
        None if is_enough else "Make room on this disk, or choose another with --data.",
    )
    return [Check("Sessions folder", f"{folder} can be written"), room]


def check_versions() -> Check:
    """List what is installed."""
    found = [f"Coreg {__version__}", f"Python {platform.python_version()}", platform.platform(terse=True)]
    missing = []
    for package in _PACKAGES:
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(package)
    remedy = f"Install Coreg anew: {', '.join(missing)} is missing." if missing else None
    return Check("Versions", ", ".join(found), remedy)


def check_kernels() -> Check:
    """See whether the numbers' code is compiled already; where it isn't, the first start takes longer."""
    from coreg.dsp.artifacts import judge_newest

    stats = getattr(judge_newest, "stats", None)
    if stats is None:
        return Check(
            "Kernels", "are not compiled (NUMBA_DISABLE_JIT): numbers come slowly", "Unset NUMBA_DISABLE_JIT."
        )
    cache = Path(stats.cache_path)
    if any(cache.glob("artifacts.judge_newest-*.nbi")):
        return Check("Kernels", "are compiled and kept on disk")
    return Check("Kernels", "are not compiled yet: the first session does it, in about half a minute")


def _words(check: Check) -> str:
    return f"ok: {check.finding}" if check.remedy is None else f"to do: {check.finding}. {check.remedy}"


def _without_person(check: Check) -> Check:
    remedy = None if check.remedy is None else _hidden(check.remedy)
    return Check(check.name, _hidden(check.finding), remedy)


def _hidden(text: str) -> str:
    """Put `~` for the home folder, and `…` for the user's name wherever else a path has it."""
    text = text.replace(str(Path.home()), "~")
    try:
        user = re.escape(getpass.getuser())
    except (OSError, KeyError, ImportError):  # no such user: nobody's name is in the text
        return text
    return re.sub(rf"(?<=[/\\]){user}(?![\w-])", "…", text)
