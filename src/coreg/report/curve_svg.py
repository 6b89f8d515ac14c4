"""The session's set curve as a drawing: seconds before, the set itself, seconds after."""

import math
from collections.abc import Sequence

from coreg.domain.person import Role
from coreg.report import colours
from coreg.report.figures import signed
from coreg.report.page import CurvePicture
from coreg.report.svg import Drawing

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 168.0, 106.0, 22.0, 164.0, 6.0, 92.0
_SET_WIDTH_S = 30.0  # our choice: sets of any length are drawn as wide as half a minute
_STEPS_BPM = (2, 5, 10, 20, 50)
_MOST_STEPS = 4
_LEAST_BPM = 4.0


def draw(curve: CurvePicture) -> str:
    """Return the curve as SVG."""
    drawing = Drawing(_WIDTH, _HEIGHT)
    x = _places(curve)
    low, high = _range(curve)
    left, right = x[len(curve.before_s)], x[len(curve.before_s) + len(curve.share) - 1]
    drawing.rect(left, _TOP, right - left, _BOTTOM - _TOP, colours.SET_SHADE)

    def y_of(bpm: float) -> float:
        return bpm if math.isnan(bpm) else _BOTTOM - (_BOTTOM - _TOP) * (bpm - low) / (high - low)

    step = next((s for s in _STEPS_BPM if (high - low) / s <= _MOST_STEPS), _STEPS_BPM[-1])
    for bpm in range(math.ceil(low / step) * step, math.floor(high) + 1, step):
        is_zero = bpm == 0
        drawing.line([(_LEFT, y_of(bpm)), (_RIGHT, y_of(bpm))], colours.MUTED if is_zero else colours.GRID, 0.5)
        drawing.text(_LEFT - 3.0, y_of(bpm) + 2.3, signed(bpm), 6.5, anchor="end")
    for one in curve.lines:
        drawing.band(x, [y_of(v) for v in one.low], [y_of(v) for v in one.high], colours.LINE[one.role])
    for one in curve.lines:
        dash = "3.5 1.8" if one.role is Role.THERAPIST else ""
        drawing.line([(a, y_of(b)) for a, b in zip(x, one.bpm, strict=True)], colours.LINE[one.role], 1.2, dash)
    drawing.text(_LEFT, _BOTTOM + 10.0, curve.before_label, 6.5)
    drawing.text((left + right) / 2, _BOTTOM + 10.0, curve.set_label, 6.5, anchor="middle")
    drawing.text(_RIGHT, _BOTTOM + 10.0, curve.after_label, 6.5, anchor="end")
    return drawing.svg("curve", curve.title, curve.description)


def _places(curve: CurvePicture) -> list[float]:
    seconds = [
        *curve.before_s,
        *(share * _SET_WIDTH_S for share in curve.share),
        *(_SET_WIDTH_S + after for after in curve.after_s),
    ]
    first, last = seconds[0], seconds[-1]
    return [_LEFT + (_RIGHT - _LEFT) * (one - first) / (last - first) for one in seconds]


def _range(curve: CurvePicture) -> tuple[float, float]:
    values: Sequence[float] = [
        v for one in curve.lines for row in (one.low, one.high, one.bpm) for v in row if not math.isnan(v)
    ]
    low, high = min([-_LEAST_BPM / 2, *values]), max([_LEAST_BPM, *values])
    return low - 0.5, high + 0.5
