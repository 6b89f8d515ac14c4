"""The ground that things stand on: a rounded panel, with a person's bar on top where it is a person's."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QFrame, QWidget

from coreg.domain.person import Role
from coreg.ui.theme import Look

BAR_PX = 4
_RADIUS_PX = 8


class Card(QFrame):
    """A panel on the window's ground."""

    def __init__(self, role: Role | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card_role = role
        self._card_look = Look()

    def set_card_look(self, look: Look) -> None:
        """Change the palette."""
        self._card_look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel and the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._card_look.colours.panel))
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS_PX, _RADIUS_PX)
        if self._card_role is not None:
            top = QRectF(0, 0, self.width(), 2 * BAR_PX)
            painter.fillRect(top, QColor(self._card_look.colours.panel))
            painter.fillRect(
                QRectF(0, 0, self.width(), BAR_PX), QColor(self._card_look.colours.of(self._card_role))
            )
        painter.end()


class RoleShape(QWidget):
    """The client's circle or the therapist's diamond: colour never says it alone."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._look = Look()
        self.setFixedSize(QSize(20, 20))

    def set_look(self, look: Look) -> None:
        """Change palette and size."""
        self._look = look
        self.setFixedSize(QSize(look.px(20), look.px(20)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colours.of(self._role)))
        side = float(self.width())
        if self._role is Role.CLIENT:
            painter.drawEllipse(QRectF(1, 1, side - 2, side - 2))
        else:
            half = side / 2
            corners = [QPointF(half, 0), QPointF(side, half), QPointF(half, side), QPointF(0, half)]
            painter.drawPolygon(QPolygonF(corners))
        painter.end()
