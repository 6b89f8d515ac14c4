"""A comparison as one HTML file: no script, nothing from elsewhere, readable aloud."""

from collections.abc import Iterable
from html import escape

from coreg.report.compare import drawing
from coreg.report.compare.page import ComparePage
from coreg.report.course.wording import language, simulated
from coreg.report.html import banner, document, figure, paragraphs, table
from coreg.report.style import style

_SIZE_PT = 8.5
_OWN = """\
.curve { max-width: 300pt; }
td, tbody th { white-space: initial; overflow-wrap: anywhere; }
tbody th, thead th:first-child { text-align: left; }
h2 { margin-top: .9em; }
"""


def html(page: ComparePage, *, at_first_set: bool = False) -> bytes:
    """Return the file."""
    return document(page.title, language(), style(_SIZE_PT) + _OWN, _body(page, at_first_set=at_first_set))


def _body(page: ComparePage, *, at_first_set: bool) -> Iterable[str]:
    yield f"<header><h1>{escape(page.heading)}</h1></header>"
    for i, words in enumerate(page.banners):
        yield banner(i, words, is_simulated=words == simulated())
    for nth, name in enumerate(page.names):
        yield f"<h2><bdi>{escape(name)}</bdi></h2>"
        yield from figure("strip", drawing.strip(page, nth, at_first_set=at_first_set))
    if page.curve is not None:
        yield f"<h2>{escape(page.curve.title)}</h2>"
        yield from figure("curve", drawing.curve(page))
        yield f'<p class="legend">{escape(page.curve_key)}</p>'
    yield f"<section>{table(page.table)}</section>"
    yield f"<footer>{paragraphs(page.foot)}</footer>"
