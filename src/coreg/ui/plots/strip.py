"""One live lane: a person's curve over the last minutes, painted by ourselves.

Measured rules (design section 6): lines by `drawLines` of segments with a flat cap, antialiased, 2 px (a polyline
of 370 points costs 13 times as much); the band as one-pixel columns without antialiasing; repainted when a beat
came, else at most four times a second. What stands still (ground, grid, figures) is painted once into a pixmap,
and the band once as an image of its columns: as lines they were half of a lane's time (benchmarks/window_hour.py).
Of a long lane only the last two minutes are drawn at a beat (settled_past.py).
"""

from functools import partial

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coreg.domain.person import Role
from coreg.ui.fonts import font
from coreg.ui.plots import curve
from coreg.ui.plots.annotations import paint_grid_lines, paint_over, paint_under
from coreg.ui.plots.lane_view import LaneView
from coreg.ui.plots.lines import Lines
from coreg.ui.plots.scales import time_ticks
from coreg.ui.plots.settled_past import SettledPast, aligned_end_s
from coreg.ui.theme import Look

_QUIET_MS = 250  # without a new beat: at most four times a second
_LINE_PX = 2.0
_GUTTER_PX, _AXIS_PX, _EDGE_PX = 44, 22, 6
_MIN_HEIGHT_PX = 64
_KEEPS_PAST_FROM_MIN = 15


