"""The shell: the first window, up before anything heavy is imported. No numpy, asyncio or charts in here."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coreg import languages
from coreg.domain.person import Role
from coreg.ui import file_dialog, wording
from coreg.ui.buttons import KeyButton
from coreg.ui.card import RoleShape
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.theme import Look
from coreg.ui.words import Words

_COLUMN_PX, _CORNER_PX = 560, 16
_KEYS = (*(Qt.Key(Qt.Key.Key_1 + n) for n in range(7)), Qt.Key.Key_F1)
_LOW_PX = 520  # under this there isn't room for everything, a problem least of all


class StartWindow(QWidget):
    """The ways in, one more where there is a vault; beside them what is chosen and learnt before a session.

    Signals: `straps_asked()`, `simulated_asked()`, `replay_asked(Path)`, `library_asked()`, `marking_asked()`,
    `guided_asked()`, `package_asked()`, `help_asked()`, `is_closing()`, `painted()` after every paint: what may
    take time begins after the first.
    """

    straps_asked = Signal()
    simulated_asked = Signal()
    replay_asked = Signal(object)
    library_asked = Signal()
    marking_asked = Signal()
    guided_asked = Signal()
    package_asked = Signal()
    help_asked = Signal()
    is_closing = Signal()
    painted = Signal()

    def __init__(
        self,
        look: Look,
        recordings_folder: Path,
        choose_language: Callable[[str], None] | None = None,
        *,
        has_vault: bool = False,
    ) -> None:
        super().__init__()
        self._choose_language = choose_language
        self._recordings_folder = recordings_folder
        self._look = look
        self.shapes = [RoleShape(role) for role in Role]
        self.title = Words(wording.PRODUCT, "state", "text", STRONG)
        self.tagline = Words(wording.TAGLINE, "role", "muted_text", MEDIUM)
        self.straps = KeyButton(wording.START_STRAPS, "1", is_main=True)
        self.simulated = KeyButton(wording.START_SIMULATED, "2")
        self.replay = KeyButton(wording.START_REPLAY, "3")
        self.library = KeyButton(wording.START_LIBRARY, "4")
        self.marking = KeyButton(wording.START_MARKING, "5")
        self.guided = KeyButton(wording.START_GUIDED, "6")
        self.package = KeyButton(wording.START_PACKAGE, "7")
        self.help = KeyButton(wording.START_HELP, wording.HELP_KEY)
        first, second = (self.straps, self.simulated, self.replay, self.library), (self.marking, self.guided)
        self.ways = (*first, *second, self.package, self.help)
        self._keys = dict(zip(_KEYS, self.ways, strict=True))
        self.status = Words(wording.GETTING_READY, "label", "muted_text", MEDIUM)
        self.notice = Words("", "body", "notice", MEDIUM, wraps=True)
        self.languages = {
            language: KeyButton(name, parent=self) for language, (name, _) in languages.others().items()
        }
        self.intended = Words(wording.INTENDED, "label", "muted_text", wraps=True)
        self.setWindowTitle(wording.PRODUCT)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self._lay_out()
        self.library.setVisible(has_vault)
        self.straps.clicked.connect(self.straps_asked)
        self.simulated.clicked.connect(self.simulated_asked)
        self.replay.clicked.connect(self._choose_recording)
        self.library.clicked.connect(self.library_asked)
        self.marking.clicked.connect(self.marking_asked)
        for button in self.languages.values():
            button.clicked.connect(self._take_language)
        self.guided.clicked.connect(self.guided_asked)
        self.package.clicked.connect(self.package_asked)
        self.help.clicked.connect(self.help_asked)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.colours.window))
        self.setPalette(palette)
        for words in (self.title, self.tagline, self.status, self.notice, self.intended):
            words.set_look(look)
        for button in (*self.ways, *self.languages.values()):
            button.set_look(look)
        for shape in self.shapes:
            shape.set_look(look)
        self._column.setFixedWidth(look.px(_COLUMN_PX))
        self._fold()

    def say_status(self, text: str) -> None:
        """One quiet line: what is being made ready."""
        self.status.say(text)

    def say_problem(self, text: str) -> None:
        """What went wrong and what to do; empty takes it away."""
        self.notice.say(text)
        self._fold()

    def set_open(self, is_open: bool) -> None:
        """Whether a way in can be chosen; not while a session is being opened."""
        for button in self.ways:
            button.setEnabled(is_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave away what is only there to look at, where there is no room for it."""
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press a button by its key."""
        button = self._keys.get(Qt.Key(event.key()))
        if button is not None and button.isVisible() and not event.isAutoRepeat():
            button.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so before the window goes."""
        self.is_closing.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and say so."""
        super().paintEvent(event)
        self.painted.emit()

    def _fold(self) -> None:
        has_problem, is_low = bool(self.notice.text()), self.height() < self._look.px(_LOW_PX)
        self.notice.setVisible(has_problem)
        self.status.setVisible(not has_problem)
        self.tagline.setVisible(not has_problem and not is_low)
        self.intended.setVisible(not (has_problem and is_low))
        for shape in self.shapes:
            shape.setVisible(not is_low)
        self._place_languages()

    def _place_languages(self) -> None:
        """Put the other languages into the corner, beside the column: there they take no room from it."""
        right, foot = self.width() - _CORNER_PX, self.height() - _CORNER_PX
        for button in self.languages.values():
            size = button.sizeHint()
            button.setGeometry(right - size.width(), foot - size.height(), size.width(), size.height())
            right -= size.width() + _CORNER_PX
        is_room = right > (self.width() + self._column.width()) // 2
        for button in self.languages.values():
            button.setVisible(is_room and self._choose_language is not None)

    def _lay_out(self) -> None:
        self._column = QWidget()
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        shapes = QHBoxLayout()
        shapes.setSpacing(10)
        for shape in self.shapes:
            shapes.addWidget(shape)
        shapes.addStretch(1)
        rows.addLayout(shapes)
        for words in (self.title, self.tagline):
            rows.addWidget(words)
        rows.addSpacing(20)
        rows.addWidget(self.straps)
        ways = QGridLayout()
        ways.setSpacing(12)
        for place, button in enumerate(self.ways[1:]):
            ways.addWidget(button, place % 4, place // 4)
        for column in (0, 1):
            ways.setColumnStretch(column, 1)
        rows.addLayout(ways)
        rows.addSpacing(8)
        for words in (self.status, self.notice, self.intended):
            rows.addWidget(words)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._column)
        middle.addStretch(1)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addLayout(middle)
        page.addStretch(1)

    def _take_language(self) -> None:
        """Remember the language, and say in it when it is spoken."""
        chosen = next(language for language, button in self.languages.items() if button is self.sender())
        if self._choose_language is not None:
            self._choose_language(chosen)
            self.say_status(languages.LANGUAGES[chosen][1])

    def _choose_recording(self) -> None:
        start, what = self._recordings_folder, wording.CHOOSE_RECORDING
        file_dialog.choose(self, what, start, self._open_recording, wording.RECORDINGS)

    def _open_recording(self, path: str) -> None:
        self.replay_asked.emit(Path(path))
