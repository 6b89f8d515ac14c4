"""After the vault was made: the guided try is offered once, before there is a client."""

from PySide6.QtCore import Signal

from coreg.ui.buttons import KeyButton
from coreg.ui.vault import first_start_wording as wording
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.page import ColumnPage


class OfferPage(ColumnPage):
    """Leads into it, `try_asked()`, or on to the library, by Escape."""

    try_asked = Signal()

    def __init__(self) -> None:
        main = KeyButton(wording.TRY, words_of_vault.ENTER_KEY, is_main=True)
        super().__init__(words_of_vault.SECTION, wording.OFFER_TITLE, main)
        self.column.addWidget(self.words(wording.OFFER))
        self.column.addWidget(self.words(wording.OFFER_LATER, is_muted=True))
        self.finish()
        self.back.show_words(wording.NOT_NOW, is_main=False)
        main.clicked.connect(self.try_asked)
