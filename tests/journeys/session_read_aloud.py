"""A session in the real windows on X11, held still in its first set while another process reads it over AT-SPI.

Arguments: a folder, and the python3 that has gi. Leaves heard.json: the figures on the screen, and what was read.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.person import Role
from coreg.ui import fonts
from coreg.ui.therapist.number_view import HEART_RATE, RMSSD, RSA
from tests.journeys.keyed_session import KeyedSession

_READER = Path(__file__).with_name("at_spi_reader.py")


def come_to_a_set(held: KeyedSession) -> None:
    """Baseline, the client's pacer, and twelve seconds of a set."""
    held.mark(10.0, "B", "Baseline begins")
    held.mark(250.0, "Space", "Set 1")
    put_in_a_small_window(held)
    held.mark(255.0, "F8", "Client's screen")
    held.run_to(262.0)


def put_in_a_small_window(held: KeyedSession) -> None:
    """There is one screen: the client's window has to be a small one."""
    assert held.desk.client is not None
    flow = held.desk.client.flow
    assert flow is not None
    flow.choose(replace(flow.settings, in_small_window=True, shows_wave=True))


def read(held: KeyedSession, folder: Path, python: str) -> object:
    """What the other process reads, while this one answers it."""
    out = folder / "read.json"
    with out.open("w", encoding="utf-8") as file:
        reader = subprocess.Popen([python, str(_READER), str(os.getpid())], stdout=file)
        held.until(lambda: reader.poll() is not None, "the reader's end")
    if reader.returncode:
        sys.exit("the reader found nothing")
    return json.loads(out.read_text(encoding="utf-8"))


def main(folder: Path, python: str) -> None:
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    fonts.load_inter()
    house.warm_up()
    held = KeyedSession(app, folder)
    come_to_a_set(held)
    figures = {role.value: [held.figure(role, kind) for kind in (HEART_RATE, RMSSD, RSA)] for role in Role}
    states = {role.value: held.says(role) for role in Role}
    heard = {"figures": figures, "states": states, "windows": read(held, folder, python)}
    (folder / "heard.json").write_text(json.dumps(heard), encoding="utf-8")
    held.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
