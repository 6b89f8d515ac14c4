"""The page as HTML: whole in itself, readable aloud, and no text in it is ever markup."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from coreg.report.html import html
from coreg.report.page import Copy
from tests.report import pages
from tests.report.conftest import Checked

_VOID = ("meta", "br")


class Reader(HTMLParser):
    """Collects elements with their attributes, ids and text; every element must be closed in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read(content: bytes) -> Reader:
    reader = Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    assert not reader._open
    return reader


def test_nothing_comes_from_elsewhere_and_nothing_runs() -> None:
    content = html(pages.full_page()).decode("utf-8")
    reader = read(content.encode())
    assert not {"script", "link", "img", "iframe", "object", "use", "image"} & {tag for tag, _ in reader.elements}
    references = {"src", "href", "xlink:href", "onload", "onclick", "data", "style"}
    assert not [attributes for _, attributes in reader.elements if references & attributes.keys()]
    assert "url(" not in content
    assert "@import" not in content
    assert content.replace("http://www.w3.org/2000/svg", "").count("http") == 0


def test_the_page_says_its_language_and_nothing_of_anybody_in_its_head() -> None:
    reader = read(html(pages.full_page()))
    assert reader.of("html") == [{"lang": "en"}]
    head = html(pages.full_page()).partition(b"<body>")[0]
    for word in (pages.PSEUDONYM, pages.NAME, "2026", "March", pages.NOTE, "author"):
        assert word.encode() not in head
    assert [attributes.get("name") for attributes in reader.of("meta")] == [None, "viewport"]


def test_every_picture_has_a_title_and_a_description_under_ids_of_its_own() -> None:
    reader = read(html(pages.full_page()))
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    pictures = reader.of("svg")
    assert len(pictures) == 2
    for picture in pictures:
        assert picture["role"] == "img"
        assert set((picture["aria-labelledby"] or "").split()) <= set(ids)
    assert "SUD at 5:10: 8." in reader.text


def test_every_head_of_the_table_says_what_it_heads() -> None:
    page = pages.full_page()
    assert page.sets is not None
    scopes = [attributes.get("scope") for attributes in read(html(page)).of("th")]
    assert scopes == ["col"] * 10 + ["row"] * len(page.sets.rows)
    assert len(read(html(page)).of("caption")) == 1


def test_headings_go_down_step_by_step() -> None:
    levels = [int(tag[1]) for tag, _ in read(html(pages.full_page())).elements if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}


@pytest.mark.parametrize("text", pages.ODD)
def test_no_text_is_markup(text: str) -> None:
    plain, odd = read(html(pages.odd_page("plain"))), read(html(pages.odd_page(text)))
    assert [tag for tag, _ in odd.elements] == [tag for tag, _ in plain.elements]
    assert odd.text.count(" ".join(text.split())) == 1 + (len(text) <= 200)


def test_the_same_page_is_the_same_file() -> None:
    assert html(pages.full_page()) == html(pages.full_page())


def test_a_validator_finds_nothing_in_any_copy_or_with_any_text(html_findings: Checked, tmp_path: Path) -> None:
    written = [*map(pages.page, Copy), pages.full_page(), *map(pages.odd_page, pages.ODD)]
    for i, page in enumerate(written):
        (tmp_path / f"report-{i}.html").write_bytes(html(page))
    assert html_findings(tmp_path) == ""
