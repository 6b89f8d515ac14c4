"""What a page's drawings are painted on in a window: the same strokes in our own colours and letters."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from coreg.report import colours
from coreg.report.svg import Anchor, Points, runs, strokes
from coreg.ui.fonts import font_of_px
from coreg.ui.theme import Colours, Look, mix

UNIT_PX = 2.0  # our choice: the smallest words of a page, 6.5 points, are 13 px then
_LEAST_LINE_PX = 1.0
_TURNS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def unit_px(look: Look) -> float:
    """Return how many pixels one point of the page takes."""
    return UNIT_PX * look.scale


def on_screen(of: Colours) -> dict[str, str]:
    """Return the screen's colour for each of the page's."""
    return {
        colours.TEXT: of.text,
        colours.MUTED: of.muted_text,
        colours.PANEL: of.panel,
        colours.CLIENT: of.client,
        colours.THERAPIST: of.therapist,
        colours.SET_SHADE: of.set_shade,
        colours.GRID: of.grid,
        colours.HATCH: of.hatch,
        colours.USUAL: of.baseline_band,
        colours.COUNTS: of.control_edge,
        colours.TOGETHER: of.together,
        colours.TOGETHER_SHADE: mix(of.together, of.panel, 0.5),
    }


class Painted:
    """A canvas over a painter; one unit is a page's point."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self._painter, self._look = painter, look
        self._colour = on_screen(look.colours)
        self._px = unit_px(look)

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._painter.fillRect(QRectF(*self._scaled(x, y, width, height)), QColor(self._colour[fill]))

    def line(self, points: Points, stroke: str, width: float = 1.0, dash: str = "") -> None:
        """A line through points; NaN breaks it."""
        lines = [QLineF(*self._scaled(*a, *b)) for run in runs(points) for a, b in pairwise(run)]
        self._stroke(lines, stroke, width, dash)

    def band(self, x: Sequence[float], low: Sequence[float], high: Sequence[float], fill: str) -> None:
        """The field between two lines."""
        at = {one: (a, b) for one, a, b in zip(x, low, high, strict=True)}
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(mix(self._colour[fill], self._look.colours.panel, 0.26)))
        for run in runs([(one, a + b) for one, (a, b) in at.items()]):
            corners = [(one, at[one][1]) for one, _ in run] + [(one, at[one][0]) for one, _ in reversed(run)]
            self._painter.drawPolygon(QPolygonF([QPointF(*self._scaled(*corner)) for corner in corners]))

    def dot(self, x: float, y: float, fill: str, radius: float = 1.6) -> None:
        """A small disc."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._colour[fill]))
        self._painter.drawEllipse(QPointF(*self._scaled(x, y)), radius * self._px, radius * self._px)

    def hatch(self, x: float, y: float, width: float, height: float, stroke: str) -> None:
        """A rectangle of slanting strokes: nothing is known here."""
        lines = [QLineF(*self._scaled(*one)) for one in strokes(x, y, max(width, 0.6), height)]
        self._stroke(lines, stroke, 0.6, "")

    def text(
        self, x: float, y: float, words: str, size: float = 7.0, fill: str = colours.MUTED, anchor: Anchor = "start"
    ) -> None:
        """Words, with their baseline at `y`."""
        font = font_of_px(round(size * self._px))
        wide = QFontMetricsF(font).horizontalAdvance(words)
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._colour[fill]))
        self._painter.drawText(QPointF(x * self._px - _TURNS[anchor] * wide, y * self._px), words)

    def _stroke(self, lines: list[QLineF], stroke: str, width: float, dash: str) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        wide = max(_LEAST_LINE_PX, width * self._px)
        pen = QPen(QColor(self._colour[stroke]), wide)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dash:
            pen.setDashPattern([float(part) * self._px / wide for part in dash.split()])
        self._painter.setPen(pen)
        self._painter.drawLines(lines)

    def _scaled(self, *places: float) -> list[float]:
        return [place * self._px for place in places]
