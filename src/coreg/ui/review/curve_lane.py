"""A lane with both people's curves: the client's solid, the therapist's dashed, each with its own holes.

Painted as the live lanes are (`plots/curve.py`): segments with a flat cap, the bands as one-pixel columns.
"""

from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from coreg.domain.person import Role
from coreg.domain.snapshot import Lane
from coreg.ui.plots import curve
from coreg.ui.plots.lines import Lines
from coreg.ui.plots.scales import HEART_RATE_STEPS, RMSSD_STEPS, Scale, shared_step
from coreg.ui.review import wording
from coreg.ui.review.dashes import dashed, dashed_along
from coreg.ui.review.far import NEAR_BELOW_S_PER_PX, rate_from_afar, rmssd_from_afar, step_s
from coreg.ui.review.lane import TimeLane, x_of
from coreg.ui.review.strip_view import Hole, PersonLines, StripView
from coreg.ui.theme import rgb

_LINE_PX = 2.0
_BAND_OPACITY, _REACH_OPACITY = 0.24, 0.15
_HOLE_PX, _LEAST_HOLE_PX, _TOLD_FROM_PX = 9.0, 4.0, 40.0
_RMSSD, _RATE = "rmssd", "rate"

Kind = Literal["rate", "rmssd"]
_STEPS: dict[str, tuple[Scale, ...]] = {_RATE: HEART_RATE_STEPS, _RMSSD: RMSSD_STEPS}


