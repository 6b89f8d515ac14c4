"""A card that shows which screen is which, before anything of a session is on it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coreg.ui.client import wording
from coreg.ui.client.disc import disc_area, paint_disc
from coreg.ui.client.shape import Shape
from coreg.ui.client.tones import Tones
from coreg.ui.fonts import REGULAR, font_of_px
from coreg.ui.wording import PRODUCT

_LARGE, _SMALL = 0.035, 0.022  # of the height


class TestCard(QWidget):
    """The shape at rest and one sentence; it takes no keys."""

    __test__ = False

    def __init__(self, tones: Tones) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        self._tones = tones
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(PRODUCT)
        self.setAccessibleName(f"{wording.CARD}. {wording.CARD_SMALL}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self._tones.ground))
        width, height = self.width(), self.height()
        paint_disc(painter, Shape(), self._tones, width, height)
        top = disc_area(width, height).bottom()
        painter.setPen(QColor(self._tones.small))
        for share, words in ((_LARGE, wording.CARD), (_SMALL, wording.CARD_SMALL)):
            painter.setFont(font_of_px(max(13, round(share * height)), REGULAR))
            painter.drawText(QRectF(0, top, width, 2 * share * height), Qt.AlignmentFlag.AlignCenter, words)
            top += 2 * share * height
        painter.end()
