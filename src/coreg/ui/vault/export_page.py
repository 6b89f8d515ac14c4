"""Exporting a session: in which format, into which folder."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.row_list import Row, RowList
from coreg.ui.vault import library_wording as wording
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.doors import ExportFormat
from coreg.ui.vault.folder_field import FolderField
from coreg.ui.vault.page import ColumnPage


class ExportPage(ColumnPage):
    """`export_asked(str, Path)`: the format's name and the folder."""

    export_asked = Signal(str, object)

    def __init__(self, title: str, formats: tuple[ExportFormat, ...], folder: Path) -> None:
        main = KeyButton(wording.EXPORT, words_of_vault.ENTER_KEY, is_main=True)
        super().__init__(wording.SECTION, wording.EXPORT_TITLE, main)
        self.which = self.words(title)
        self.formats = self.dress(RowList(wording.FORMAT, is_whole=True))
        self.folder = self.dress(FolderField(folder))
        self.formats.show_rows(tuple(Row(each.name, each.title, each.detail) for each in formats))
        for words in (self.which, self.words(wording.EXPORT_WARNS, is_muted=True)):
            self.column.addWidget(words)
        self.card(self.heading(wording.FORMAT), self.formats)
        self.card(self.folder)
        self.finish()
        self.formats.chosen.connect(self._show_chosen)
        self.formats.entered.connect(self._export)
        main.clicked.connect(self._export)

    @property
    def first(self) -> QWidget:
        """The formats: arrow keys choose."""
        return self.formats

    def show_done(self, words: str) -> None:
        """Say where the files are."""
        self.end()
        self.say_doing(words)

    def _show_chosen(self) -> None:
        self.show_part(self.formats, self.formats.visualItemRect(self.formats.currentItem()))

    def _export(self) -> None:
        folder, name = self.folder.folder, self.formats.chosen_id
        if self.is_busy or name is None:
            return
        if folder is None:
            self.say_problem(words_of_vault.NO_FOLDER)
            self.go_to(self.folder.field.line)
            return
        self.export_asked.emit(name, folder)
