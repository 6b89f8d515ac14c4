"""Asks which screen is the client's: a test card on each, and a yes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.client import wording
from coreg.ui.client.card import TestCard
from coreg.ui.client.placement import Screen, candidates
from coreg.ui.client.screens import screen_under, screens_now
from coreg.ui.client.tones import DARK, LIGHT
from coreg.ui.theme import Look
from coreg.ui.words import Words


class ScreenList(QWidget):
    """One button for each screen that isn't this one's. `chosen(ScreenChoice)` once it was seen and confirmed."""

    chosen = Signal(object)

    def __init__(self, is_dark: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tones = DARK if is_dark else LIGHT
        self._look = Look()
        self._shown: Screen | None = None
        self.card: TestCard | None = None
        self.buttons: dict[KeyButton, Screen] = {}
        self.none = Words(wording.NO_SECOND, "small_state", "muted_text", wraps=True)
        self.use, self.not_this = KeyButton(wording.USE_IT, is_main=True), KeyButton(wording.NOT_THIS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.none, self.use, self.not_this):
            self._column.addWidget(part)
        self.use.clicked.connect(self._use)
        self.not_this.clicked.connect(self.put_card_away)
        self.refresh()

    def refresh(self) -> None:
        """List the screens that there are now."""
        for button in self.buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        for screen in candidates(screens_now(), screen_under(self.window())):
            button = KeyButton(wording.SHOW_CARD.format(screen=wording.screen_name(screen.choice)))
            button.set_look(self._look)
            button.clicked.connect(self._show_card)
            self._column.insertWidget(len(self.buttons), button)
            self.buttons[button] = screen
        self.none.setVisible(not self.buttons)
        self.put_card_away()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.none.set_look(look)
        for button in (*self.buttons, self.use, self.not_this):
            button.set_look(look)

    def put_card_away(self) -> None:
        """Take the test card away."""
        card, self.card, self._shown = self.card, None, None
        if card is not None:
            card.close()
            card.deleteLater()
        self.use.hide()
        self.not_this.hide()

    def _show_card(self) -> None:
        self.put_card_away()
        screen = next((screen for button, screen in self.buttons.items() if button is self.sender()), None)
        screens = QGuiApplication.screens()
        if screen is None or screen.number >= len(screens):
            return
        self._shown, self.card = screen, TestCard(self._tones)
        self.card.setScreen(screens[screen.number])
        self.card.setGeometry(screens[screen.number].geometry())
        self.card.setWindowState(Qt.WindowState.WindowFullScreen)  # showFullScreen would ask for the focus
        self.card.show()
        self.use.show()
        self.not_this.show()

    def _use(self) -> None:
        screen = self._shown
        self.put_card_away()
        if screen is not None:
            self.chosen.emit(screen.choice)
