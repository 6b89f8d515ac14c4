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
        *figure("strip", "" if page.strip is None else strip_svg.draw(page.strip)),
        *_beside(page),
        *_notes(page),
        f"<footer>{paragraphs(page.foot)}</footer>",
    ]
    return document(page.title, wording.LANGUAGE, style(size_pt(page)), body)


def document(title: str, language: str, sheet: str, body: Iterable[str]) -> bytes:
    """Return a whole file of these parts, under this style sheet."""
    text = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{sheet}</style>\n</head>\n<body>\n<main>\n"
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
    for i, words in enumerate(page.banners):
        yield banner(i, words, is_simulated=words == wording.SIMULATED)
    yield f'<dl class="people">{"".join(map(_person, page.people))}</dl>'


def banner(nth: int, words: str, *, is_simulated: bool) -> str:
    """Return what must not be overlooked."""
    kind = "simulated" if is_simulated else "notice"
    return f'<p class="banner {kind}" id="banner-{nth}">{escape(words)}</p>'


def _person(one: PersonLine) -> str:
    shape = f'<span aria-hidden="true" class="{"client" if one.shape == "●" else "second"}">{one.shape}</span>'
    return f"<div><dt>{shape} {escape(one.name)}</dt><dd>{escape(one.text)}</dd></div>"


def figure(name: str, svg: str) -> Iterable[str]:
    """Give a drawing, where there is one."""
    if svg:
        yield f'<figure class="{name}">{svg}</figure>'


def _beside(page: Page) -> Iterable[str]:
    """Give the table of sets with the curve and what was measured beside it."""
    readings, accounts = ("".join(map(said, part)) for part in (page.readings, page.accounts))
    if page.sets is None:
        yield readings + accounts
        return
    curve = ""
    if page.curve is not None:
        curve = f"<h2>{escape(page.curve.title)}</h2>" + "".join(figure("curve", curve_svg.draw(page.curve)))
    yield f'<div class="beside"><div>{table(page.sets)}{accounts}</div><div>{curve}{readings}</div></div>'


def table(of: SetTable) -> str:
    """Return a table, and beneath it the reasons that its letters stand for."""
    heads = "".join(
        f'<th scope="col">{escape(name)}{f"<br><small>{escape(unit)}</small>" if unit else ""}</th>'
        for name, unit in of.heads
    )
    rows = "".join(
        f"<tr>{''.join(_cell(cell, is_first=not i) for i, cell in enumerate(row))}</tr>" for row in of.rows
    )
    reasons = "; ".join(f"<sup>{letter}</sup> {escape(words)}" for letter, words in of.reasons)
    remarks = " ".join(map(escape, of.remarks))
    return (
        f"<table><caption>{escape(of.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="legend">{" ".join(each for each in (reasons and f"{reasons}.", remarks) if each)}</p>'
    )


def _cell(cell: Cell, *, is_first: bool) -> str:
    words = escape(cell.text) + (f"<sup>{cell.reason}</sup>" if cell.reason else "")
    return f'<th scope="row">{words}</th>' if is_first else f"<td>{words}</td>"


def said(one: Said) -> str:
    """Return sentences under their heading."""
    return f"<section><h2>{escape(one.title)}</h2>{paragraphs(one.lines)}</section>"


def paragraphs(lines: Iterable[str]) -> str:
    """Return a paragraph for each line."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _notes(page: Page) -> Iterable[str]:
    if page.notes:
        lines = "".join(
            f'<p><span class="at">{escape(at)}</span> <bdi>{escape(words)}</bdi></p>' for at, words in page.notes
        )
        yield f'<section class="notes"><h2>{escape(page.notes_title)}</h2>{lines}</section>'
