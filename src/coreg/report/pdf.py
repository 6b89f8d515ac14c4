"""A page as PDF/UA-1: tagged, searchable, and the same bytes for the same page. Typst comes in by this door alone.

What is said goes to Typst as JSON, so that no text can be markup. Letters are Inter's; where a text needs others,
the system's fonts are asked, and what no font has becomes a white square.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from coreg.report import colours, curve_svg, strip_svg, wording
from coreg.report.page import CurvePicture, Page, SetTable, Strip
from coreg.report.size import size_pt

_Value: TypeAlias = "str | float | Sequence[_Value] | Mapping[str, _Value] | None"

_LAYOUT = Path(__file__).with_name("page.typ")
_NOTHING_HAS_IT = "□"
_LONGEST_WORD, _PIECE = 30, 12
_MAY_BREAK = "\u200b"


def is_there() -> bool:
    """Whether Typst is installed: the extra `coreg[report]` brings it along."""
    try:
        import typst  # noqa: F401
    except ImportError:
        return False
    return True


def pdf(page: Page) -> bytes:
    """Return the file; only where `is_there`."""
    import typst

    content = _content(page)
    try:
        return _compiled(content, asks_system=False)
    except typst.TypstError:  # a letter that the fonts at hand don't have: PDF/UA takes no blanks
        pass
    try:
        return _compiled(content, asks_system=True)
    except typst.TypstError:
        return _compiled(_each(content, _known_letters), asks_system=False)


def _compiled(content: _Value, *, asks_system: bool) -> bytes:
    import typst

    made: bytes = typst.compile(
        _LAYOUT.read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=asks_system, font_paths=_font_folders()),
        ignore_system_fonts=not asks_system,
        sys_inputs={"page": json.dumps(content, ensure_ascii=False, allow_nan=False)},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=0,
    )
    return made


def _font_folders() -> list[str]:
    spec = find_spec("fontpkg_inter")
    return [] if spec is None or spec.origin is None else [str(Path(spec.origin).parent / "files")]


def _content(page: Page) -> _Value:
    said: dict[str, _Value] = {
        "language": wording.LANGUAGE,
        "title": page.title,
        "heading": page.heading,
        "who": page.who,
        "copy": page.copy,
        "facts": page.facts,
        "banners": [
            {"kind": "simulated" if banner == wording.SIMULATED else "notice", "text": banner}
            for banner in page.banners
        ],
        "people": [
            {"kind": kind, "shape": one.shape, "name": one.name, "text": one.text}
            for kind, one in zip(("client", "therapist"), page.people, strict=False)
        ],
        "sets": None if page.sets is None else _table(page.sets),
        "readings": [{"title": one.title, "lines": one.lines} for one in page.readings],
        "accounts": [{"title": one.title, "lines": one.lines} for one in page.accounts],
        "notes_title": page.notes_title,
        "notes": page.notes,
        "foot": page.foot,
    }
    return {
        **{name: _each(value, _breakable) for name, value in said.items()},
        "size": size_pt(page),
        "colours": {name.lower(): value for name, value in vars(colours).items() if isinstance(value, str)},
        "strip": None if page.strip is None else _picture(strip_svg.draw(page.strip), page.strip),
        "curve": None if page.curve is None else _picture(curve_svg.draw(page.curve), page.curve),
    }


def _table(sets: SetTable) -> _Value:
    return {
        "caption": sets.caption,
        "heads": sets.heads,
        "rows": [[{"text": cell.text, "reason": cell.reason} for cell in row] for row in sets.rows],
        "reasons": sets.reasons,
        "remarks": sets.remarks,
    }


def _picture(svg: str, said: Strip | CurvePicture) -> _Value:
    alt = wording.ALT.format(title=said.title, description=said.description)
    return {"svg": svg, "title": said.title, "alt": alt}


def _known_letters(text: str) -> str:
    """Return the text without letters that our own fonts may lack: all beyond those of Europe, and signs."""
    return "".join(each if _is_ours(each) else _NOTHING_HAS_IT for each in text)


def _is_ours(letter: str) -> bool:
    return ord(letter) < 0x0530 or 0x1E00 <= ord(letter) < 0x2300 or letter in "□●◆"


def _breakable(text: str) -> str:
    """Return the text with places in which an overlong word may be broken.

    >>> _breakable("a" * 31).count(_MAY_BREAK)
    2
    """
    return " ".join(word if len(word) <= _LONGEST_WORD else _pieces(word) for word in text.split(" "))


def _pieces(word: str) -> str:
    return _MAY_BREAK.join(word[i : i + _PIECE] for i in range(0, len(word), _PIECE))


def _each(value: _Value, change: Callable[[str], str]) -> _Value:
    """Return the value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _each(one, change) for name, one in value.items()}
    return [_each(one, change) for one in value] if isinstance(value, Sequence) else value
