"""The way into a package: which file, and its own passphrase. No vault is needed."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.supervision import wording
from coreg.ui.vault.file_field import FileField
from coreg.ui.vault.page import ColumnPage


class OpenPage(ColumnPage):
    """Asks for both: `open_asked(Path, str)`."""

    open_asked = Signal(object, str)

    def __init__(self) -> None:
        main = KeyButton(wording.OPEN, "Enter", is_main=True)
        super().__init__(wording.SECTION, wording.OPEN_TITLE, main)
        self.file = self.dress(FileField(wording.PACKAGE, wording.CHOOSE_PACKAGE, wording.PACKAGES))
        self.passphrase = self.dress(Field(wording.PASSPHRASE, is_secret=True))
        self.column.addWidget(self.words(wording.OPEN_HOW))
        self.card(self.file, self.passphrase)
        self.finish()
        self.file.changed.connect(self._show_changed)
        main.clicked.connect(self._open)

    @property
    def first(self) -> QWidget:
        """Where typing begins."""
        return self.file.field.line

    def refuse(self, problem: str) -> None:
        """Say why it doesn't open, and let the passphrase be typed anew."""
        self.end(problem)
        self.go_to(self.passphrase.line)
        self.passphrase.line.selectAll()

    def _show_changed(self) -> None:
        self.say_problem("")

    def _open(self) -> None:
        file: Path | None = self.file.file
        if self.is_busy:
            return
        if file is None:
            self.say_problem(wording.NO_PACKAGE)
            self.go_to(self.file.field.line)
        elif not self.passphrase.text:
            self.say_problem(wording.NO_PASSPHRASE)
            self.go_to(self.passphrase.line)
        else:
            self.open_asked.emit(file, self.passphrase.text)
