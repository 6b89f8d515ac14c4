"""The drawings of a comparison: two strips on one scale, two curves in one field."""

from coreg.report import colours, curve_svg, strip_svg
from coreg.report.compare.page import ComparePage
from coreg.report.curve_svg import Stroke
from coreg.report.strip_svg import Room
from coreg.report.svg import Canvas, Drawing

CURVE_WIDTH = 300.0
_STROKES = (Stroke(colours.CLIENT), Stroke(colours.TEXT, "3.5 1.8"))


def room(page: ComparePage, nth: int, *, at_first_set: bool, width: float = strip_svg.WIDTH) -> Room:
    """Return what one of the two strips is drawn into."""
    ends = page.at_first_set if at_first_set and page.at_first_set is not None else page.at_start
    other = page.strips[1 - nth]
    return Room(*ends[nth], width, () if other is None else (other,))


def strip(page: ComparePage, nth: int, *, at_first_set: bool) -> str:
    """Return one of the two strips as SVG; empty where there is none."""
    one = page.strips[nth]
    if one is None:
        return ""
    drawing = Drawing(strip_svg.WIDTH, strip_svg.height_pt(one))
    strip_svg.paint(drawing, one, room(page, nth, at_first_set=at_first_set))
    return drawing.svg(f"strip-{nth}", one.title, one.description)


def curve(page: ComparePage) -> str:
    """Return the curves as SVG; empty where there is none."""
    if page.curve is None:
        return ""
    drawing = Drawing(CURVE_WIDTH, curve_svg.HEIGHT)
    paint_curve(drawing, page, CURVE_WIDTH)
    return drawing.svg("curve", page.curve.title, page.curve.description)


def paint_curve(canvas: Canvas, page: ComparePage, width: float) -> None:
    """Draw the curves of those that have one, each with the stroke of its session."""
    strokes = [stroke for stroke, has_one in zip(_STROKES, page.has_curve, strict=True) if has_one]
    if page.curve is not None:
        curve_svg.paint(canvas, page.curve, strokes, width)
