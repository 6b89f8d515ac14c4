"""The therapist's small panel for the client's screen: where it is shown, how it looks, at what rate it paces."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coreg.domain.act import Act, Request
from coreg.domain.client import Relation
from coreg.domain.client_window import ClientWindowSettings, ScreenChoice
from coreg.domain.snapshot import Snapshot
from coreg.domain.stage import FASTEST_PER_MIN, SLOWEST_PER_MIN
from coreg.ui.buttons import KeyButton
from coreg.ui.client import wording
from coreg.ui.client.screen_list import ScreenList
from coreg.ui.first_size import FRAME_PX
from coreg.ui.fonts import STRONG
from coreg.ui.sheet import area_sheet
from coreg.ui.theme import Look
from coreg.ui.tick_box import TickBox
from coreg.ui.wording import PRODUCT
from coreg.ui.words import Words

_STEP_PER_MIN = 0.1
_WIDTH_PX, _EDGE_PX = 420, 20


class ClientPanel(QWidget):
    """Beside the therapist's window, and never in its way: shown, it leaves the keyboard where it was.

    Signals: `settings_chosen(ClientWindowSettings)`, `beside_chosen(bool)` whether the therapist's heart is shown,
    `asked(Request)`.
    """

    settings_chosen = Signal(object)
    beside_chosen = Signal(bool)
    asked = Signal(object)

    def __init__(
        self,
        settings: ClientWindowSettings,
        look: Look,
        over: QWidget | None = None,
        relation: Relation = Relation.THERAPIST,
    ) -> None:
        super().__init__(over, Qt.WindowType.Tool)
        self._settings, self._look = settings, look
        self._rate_per_min = settings.pacer.rate_per_min
        self._is_finding = False
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(PRODUCT)
        self.setAccessibleName(wording.PANEL_TITLE)
        self._body, self._area = QWidget(), QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.screens = ScreenList(settings.is_dark)
        self.ticks = {
            "is_dark": TickBox(wording.IS_DARK),
            "shows_word": TickBox(wording.SHOWS_WORD),
            "shows_wave": TickBox(wording.SHOWS_WAVE),
            "reduces_motion": TickBox(wording.REDUCES_MOTION),
            "in_small_window": TickBox(wording.SMALL_WINDOW),
        }
        self.beside = TickBox(wording.SHOWS_BESIDE[relation])
        self.rate = Words(wording.rate(self._rate_per_min))
        self.slower, self.faster = KeyButton(wording.SLOWER), KeyButton(wording.FASTER)
        self.search = KeyButton(wording.FIND)
        self.found = Words(wording.FINDING_IS, "small_state", "muted_text", wraps=True)
        self.done = KeyButton(wording.DONE)
        self._lay_out()
        for name, tick in self.ticks.items():
            tick.setChecked(bool(getattr(settings, name)))
            tick.clicked.connect(self._take_ticks)
        self.beside.toggled.connect(self.beside_chosen)
        self.screens.chosen.connect(self._take_screen)
        self.slower.clicked.connect(self._slow_down)
        self.faster.clicked.connect(self._speed_up)
        self.search.clicked.connect(self._find_or_stop)
        self.done.clicked.connect(self.hide)

    def follow(self, snapshot: Snapshot) -> None:
        """Show the rate that runs, and how the search for one stands."""
        pacer = snapshot.stage.pacer
        self._is_finding = pacer is not None and pacer.is_finding
        if pacer is not None:
            self._rate_per_min = pacer.rate_per_min
        if self.isVisible():
            self.rate.say(wording.rate(self._rate_per_min))
            self._say_found(wording.finding(snapshot.rate_finding, snapshot.t_s))
            self.search.show_words(wording.STOP_FINDING if self._is_finding else wording.FIND, is_main=False)

    def fit(self) -> None:
        """Be as high as everything in it, or as the screen, and scroll then."""
        self._column.activate()
        wanted = max(self._column.totalHeightForWidth(self.width()), self._column.sizeHint().height())
        self.resize(self.width(), min(wanted, self.screen().availableGeometry().height() - FRAME_PX.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hide on Escape; every other key is the session's, as if this panel weren't there."""
        over = self.parentWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif over is not None:
            QApplication.sendEvent(over, event)

    def hideEvent(self, event: object) -> None:
        """Take the test card along."""
        self.screens.put_card_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._look.colours.window))
        painter.end()

    def _say_found(self, text: str) -> None:
        """Say how the search stands, with room for all of it: Qt's first guess would cut a label that wraps."""
        if text != self.found.text():
            self.found.say(text)
            self.found.setMinimumHeight(self.found.heightForWidth(self.width() - 2 * _EDGE_PX))
            self.fit()

    def _lay_out(self) -> None:
        self._body.setObjectName("page")
        self._column = column = QVBoxLayout(self._body)
        column.setContentsMargins(_EDGE_PX, _EDGE_PX, _EDGE_PX, _EDGE_PX)
        column.setSpacing(8)
        self._area.setWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        paces = QHBoxLayout()
        paces.addWidget(self.slower)
        paces.addWidget(self.rate, 1, Qt.AlignmentFlag.AlignCenter)
        paces.addWidget(self.faster)
        headings = [Words(text, "body", "text", STRONG) for text in (wording.WHERE, wording.LOOKS, wording.PACES)]
        column.addWidget(headings[0])
        column.addWidget(self.screens)
        column.addWidget(self.ticks["in_small_window"])
        column.addWidget(headings[1])
        for name in ("is_dark", "shows_word", "shows_wave", "reduces_motion"):
            column.addWidget(self.ticks[name])
        column.addWidget(self.beside)
        column.addWidget(headings[2])
        column.addLayout(paces)
        column.addWidget(self.search)
        column.addWidget(self.found)
        column.addWidget(self.done)
        for words in (*headings, self.rate, self.found):
            words.set_look(self._look)
        for tick in (*self.ticks.values(), self.beside):
            tick.set_look(self._look)
        for button in (self.slower, self.faster, self.search, self.done):
            button.set_look(self._look)
        self.screens.set_look(self._look)
        self._area.setStyleSheet(area_sheet(self._look))
        self.setFixedWidth(self._look.px(_WIDTH_PX))
        self.fit()

    def _take_ticks(self) -> None:
        held = {name: tick.isChecked() for name, tick in self.ticks.items()}
        self._choose(
            replace(
                self._settings,
                is_dark=held["is_dark"],
                shows_word=held["shows_word"],
                shows_wave=held["shows_wave"],
                reduces_motion=held["reduces_motion"] or None,  # unticked is as the system has it
                in_small_window=held["in_small_window"],
            )
        )

    def _take_screen(self, choice: ScreenChoice) -> None:
        self._choose(replace(self._settings, screen=choice))

    def _choose(self, settings: ClientWindowSettings) -> None:
        self._settings = settings
        self.settings_chosen.emit(settings)

    def _slow_down(self) -> None:
        self._pace(self._rate_per_min - _STEP_PER_MIN)

    def _speed_up(self) -> None:
        self._pace(self._rate_per_min + _STEP_PER_MIN)

    def _pace(self, rate_per_min: float) -> None:
        within = min(FASTEST_PER_MIN, max(SLOWEST_PER_MIN, rate_per_min))
        self.asked.emit(Request(Act.SCREEN_PACER, round(10 * within)))

    def _find_or_stop(self) -> None:
        self.asked.emit(Request(Act.SCREEN_REST if self._is_finding else Act.FIND_RATE))
