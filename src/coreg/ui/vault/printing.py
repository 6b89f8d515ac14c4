"""The recovery code on paper: one page, through the system's own print dialog."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from coreg.ui.fonts import MEDIUM, REGULAR, STRONG, font_of_px
from coreg.ui.vault import wording

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DPI = 96  # the page is laid out in the screen's pixels and scaled to the printer's
_EDGE_PX = 60


def print_code(over: QWidget, code: str) -> bool:
    """Ask where to print and do so; False where it was called off or nothing came of it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(wording.PAPER_NAME)
    dialog = QPrintDialog(printer, over)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted and paint_code(printer, code)


def paint_code(printer: "QPrinter", code: str) -> bool:
    """Paint the page; False where the printer can't be painted on."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / _DPI
    painter.scale(scale, scale)
    width = printer.width() / scale - 2 * _EDGE_PX
    top = float(_EDGE_PX)
    groups = code.replace("-", " ").split()
    lines = [
        (wording.PAPER_TITLE, font_of_px(24, STRONG)),
        ("   ".join(groups[:4]), _letters()),
        ("   ".join(groups[4:]), _letters()),
        *((line, font_of_px(14, REGULAR)) for line in wording.PAPER_LINES),
    ]
    for text, letters in lines:
        painter.setFont(letters)
        room = QRectF(_EDGE_PX, top, width, 4000)
        used = painter.boundingRect(room, Qt.TextFlag.TextWordWrap, text)
        painter.drawText(room, Qt.TextFlag.TextWordWrap, text)
        top = used.bottom() + 16
    return painter.end()


def _letters() -> QFont:
    result = QFont(font_of_px(32, MEDIUM))
    result.setFeature(QFont.Tag("zero"), 1)
    return result
