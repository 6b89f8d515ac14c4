"""The client's window: one still or slowly moving shape. It takes no key, and knows its picture alone."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QShowEvent
from PySide6.QtWidgets import QWidget

from coreg.domain.client import Relation
from coreg.domain.client_picture import ClientPicture
from coreg.domain.client_window import ClientWindowSettings
from coreg.domain.stage import ClientScreen
from coreg.ui.client import wording
from coreg.ui.client.disc import disc_area, paint_disc, paint_word
from coreg.ui.client.pacer_clock import PacerClock
from coreg.ui.client.shape import CALM_EASED_S, CHANGES_WITHIN_S, Shape, eased, shape_of, smooth
from coreg.ui.client.tones import DARK, LIGHT, Tones
from coreg.ui.client.wave_line import WaveLine
from coreg.ui.fonts import REGULAR, font_of_px
from coreg.ui.wording import PRODUCT

_FRAME_MS = 16
_SETTLED = 0.002  # of the swing: nobody sees what is left
_LONGEST_STEP_S = 0.25  # a window that was covered goes on from where it was, it doesn't leap
_SMALL_PX, _EDGE_PX = 15, 24
_AT_REST = ClientPicture(screen=ClientScreen.REST)
_QUIET = (ClientScreen.OFF, ClientScreen.REST)


@dataclass(frozen=True, slots=True)
class Given:
    """What the window was last given: the picture, and whether the people are simulated."""

    picture: ClientPicture = _AT_REST
    is_simulated: bool = False


class ClientWindow(QWidget):
    """Shows a picture. `rest_asked()` on a click or touch, `closed()` where a hand closes the small window.

    Parameters
    ----------
    now_s
        The window's own clock.
    is_full
        Whether it has a screen to itself; a small window on the only screen else.
    """

    rest_asked = Signal()
    closed = Signal()

    def __init__(
        self,
        settings: ClientWindowSettings,
        *,
        is_full: bool,
        is_reduced: bool = False,
        relation: Relation = Relation.THERAPIST,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags | Qt.WindowType.FramelessWindowHint if is_full else flags)
        self._settings = settings
        self._is_reduced = is_reduced
        self._relation = relation
        self._now_s = now_s
        self._given = Given()
        self._calm = 0.0
        self._pacer = PacerClock()
        self._wave, self._beside = WaveLine(), WaveLine(is_dashed=True)
        self._shape = self._from = Shape()
        self._is_even = False
        self._changed_s = self._advanced_s = float("-inf")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(PRODUCT)
        self.setAccessibleName(wording.TITLE)
        if is_full:
            self.setCursor(Qt.CursorShape.BlankCursor)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self.advance)

    @property
    def is_moving(self) -> bool:
        """Whether frames are being painted."""
        return self._timer.isActive()

    @property
    def shape(self) -> Shape:
        """What is painted just now."""
        return self._shape

    def set_settings(self, settings: ClientWindowSettings, *, is_reduced: bool) -> None:
        """Change how it looks."""
        self._settings, self._is_reduced = settings, is_reduced
        self.advance()
        self.update()

    def show_picture(self, picture: ClientPicture, t_s: float, *, is_simulated: bool) -> None:
        """Show what is known at `t_s` on the session's clock."""
        now_s, before = self._now_s(), self._given
        self._given = Given(picture, is_simulated)
        if picture.pacer is not None:
            self._pacer.see(picture.pacer.started_s, t_s, now_s)
        self._wave.show_points(picture.wave)
        self._beside.show_points(picture.beside or ())
        if (picture.screen, picture.pacer) != (before.picture.screen, before.picture.pacer):
            self._from, self._changed_s = self._shape, now_s
            self.setAccessibleName(_name_of(picture))
            self.update()
        elif before.is_simulated is not is_simulated or (before.picture.beside is None) != (picture.beside is None):
            self.update()
        self._run()

    def advance(self) -> None:
        """Move everything to now, and have painted what has changed."""
        now_s, picture = self._now_s(), self._given.picture
        passed_s = min(_LONGEST_STEP_S, max(0.0, now_s - self._advanced_s))
        self._advanced_s = now_s
        target = picture.calm if picture.screen is ClientScreen.CALM and picture.calm is not None else 0.0
        self._calm = eased(self._calm, target, passed_s, CALM_EASED_S)
        has_beside = picture.beside is not None
        shows_wave = (self._settings.shows_wave or has_beside) and picture.screen is ClientScreen.PACER
        was_opaque = self._opacity
        self._wave.advance(passed_s, is_known=shows_wave and picture.is_wave_known)
        self._beside.advance(passed_s, is_known=shows_wave and has_beside and picture.is_beside_known)
        before, self._shape = self._shape, self._shape_now(now_s)
        if self._shape != before:
            self.update(disc_area(self.width(), self.height()).toAlignedRect())
        self._is_even = not self._is_even
        if self._opacity != was_opaque or (any(self._opacity) and self._is_even):  # it flows a pixel a frame
            self.update(self._wave.area(self.width(), self.height()).toAlignedRect())
        if not self._has_to_move(now_s, target):
            self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the shape with its word, the wave, and the small words at the edge."""
        tones, width, height = self._tones, self.width(), self.height()
        painter = QPainter(self)
        dirty = event.region()
        painter.fillRect(event.rect(), QColor(tones.ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = disc_area(width, height)
        if dirty.intersects(area.toAlignedRect()):
            paint_disc(painter, self._shape, tones, width, height)
            paint_word(painter, self._shape, tones, area, leads=self._is_reduced)
        if dirty.intersects(self._wave.area(width, height).toAlignedRect()):
            for line in (self._wave, self._beside):
                line.paint(painter, tones, width, height)
        self._paint_small(painter, dirty, tones)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Rest."""
        event.accept()
        self._ask_for_rest()

    def event(self, event: QEvent) -> bool:
        """Take a touch as a whole, so that it isn't a click as well."""
        if event.type() is QEvent.Type.TouchBegin:
            self._ask_for_rest()
            return True
        if event.type() in (QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd):
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on when the window is seen again."""
        if event.type() in (QEvent.Type.Expose, QEvent.Type.WindowStateChange):
            self._run()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Begin, and be told when the window is covered."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Pause."""
        super().hideEvent(event)
        self._timer.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell where a hand closed it."""
        self._timer.stop()
        if event.spontaneous():
            self.closed.emit()
        super().closeEvent(event)

    @property
    def _opacity(self) -> tuple[float, float]:
        return self._wave.opacity, self._beside.opacity

    @property
    def _tones(self) -> Tones:
        return DARK if self._settings.is_dark else LIGHT

    @property
    def _is_seen(self) -> bool:
        handle = self.windowHandle()
        return self.isVisible() and not self.isMinimized() and handle is not None and handle.isExposed()

    def _run(self) -> None:
        """Move as long as somebody can see it."""
        if not self._is_seen:
            self._timer.stop()
        elif not self._timer.isActive():
            self._advanced_s = self._now_s()
            self._timer.start()

    def _has_to_move(self, now_s: float, calm: float) -> bool:
        if not self._is_seen:
            return False
        is_changing = now_s - self._changed_s < CHANGES_WITHIN_S or any(self._opacity)
        is_quiet = self._given.picture.screen in _QUIET or self._given.picture.screen is ClientScreen.CALM
        return is_changing or not is_quiet or abs(self._calm - calm) > _SETTLED

    def _shape_now(self, now_s: float) -> Shape:
        target = shape_of(
            self._given.picture,
            self._calm,
            self._pacer.since_start_s(now_s),
            is_reduced=self._is_reduced,
            shows_word=self._settings.shows_word,
        )
        share = smooth((now_s - self._changed_s) / CHANGES_WITHIN_S)
        return target if share >= 1.0 else self._from.towards(target, share)

    def _ask_for_rest(self) -> None:
        if self._given.picture.screen not in _QUIET:
            self.rest_asked.emit()

    def _paint_small(self, painter: QPainter, dirty: QRegion, tones: Tones) -> None:
        line = QRectF(self.rect()).adjusted(_EDGE_PX, 0, -_EDGE_PX, -_EDGE_PX / 2)
        line.setTop(line.bottom() - 2 * _SMALL_PX)
        if not dirty.intersects(line.toAlignedRect()):
            return
        painter.setPen(QColor(tones.small))
        painter.setFont(font_of_px(_SMALL_PX, REGULAR))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, _words_at_left(self._given, self._relation))
        if self._given.picture.screen not in _QUIET:
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, wording.TOUCH_RESTS)


def _words_at_left(given: Given, relation: Relation) -> str:
    """What kind of people these are, and whose line is which where there are two."""
    if given.picture.beside is None:
        return wording.SIMULATED if given.is_simulated else ""
    return wording.TWO_WAVES_SIMULATED if given.is_simulated else wording.TWO_WAVES[relation]


def _name_of(picture: ClientPicture) -> str:
    names = {ClientScreen.CALM: wording.CALM_NAME, ClientScreen.PACER: wording.PACER_NAME}
    return names.get(picture.screen, wording.TITLE)
