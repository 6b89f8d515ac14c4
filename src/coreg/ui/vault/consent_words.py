"""The words that are agreed to: read, scrolled, and changed into a new version."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.consent import ConsentText
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import STRONG
from coreg.ui.theme import Look
from coreg.ui.vault import consent_wording as wording
from coreg.ui.vault.text_area import TextArea
from coreg.ui.words import Words


class ConsentWords(QWidget):
    """`changed(str)` when a new version is to be kept."""

    changed = Signal(str)

    def __init__(self, text: ConsentText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.is_changing = False
        self.heading = Words(wording.THE_WORDS, "body", "text", STRONG)
        self.version = Words(wording.version(text.version, text.written_utc), "label", "muted_text", wraps=True)
        self.area = TextArea(wording.THE_WORDS, text.text)
        self.edit = KeyButton(wording.EDIT)
        self.drop = KeyButton(wording.DROP_WORDS)
        self.edit.clicked.connect(self._press)
        self.drop.clicked.connect(self._drop)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.edit)
        row.addWidget(self.drop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.heading, self.version, self.area):
            column.addWidget(part)
        column.addLayout(row)
        self.drop.hide()

    def show_text(self, text: ConsentText) -> None:
        """Show another version."""
        self._text = text
        self.version.say(wording.version(text.version, text.written_utc))
        self._turn(is_changing=False)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for part in (self.heading, self.version, self.area, self.edit, self.drop):
            part.set_look(look)

    def _press(self) -> None:
        if not self.is_changing:
            self._turn(is_changing=True)
        elif self.area.toPlainText().strip() in ("", self._text.text.strip()):
            self._turn(is_changing=False)
        else:
            self.changed.emit(self.area.toPlainText().strip() + "\n")

    def _drop(self) -> None:
        self._turn(is_changing=False)

    def _turn(self, *, is_changing: bool) -> None:
        self.is_changing = is_changing
        self.area.let_change(is_allowed=is_changing)
        if not is_changing and self.area.toPlainText() != self._text.text:
            self.area.setPlainText(self._text.text)
        self.edit.show_words(wording.KEEP_WORDS if is_changing else wording.EDIT, is_main=False)
        self.edit.setAccessibleName(self.edit.text())
        self.drop.setVisible(is_changing)
        if is_changing:
            self.area.setFocus()
