"""A drawing as SVG: no script, no style sheet, no reference to anything, so that every reader draws the same."""

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import Literal, Protocol

from coreg.report import colours

FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
Anchor = Literal["start", "middle", "end"]
Points = Sequence[tuple[float, float]]

_HATCH_STEP = 4.0
_BAND_OPACITY = 0.26  # as on the screen


class Canvas(Protocol):
    """What a chart is painted on: paper, or a screen that has our look. Colours are those of `colours`."""

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle."""

    def line(self, points: Points, stroke: str, width: float = 1.0, dash: str = "") -> None:
        """A line through points; NaN breaks it."""

    def band(self, x: Sequence[float], low: Sequence[float], high: Sequence[float], fill: str) -> None:
        """The field between two lines."""

    def dot(self, x: float, y: float, fill: str, radius: float = 1.6) -> None:
        """A small disc."""

    def hatch(self, x: float, y: float, width: float, height: float, stroke: str) -> None:
        """A rectangle of slanting strokes: nothing is known here."""

    def text(
        self, x: float, y: float, words: str, size: float = 7.0, fill: str = colours.MUTED, anchor: Anchor = "start"
    ) -> None:
        """Words, with their baseline at `y`."""


class Drawing:
    """Elements in the order in which they are painted; one unit is a point (1/72 inch) on paper.

    >>> drawing = Drawing(20, 10)
    >>> drawing.rect(0, 0, 20, 10, "#FFFFFF")
    >>> drawing.svg("a", "A box", "White.").count("<rect")
    1
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle."""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"/>'
        )

    def line(self, points: Points, stroke: str, width: float = 1.0, dash: str = "") -> None:
        """A line through points; NaN breaks it."""
        path = "".join(f"M{' L'.join(f'{_n(x)} {_n(y)}' for x, y in run)}" for run in runs(points) if len(run) > 1)
        if path:
            dashes = f' stroke-dasharray="{dash}"' if dash else ""
            self._parts.append(
                f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{_n(width)}" '
                f'stroke-linejoin="round"{dashes}/>'
            )

    def band(self, x: Sequence[float], low: Sequence[float], high: Sequence[float], fill: str) -> None:
        """The field between two lines."""
        both = [(one, above + below) for one, above, below in zip(x, high, low, strict=True)]
        at = {one: (above, below) for one, above, below in zip(x, high, low, strict=True)}
        path = ""
        for run in runs(both):
            there = [(one, at[one][0]) for one, _ in run]
            back = [(one, at[one][1]) for one, _ in reversed(run)]
            path += f"M{' L'.join(f'{_n(a)} {_n(b)}' for a, b in there + back)}Z"
        if path:
            self._parts.append(f'<path d="{path}" fill="{fill}" fill-opacity="{_BAND_OPACITY}"/>')

    def dot(self, x: float, y: float, fill: str, radius: float = 1.6) -> None:
        """A small disc."""
        self._parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}"/>')

    def hatch(self, x: float, y: float, width: float, height: float, stroke: str) -> None:
        """A rectangle of slanting strokes: nothing is known here."""
        slanting = "".join(
            f"M{_n(a)} {_n(b)}L{_n(c)} {_n(d)}" for a, b, c, d in strokes(x, y, max(width, 0.6), height)
        )
        self._parts.append(f'<path d="{slanting}" fill="none" stroke="{stroke}" stroke-width="0.6"/>')

    def text(
        self, x: float, y: float, words: str, size: float = 7.0, fill: str = colours.MUTED, anchor: Anchor = "start"
    ) -> None:
        """Words, with their baseline at `y`."""
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}" text-anchor="{anchor}">'
            f"{escape(words)}</text>"
        )

    def svg(self, name: str, title: str, description: str) -> str:
        """Return the drawing; `name` keeps its ids apart from those of other drawings on the page."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}" role="img" '
            f'aria-labelledby="{name}-title {name}-description" font-family="{FONT}">'
            f'<title id="{name}-title">{escape(title)}</title>'
            f'<desc id="{name}-description">{escape(description)}</desc>{"".join(self._parts)}</svg>'
        )


def runs(points: Points) -> Iterator[list[tuple[float, float]]]:
    """Give the unbroken runs of points.

    >>> [len(run) for run in runs([(0.0, 1.0), (1.0, math.nan), (2.0, 1.0), (3.0, 1.0)])]
    [1, 2]
    """
    run: list[tuple[float, float]] = []
    for x, y in points:
        if math.isnan(y):
            if run:
                yield run
            run = []
        else:
            run.append((x, y))
    if run:
        yield run


def strokes(x: float, y: float, width: float, height: float) -> Iterator[tuple[float, float, float, float]]:
    """Give a hatching's strokes, cut off at the rectangle's edges."""
    start = x - height
    while start < x + width:
        from_x, to_x = max(start, x), min(start + height, x + width)
        if to_x > from_x:
            yield from_x, y + height - (from_x - start), to_x, y + height - (to_x - start)
        start += _HATCH_STEP


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
