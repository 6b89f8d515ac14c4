"""A folder: typed, or chosen in a dialog."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coreg.ui import file_dialog
from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.theme import Look
from coreg.ui.vault import wording


class FolderField(QWidget):
    """A line for a folder, with a button that opens a dialog. `changed()` when another stands there.

    Parameters
    ----------
    makes
        The name of a new folder that is put into one chosen in the dialog, which only offers those that are there.
    """

    changed = Signal()

    def __init__(self, folder: Path, *, makes: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makes = makes
        self.field = Field(wording.FOLDER)
        self.choose = KeyButton(wording.CHOOSE_FOLDER)
        self.field.set_text(str(folder))
        self.field.changed.connect(self.changed)
        self.choose.setAccessibleName(wording.CHOOSE_FOLDER_TITLE)
        self.choose.clicked.connect(self._open)
        row = QHBoxLayout()
        self.field.add_beside(self.choose)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        self.setLayout(row)
        self.setFocusProxy(self.field.line)

    @property
    def folder(self) -> Path | None:
        """The folder that stands there; None while the line is empty."""
        typed = self.field.text.strip()
        return Path(typed).expanduser() if typed else None

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.field.set_look(look)
        self.choose.set_look(look)

    def _open(self) -> None:
        file_dialog.choose(self, wording.CHOOSE_FOLDER_TITLE, self.folder or Path.home(), self._take)

    def _take(self, path: str) -> None:
        self.field.set_text(str(Path(path) / self._makes))
        self.changed.emit()
