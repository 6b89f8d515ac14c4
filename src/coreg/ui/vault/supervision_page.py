"""A session for a supervisor: what goes into the package, its passphrase and folder; and comments taken back."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coreg.domain.client import Relation
from coreg.ui import file_dialog
from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.tick_box import TickBox
from coreg.ui.vault import supervision_wording as wording
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.folder_field import FolderField
from coreg.ui.vault.page import ColumnPage


class SupervisionPage(ColumnPage):
    """Asks what goes out, and what came back.

    Signals: `pack_asked(Path, str)` with the folder and the package's passphrase, `typed(str)` whenever there is a
    passphrase to judge, `take_asked(Path)` with a file of comments.
    """

    pack_asked = Signal(object, str)
    typed = Signal(str)
    take_asked = Signal(object)

    def __init__(self, which: str, relation: Relation, folder: Path, *, has_notes: bool) -> None:
        main = KeyButton(wording.PACK, words_of_vault.ENTER_KEY, is_main=True)
        super().__init__(words_of_vault.SECTION, wording.TITLE, main)
        self.with_therapist = self.dress(TickBox(wording.with_second_heart(relation), leaves_enter=True))
        self.with_notes = self.dress(TickBox(wording.WITH_NOTES, leaves_enter=True))
        self.new = self.dress(Field(wording.PASSPHRASE, is_secret=True))
        self.again = self.dress(Field(words_of_vault.PASSPHRASE_AGAIN, is_secret=True))
        self.folder = self.dress(FolderField(folder))
        self.take = self.dress(KeyButton(wording.TAKE))
        self.with_notes.setVisible(has_notes)
        self.column.addWidget(self.words(which))
        self.column.addWidget(self.words(wording.WHAT_GOES))
        self.column.addWidget(self.words(wording.WHAT_STAYS, is_muted=True))
        self.card(self.with_therapist, self.with_notes)
        self.card(self.new, self.again, self.words(wording.TELL_APART, is_muted=True))
        self.card(self.folder)
        self.column.addWidget(self.words(wording.COMMENTS_HOW, is_muted=True))
        self.finish(self.take)
        self.new.changed.connect(self._tell_typed)
        self.take.clicked.connect(self._choose_comments)
        main.clicked.connect(self._pack)

    @property
    def first(self) -> QWidget:
        """What may go too."""
        return self.with_therapist

    def show_strength(self, passphrase: str, words: str, *, is_weak: bool) -> None:
        """Say how long it would stand, if it still is what stands there."""
        if passphrase == self.new.text:
            self.new.say(words, "notice" if is_weak else "muted_text")

    def show_done(self, words: str) -> None:
        """Say what was done; a passphrase is of no more use here."""
        self.end()
        self.new.clear()
        self.again.clear()
        self.new.say("")
        self.say_doing(words)

    def _tell_typed(self, passphrase: str) -> None:
        if not passphrase:
            self.new.say("")
        self.typed.emit(passphrase)

    def _pack(self) -> None:
        folder = self.folder.folder
        if self.is_busy:
            return
        if not self.new.text:
            self._stop_at(self.new, words_of_vault.NOTHING_TYPED)
        elif self.again.text != self.new.text:
            words = words_of_vault.DIFFERS if self.again.text else words_of_vault.TYPE_AGAIN
            self._stop_at(self.again, words)
        elif folder is None:
            self._stop_at(self.folder.field, words_of_vault.NO_FOLDER)
        else:
            self.pack_asked.emit(folder, self.new.text)

    def _choose_comments(self) -> None:
        if not self.is_busy:
            folder = self.folder.folder or Path.home()
            file_dialog.choose(self, wording.CHOOSE_COMMENTS, folder, self.take_from, wording.COMMENTS_KINDS)

    def take_from(self, path: str) -> None:
        """Have the comments in this file taken back."""
        self.take_asked.emit(Path(path))

    def _stop_at(self, field: Field, problem: str) -> None:
        self.say_problem(problem)
        self.go_to(field.line)
        field.line.selectAll()
