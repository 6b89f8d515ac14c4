"""A report on paper through Qt: one sheet, its words searchable, and nothing of anybody in the metadata."""

import io
import re

import pytest
from PySide6.QtWidgets import QApplication

from coreg.report.page import Copy, Page
from coreg.ui.report_paper import paper
from tests.report import pages

pypdf = pytest.importorskip("pypdf")


@pytest.mark.parametrize("page", [pages.full_page(), pages.page(Copy.CLIENT), *map(pages.odd_page, pages.ODD)])
def test_it_is_one_sheet_with_every_sentence_on_it(app: QApplication, page: Page) -> None:
    reader = pypdf.PdfReader(io.BytesIO(paper(page)))
    assert len(reader.pages) == 1
    found = " ".join(reader.pages[0].extract_text().replace("ʼ", "’").split())  # Inter draws both alike
    for said in (*page.readings, *page.accounts):
        for line in said.lines:
            assert " ".join(line.split()) in found


def test_no_author_date_or_name_is_in_its_metadata(app: QApplication) -> None:
    content = paper(pages.full_page())
    about = pypdf.PdfReader(io.BytesIO(content)).metadata
    assert about is not None
    assert about.title == "Coreg: report of a session"
    assert not about.author
    assert set(re.findall(rb"D:\d{14}", content)) == {b"D:19700101000000"}
    assert pages.NAME not in repr(about)
