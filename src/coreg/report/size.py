"""How large a page's words are: as large as lets one sheet hold them, and never under 6.5 points."""

import math
from collections.abc import Iterable

from coreg.report.page import Page, Said
from coreg.report.strip_svg import height_pt

_SIZES_PT = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
_LEAST_PT = 6.5
_PAPER_PT = 842.0 - 63.0  # A4 less its edges
_HEAD_PT, _BANNER_PT, _PERSON_PT, _FOOT_PT, _SPARE_PT = 48.0, 17.0, 14.0, 42.0, 16.0
_LINE, _LETTER = 1.36, 0.5  # heights and widths in ems, as the style sets them
_WIDTH_PT, _TABLE_PT, _BESIDE_PT, _CURVE_PT = 516.0, 328.0, 168.0, 135.0
_TABLE_BESIDE_ROWS = 8  # lines: caption, heads, legend


def size_pt(page: Page) -> float:
    """Return the size of the page's words, in points."""
    strip = 0.0 if page.strip is None else height_pt(page.strip)
    around = _HEAD_PT + _BANNER_PT * len(page.banners) + _PERSON_PT * len(page.people) + _FOOT_PT + _SPARE_PT
    room = _PAPER_PT - strip - around
    return next((size for size in _SIZES_PT if _height_pt(page, size) <= room), _LEAST_PT)


def _height_pt(page: Page, size: float) -> float:
    notes = sum(_lines(words, _WIDTH_PT, size) for _, words in page.notes) + (2 if page.notes else 0)
    if page.sets is None:
        return (
            _LINE * size * (notes + _said(page.readings, _WIDTH_PT, size) + _said(page.accounts, _WIDTH_PT, size))
        )
    left = len(page.sets.rows) + _TABLE_BESIDE_ROWS + _said(page.accounts, _TABLE_PT, size)
    right = _said(page.readings, _BESIDE_PT, size)
    curve = 0.0 if page.curve is None else _CURVE_PT
    return _LINE * size * notes + max(_LINE * size * left, curve + _LINE * size * right)


def _said(parts: Iterable[Said], width_pt: float, size: float) -> int:
    return sum(2 + sum(_lines(words, width_pt, size) for words in one.lines) for one in parts)


def _lines(words: str, width_pt: float, size: float) -> int:
    return max(1, math.ceil(len(words) * _LETTER * size / width_pt))
