"""What a screen reader gets over AT-SPI: a session in real windows on X11, read by another process."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from coreg.domain.person import Role
from coreg.ui.therapist.number_view import HEART_RATE, RMSSD, RSA
from tests.ui.client.test_two_screens import desktop

_ROOT = Path(__file__).parents[2]
_WHO = {Role.CLIENT: "Client", Role.THERAPIST: "Therapist (you)"}
_HAS_ATSPI = 'import gi; gi.require_version("Atspi", "2.0"); from gi.repository import Atspi'
_LAYOUT_ONLY = {"filler", "unknown", "redundant object"}  # Orca's get_layout_only_roles: passed over
_CONTROLS = {"push button", "toggle button", "check box", "radio button", "text", "combo box"}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is in a window."""

    role: str
    name: str
    description: str
    text: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What stood on the screen, and what was read of each window meanwhile."""

    figures: dict[str, list[str]]
    states: dict[str, list[str]]
    therapist: list[Part]
    client: list[Part]

    @property
    def spoken(self) -> list[str]:
        """All that is shown in the therapist's window and not passed over, in its order."""
        return [each.name for each in self.therapist if each.is_shown and each.role not in _LAYOUT_ONLY]


def python_with_atspi() -> str | None:
    """The system's python3, where it can be an AT-SPI client."""
    for python in ("/usr/bin/python3", "python3"):
        found = shutil.which(python)
        if found and not subprocess.run([found, "-c", _HAS_ATSPI], check=False, capture_output=True).returncode:
            return found
    return None


def has_accessibility_bus() -> bool:
    folders = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
    return any(Path(folder, "dbus-1/services/org.a11y.Bus.service").exists() for folder in folders)


@pytest.fixture(scope="module")
def heard(kernels: None, tmp_path_factory: pytest.TempPathFactory) -> Heard:
    missing = [tool for tool in ("Xvfb", "dbus-run-session") if shutil.which(tool) is None]
    missing += [] if has_accessibility_bus() else ["at-spi2-core"]
    python = python_with_atspi()
    if python is None or missing:
        pytest.skip(f"{', '.join(missing) or 'gi with Atspi 2.0 (gir1.2-atspi-2.0)'} isn't installed")
    folder = tmp_path_factory.mktemp("read-aloud")
    with desktop() as display, tempfile.TemporaryDirectory(prefix="bus") as bus:  # a socket's path has to be short
        ran = subprocess.run(
            ["dbus-run-session", "--", sys.executable, "-m", "tests.journeys.session_read_aloud", folder, python],
            cwd=_ROOT,
            env={
                **{name: value for name, value in os.environ.items() if name != "AT_SPI_BUS_ADDRESS"},
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "GSETTINGS_BACKEND": "memory",
                "XDG_RUNTIME_DIR": bus,
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert ran.returncode == 0, ran.stderr
    found = json.loads((folder / "heard.json").read_text(encoding="utf-8"))
    therapist, client = ([Part(**part) for part in window] for window in found["windows"])
    return Heard(found["figures"], found["states"], therapist, client)


def test_every_number_is_heard_as_it_stands_on_the_screen_with_its_unit_or_why_it_is_unknown(heard: Heard) -> None:
    for role, who in _WHO.items():
        for kind, figure in zip((HEART_RATE, RMSSD, RSA), heard.figures[role.value], strict=True):
            start = f"{who}, {kind.spoken_name}: "
            (sentence,) = [name for name in heard.spoken if name.startswith(start)]
            if figure == "–":
                assert sentence.startswith(f"{start}unknown: ")
            else:
                known = rf"{re.escape(f'{start}{figure} {kind.spoken_unit}')}, between [\d.]+ and [\d.]+(, rough)?"
                assert re.fullmatch(known, sentence)
                assert sentence.endswith(", rough") is (kind is not HEART_RATE), "in a set, what takes a minute"


def test_each_lane_says_its_last_minute_with_its_unit(heard: Heard) -> None:
    for who in _WHO.values():
        for kind in (HEART_RATE, RMSSD):
            start = re.escape(f"{who}, {kind.spoken_name}, last minute: ")
            lane = re.compile(rf"{start}from \d+ to \d+, now \d+ {kind.spoken_unit}")
            assert sum(lane.fullmatch(name) is not None for name in heard.spoken) == 1


def test_a_persons_state_is_heard_before_their_numbers_the_client_first_and_together_last(heard: Heard) -> None:
    told = []
    for role, who in _WHO.items():
        told += [who, *heard.states[role.value], f"{who}, {HEART_RATE.spoken_name}: "]
    places, rest = [], 0
    for start in [*told, "Moving together: not known: ", "Set 1 · 0:12", "End set, Space"]:
        rest = next(n for n, name in enumerate(heard.spoken) if n >= rest and name.startswith(start)) + 1
        places.append(rest)
    assert len(set(places)) == len(places)
    assert "Simulated people, not a real session" in heard.spoken


def test_every_control_has_a_name_and_no_number_stands_without_words(heard: Heard) -> None:
    controls = [part.name for part in heard.therapist if part.role in _CONTROLS]
    assert len(controls) >= 15, "hidden ones too"
    assert all(controls)
    assert [name for name in heard.spoken if re.search(r"\d", name) and not re.search(r"[A-Za-z]", name)] == []


def test_nothing_that_has_a_name_is_passed_over(heard: Heard) -> None:
    within = [part for part in heard.therapist[1:] if part.is_shown]  # the window's own name stands in its frame
    passed_over = {part.name for part in within if part.name and part.role in _LAYOUT_ONLY}
    assert passed_over <= set(heard.spoken), "but for what a label beneath it says too"


def test_the_clients_window_has_a_name_and_no_digit_anywhere(heard: Heard) -> None:
    assert heard.client[0].name == "A disc to breathe along with, if you like"
    said = [words for part in heard.client for words in (part.name, part.description, part.text)]
    assert not any(re.search(r"\d", words) for words in said)
