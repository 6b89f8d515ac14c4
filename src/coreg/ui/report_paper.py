"""A report on paper through Qt, where Typst isn't installed: the same page, without tags for those who hear it."""

import os
import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtSvg import QSvgRenderer

from coreg.report.page import Page
from coreg.report.plain_html import PlainPage, plain_page, plain_style
from coreg.ui.fonts import font_of_px, load_inter

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


def _application() -> None:
    """Have Qt there without a screen, where no window has it already."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication([]))


_kept: list[QGuiApplication] = []  # Qt ends with its application object


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
    document.setDefaultFont(font_of_px(_BODY_PX, 400))
    document.setDefaultStyleSheet(plain_style(size_pt))
    document.setDocumentMargin(0)
    for name, svg in plain.pictures.items():
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), _image(svg))
    document.setPageSize(QSizeF(room.width(), room.height()))
    document.setHtml(f"<body>{plain.html}</body>")
    return document


def _image(svg: str) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    image = QImage(renderer.defaultSize() * _PICTURE_SCALE, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image
