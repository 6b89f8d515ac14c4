"""The sheet for the client, one page to print or keep: what is measured, what it can't know, how to stop."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtWidgets import QWidget

from coreg.domain.language import _
from coreg.ui.fonts import REGULAR, font_of_px

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

TITLE = _("Your heart on a screen")
SHEET = _("""# Your heart on a screen

*For you to keep. Your therapist can tell you more, and there is time for questions before anything starts.*

## What is measured
You wear a strap with two electrodes on the skin of your chest. It times each heartbeat and sends the times to your
therapist's computer. From them the computer works out how fast your heart beats, and how much one beat's length
differs from the next. Your therapist may wear one too. Nothing else is taken: no sound, no picture, no place.

## What it can't know
It doesn't know what you feel or think, or what a moment means to you. A faster heart may be fear, joy, a deep
breath, a stair or a thought. A slow heart isn't always a quiet one. There are no points, no goal, and nothing you
can do wrong. What you say counts for more than any curve.

## Your own screen
If you like, a second screen shows a soft shape. It may rest, follow your heart, or grow and shrink slowly as a
pace to breathe by. You don't have to follow it. If it makes you dizzy or uneasy, breathe as you usually do and look
away.

## You can stop at any time
- A touch or a click on your screen lets it rest.
- Say stop, or lift a hand: your therapist has one key for that.
- The strap can come off whenever you want, without giving a reason.
- You can ask that nothing is kept from now on, or that what was kept is erased.

## What becomes of it
What is kept lies encrypted on your therapist's computer, under a made-up name. Nothing goes to the internet. You
are asked before anything is kept, and for each purpose apart. You can take back each of these whenever you want.

## What it is not
It is not a medical device. Nobody is called if something is wrong with your heart. Tell your therapist, before you
start, if you have a pacemaker or another implant (then ask your doctor first), a heartbeat that comes and goes
unevenly, or medicine that changes your heart rate. If you feel ill, say so at once.
""")

_EDGE_MM = 20.0
_TEXT_PX = 12


def sheet_document() -> QTextDocument:
    """Return the sheet as a document of one page."""
    document = QTextDocument()
    document.setDefaultFont(font_of_px(_TEXT_PX, REGULAR))
    document.setMarkdown(SHEET)
    return document


def write_sheet(path: Path) -> None:
    """Write the sheet as HTML, for another program to print or send."""
    path.write_text(sheet_document().toHtml(), encoding="utf-8")


def print_sheet(over: QWidget) -> bool:
    """Ask where to print and do so; False where it was called off."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(TITLE)
    dialog = QPrintDialog(printer, over)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    if accepted:
        paint_sheet(printer)
    return accepted


def paint_sheet(printer: "QPrinter") -> None:
    """Print the sheet, with a margin to hold it by."""
    size = QPageSize(QPageSize.PageSizeId.A4)
    margins = QMarginsF(_EDGE_MM, _EDGE_MM, _EDGE_MM, _EDGE_MM)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    sheet_document().print_(printer)
