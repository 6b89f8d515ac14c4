"""A file that is there: typed, or chosen in a dialog that leaves no trace of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coreg.ui import file_dialog
from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.theme import Look
from coreg.ui.vault import wording


class FileField(QWidget):
    """A line for a file, with a button that opens a dialog. `changed()` when another stands there.

    Parameters
    ----------
    asks
        What is to be chosen.
    kinds
        Which files the dialog offers, as Qt writes it: `Packages (*.coregpack)`.
    """

    changed = Signal()

    def __init__(self, name: str, asks: str, kinds: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asks, self._kinds = asks, kinds
        self.field = Field(name)
        self.choose = KeyButton(wording.CHOOSE_FOLDER)
        self.choose.setAccessibleName(asks)
        self.field.changed.connect(self.changed)
        self.choose.clicked.connect(self._open)
        self.field.add_beside(self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        self.setFocusProxy(self.field.line)

    @property
    def file(self) -> Path | None:
        """The file that stands there; None while the line is empty."""
        typed = self.field.text.strip()
        return Path(typed).expanduser() if typed else None

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.field.set_look(look)
        self.choose.set_look(look)

    def _open(self) -> None:
        start = Path.home() if self.file is None else self.file.parent
        file_dialog.choose(self, self._asks, start, self._take, self._kinds)

    def _take(self, path: str) -> None:
        self.field.set_text(path)
        self.changed.emit()
