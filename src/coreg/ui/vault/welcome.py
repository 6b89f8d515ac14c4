"""The first start, the vault: what it protects, what it doesn't, and what is lost with passphrase and code."""

from PySide6.QtCore import Signal

from coreg.ui.buttons import KeyButton
from coreg.ui.vault import wording
from coreg.ui.vault.page import ColumnPage


class WelcomePage(ColumnPage):
    """Leads to a new vault, `make_asked()`, or back without one, `look_around_asked()`."""

    make_asked = Signal()
    look_around_asked = Signal()

    def __init__(self) -> None:
        super().__init__(wording.SECTION, wording.WELCOME, KeyButton(wording.MAKE, wording.ENTER_KEY, is_main=True))
        self.look_around = self.dress(KeyButton(wording.LOOK_AROUND))
        self.column.addWidget(self.words(wording.WHAT_IT_PROTECTS))
        self.column.addWidget(self.words(wording.WHAT_IT_DOES_NOT))
        self.card(self.heading(wording.WHAT_IF_LOST_TITLE), self.words(wording.WHAT_IF_LOST))
        self.finish(self.look_around)
        if self.main is not None:
            self.main.clicked.connect(self.make_asked)
        self.look_around.clicked.connect(self.look_around_asked)
