"""A report on paper through Qt, where Typst isn't installed: the same page, without tags for those who hear it."""

import os
import re
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from coreg.report.page import Page
from coreg.report.plain_html import PlainPage, plain_page, plain_style
from coreg.ui.fonts import REGULAR, STRONG, font_of_px, load_inter

_DPI, _PICTURE_SCALE = 96, 4
_SIDE_MM, _TOP_MM = 14.0, 11.0
_SIZES_PT = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_BODY_PX = 11
_WHEN = re.compile(rb"D:\d{14}")
_NO_WHEN = b"D:19700101000000"


def paper(page: Page) -> bytes:
    """Return the page as a PDF of one sheet where it fits one; no author, name or date is in its metadata."""
    _application()
    load_inter()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(page.title)
    margins = QMarginsF(_SIDE_MM, _TOP_MM, _SIDE_MM, _TOP_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    _print(page, writer)
    buffer.close()
    return _WHEN.sub(_NO_WHEN, bytes(content.data()))  # as long as before, so that every place in the file holds


@cache  # Qt ends with its application object
def _application() -> QCoreApplication:
    """Have Qt there without a screen, where no window has it already."""
    there = QGuiApplication.instance()
    if there is not None:
        return there
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])


def _print(page: Page, writer: QPdfWriter) -> None:
    room = QRectF(0, 0, writer.width(), writer.height())
    plain = plain_page(page, room.width())
    for size_pt in _SIZES_PT:
        document = _document(plain, size_pt, room)
        if document.pageCount() == 1:
            break
    painter = QPainter(writer)
    for sheet in range(document.pageCount()):
        if sheet:
            writer.newPage()
        painter.save()
        painter.translate(0, -sheet * room.height())
        document.drawContents(painter, room.translated(0, sheet * room.height()))
        painter.restore()
    painter.end()


def _document(plain: PlainPage, size_pt: float, room: QRectF) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(_letters(size_pt))
    document.setDefaultStyleSheet(plain_style(size_pt))
    document.setDocumentMargin(0)
    document.setDefaultTextOption(_breaking())
    for name, svg in plain.pictures.items():
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), _image(svg))
    document.setPageSize(QSizeF(room.width(), room.height()))
    document.setHtml(f"<body>{plain.html}</body>")
    _strengthen(document, size_pt)
    return document


def _strengthen(document: QTextDocument, size_pt: float) -> None:
    """Give bold words Inter's own weight: Qt would draw them twice, and a search would find them twice."""
    block, bold = document.begin(), []
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            one = fragments.fragment()
            if one.charFormat().fontWeight() > REGULAR:
                bold.append((one.position(), one.length()))
            fragments += 1
        block = block.next()
    for position, length in bold:
        cursor, strong = QTextCursor(document), QTextCharFormat()
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        strong.setFont(_letters(size_pt, STRONG))
        cursor.mergeCharFormat(strong)


def _breaking() -> QTextOption:
    """Return that a word which is longer than a line is broken."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _letters(size_pt: float, weight: int = REGULAR) -> QFont:
    """Return Inter without what puts one form of a letter for another: Qt loses which letter such a form is."""
    plain = QFont(font_of_px(_BODY_PX, REGULAR).family())
    plain.setPointSizeF(size_pt)
    for feature in ("calt", "ccmp", "tnum", "kern", "liga", "clig"):
        plain.setFeature(QFont.Tag(feature), 0)
    plain.setVariableAxis(QFont.Tag("wght"), weight)
    return plain


def _image(svg: str) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    image = QImage(renderer.defaultSize() * _PICTURE_SCALE, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image
