"""The locked vault: a line for the passphrase, and the way in by the recovery code."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.vault import wording
from coreg.ui.vault.page import ColumnPage


class UnlockPage(ColumnPage):
    """Asks for the passphrase: `passphrase_given(str)`, `code_asked()`, or `rebuild_asked(str)` with it.

    Parameters
    ----------
    is_in_session
        Whether a session goes on behind it: then there is no way but the passphrase, and no way back.
    """

    passphrase_given = Signal(str)
    code_asked = Signal()
    rebuild_asked = Signal(str)

    def __init__(self, *, is_in_session: bool = False) -> None:
        super().__init__(wording.SECTION, wording.UNLOCK, KeyButton(wording.OPEN, wording.ENTER_KEY, is_main=True))
        self.passphrase = self.dress(Field(wording.PASSPHRASE, is_secret=True))
        self.use_code = self.dress(KeyButton(wording.USE_CODE))
        self.rebuild = self.dress(KeyButton(wording.REBUILD))
        how = wording.UNLOCK_IN_SESSION if is_in_session else wording.UNLOCK_HOW
        self.how = self.words(how)
        self.column.addWidget(self.how)
        self.card(self.passphrase)
        self.finish(self.rebuild, self.use_code)
        self.rebuild.hide()
        self.back.setVisible(not is_in_session)
        self.use_code.setVisible(not is_in_session)
        self.use_code.clicked.connect(self.code_asked)
        self.rebuild.clicked.connect(self._ask_rebuild)
        if self.main is not None:
            self.main.clicked.connect(self._give)

    @property
    def first(self) -> QWidget:
        """Where typing begins."""
        return self.passphrase.line

    def refuse(self, problem: str) -> None:
        """Say that it doesn't open, and let it be typed anew."""
        self.end(problem)
        self.passphrase.line.setFocus()
        self.passphrase.line.selectAll()

    def offer_rebuild(self) -> None:
        """The passphrase is right and the library is lost: it can be made anew from the sessions."""
        self.rebuild.show()

    def _ask_rebuild(self) -> None:
        if self.passphrase.text and not self.is_busy:
            self.rebuild_asked.emit(self.passphrase.text)

    def _give(self) -> None:
        if self.is_busy:
            return
        if self.passphrase.text:
            self.passphrase_given.emit(self.passphrase.text)
        else:
            self.say_problem(wording.NOTHING_TYPED)
