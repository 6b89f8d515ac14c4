"""The page on which is chosen how sessions are marked; every choice is kept at once."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.session_settings import SessionSettings
from coreg.domain.stage import Profile
from coreg.ui import wording as words_of_all
from coreg.ui.buttons import ChoiceButton, KeyButton
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.key_names import key_name
from coreg.ui.key_table import meaning_of
from coreg.ui.marking import own_keys, wording
from coreg.ui.marking.keys_page import KeysPage
from coreg.ui.printed_keys import printed
from coreg.ui.theme import Look
from coreg.ui.tick_box import TickBox
from coreg.ui.words import Words

_COLUMN_PX = 660
_SIDE_PX = 20
_MIDDLE, _ALL_HEIGHT = 1, 100  # the list of keys takes what there is, the choices stand in the middle


class MarkingWindow(QWidget):
    """Shows the choices of now. `changed(SessionSettings)` with every one; `left()` when it is done."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, look: Look, settings: SessionSettings) -> None:
        super().__init__()
        self._settings = settings
        self._learning: str | None = None
        self.title = Words(wording.TITLE, "clock", "text", STRONG)
        self.intro = Words(wording.INTRO, "body", "text", MEDIUM, wraps=True)
        self.profiles = {profile: ChoiceButton(text) for profile, text in wording.PROFILES.items()}
        self.modalities = {modality: ChoiceButton(text) for modality, text in wording.MODALITIES.items()}
        self.switches = {name: TickBox(text) for name, text in wording.SWITCHES.items()}
        self.learn = {device: KeyButton(text) for device, text in wording.LEARN.items()}
        self.forget = KeyButton(wording.FORGET)
        self.single_keys = KeyButton(wording.SINGLE_KEYS)
        self.keys_page = KeysPage(self)
        self.devices = Words("", "body", "muted_text", MEDIUM, wraps=True)
        self.done = KeyButton(wording.DONE, wording.DONE_KEY, is_main=True)
        self._headings = [Words(text, "body", "text", STRONG) for text in _HEADINGS]
        self._cards = [Card() for _ in _HEADINGS]
        self.setWindowTitle(words_of_all.PRODUCT)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()
        self.set_look(look)
        self._show()

    @property
    def settings(self) -> SessionSettings:
        """What is chosen now."""
        return self._settings

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.colours.window))
        self.setPalette(palette)
        for card in self._cards:
            card.set_card_look(look)
        for words in (self.title, self.intro, self.devices, *self._headings):
            words.set_look(look)
        choices = (*self.profiles.values(), *self.modalities.values())
        for button in (*choices, *self.learn.values(), self.forget, self.single_keys, self.done):
            button.set_look(look)
        for tick in self.switches.values():
            tick.set_look(look)
        self.keys_page.set_look(look)
        self.keys_page.setFixedWidth(look.px(_COLUMN_PX))
        self._column.setFixedWidth(look.px(_COLUMN_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Learn the key that a device sends, or leave."""
        key = key_name(event)
        if self._learning is not None and key and not event.isAutoRepeat():
            self._learn(key)
        elif key == "Esc":
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so before the window goes."""
        self.left.emit()
        super().closeEvent(event)

    def _learn(self, key: str) -> None:
        device, self._learning = self._learning, None
        if key == "Esc" or device is None:
            self._show()
        elif any(meaning_of(key, profile, self._without_devices) is not None for profile in Profile):
            self.devices.say(wording.TAKEN.format(key=printed(key)), "notice")
        else:
            kept = {old: name for old, name in self._settings.devices.items() if name != device}
            devices = {**kept, key: device}
            self._change(own_keys.with_devices(self._settings, devices))

    @property
    def _without_devices(self) -> dict[str, str]:
        return dict(own_keys.with_devices(self._settings, {}).remapped)

    def _change(self, settings: SessionSettings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)
        self._show()

    def _show(self) -> None:
        settings = self._settings
        for profile, button in self.profiles.items():
            button.setChecked(profile is settings.profile)
        for modality, button in self.modalities.items():
            button.setChecked(modality == settings.modality)
        for name, tick in self.switches.items():
            tick.setChecked(getattr(settings, name))
        keys = {device: key for key, device in settings.devices.items()}
        said = [
            wording.LEARNT[device].format(key=printed(keys[device]))
            if device in keys
            else wording.NOT_LEARNT[device]
            for device in wording.LEARN
        ]
        self.devices.say(" ".join(said), "muted_text")
        self.forget.setVisible(bool(keys))

    def _connect(self) -> None:
        for button in self.profiles.values():
            button.clicked.connect(self._take_choices)
        for choice in self.modalities.values():
            choice.clicked.connect(self._take_choices)
        for tick in self.switches.values():
            tick.clicked.connect(self._take_choices)
        self.learn["pedal"].clicked.connect(self._learn_pedal)
        self.learn["presenter"].clicked.connect(self._learn_presenter)
        self.forget.clicked.connect(self._forget)
        self.single_keys.clicked.connect(self._open_keys)
        self.keys_page.changed.connect(self._change)
        self.keys_page.left.connect(self._close_keys)
        self.done.clicked.connect(self.close)

    def _take_choices(self) -> None:
        """Take over what was pressed: of the exclusive ones, the one that has just come down."""
        pressed = self.sender()
        profile = next((p for p, button in self.profiles.items() if button is pressed), self._settings.profile)
        modality = next((m for m, button in self.modalities.items() if button is pressed), self._settings.modality)
        self._change(
            replace(
                self._settings,
                profile=profile,
                modality=modality,
                is_continuous=self.switches["is_continuous"].isChecked(),
                rests_screen=self.switches["rests_screen"].isChecked(),
                marks_speech=self.switches["marks_speech"].isChecked(),
            )
        )

    def _learn_pedal(self) -> None:
        self._begin_to_learn("pedal")

    def _learn_presenter(self) -> None:
        self._begin_to_learn("presenter")

    def _begin_to_learn(self, device: str) -> None:
        self._learning = device
        self.setFocus()
        self.devices.say(wording.LEARNING, "text")

    def _forget(self) -> None:
        self._change(own_keys.with_devices(self._settings, {}))

    def _open_keys(self) -> None:
        self._column.hide()
        self._page.setStretch(_MIDDLE, _ALL_HEIGHT)
        self.keys_page.open(self._settings)

    def _close_keys(self) -> None:
        self.keys_page.hide()
        self._page.setStretch(_MIDDLE, 0)
        self._column.show()
        self.single_keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._column = QWidget()
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(9)  # all of it in a window 640 high
        rows.addWidget(self.title)
        rows.addWidget(self.intro)
        groups = (
            [_row(*self.profiles.values())],
            [_row(*self.modalities.values()), *self.switches.values()],
            [_row(*self.learn.values(), self.forget), self.devices],
        )
        for card, heading, parts in zip(self._cards, self._headings, groups, strict=True):
            inside = QVBoxLayout(card)
            inside.setContentsMargins(_SIDE_PX, 12, _SIDE_PX, 12)
            inside.setSpacing(8)
            for part in (heading, *parts):
                inside.addWidget(part)
            rows.addWidget(card)
        rows.addWidget(_row(self.done, self.single_keys))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._column)
        middle.addWidget(self.keys_page)
        middle.addStretch(1)
        page = self._page = QVBoxLayout(self)
        page.addStretch(1)
        page.addLayout(middle)
        page.addStretch(2)


_HEADINGS = (wording.PROFILE, wording.MODALITY, wording.DEVICES)


def _row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return made
