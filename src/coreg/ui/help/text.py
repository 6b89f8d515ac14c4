"""The help as a document: for paper, and for `docs/sheets/help.md`."""

from PySide6.QtGui import QTextDocument

from coreg.ui.fonts import REGULAR, font_of_px
from coreg.ui.help import wording

_TEXT_PX = 12


def markdown() -> str:
    """Return the whole text as Markdown, a paragraph a line."""
    lines = [f"# {wording.TITLE}"]
    for title, paragraphs in wording.SECTIONS:
        lines += [f"## {title}", *paragraphs]
    return "\n\n".join(lines) + "\n"


def document() -> QTextDocument:
    """Return it as a document to print."""
    made = QTextDocument()
    made.setDefaultFont(font_of_px(_TEXT_PX, REGULAR))
    made.setMarkdown(markdown())
    return made
