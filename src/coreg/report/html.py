"""A page as one HTML file: no script, nothing from elsewhere, readable aloud, and one sheet of A4 when printed."""

from collections.abc import Iterable
from html import escape

from coreg.report import curve_svg, strip_svg, wording
from coreg.report.page import Cell, Page, PersonLine, Said, SetTable
from coreg.report.size import size_pt
from coreg.report.style import style


def html(page: Page) -> bytes:
    """Return the file."""
    body = [
        *_head(page),
        *_figure("strip", "" if page.strip is None else strip_svg.draw(page.strip)),
        *_beside(page),
        *_notes(page),
        f"<footer>{_paragraphs(page.foot)}</footer>",
    ]
    text = (
        f'<!DOCTYPE html>\n<html lang="{wording.LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n<style>\n{style(size_pt(page))}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )
    return text.encode("utf-8")


def _head(page: Page) -> Iterable[str]:
    who = f'<p class="who"><bdi>{escape(page.who)}</bdi></p>' if page.who else ""
    yield (
        f"<header><h1>{escape(page.heading)}</h1>{who}"
        f'<p class="copy">{escape(page.copy)}</p><p class="facts">{escape(page.facts)}</p></header>'
    )
    for i, banner in enumerate(page.banners):
        kind = "simulated" if banner == wording.SIMULATED else "notice"
        yield f'<p class="banner {kind}" id="banner-{i}">{escape(banner)}</p>'
    yield f'<dl class="people">{"".join(map(_person, page.people))}</dl>'


def _person(one: PersonLine) -> str:
    shape = f'<span aria-hidden="true" class="{"client" if one.shape == "●" else "second"}">{one.shape}</span>'
    return f"<div><dt>{shape} {escape(one.name)}</dt><dd>{escape(one.text)}</dd></div>"


def _figure(name: str, svg: str) -> Iterable[str]:
    if svg:
        yield f'<figure class="{name}">{svg}</figure>'


def _beside(page: Page) -> Iterable[str]:
    """Give the table of sets with the curve and what was measured beside it."""
    said, accounts = ("".join(map(_said, part)) for part in (page.readings, page.accounts))
    if page.sets is None:
        yield said + accounts
        return
    curve = ""
    if page.curve is not None:
        curve = f"<h2>{escape(page.curve.title)}</h2>" + "".join(_figure("curve", curve_svg.draw(page.curve)))
    yield f'<div class="beside"><div>{_table(page.sets)}{accounts}</div><div>{curve}{said}</div></div>'


def _table(table: SetTable) -> str:
    heads = "".join(
        f'<th scope="col">{escape(name)}{f"<br><small>{escape(unit)}</small>" if unit else ""}</th>'
        for name, unit in table.heads
    )
    rows = "".join(
        f"<tr>{''.join(_cell(cell, is_first=not i) for i, cell in enumerate(row))}</tr>" for row in table.rows
    )
    reasons = "; ".join(f"<sup>{letter}</sup> {escape(words)}" for letter, words in table.reasons)
    remarks = " ".join(map(escape, table.remarks))
    return (
        f"<table><caption>{escape(table.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="legend">{" ".join(each for each in (reasons and f"{reasons}.", remarks) if each)}</p>'
    )


def _cell(cell: Cell, *, is_first: bool) -> str:
    words = escape(cell.text) + (f"<sup>{cell.reason}</sup>" if cell.reason else "")
    return f'<th scope="row">{words}</th>' if is_first else f"<td>{words}</td>"


def _said(one: Said) -> str:
    return f"<section><h2>{escape(one.title)}</h2>{_paragraphs(one.lines)}</section>"


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _notes(page: Page) -> Iterable[str]:
    if page.notes:
        said = "".join(
            f'<p><span class="at">{escape(at)}</span> <bdi>{escape(words)}</bdi></p>' for at, words in page.notes
        )
        yield f'<section class="notes"><h2>{escape(page.notes_title)}</h2>{said}</section>'
