"""The course of 40 sessions of 50 minutes: read for the first time, opened again, and painted in the window.

Each session is a simulated one (`coreg demo`, the scripted EMDR session), put into a vault 40 times under another
id and day. Opened again means: a vault that was just unlocked, nothing of it in memory.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.table import print_table
from coreg.app.course import course_of, course_page_of
from coreg.domain.session import SessionHeader, utc_words
from coreg.recording.new_file import copy_session
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.recording.schema import Values
from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.unlock import create
from coreg.ui.fonts import load_inter
from coreg.ui.theme import Look
from coreg.ui.vault.course_screen import CourseScreen
from coreg.ui.vault.course_wording import TONGUE
from coreg.ui.vault.window import VaultWindow

_N_SESSIONS = 40
_N_TIMES = 9
_MINUTES = "50"


def run() -> None:
    """Print both times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "vault"
        keys, _ = create(folder, "seven quiet herons at dusk", FLOOR)
        vault = OpenVault(folder, keys)
        person_id = vault.add_person("K-12").person_id
        _fill(vault, person_id, _demo(Path(name)))
        first_s = _timed(vault, person_id)
        vault.lock()
        again_s, painted_s = [], []
        for _ in range(_N_TIMES):
            vault = OpenVault(folder, keys)
            again_s.append(_timed(vault, person_id))
            painted_s.append(_painted(vault, person_id))
            vault.lock()
    print_table(
        ["", "s"],
        [
            [f"{_N_SESSIONS} sessions read for the first time", f"{first_s:.1f}"],
            ["opened again, median", f"{statistics.median(again_s):.3f}"],
            ["opened again, longest", f"{max(again_s):.3f}"],
            ["opened again and painted at 1920 x 1080, median", f"{statistics.median(painted_s):.3f}"],
            ["opened again and painted at 1920 x 1080, longest", f"{max(painted_s):.3f}"],
        ],
    )


def _timed(vault: OpenVault, person_id: str) -> float:
    began_s = time.perf_counter()
    course = course_of(vault, person_id)
    took_s = time.perf_counter() - began_s
    if len(course.sessions) != _N_SESSIONS:
        raise RuntimeError(len(course.sessions))
    return took_s


def _painted(vault: OpenVault, person_id: str) -> float:
    """Read, lay out and paint the page once; a real window may need a display's next frame more."""
    app = QApplication.instance() or QApplication([])
    load_inter()
    window = VaultWindow(Look())
    window.may_close = True
    window.resize(1920, 1080)
    window.show()
    app.processEvents()
    began_s = time.perf_counter()
    window.turn_to(CourseScreen(*course_page_of(vault, person_id, tongue=TONGUE)))
    app.processEvents()
    window.grab()
    took_s = time.perf_counter() - began_s
    window.close()
    window.deleteLater()
    app.processEvents()
    return took_s


def _demo(folder: Path) -> Path:
    words = ("demo", "--headless", "--minutes", _MINUTES, "--speed", "max", "--out", str(folder / "demo"))
    subprocess.run([sys.executable, "-m", "coreg", *words], check=True, capture_output=True)
    return folder / "demo" / "session.coreg"


def _fill(vault: OpenVault, person_id: str, session: Path) -> None:
    header = read_session(session).header
    for i in range(_N_SESSIONS):
        began = utc_words(datetime.fromisoformat(header.started_utc) + timedelta(days=7 * i))
        zone = (header.zone, header.utc_offset_s, header.is_simulated)
        put = SessionHeader(uuid4().hex, header.app_version, began, *zone)
        place = vault.begin_session(put, person_id, needs_consent=False)
        copy_session(Place(session), place, partial(_as_another, put))
        vault.finish_session(put.session_id, 3000.0)


def _as_another(header: SessionHeader, table: str, row: Values) -> Values | None:
    if table == "seal":
        return None
    return (row[0], header.session_id, row[2], header.started_utc, *row[4:]) if table == "session" else row
