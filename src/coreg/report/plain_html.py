"""A page in the few words of HTML that Qt can lay out: for paper where Typst isn't installed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from coreg.report import colours, curve_svg, strip_svg
from coreg.report.page import Page, Said, SetTable

STRIP, CURVE = "strip", "curve"
_CURVE_SHARE, _GAP_PX = 0.34, 24  # of the page's width; between the curve and what stands beside it


@dataclass(frozen=True, slots=True)
class PlainPage:
    """Text with places for its pictures, which are named as they are in `pictures`."""

    html: str
    pictures: Mapping[str, str]


def plain_page(page: Page, width_px: float) -> PlainPage:
    """Return the page, its pictures as wide as `width_px` and a part of it."""
    pictures = {
        **({} if page.strip is None else {STRIP: strip_svg.draw(page.strip)}),
        **({} if page.curve is None else {CURVE: curve_svg.draw(page.curve)}),
    }
    body = [
        f'<p class="title">{escape(page.heading)}</p>',
        f"<p><b>{escape(page.who)}</b></p>" if page.who else "",
        f'<p class="muted">{escape(page.facts)} · {escape(page.copy)}</p>',
        *(f"<p><b>{escape(banner)}</b></p>" for banner in page.banners),
        *(f"<p>{one.shape} <b>{escape(one.name)}</b> {escape(one.text)}</p>" for one in page.people),
        _picture(STRIP, width_px) if STRIP in pictures else "",
        "" if page.sets is None else _table(page.sets),
        _beside(page, width_px * _CURVE_SHARE),
        *map(_said, page.accounts),
        *_notes(page),
        *(f'<p class="muted">{escape(line)}</p>' for line in page.foot),
    ]
    return PlainPage("\n".join(body), pictures)


def plain_style(size_pt: float) -> str:
    """Return the style sheet for words of this size."""
    return (
        f"p, td, th {{ font-size: {size_pt}pt; color: {colours.TEXT}; margin: 1px; }} "
        f".title {{ font-size: 15pt; }} .head {{ margin-top: 7px; }} .muted {{ color: {colours.MUTED}; }}"
    )


def _picture(name: str, width_px: float) -> str:
    return f'<p><img src="{name}" width="{width_px:.0f}"></p>'


def _beside(page: Page, width_px: float) -> str:
    said = "".join(map(_said, page.readings))
    if page.curve is None:
        return said
    curve = f"{_head(page.curve.title)}{_picture(CURVE, width_px)}"
    cells = f'<td width="{width_px + _GAP_PX:.0f}">{curve}</td><td>{said}</td>'
    return f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>'


def _head(words: str) -> str:
    return f'<p class="head"><b>{escape(words)}</b></p>'  # Qt gives headings sizes of its own


def _table(table: SetTable) -> str:
    heads = "".join(f'<th align="right">{escape(f"{name} {unit}".strip())}</th>' for name, unit in table.heads)
    rows = "".join(
        "<tr>"
        + "".join(f'<td align="right">{escape(cell.text)}<sup>{cell.reason}</sup></td>' for cell in row)
        + "</tr>"
        for row in table.rows
    )
    reasons = [f"<sup>{letter}</sup> {escape(words)}." for letter, words in table.reasons]
    legend = " ".join((*reasons, *map(escape, table.remarks)))
    return (
        f'{_head(table.caption)}<table width="100%" cellspacing="0" cellpadding="0"><tr>{heads}</tr>{rows}'
        f'</table><p class="muted">{legend}</p>'
    )


def _said(one: Said) -> str:
    return _head(one.title) + "".join(f"<p>{escape(line)}</p>" for line in one.lines)


def _notes(page: Page) -> Iterable[str]:
    if page.notes:
        yield _head(page.notes_title)
    for at, words in page.notes:
        yield f"<p>{escape(at)} {escape(words)}</p>"
