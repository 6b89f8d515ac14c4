"""Exporting a session: in which format, into which folder."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.row_list import Row, RowList
from coreg.ui.theme import Look
from coreg.ui.vault import library_wording as wording
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.doors import ExportFormat
from coreg.ui.vault.folder_field import FolderField
from coreg.ui.vault.page import ColumnPage

_MOST_ROWS_PX = 330


class ExportPage(ColumnPage):
    """`export_asked(str, Path)`: the format's name and the folder."""

    export_asked = Signal(str, object)

    def __init__(self, title: str, formats: tuple[ExportFormat, ...], folder: Path) -> None:
        main = KeyButton(wording.EXPORT, words_of_vault.ENTER_KEY, is_main=True)
        super().__init__(wording.SECTION, wording.EXPORT_TITLE, main)
        self.which = self.words(title)
        self.formats = self.dress(RowList(wording.FORMAT))
        self.folder = self.dress(FolderField(folder))
        self.done = self.words("")
        self.formats.show_rows(tuple(Row(each.name, each.title, each.detail) for each in formats))
        for words in (self.which, self.words(wording.EXPORT_WARNS, is_muted=True)):
            self.column.addWidget(words)
        self.card(self.heading(wording.FORMAT), self.formats)
        self.card(self.folder)
        self.column.addWidget(self.done)
        self.finish()
        self.done.hide()
        self.formats.entered.connect(self._export)
        main.clicked.connect(self._export)

    @property
    def first(self) -> QWidget:
        """The formats: arrow keys choose."""
        return self.formats

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        super().set_look(look)
        self.formats.setFixedHeight(look.px(_MOST_ROWS_PX))

    def show_done(self, words: str) -> None:
        """Say where the files are."""
        self.end()
        self.done.say(words)
        self.done.show()

    def _export(self) -> None:
        folder, name = self.folder.folder, self.formats.chosen_id
        if self.is_busy or name is None:
            return
        if folder is None:
            self.say_problem(words_of_vault.NO_FOLDER)
            self.folder.setFocus()
            return
        self.done.hide()
        self.export_asked.emit(name, folder)
