"""The lanes of what was marked: phases, marks and marked stretches, ratings as steps, and the times beneath."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from coreg.domain.marks import Scale
from coreg.domain.moment import Moment
from coreg.ui.fonts import MEDIUM, STRONG, font
from coreg.ui.plots import curve
from coreg.ui.plots.label_rows import LabelRows
from coreg.ui.plots.scales import Scale as LaneScale
from coreg.ui.review import wording
from coreg.ui.review.lane import EDGE_PX, TimeLane, area, stretch, x_of
from coreg.ui.review.span import tick_step_s, ticks_s
from coreg.ui.review.strip_view import RatingSteps
from coreg.ui.theme import Look, mix

PHASES_PX, AXIS_PX, _MOST_PX = 34, 22, 200
_TICK_PX, _DOT_PX = 4.5, 3.5
_SEE_THROUGH = 205  # of 255: words stay readable over a line, and the line can be followed
_RATING_SCALE = LaneScale(-1.2, 11.2, (0, 5, 10))


class PhaseLane(TimeLane):
    """Which phase was said when, 34 px high."""

    has_shades = tells_nowhere = False

    def __init__(self) -> None:
        super().__init__(wording.PHASES_NAME)

    def minimumSizeHint(self) -> QSize:
        """Return its height."""
        return QSize(0, self.look.px(PHASES_PX))

    def describe(self) -> str:
        """Say all phases with their starts."""
        said = [wording.spoken_phase(one.phase, one.start_s) for one in self.view.phases]
        return ". ".join(said) if said else wording.NO_PHASES

    def paint_own(self, painter: QPainter, field: curve.Field) -> None:
        """Paint the phases over the sets: these are named here."""
        colours = self.look.colours
        painter.fillRect(area(field), QColor(mix(colours.control_edge, colours.panel, 0.12)))
        painter.setFont(font(self.look, "tick", STRONG))
        metrics = QFontMetricsF(painter.font())
        for nth, one in enumerate(self.view.phases):
            place = stretch(field, one.start_s, one.end_s)
            if place is None:
                continue
            painter.fillRect(
                place, QColor(colours.baseline_band if nth % 2 else mix(colours.together, colours.panel, 0.3))
            )
            painter.setPen(QPen(QColor(colours.text), 1, Qt.PenStyle.DotLine))
            painter.drawLine(place.topLeft(), place.bottomLeft())
            painter.setPen(QColor(colours.text))
            for words in (wording.phase(one.phase), wording.phase(one.phase, is_short=True)):
                if metrics.horizontalAdvance(words) + 10 <= place.width():
                    painter.drawText(place.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
                    break
        if not self.view.phases:
            painter.setPen(QColor(colours.muted_text))
            painter.drawText(area(field).adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, wording.NO_PHASES)


class MarksLane(TimeLane):
    """Marks with their words where there is room, marked stretches beneath; the chosen mark stands out."""

    has_shades = tells_nowhere = False

    def __init__(self) -> None:
        super().__init__(wording.MARKS_NAME)
        self.chosen: Moment | None = None

    def choose(self, mark: Moment | None) -> None:
        """Let this one stand out."""
        if mark is not self.chosen:
            self.chosen = mark
            self.update()

    def minimumSizeHint(self) -> QSize:
        """Return room for two rows of words, the marks' own row and the stretches'."""
        row = QFontMetricsF(font(self.look, "tick")).height()
        return QSize(0, round(3 * row + 2 * _TICK_PX + 2 * EDGE_PX + 6))

    def describe(self) -> str:
        """Say the marks and stretches that are seen."""
        marks = [mark for mark in self.view.marks if self.seen.start_s <= mark.t_s <= self.seen.end_s]
        said = [wording.spoken_mark(mark) for mark in marks]
        for one in self.view.brackets:
            if one.start_s < self.seen.end_s and one.end_s > self.seen.start_s:
                said.append(wording.spoken_bracket(one.what, one.start_s, one.end_s))
        return ", ".join(said)

    def paint_own(self, painter: QPainter, field: curve.Field) -> None:
        """Paint stretches, then marks; the chosen mark's words have their place first."""
        self._paint_brackets(painter, field)
        metrics = QFontMetricsF(painter.font())
        rows = LabelRows(2)
        seen = [mark for mark in self.view.marks if field.start_s <= mark.t_s <= field.end_s]
        ordered = sorted(seen, key=self._is_chosen, reverse=True)
        places = [(mark, rows.place(*_beside(field, metrics, mark))) for mark in ordered]
        for mark, place in places:
            self._paint_stem(painter, field, metrics, mark, place)
        for mark, place in places:
            if place is not None:
                self._paint_words(painter, field, metrics, mark, place)

    def _is_chosen(self, mark: Moment) -> bool:
        return self.chosen is not None and mark.moment_id == self.chosen.moment_id

    def _paint_stem(
        self,
        painter: QPainter,
        field: curve.Field,
        metrics: QFontMetricsF,
        mark: Moment,
        place: tuple[int, float] | None,
    ) -> None:
        colours, x = self.look.colours, round(x_of(field, mark.t_s)) + 0.5
        y = field.top_px + 2 * metrics.height() + _TICK_PX + 1
        painter.setPen(QPen(QColor(colours.text if self._is_chosen(mark) else colours.muted_text), 1))
        if place is not None:
            painter.drawLine(QPointF(x, field.top_px + (place[0] + 0.5) * metrics.height()), QPointF(x, y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.text if self._is_chosen(mark) else colours.panel))
        painter.drawPolygon(_diamond(x, y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_words(
        self,
        painter: QPainter,
        field: curve.Field,
        metrics: QFontMetricsF,
        mark: Moment,
        place: tuple[int, float],
    ) -> None:
        colours, words = self.look.colours, wording.mark(mark)
        row, left = place
        top = field.top_px + row * metrics.height()
        ground = QRectF(left - 3, top, metrics.horizontalAdvance(words) + 6, metrics.height())
        is_chosen = self._is_chosen(mark)
        painter.fillRect(ground, QColor(colours.text if is_chosen else colours.panel))
        painter.setPen(QColor(colours.panel if is_chosen else colours.text))
        painter.drawText(QPointF(left, top + metrics.ascent()), words)

    def _paint_brackets(self, painter: QPainter, field: curve.Field) -> None:
        colours, metrics = self.look.colours, QFontMetricsF(painter.font())
        height = metrics.height() + 1
        rows = LabelRows(1)
        seen = [one for one in self.view.brackets if one.end_s > field.start_s and one.start_s < field.end_s]
        for one in seen:  # no words over another stretch
            rows.place([x_of(field, one.start_s)], x_of(field, one.end_s) - x_of(field, one.start_s))
        for one in seen:
            place = stretch(field, one.start_s, one.end_s)
            if place is None:
                continue
            bar = QRectF(place.left(), place.bottom() - height, place.width(), height)
            painter.fillRect(bar, QColor(colours.baseline_band))
            painter.fillRect(QRectF(bar.left(), bar.bottom() - 2, bar.width(), 2), QColor(colours.together))
            words = wording.bracket(one.what)
            width = metrics.horizontalAdvance(words)
            left: float | None = place.left() + 4
            if width + 8 > place.width():
                is_room = place.right() + 5 + width <= field.left_px + field.width_px
                found = rows.place([place.right() + 5] if is_room else [place.left() - width - 5], width)
                left = None if found is None else found[1]
            if left is not None:
                painter.setPen(QColor(colours.text))
                painter.drawText(QPointF(left, bar.top() + metrics.ascent()), words)


def _beside(field: curve.Field, metrics: QFontMetricsF, mark: Moment) -> tuple[list[float], float]:
    """Where a mark's words may stand: right of it, else left; and how wide they are."""
    x, width = x_of(field, mark.t_s), metrics.horizontalAdvance(wording.mark(mark))
    right = field.left_px + field.width_px - width
    return [left for left in (x + 6, x - width - 6) if field.left_px <= left <= right], width


class RatingLane(TimeLane):
    """What the client rated, as steps; each scale and target a line of its own, named where it ends."""

    def __init__(self) -> None:
        super().__init__(wording.RATINGS, _RATING_SCALE)

    def set_look(self, look: Look) -> None:
        """Change palette and text size; the scale has eleven steps, and needs no more height than they do."""
        super().set_look(look)
        self.setMaximumHeight(look.px(_MOST_PX))

    def describe(self) -> str:
        """Say every rating that is seen."""
        seen = [(steps, t_s, value) for steps in self.view.ratings for t_s, value in steps.steps]
        said = [
            wording.spoken_rating(self._name_of(steps), value, t_s)
            for steps, t_s, value in sorted(seen, key=lambda one: one[1])
            if self.seen.start_s <= t_s <= self.seen.end_s
        ]
        return ", ".join(said) if said else wording.NO_RATINGS

    def paint_own(self, painter: QPainter, field: curve.Field) -> None:
        """Paint the steps, a dot at each, and its number."""
        taken: list[QRectF] = []
        styles = {
            Scale.SUD: Qt.PenStyle.SolidLine,
            Scale.VOC: Qt.PenStyle.DashLine,
            Scale.SELF_ENERGY: Qt.PenStyle.DotLine,
        }
        for steps in self.view.ratings:
            self._paint_steps(painter, field, steps, styles[steps.scale], taken)

    def _paint_steps(
        self,
        painter: QPainter,
        field: curve.Field,
        found: RatingSteps,
        style: Qt.PenStyle,
        taken: list[QRectF],
    ) -> None:
        colour = QColor(self.look.colours.text)
        places = [
            QPointF(x_of(field, t_s), float(field.y(curve.as_points([value]))[0])) for t_s, value in found.steps
        ]
        painter.setPen(QPen(colour, 2, style, Qt.PenCapStyle.FlatCap))
        for here, there in pairwise(places):
            painter.drawLine(here, QPointF(there.x(), here.y()))
            painter.drawLine(QPointF(there.x(), here.y()), there)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for place in places:
            painter.drawEllipse(place, _DOT_PX, _DOT_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(font(self.look, "tick", MEDIUM))
        last = len(places) - 1
        for nth, (place, (_, value)) in enumerate(zip(places, found.steps, strict=True)):
            words = f"{self._name_of(found)} {value}" if nth in (0, last) else str(value)
            self._write(painter, field, place, words, taken)

    def _write(
        self, painter: QPainter, field: curve.Field, place: QPointF, words: str, taken: list[QRectF]
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        width, height = metrics.horizontalAdvance(words), metrics.height()
        tops = (place.y() - height - 1, place.y() + 3)
        for left, top in [(place.x() + 7, tops[0]), (place.x() + 7, tops[1]), (place.x() - width - 7, tops[0])]:
            label = QRectF(left, top, width, height)
            if area(field).adjusted(0, -3, 0, 3).contains(label) and not any(label.intersects(o) for o in taken):
                taken.append(label)
                ground = QColor(self.look.colours.panel)
                ground.setAlpha(_SEE_THROUGH)
                painter.fillRect(label, ground)
                painter.setPen(QColor(self.look.colours.text))
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)
                return

    def _name_of(self, steps: RatingSteps) -> str:
        n_targets = len({each.target for each in self.view.ratings if each.scale is steps.scale})
        return wording.rating(steps.scale, steps.target, has_targets=n_targets > 1)


class AxisLane(TimeLane):
    """The times beneath the strip."""

    has_shades = tells_nowhere = False

    def __init__(self) -> None:
        super().__init__(wording.AXIS_NAME)

    def minimumSizeHint(self) -> QSize:
        """Return its height."""
        return QSize(0, self.look.px(AXIS_PX))

    def describe(self) -> str:
        """Say which part is seen."""
        return wording.seen(self.seen.start_s, self.seen.end_s, is_whole=self.seen.is_whole)

    def paint_beside(self, painter: QPainter, field: curve.Field) -> None:
        """Write the times in the middle beneath their place, the outermost within the edges."""
        painter.fillRect(self.rect(), QColor(self.look.colours.panel))
        metrics = QFontMetricsF(painter.font())
        n_most = int(field.width_px / self.look.px(96))
        step = tick_step_s(self.seen.span_s, n_most)
        for t_s in ticks_s(self.seen, n_most):
            words, x = wording.tick(t_s, step), round(x_of(field, t_s)) + 0.5
            width = metrics.horizontalAdvance(words)
            painter.setPen(QPen(QColor(self.look.colours.control_edge), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, 4))
            left = min(max(field.left_px - 8, x - width / 2), self.width() - width)
            painter.setPen(QColor(self.look.colours.muted_text))
            painter.drawText(QPointF(left, 5 + metrics.ascent()), words)


def _diamond(x: float, y: float) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(x, y - _TICK_PX),
            QPointF(x + _TICK_PX, y),
            QPointF(x, y + _TICK_PX),
            QPointF(x - _TICK_PX, y),
        ]
    )
