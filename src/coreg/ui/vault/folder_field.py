"""A folder: typed, or chosen in the system's dialog, which forgets at once where one has been."""

from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.theme import Look
from coreg.ui.vault import wording


class FolderField(QWidget):
    """A line for a folder, with a button that opens a dialog. `changed()` when another stands there."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = Field(wording.FOLDER)
        self.choose = KeyButton(wording.CHOOSE_FOLDER)
        self._dialog: QFileDialog | None = None
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
        if self._dialog is None:
            self._dialog = QFileDialog(self, wording.CHOOSE_FOLDER_TITLE, str(self.folder or Path.home()))
            self._dialog.setFileMode(QFileDialog.FileMode.Directory)
            self._dialog.fileSelected.connect(self._take)
            self._dialog.finished.connect(_forget_where_one_has_been)
        self._dialog.open()

    def _take(self, path: str) -> None:
        self.field.set_text(path)
        self.changed.emit()


def _forget_where_one_has_been() -> None:
    """Clear the history that Qt's own dialog keeps for every program (design section 7, leaks outside)."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.remove("FileDialog/history")
    settings.remove("FileDialog/lastVisited")
