"""Follows the session and opens, feeds and closes the client's window; says so to the therapist."""

from dataclasses import replace

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from coreg.domain.act import Act, Request
from coreg.domain.client import Relation
from coreg.domain.client_picture import ClientPicture
from coreg.domain.client_window import ClientWindowSettings
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.domain.stage import ClientScreen
from coreg.ui.client import wording
from coreg.ui.client.awake import Awake
from coreg.ui.client.motion import system_reduces_motion
from coreg.ui.client.placement import Placement, Placing, Screen, may_stay, place
from coreg.ui.client.screens import screen_under, screens_now
from coreg.ui.client.window import ClientWindow

BY_CLIENT, BY_HAND, UNPLUGGED = "client", "button", "unplugged"
_SMALL_SIZE = QSize(480, 320)
_OVER = (RecordState.ENDED, RecordState.SEALED)


class ClientScreenFlow(QObject):
    """The client's window, while there is one.

    Signals: `asked(Request, str)` for the session, with what it was asked by; `said(str)` where the words for the
    therapist's top bar change; `choice_wanted()` once where it must be said which screen is the client's;
    `settings_changed(ClientWindowSettings)` to be kept.
    """

    asked = Signal(object, str)
    said = Signal(str)
    choice_wanted = Signal()
    settings_changed = Signal(object)

    def __init__(
        self,
        settings: ClientWindowSettings,
        parent: QObject | None = None,
        relation: Relation = Relation.THERAPIST,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.relation = relation
        self.window: ClientWindow | None = None
        self.shows_beside = False  # asked anew for each session, and never kept
        self.words = ""
        self._therapist: QWidget | None = None
        self._placement: Placement | None = None
        self._on: QScreen | None = None
        self._was_unplugged = False
        self._awaits_off = False
        self._has_asked = False
        self._awake = Awake()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screen_gone)
            app.screenAdded.connect(self._screens_changed)

    def attend(self, therapist: QWidget | None) -> None:
        """Know the therapist's window: its screen is never the client's."""
        self._therapist = therapist

    def follow(self, snapshot: Snapshot) -> None:
        """Show what the session says that the client's screen shows."""
        picture = snapshot.client_picture
        if self.shows_beside and picture.screen is ClientScreen.PACER:
            own = snapshot.therapist_picture
            picture = replace(picture, beside=own.wave, is_beside_known=own.is_wave_known)
        if snapshot.record in _OVER and picture.screen is not ClientScreen.OFF:
            picture = ClientPicture(screen=ClientScreen.REST)
        if picture.screen is ClientScreen.OFF:
            self._has_asked = self._awaits_off = False
            self.close_window()
        elif not self._awaits_off:
            self._was_unplugged = False
            self._open()
        if self.window is not None:
            self.window.show_picture(picture, snapshot.t_s, is_simulated=snapshot.is_simulated)
        self._say(picture)

    def choose(self, settings: ClientWindowSettings) -> None:
        """Take other settings: how it looks, and where it goes."""
        moved = (settings.screen, settings.in_small_window) != (self.settings.screen, self.settings.in_small_window)
        self.settings = settings
        self.settings_changed.emit(settings)
        if moved:
            self._has_asked = False
            self.close_window()
        elif self.window is not None:
            self.window.set_settings(settings, is_reduced=self.is_reduced)

    def show_beside(self, is_shown: bool) -> None:
        """Show the therapist's heart beside the client's, in this session alone, or no longer."""
        self.shows_beside = is_shown

    def use_screen(self, screen: Screen) -> None:
        """Take a screen for the client's, and remember it."""
        self.choose(replace(self.settings, screen=screen.choice))

    @property
    def is_reduced(self) -> bool:
        """Whether nothing is to move: as set here, else as the system says."""
        own = self.settings.reduces_motion
        return system_reduces_motion() if own is None else own

    def close_window(self) -> None:
        """Take the client's window away."""
        window, self.window = self.window, None
        on, self._on = self._on, None
        self._placement = None
        if on is not None:
            on.geometryChanged.disconnect(self._screens_changed)
        self._awake.let_go()
        if window is not None:
            window.close()
            window.deleteLater()

    def _place(self) -> Placement:
        settings, therapist = self.settings, screen_under(self._therapist)
        return place(screens_now(), therapist, settings.screen, in_small_window=settings.in_small_window)

    def _open(self) -> None:
        if self.window is not None:
            return
        self._placement = placement = self._place()
        if placement.placing is Placing.ASK and not self._has_asked:
            self._has_asked = True
            self.choice_wanted.emit()
        if placement.screen is not None:
            self._show_full(placement.screen)
        elif placement.placing is Placing.SMALL_WINDOW:
            self._show_small()

    def _show_full(self, screen: Screen) -> None:
        window = self._make(is_full=True)
        self._on = on = QGuiApplication.screens()[screen.number]
        window.setScreen(on)
        window.setGeometry(on.geometry())
        window.setWindowState(Qt.WindowState.WindowFullScreen)  # showFullScreen would ask for the focus
        window.show()
        on.geometryChanged.connect(self._screens_changed)
        handle = window.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._landed)
        self._awake.keep()

    def _show_small(self) -> None:
        window = self._make(is_full=False)
        room = QGuiApplication.primaryScreen().availableGeometry()
        place = QRect(room.bottomRight(), _SMALL_SIZE)
        place.moveBottomRight(room.bottomRight())
        window.setGeometry(place)
        window.show()

    def _make(self, *, is_full: bool) -> ClientWindow:
        window = ClientWindow(self.settings, is_full=is_full, is_reduced=self.is_reduced, relation=self.relation)
        window.rest_asked.connect(self._rest)
        window.closed.connect(self._turn_off)
        self.window = window
        return window

    def _rest(self) -> None:
        self.asked.emit(Request(Act.SCREEN_REST), BY_CLIENT)

    def _turn_off(self) -> None:
        self.asked.emit(Request(Act.SCREEN_OFF), BY_HAND)

    def _screen_gone(self, screen: QScreen) -> None:
        """Close before Qt moves the window elsewhere: this is told first."""
        if screen is self._on:
            self._unplug()

    def _landed(self, screen: QScreen) -> None:
        """Close where the window came to lie on another screen than its own, however that happened."""
        if self._on is not None and screen is not self._on:
            self._unplug()

    def _screens_changed(self) -> None:
        """Close where the client's screen has come to show the therapist's."""
        screens, on = QGuiApplication.screens(), self._on
        if on is None or on not in screens:
            return
        mine = next(screen for screen in screens_now() if screen.number == screens.index(on))
        if not may_stay(mine, screens_now(), screen_under(self._therapist)):
            self._unplug()
        elif self.window is not None:
            self.window.setGeometry(on.geometry())

    def _unplug(self) -> None:
        self._was_unplugged = self._awaits_off = True
        self.close_window()
        self.asked.emit(Request(Act.SCREEN_OFF), UNPLUGGED)
        self._say(ClientPicture())

    def _say(self, picture: ClientPicture) -> None:
        placing = None if self._placement is None else self._placement.placing
        unplugged, wave = self._was_unplugged, self.settings.shows_wave
        words = wording.top_bar(picture, placing, was_unplugged=unplugged, shows_wave=wave, relation=self.relation)
        if words != self.words:
            self.words = words
            self.said.emit(words)
