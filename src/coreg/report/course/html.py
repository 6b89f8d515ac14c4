"""A course as one HTML file: no script, nothing from elsewhere, readable aloud."""

from collections.abc import Iterable
from html import escape

from coreg.report.course import drawing, wording
from coreg.report.course.page import CoursePage
from coreg.report.html import banner, document, figure, paragraphs, said, table
from coreg.report.style import style

_SIZE_PT = 8.5
_OWN = """\
table { table-layout: auto; }
td, tbody th { padding-right: .5em; }
figure + .legend { margin-bottom: 1em; }
"""


def html(page: CoursePage) -> bytes:
    """Return the file."""
    return document(page.title, wording.language(), style(_SIZE_PT) + _OWN, _body(page))


def _body(page: CoursePage) -> Iterable[str]:
    who = f'<p class="who"><bdi>{escape(page.who)}</bdi></p>'
    yield f'<header><h1>{escape(page.heading)}</h1>{who}<p class="facts">{escape(page.facts)}</p></header>'
    for i, words in enumerate(page.banners):
        yield banner(i, words, is_simulated=words == wording.simulated())
    if page.picture is not None:
        yield from figure("course", drawing.svg(page.picture))
        yield f'<p class="legend">{escape(" ".join(page.picture.legend))}</p>'
    yield from map(said, page.said)
    if page.table is not None:
        yield f"<section>{table(page.table)}</section>"
    yield f"<footer>{paragraphs(page.foot)}</footer>"
