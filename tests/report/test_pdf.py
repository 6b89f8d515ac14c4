"""The page as PDF: tagged, one sheet, the same bytes each time, and no text in it is ever markup."""

import io
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("typst", reason="the extra coreg[report] isn't installed")
pytest.importorskip("pypdf")

from pypdf import PdfReader
from pypdf.generic import StreamObject

from coreg.report.page import Copy, Page
from coreg.report.pdf import pdf
from tests.report import pages
from tests.report.conftest import Checked

_NO_FONT_HAS_IT = "\U00016a70\U00016a71"  # letters of Tangsa


@cache
def full() -> PdfReader:
    return read(pages.full_page())


def read(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(page)))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).replace("\u200b", "").split())


def about(reader: PdfReader) -> str:
    """Return the file's metadata stream."""
    stream = reader.root_object.raw_get("/Metadata").get_object()
    assert isinstance(stream, StreamObject)
    return stream.get_data().decode("utf-8")


def test_it_says_that_it_is_pdf_ua_with_title_and_language() -> None:
    reader = full()
    root = repr(reader.root_object)
    for said in ("'/MarkInfo': {'/Marked': True", "'/Lang': 'en'", "'/DisplayDocTitle': True"):
        assert said in root
    assert "<pdfuaid:part>1</pdfuaid:part>" in about(reader)
    assert reader.metadata is not None
    assert reader.metadata.title == "Coreg: report of a session"


def test_no_author_date_or_name_is_in_its_metadata() -> None:
    reader = full()
    assert set(reader.metadata or {}) == {"/Title", "/Creator"}
    for word in (pages.PSEUDONYM, pages.NAME, "2026", "1970", "CreateDate", "ModifyDate", "<dc:creator"):
        assert word not in about(reader)


def test_the_same_page_is_the_same_file() -> None:
    assert pdf(pages.full_page()) == pdf(pages.full_page())


@pytest.mark.parametrize("page", [pages.full_page(), pages.page(Copy.CLIENT), pages.page_of_sets(30)])
def test_it_is_one_sheet_of_a4(page: Page) -> None:
    reader = read(page)
    assert len(reader.pages) == 1
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]


def test_what_the_page_says_can_be_searched_for() -> None:
    page = pages.full_page()
    found = words(full())
    for said in (*page.readings, *page.accounts):
        for line in said.lines:
            assert " ".join(line.split()) in found
    assert page.sets is not None
    assert f"{page.who} " in found
    assert pages.NOTE in found
    assert "4 Desensitization" in found


@pytest.mark.parametrize("text", pages.ODD)
def test_no_text_is_markup(text: str) -> None:
    reader = read(pages.odd_page(text))
    found = words(reader)
    if text is pages.MARKUP or text is pages.LONG:
        assert "".join(text.split()) in "".join(found.split())
    assert "Set at long" in found  # the page goes on after it
    assert len(reader.pages) == 1


def test_letters_that_no_font_has_become_a_white_square_and_the_page_stays() -> None:
    found = words(read(pages.odd_page(f"the word {_NO_FONT_HAS_IT} stays")))
    assert "the word □□ stays" in found or f"the word {_NO_FONT_HAS_IT} stays" in found  # a rare font may be here


@pytest.mark.parametrize("copy", Copy)
def test_a_checker_of_pdf_ua_finds_nothing(pdfua_findings: Checked, tmp_path: Path, copy: Copy) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(pages.page(copy)))
    assert pdfua_findings(path) == ""
