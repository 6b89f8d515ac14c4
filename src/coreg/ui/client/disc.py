"""Paints the one shape of the client's screen: a disc whose edge is soft, and the word in it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRadialGradient

from coreg.ui.client import wording
from coreg.ui.client.shape import LARGEST, Shape, smooth
from coreg.ui.client.tones import Tones
from coreg.ui.fonts import REGULAR, font_of_px

CENTRE = 0.47  # of the height: below it is room for the wave
_OUTLINE_PX = 4.0
_WORD, _LEADING_WORD = 0.048, 0.085  # of the height
_N_STOPS = 8
_EDGE_IN_OUTLINE = 0.4  # our choice: an outline around a pale ring would look like an eye


def disc_area(width: int, height: int) -> QRectF:
    """Return where the disc may ever paint."""
    reach = LARGEST * min(width, height) + _OUTLINE_PX
    return QRectF(width / 2.0 - reach, CENTRE * height - reach, 2.0 * reach, 2.0 * reach)


def paint_disc(painter: QPainter, shape: Shape, tones: Tones, width: int, height: int) -> None:
    """Paint the disc: full colour inside, fading into the ground towards its edge; an outline on a light ground."""
    centre, radius = QPointF(width / 2.0, CENTRE * height), shape.radius * min(width, height)
    colour = QColor(tones.shape_at(shape.brightness))
    gradient = QRadialGradient(centre, radius)
    solid, edge = 1.0 - shape.softness, 0.0 if tones.outline is None else _EDGE_IN_OUTLINE
    gradient.setColorAt(0.0, colour)
    for step in range(_N_STOPS + 1):
        share = step / _N_STOPS
        fading = QColor(colour)
        fading.setAlphaF(1.0 - (1.0 - edge) * smooth(share))
        gradient.setColorAt(solid + (1.0 - solid) * share, fading)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawEllipse(centre, radius, radius)
    if tones.outline is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tones.outline), _OUTLINE_PX))
        painter.drawEllipse(centre, radius, radius)


def paint_word(painter: QPainter, shape: Shape, tones: Tones, area: QRectF, *, leads: bool) -> None:
    """Paint "in" or "out" in the disc's middle; larger where it leads."""
    if shape.word_opacity <= 0.0:
        return
    ink = QColor(tones.word)
    ink.setAlphaF(shape.word_opacity)
    painter.setPen(ink)
    share = _LEADING_WORD if leads else _WORD
    painter.setFont(font_of_px(max(16, round(share * area.height() / (2.0 * LARGEST))), REGULAR))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, wording.IN if shape.is_in else wording.OUT)