class Strip(QLabel):
    """A lane. It is given numbers and computes none. A label, so that screen readers don't pass over it."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._look = Look()
        self._view: LaneView | None = None
        self._lines = Lines()
        self._past = SettledPast()
        self._backdrop = QPixmap()
        self._backdrop_of: tuple[object, ...] = ()
        self._has_axis = True
        self._n_painted = -1
        self._since_paint = QElapsedTimer()
        self._since_paint.start()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def n_painted(self) -> int:
        """How many points the newest picture is of."""
        return self._n_painted

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def set_axis_shown(self, is_shown: bool) -> None:
        """Whether the times stand beneath; only the lowest lane of a panel shows them."""
        self._has_axis = is_shown
        self.updateGeometry()
        self.update()

    def show_view(self, view: LaneView) -> None:
        """Take what is to be shown, and repaint where a beat came, the picture changed, or 250 ms have passed."""
        before, self._view = self._view, view
        is_other = before is None or _picture_of(before) != _picture_of(view)
        if is_other or len(view.lane) != self._n_painted or self._since_paint.hasExpired(_QUIET_MS):
            self.update()

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which a curve can be read."""
        height = _MIN_HEIGHT_PX + (_AXIS_PX if self._has_axis else 0)
        return QSize(self._look.px(_GUTTER_PX + 120), self._look.px(height))

    def sizeHint(self) -> QSize:
        """Return the same: lanes take what is left over."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grid, sets and holes, band, line, then marks and words, in that order."""
        self._since_paint.restart()
        painter = QPainter(self)
        view = self._view
        if view is None:
            painter.fillRect(self.rect(), QColor(self._look.colours.panel))
        else:
            self._n_painted = len(view.lane)
            field = self._field(view)
            painter.drawPixmap(0, 0, self._backdrop_for(view, field))
            painter.setFont(font(self._look, "tick"))
            clip = QRectF(field.left_px, field.top_px, field.width_px, field.height_px)
            painter.setClipRect(clip)
            paint_under(painter, view, field, self._look.colours)
            self._paint_curve(painter, view, field)
            paint_over(painter, view, field, self._look.colours)
        painter.end()

    def _field(self, view: LaneView) -> curve.Field:
        left, edge = self._look.px(_GUTTER_PX), _EDGE_PX
        foot = self._look.px(_AXIS_PX) if self._has_axis else edge
        width, span_s = max(1, self.width() - left), view.span_min * 60.0
        end_s = aligned_end_s(view.now_s, span_s, width) if self._keeps_past(view) else view.now_s
        return curve.Field(
            left_px=left,
            top_px=edge,
            width_px=width,
            height_px=max(1, self.height() - edge - foot),
            start_s=end_s - span_s,
            end_s=end_s,
            scale=view.scale,
        )

    def _backdrop_for(self, view: LaneView, field: curve.Field) -> QPixmap:
        """Ground, grid and figures; painted anew when size, look, step or span change."""
        ratio = self.devicePixelRatioF()
        wanted = (self.width(), self.height(), ratio, self._look, self._has_axis, view.scale, view.span_min)
        if wanted != self._backdrop_of:
            self._backdrop_of = wanted
            self._backdrop = QPixmap(self.size() * ratio)
            self._backdrop.setDevicePixelRatio(ratio)
            self._backdrop.fill(QColor(self._look.colours.panel))
            painter = QPainter(self._backdrop)
            painter.setFont(font(self._look, "tick"))
            self._paint_grid(painter, view, field)
            painter.end()
        return self._backdrop

    def _paint_grid(self, painter: QPainter, view: LaneView, field: curve.Field) -> None:
        metrics = QFontMetricsF(painter.font())
        paint_grid_lines(painter, field, self._look.colours)
        painter.setPen(QColor(self._look.colours.muted_text))
        for tick, y in zip(view.scale.ticks, field.y(curve.as_points(view.scale.ticks)), strict=True):
            text = str(tick)
            left = field.left_px - 6 - metrics.horizontalAdvance(text)
            painter.drawText(QRectF(left, y - 10, field.left_px - left, 20), Qt.AlignmentFlag.AlignVCenter, text)
        if self._has_axis:
            self._paint_times(painter, view, field, metrics)

    def _paint_times(self, painter: QPainter, view: LaneView, field: curve.Field, metrics: QFontMetricsF) -> None:
        painter.setPen(QColor(self._look.colours.muted_text))
        top = field.top_px + field.height_px
        ticks = time_ticks(view.span_min)
        widest = max(metrics.horizontalAdvance(text) for _, text in ticks) + 16
        every = 1 if widest * (len(ticks) - 1) < field.width_px - widest / 2 else 2
        for ago_s, text in ticks[::-1][::every]:
            width = metrics.horizontalAdvance(text)
            centre = float(field.x(curve.as_points([view.now_s - ago_s]))[0])
            left = min(max(field.left_px, centre - width / 2), field.left_px + field.width_px - width)
            area = QRectF(left, top, width + 2, self.height() - top)
            painter.drawText(area, Qt.AlignmentFlag.AlignBottom, text)

    def _keeps_past(self, view: LaneView) -> bool:
        """Whether moving by whole columns isn't seen, and they are whole on the screen too."""
        return view.span_min >= _KEEPS_PAST_FROM_MIN and self.devicePixelRatioF().is_integer()

    def _paint_curve(self, painter: QPainter, view: LaneView, field: curve.Field) -> None:
        live = curve.Columns(field.left_px, field.left_px + field.width_px)
        if self._keeps_past(view):
            of = (self._look, view.span_min, view.lane.t_s[0] if len(view.lane) else None)
            live = self._past.paint(painter, field, view.now_s, of, partial(self._paint_part, view, field))
            painter.setClipRect(QRectF(live.from_px, field.top_px, field.width_px, field.height_px))
        self._paint_part(view, field, painter, live)
        painter.setClipRect(QRectF(field.left_px, field.top_px, field.width_px, field.height_px))

    def _paint_part(self, view: LaneView, field: curve.Field, painter: QPainter, part: curve.Columns) -> None:
        self._paint_band(painter, view, field, part)
        self._paint_line(painter, view, field, part)

    def _paint_band(self, painter: QPainter, view: LaneView, field: curve.Field, part: curve.Columns) -> None:
        columns = curve.band_columns(view.lane, field, part)
        if len(columns):
            picture, left, top = curve.band_picture(columns, QColor(self._look.colours.band_of(self._role)).rgba())
            height, width = picture.shape
            image = QImage(picture.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
            painter.drawImage(left, top, image)

    def _paint_line(self, painter: QPainter, view: LaneView, field: curve.Field, part: curve.Columns) -> None:
        segments = curve.segments(view.lane, field, part)
        if len(segments):
            colour = QColor(self._look.colours.of(self._role))
            painter.setPen(QPen(colour, _LINE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawLines(self._lines.of(segments))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _picture_of(view: LaneView) -> tuple[object, ...]:
    """What changes a lane's picture at once, without a new beat."""
    return view.scale, view.span_min, view.band, view.draft