class CurveLane(TimeLane):
    """Heart rate, or RMSSD with its uncertainty, of everybody who wore a strap."""

    def __init__(self, kind: Kind, name: str) -> None:
        super().__init__(name, _STEPS[kind][0])
        self._kind = kind
        self._name = name
        self._lines = Lines()
        self._afar: dict[tuple[Role, float], Lane] = {}

    @property
    def is_near(self) -> bool:
        """Whether each beat is drawn."""
        field = self.field
        return field.seconds(1.0) < NEAR_BELOW_S_PER_PX

    def show_view(self, view: StripView) -> None:
        """Take the curves, and the step of the scale that holds them all."""
        self._afar.clear()
        lanes = [self._lane_of(person) for person in view.people]
        self.scale = shared_step(_STEPS[self._kind], lanes, view.length_s, view.length_s)
        super().show_view(view)

    def describe(self) -> str:
        """Say from where to where each goes in the part that is seen."""
        unit = wording.BEATS_A_MINUTE if self._kind == _RATE else wording.MILLISECONDS
        name = wording.SPOKEN_RATE if self._kind == _RATE else wording.SPOKEN_RMSSD
        said = []
        for person in self.view.people:
            who, lane = wording.PERSON[person.role], self._lane_of(person)
            first, end = np.searchsorted(np.asarray(lane.t_s), (self.seen.start_s, self.seen.end_s))
            value = np.asarray(lane.value)[first:end]
            known = value[~np.isnan(value)]
            if known.size:
                said.append(wording.spoken_lane(name, who, float(known.min()), float(known.max()), unit))
            else:
                said.append(wording.spoken_unknown(name, who))
            said += [
                wording.hole(person.role, hole.cause, hole.end_s - hole.start_s) for hole in self._holes_in(person)
            ]
        return ". ".join(said) if said else wording.NOBODY

    def paint_own(self, painter: QPainter, field: curve.Field) -> None:
        """Paint the starts, the bands, the lines, then the holes and their words."""
        for person in self.view.people:
            self._paint_start(painter, field, person)
        drawn = [(person, self._drawn(person, field)) for person in self.view.people]
        for person, lane in drawn:
            self._paint_band(painter, field, person.role, lane)
        for person, lane in reversed(drawn):
            self._paint_line(painter, field, person.role, lane)
        holes = [(person, hole) for person in self.view.people for hole in self._holes_in(person)]
        ribbons = [self._paint_hole(painter, field, person, hole) for person, hole in holes]
        taken = [ribbon for ribbon in ribbons if ribbon is not None]
        for (person, hole), ribbon in zip(holes, ribbons, strict=True):
            if ribbon is not None and (hole.cause is not None or ribbon.width() >= _TOLD_FROM_PX):
                words = wording.hole(person.role, hole.cause, hole.end_s - hole.start_s)
                self._write_hole(painter, field, words, ribbon, taken)

    def _lane_of(self, person: PersonLines) -> Lane:
        return person.heart_rate if self._kind == _RATE else person.rmssd

    def _drawn(self, person: PersonLines, field: curve.Field) -> Lane:
        """The lane as it is drawn at this scale."""
        if self.is_near:
            return self._lane_of(person)
        step = step_s(field.seconds(1.0))
        key = (person.role, step)
        if key not in self._afar:
            put = rate_from_afar if self._kind == _RATE else rmssd_from_afar
            self._afar[key] = put(self._lane_of(person), step)
        return self._afar[key]

    def _holes_in(self, person: PersonLines) -> list[Hole]:
        holes = person.gaps if self._kind == _RATE else person.unknown_rmssd
        return [hole for hole in holes if hole.end_s > self.seen.start_s and hole.start_s < self.seen.end_s]

    def _paint_start(self, painter: QPainter, field: curve.Field, person: PersonLines) -> None:
        start = person.start_bpm if self._kind == _RATE else person.start_rmssd_ms
        if start is None:
            return
        y = round(float(field.y(curve.as_points([start]))[0])) + 0.5
        colour = QColor(self.look.colours.of(person.role))
        style = Qt.PenStyle.SolidLine if person.role is Role.CLIENT else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 1, style))
        painter.drawLine(QPointF(field.left_px, y), QPointF(field.left_px + field.width_px, y))

    def _paint_band(self, painter: QPainter, field: curve.Field, role: Role, lane: Lane) -> None:
        is_beats = self.is_near
        columns = curve.band_columns(lane, field, _whole(field)) if is_beats else _columns_from_afar(lane, field)
        opacity = _BAND_OPACITY if self._kind == _RMSSD else _REACH_OPACITY
        if len(columns):
            picture, left, top = curve.band_picture(columns, _see_through(self.look.colours.of(role), opacity))
            height, width = picture.shape
            image = QImage(picture.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
            painter.drawImage(left, top, image)

    def _paint_line(self, painter: QPainter, field: curve.Field, role: Role, lane: Lane) -> None:
        is_beats = self.is_near
        segments = curve.segments(lane, field, _whole(field)) if is_beats else _line_from_afar(lane, field)
        if role is Role.THERAPIST:
            is_wavy = self._kind == _RATE and is_beats
            segments = (
                dashed_along(segments, _way_px(lane, field)) if is_wavy else dashed(segments, x_of(field, 0.0))
            )
        if len(segments):
            colour = QColor(self.look.colours.of(role))
            painter.setPen(QPen(colour, _LINE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawLines(self._lines.of(segments))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_hole(self, painter: QPainter, field: curve.Field, person: PersonLines, hole: Hole) -> QRectF | None:
        """Hatch a ribbon from where the person's own line leaves to where it comes back; returns where that is."""
        lane = self._lane_of(person)
        ends = (_value_before(lane, hole.start_s), _value_after(lane, hole.end_s))
        known = [value for value in ends if value is not None]
        if not known:
            return None
        at_start, at_end = (known[0] if value is None else value for value in ends)
        y0, y1 = field.y(curve.as_points([at_start, at_end])).tolist()
        x0, x1 = x_of(field, hole.start_s), x_of(field, hole.end_s)
        if x1 - x0 < _LEAST_HOLE_PX:
            x0, x1 = (x0 + x1 - _LEAST_HOLE_PX) / 2, (x0 + x1 + _LEAST_HOLE_PX) / 2
        ribbon = QPolygonF(
            [
                QPointF(x0, y0 - _HOLE_PX),
                QPointF(x1, y1 - _HOLE_PX),
                QPointF(x1, y1 + _HOLE_PX),
                QPointF(x0, y0 + _HOLE_PX),
            ]
        )
        colour = QColor(self.look.colours.of(person.role))
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
        painter.setBrush(QColor(self.look.colours.panel))
        painter.drawPolygon(ribbon)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawPolygon(ribbon)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return ribbon.boundingRect()

    def _write_hole(
        self, painter: QPainter, field: curve.Field, words: str, ribbon: QRectF, taken: list[QRectF]
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        size = (metrics.horizontalAdvance(words) + 8, metrics.height())
        lowest, highest = field.left_px, field.left_px + field.width_px - size[0]
        middle = max(ribbon.left(), field.left_px) / 2 + min(ribbon.right(), field.left_px + field.width_px) / 2
        left = min(max(lowest, middle - size[0] / 2), max(lowest, highest))
        for top in (ribbon.top() - size[1] - 2, ribbon.bottom() + 2):
            label = QRectF(left, top, *size)
            is_inside = top >= field.top_px and label.bottom() <= field.top_px + field.height_px
            if is_inside and not any(label.intersects(other) for other in taken):
                taken.append(label)
                ground = QColor(self.look.colours.panel)
                ground.setAlpha(225)
                painter.fillRect(label, ground)
                painter.setPen(QColor(self.look.colours.text))
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)
                return


def _whole(field: curve.Field) -> curve.Columns:
    return curve.Columns(field.left_px, field.left_px + field.width_px)


def _way_px(lane: Lane, field: curve.Field) -> float:
    """How long the line is before what is seen of it: dashes are counted along it, so that moving keeps them."""
    first = max(0, int(np.searchsorted(np.asarray(lane.t_s), field.start_s - field.seconds(4.0))) - 1)
    x, y = field.x(np.asarray(lane.t_s)[: first + 1]), field.y(np.asarray(lane.value)[: first + 1])
    return float(np.nansum(np.hypot(np.diff(x), np.diff(y))))


def _line_from_afar(lane: Lane, field: curve.Field) -> curve.Points:
    """The line through the steps: NaN alone breaks it."""
    t_s, value = np.asarray(lane.t_s), np.asarray(lane.value)
    first = max(0, int(np.searchsorted(t_s, field.start_s)) - 1)
    end = int(np.searchsorted(t_s, field.end_s)) + 1
    x, y = field.x(t_s[first:end]), field.y(value[first:end])
    rows = np.column_stack((x[:-1], y[:-1], x[1:], y[1:]))
    return rows[~np.isnan(rows).any(axis=1)]


def _columns_from_afar(lane: Lane, field: curve.Field) -> curve.Points:
    """The lowest to the highest beat as one-pixel columns, shape (n, 3): x, top, bottom."""
    t_s = np.asarray(lane.t_s)
    column = np.arange(field.left_px, field.left_px + field.width_px)
    column_s = field.start_s + field.seconds(1.0) * (column - field.left_px)
    if t_s.size < 2:
        return np.empty((0, 3))
    low, high = (np.interp(column_s, t_s, np.asarray(each), np.nan, np.nan) for each in (lane.low, lane.high))
    rows = np.column_stack((column, field.y(high), field.y(low)))
    return rows[~np.isnan(rows).any(axis=1)]


def _see_through(colour: str, opacity: float) -> int:
    """A colour as ARGB with its opacity multiplied in."""
    red, green, blue = (round(channel * opacity) for channel in rgb(colour))
    return round(255 * opacity) << 24 | red << 16 | green << 8 | blue


def _value_before(lane: Lane, t_s: float) -> float | None:
    end = int(np.searchsorted(np.asarray(lane.t_s), t_s, side="right"))
    return _first_known(np.asarray(lane.value)[max(0, end - 200) : end][::-1])


def _value_after(lane: Lane, t_s: float) -> float | None:
    first = int(np.searchsorted(np.asarray(lane.t_s), t_s))
    return _first_known(np.asarray(lane.value)[first : first + 200])


def _first_known(values: curve.Points) -> float | None:
    known = values[~np.isnan(values)]
    return float(known[0]) if known.size else None
