"""The session's set curve as a drawing: seconds before, the set itself, seconds after."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coreg.domain.person import Role
from coreg.report import colours
from coreg.report.figures import signed
from coreg.report.page import CurvePicture
from coreg.report.svg import Canvas, Drawing

HEIGHT = 106.0
_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 168.0, 22.0, 164.0, 6.0, 92.0
_DASHED = "3.5 1.8"
_SET_WIDTH_S = 30.0  # our choice: sets of any length are drawn as wide as half a minute
_STEPS_BPM = (2, 5, 10, 20, 50)
_MOST_STEPS = 4
_LEAST_BPM = 4.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn."""

    colour: str
    dash: str = ""


_OF_ROLE = {role: Stroke(colours.LINE[role], _DASHED if role is Role.THERAPIST else "") for role in Role}


def draw(curve: CurvePicture) -> str:
    """Return the curve as SVG."""
    drawing = Drawing(_WIDTH, HEIGHT)
    paint(drawing, curve, [_OF_ROLE[one.role] for one in curve.lines])
    return drawing.svg("curve", curve.title, curve.description)


def paint(drawing: Canvas, curve: CurvePicture, strokes: Sequence[Stroke], width: float = _WIDTH) -> None:
    """Draw the curve, each of its lines with its own stroke."""
    edge = width - _WIDTH + _RIGHT
    x = _places(curve, edge)
    low, high = _range(curve)
    left, right = x[len(curve.before_s)], x[len(curve.before_s) + len(curve.share) - 1]
    drawing.rect(left, _TOP, right - left, _BOTTOM - _TOP, colours.SET_SHADE)

    def y_of(bpm: float) -> float:
        return bpm if math.isnan(bpm) else _BOTTOM - (_BOTTOM - _TOP) * (bpm - low) / (high - low)

    step = next((s for s in _STEPS_BPM if (high - low) / s <= _MOST_STEPS), _STEPS_BPM[-1])
    for bpm in range(math.ceil(low / step) * step, math.floor(high) + 1, step):
        is_zero = bpm == 0
        drawing.line([(_LEFT, y_of(bpm)), (edge, y_of(bpm))], colours.MUTED if is_zero else colours.GRID, 0.5)
        drawing.text(_LEFT - 3.0, y_of(bpm) + 2.3, signed(bpm), 6.5, anchor="end")
    for one, stroke in zip(curve.lines, strokes, strict=True):
        drawing.band(x, [y_of(v) for v in one.low], [y_of(v) for v in one.high], stroke.colour)
    for one, stroke in zip(curve.lines, strokes, strict=True):
        drawing.line([(a, y_of(b)) for a, b in zip(x, one.bpm, strict=True)], stroke.colour, 1.2, stroke.dash)
    drawing.text(_LEFT, _BOTTOM + 10.0, curve.before_label, 6.5)
    drawing.text((left + right) / 2, _BOTTOM + 10.0, curve.set_label, 6.5, anchor="middle")
    drawing.text(edge, _BOTTOM + 10.0, curve.after_label, 6.5, anchor="end")


def _places(curve: CurvePicture, edge: float) -> list[float]:
    seconds = [
        *curve.before_s,
        *(share * _SET_WIDTH_S for share in curve.share),
        *(_SET_WIDTH_S + after for after in curve.after_s),
    ]
    first, last = seconds[0], seconds[-1]
    return [_LEFT + (edge - _LEFT) * (one - first) / (last - first) for one in seconds]


def _range(curve: CurvePicture) -> tuple[float, float]:
    values: Sequence[float] = [
        v for one in curve.lines for row in (one.low, one.high, one.bpm) for v in row if not math.isnan(v)
    ]
    low, high = min([-_LEAST_BPM / 2, *values]), max([_LEAST_BPM, *values])
    return low - 0.5, high + 0.5
