"""Open every screen in a language and print all that can be read or heard there, as JSON by screen.

`COREG_LANGUAGE=de python -m tests.languages.windows`
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import BuiltinMethodType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.band import Band
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.snapshot import DiskProblem, DiskState, RecordState, Snapshot
from coreg.ui import client_sheet, fonts
from coreg.ui.key_card import sheet as key_sheet
from coreg.ui.theme import LIGHT, Look
from coreg.ui.vault.flow import VaultFlow
from tests.ui import people, screens
from tests.ui.conftest import settle
from tests.ui.vault import a_vault
from tests.ui.vault.screens import Walk

_SAYS = ("accessibleName", "accessibleDescription", "toolTip", "windowTitle", "text", "placeholderText", "title")
_HEARD = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help)
_SET = Moment(1, 100.0, "", MomentKind.SET_STARTED, payload={"set": 1, "kind": "processing"})


class Reader(screens.Photographer):
    """Reads a window instead of taking its picture."""

    def __init__(self, app: QApplication, place: screens.Place) -> None:
        super().__init__(app, place)
        self._reads_in = app
        self.read: dict[str, list[str]] = {}

    def take(self, name: str, window: QWidget, prepare: Callable[[], None] = lambda: None) -> None:
        window.resize(1280, 800)
        window.show()
        settle(self._reads_in)
        prepare()
        settle(self._reads_in)
        self.read[name] = texts_of(window)
        window.close()
        window.deleteLater()


def texts_of(window: QWidget) -> list[str]:
    """Return everything that a window says, to the eye and to the ear."""
    seen = [part for part in (window, *window.findChildren(QWidget)) if part.isVisible()]
    sayings = [getattr(part, name, None) for part in seen for name in _SAYS]
    said = {str(saying()) for saying in sayings if isinstance(saying, BuiltinMethodType)}
    heard = {each.text(kind) for each in _tree(QAccessible.queryAccessibleInterface(window)) for kind in _HEARD}
    return sorted((said | heard) - {""})


def _tree(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if not interface.state().invisible:
        yield interface
        for place in range(interface.childCount()):
            yield from _tree(interface.child(place))


def snapshots() -> dict[str, Snapshot]:
    """Return what the therapist's window is shown: quick to make, and with most of what it can say."""
    late = people.snapshot(600.0)
    return {
        "plain": people.snapshot(120.0),
        "no-baseline": people.snapshot(19.0),
        "in-a-set": people.snapshot(134.0, moments=(_SET,)),
        "late": replace(late, band=replace(late.band, at_start=Band(64.0, 84.0, 2.5, 3.9))),
        "dropped": people.with_dropped_client(300.0),
        "noisy": people.with_noisy_client(300.0),
        "full-disk": people.snapshot(600.0, disk=DiskState(300, 180.0, DiskProblem.FULL)),
        "ended": people.snapshot(600.0, record=RecordState.ENDED),
        "calm": people.snapshot(120.0),
        "pacer": people.snapshot(120.0),
    }


def read_vault(app: QApplication, look: Look) -> dict[str, list[str]]:
    """Walk through every page of the vault."""
    read: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        flow = VaultFlow(a_vault.doors(Path(folder)), look)
        behind = QWidget()
        behind.resize(1280, 800)
        behind.show()
        flow.enter(behind)

        def see(name: str) -> None:
            read[f"vault-{name}"] = texts_of(flow.window)

        Walk(app, flow, Path(folder), see).all()
        flow.close()
        behind.close()
    return read


def main() -> None:
    """Read everything, and the two sheets."""
    app = QApplication([])
    fonts.load_inter()
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(app, screens.Place(Path(folder), Look(LIGHT), (1280, 800)))
        screens.take_start(reader)
        screens.take_pairing(reader)
        screens.take_therapist(reader, snapshots())
        screens.take_client(reader, snapshots())
    sheets = {"sheet-for-the-client": [client_sheet.SHEET], "sheet-keys": [key_sheet()]}
    sys.stdout.write(json.dumps(reader.read | read_vault(app, Look(LIGHT)) | sheets))


if __name__ == "__main__":
    main()
