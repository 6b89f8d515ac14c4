import re
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from coreg.ui import client_sheet as sheet

PRINTED = Path(__file__).parents[2] / "docs" / "sheets" / "for-the-client.md"


def test_the_sheet_in_the_documents_is_the_one_that_is_printed() -> None:
    assert PRINTED.read_text(encoding="utf-8") == sheet.SHEET


def test_it_says_what_it_must(app: QApplication) -> None:
    plain = " ".join(sheet.sheet_document().toPlainText().split())
    for said in (
        "not a medical device",
        "stop at any time",
        "can't know",
        "pacemaker",
        "breathe as you usually do",
    ):
        assert said in plain


def test_as_html_it_has_its_headings(app: QApplication, tmp_path: Path) -> None:
    sheet.write_sheet(tmp_path / "sheet.html")
    html = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert len(re.findall("<h2", html)) == 6


def test_it_fits_on_one_page(app: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    sheet.paint_sheet(printer)
    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "sheet.pdf").read_bytes())
    assert len(pages) == 1
