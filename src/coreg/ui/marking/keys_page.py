"""The page on which single keys are changed: a list of what keys do, and the next press is the new key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.session_settings import SessionSettings
from coreg.ui import key_card
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.key_names import key_name
from coreg.ui.marking import own_keys, wording
from coreg.ui.row_list import Row, RowList
from coreg.ui.theme import Look
from coreg.ui.words import Tone, Words


class KeysPage(QWidget):
    """Hidden until it is opened. `changed(SessionSettings)` with every choice, `left()` when it is done."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = SessionSettings()
        self._learning: str | None = None
        self.title = Words(wording.KEYS, "clock", "text", STRONG)
        self.intro = Words(wording.KEYS_INTRO, "body", "text", MEDIUM, wraps=True)
        self.list = RowList(wording.KEYS)
        self.says = Words("", "body", "muted_text", MEDIUM, wraps=True)
        self.change = KeyButton(wording.CHANGE_KEY, wording.CHANGE_KEY_KEY, is_main=True)
        self.own = KeyButton(wording.OWN_KEY)
        self.all_own = KeyButton(wording.ALL_OWN_KEYS)
        self.back = KeyButton(wording.KEYS_BACK, wording.DONE_KEY)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list.entered.connect(self._begin)
        self.change.clicked.connect(self._begin_chosen)
        self.own.clicked.connect(self._give_own)
        self.all_own.clicked.connect(self._give_all_own)
        self.back.clicked.connect(self.left)
        self._lay_out()
        self.hide()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for words in (self.title, self.intro, self.says):
            words.set_look(look)
        self.list.set_look(look)
        for button in (self.change, self.own, self.all_own, self.back):
            button.set_look(look)

    def open(self, settings: SessionSettings) -> None:
        """Show the keys as they are."""
        self._show(settings)
        self.says.say("", "muted_text")
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the next press as the new key, or leave."""
        key = key_name(event)
        if self._learning is not None and not event.isAutoRepeat():
            if key:
                self._take(self._learning, key)
        elif key == "Esc":
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep Tab here while a key is awaited: it is refused in words."""
        return False if self._learning is not None else super().focusNextPrevChild(is_next)

    def _take(self, table_key: str, key: str) -> None:
        words = self._words_of(table_key)
        taken = own_keys.taken_by(self._settings, table_key, key)
        if key == "Esc":
            self._stop(wording.KEY_STAYS.format(words=words), "muted_text")
        elif own_keys.is_never(key):
            self._stop(wording.KEY_LEADS.format(key=key), "notice")
        elif taken is not None:
            self._stop(wording.KEY_TAKEN.format(key=key, words=key_card.words_of(taken)), "notice")
        else:
            self._change(own_keys.with_key(self._settings, table_key, key))
            self._stop(wording.KEY_IS.format(key=key, words=words), "muted_text")

    def _stop(self, words: str, tone: Tone) -> None:
        self._learning = None
        self.says.say(words, tone)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_chosen(self) -> None:
        if self.list.chosen_id is not None:
            self._begin(self.list.chosen_id)

    def _begin(self, table_key: str) -> None:
        self._learning = table_key
        self.says.say(wording.PRESS_KEY.format(words=self._words_of(table_key)), "text")
        self.setFocus()

    def _give_own(self) -> None:
        table_key = self.list.chosen_id
        if table_key is None:
            return
        taken = own_keys.taken_by(self._settings, table_key, table_key)
        if taken is not None:
            self.says.say(wording.KEY_TAKEN.format(key=table_key, words=key_card.words_of(taken)), "notice")
        else:
            self._change(own_keys.with_key(self._settings, table_key, table_key))
            self.says.say(wording.KEY_IS.format(key=table_key, words=self._words_of(table_key)), "muted_text")

    def _give_all_own(self) -> None:
        self._change(own_keys.with_all_their_own(self._settings))
        self.says.say(wording.ALL_ARE_OWN, "muted_text")

    def _change(self, settings: SessionSettings) -> None:
        if settings != self._settings:
            self._show(settings)
            self.changed.emit(settings)

    def _show(self, settings: SessionSettings) -> None:
        self._settings = settings
        rows = [_row(settings, key, words) for key, words in own_keys.changeable(settings.profile)]
        self.list.show_rows(tuple(rows), self.list.chosen_id)
        self.all_own.setVisible(settings != own_keys.with_all_their_own(settings))

    def _words_of(self, table_key: str) -> str:
        return dict(own_keys.changeable(self._settings.profile)).get(table_key, "")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self.change, self.own, self.all_own, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(12)
        for part in (self.title, self.intro):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(self.says)
        column.addLayout(buttons)


def _row(settings: SessionSettings, table_key: str, words: str) -> Row:
    key = own_keys.chosen_key(settings, table_key)
    title = wording.ROW_KEY.format(key=key, words=words)
    return Row(table_key, title, "" if key == table_key else wording.ROW_OWN_KEY.format(was=table_key))
