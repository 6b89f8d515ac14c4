"""The client's window on a second screen: on Qt's off-screen platform, and on X11 where its tools are there."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DESK = {"name": "desk", "x": 0, "y": 0, "width": 1280, "height": 800}
CLIENT = {"name": "client", "x": 1280, "y": 0, "width": 1024, "height": 768}
SHOWN = [
    "asked for a choice 1 True Client's screen: choose which",
    "offered Show a test card on: client, 1024 × 768",
    "card on client",
    "card left False",
    "opened True Client's screen: pacer only",
    "on client",
]
CLICKED = ["still active True", "rested True ('screen_rest', 'client')", "typed True True"]
GONE = [
    "closed True Client's screen was unplugged ('screen_off', 'unplugged')",
    "stays closed True",
    "then Client's screen was unplugged",
    "left 0",
]


@contextmanager
def desktop() -> Iterator[str]:
    """A desktop of its own, so that nobody's real screens are taken away."""
    reads, writes = os.pipe()
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "2304x800x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(writes,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writes)
    try:
        with os.fdopen(reads) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def run(*arguments: str, **environment: str) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.client.two_screens", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    assert "requestActivate" not in ran.stderr  # Qt's own complaint where a window asks for the focus
    return ran.stdout.splitlines()


def test_it_is_asked_once_which_screen_and_the_window_goes_with_that_screen(tmp_path: Path) -> None:
    scaling = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config = tmp_path / "screens.json"
    screens = [{**DESK, **scaling}, {**CLIENT, **scaling}]
    config.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": screens}), encoding="utf-8")
    assert run("gone", QT_QPA_PLATFORM=f"offscreen:configfile={config}") == [*SHOWN, *GONE]


def test_on_x11_a_click_rests_it_the_keys_stay_where_they_were_and_a_screen_taken_away_closes_it() -> None:
    missing = [tool for tool in ("Xvfb", "xrandr", "openbox", "xdotool") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} isn't installed")
    with desktop() as display:
        for monitor in ("client 1024/250x768/190+1280+0 none", "desk 1280/300x800/200+0+0 screen"):
            subprocess.run(["xrandr", "-display", display, "--setmonitor", *monitor.split()], check=True)
        manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL)
        try:
            said = run("--delmonitor client", "click", DISPLAY=display, QT_QPA_PLATFORM="xcb")
        finally:
            manager.terminate()
            manager.wait()
    assert said == [*SHOWN, *CLICKED, *GONE]
