"""Who is told what: the client's copy holds nothing of the therapist, supervision's no date, none a part's name."""

import io
from dataclasses import replace

import pytest

from coreg.domain.client import Relation
from coreg.domain.errors import UsageError
from coreg.domain.person import Role
from coreg.report.asked import Asked, Known
from coreg.report.html import html
from coreg.report.page import Copy, Page, Tick
from coreg.review.report_page import report_page
from coreg.review.reviewed import review
from tests.report import pages
from tests.review import long_session
from tests.review.long_session import recording, session

OF_THERAPIST = ("Therapist:", "Therapist,", long_session.THERAPIST_MODEL, "◆", "#7F4400", "ogether", "in step")
TYPED = (pages.NOTE, pages.LAST_WORDS, pages.PART, pages.TARGET, pages.REASON)
OF_EYES = ("star 11:40", "drifted 11:50", "firefighter", "Self-energy")


@pytest.fixture(scope="module")
def clients_html() -> str:
    return html(pages.page(Copy.CLIENT)).decode("utf-8").replace("#7F4400; }", "")  # a style's colour, unused


@pytest.fixture(scope="module")
def clients_pdf() -> str:
    return text_layer(pages.page(Copy.CLIENT))


def text_layer(page: Page) -> str:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst", reason="the extra coreg[report] isn't installed")
    from coreg.report.pdf import pdf

    content = pdf(page)
    reader = pypdf.PdfReader(io.BytesIO(content))
    streams = b"".join(bytes(each) for each in (content, reader.root_object["/Metadata"].get_object().get_data()))
    alternatives = repr([reader.get_object(i) for i in range(1, len(reader.xref[0]) + 1)])
    return streams.decode("latin-1") + alternatives + "".join(sheet.extract_text() for sheet in reader.pages)


def test_the_clients_copy_is_the_same_whoever_the_therapist_was() -> None:
    usual = pages.page(Copy.CLIENT)
    other = report_page(review(recording(seed=2)), Asked(Copy.CLIENT), pages.KNOWN)
    none = report_page(review(long_session.without(Role.THERAPIST)), Asked(Copy.CLIENT), pages.KNOWN)
    assert repr(usual) == repr(other) == repr(none)  # NaN isn't equal to itself
    assert html(usual) == html(other) == html(none)


def test_the_clients_copy_is_the_same_whatever_was_typed() -> None:
    nothing = replace(pages.KNOWN, notes=(), name=None)
    assert repr(pages.page(Copy.CLIENT)) == repr(pages.page(Copy.CLIENT, known=nothing))


@pytest.mark.parametrize("word", [*OF_THERAPIST, *TYPED, *OF_EYES])
def test_nothing_of_the_therapist_is_in_the_clients_bytes_or_text_layer(
    clients_html: str, clients_pdf: str, word: str
) -> None:
    assert word not in clients_html
    assert word not in clients_pdf


def test_the_therapists_copy_has_what_the_clients_lacks() -> None:
    said = html(pages.full_page()).decode("utf-8")
    for word in ("◆", long_session.THERAPIST_MODEL, "ogether", pages.NOTE, pages.LAST_WORDS, "star", "Self-energy"):
        assert word in said


def test_with_the_therapist_ticked_the_clients_copy_has_both_and_still_no_marks_of_theirs() -> None:
    said = html(pages.page(Copy.CLIENT, frozenset({Tick.THERAPIST}))).decode("utf-8")
    assert long_session.THERAPIST_MODEL in said
    assert "Moving together" in said
    for word in (*TYPED, *OF_EYES):
        assert word not in said


@pytest.mark.parametrize("copy", Copy)
def test_nothing_typed_and_no_name_is_on_any_copy_unless_ticked(copy: Copy) -> None:
    said = html(pages.page(copy)).decode("utf-8")
    for word in (*TYPED, pages.NAME):
        assert word not in said
    assert pages.PSEUDONYM in said


def test_notes_are_the_process_notes_alone_even_where_ticked() -> None:
    page = pages.full_page()
    assert page.notes == (("15:00", pages.NOTE), ("1:00:00", pages.LAST_WORDS))
    said = html(page).decode("utf-8")
    assert pages.NAME in said
    for word in (pages.PART, pages.TARGET, pages.REASON):
        assert word not in said


def test_supervision_counts_days_and_says_no_date_or_time_of_day() -> None:
    page = pages.page(Copy.SUPERVISION)
    assert page.facts.startswith("Day 29 since the first session · ")
    said = html(page).decode("utf-8")
    for word in ("2026", "March", "00:30", "23:30", long_session.HEADER.session_id[:8]):
        assert word not in said
    plain = report_page(session(), Asked(Copy.SUPERVISION))
    assert plain.facts.startswith("Date left out · ")


def test_the_record_has_the_local_date_of_its_start() -> None:
    assert pages.page().facts.startswith("2 March 2026, 00:30 · 1:00:00 long · 20 sets")


@pytest.mark.parametrize(
    ("copy", "tick", "sentence"),
    [
        (Copy.CLIENT, Tick.NOTES, "The client's own copy never holds notes"),
        (Copy.SUPERVISION, Tick.NAMES, "A copy for supervision goes by pseudonym"),
    ],
)
def test_a_tick_that_a_copy_never_takes_is_refused(copy: Copy, tick: Tick, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        Asked(copy, frozenset({tick}))


def test_the_second_person_is_called_what_they_are() -> None:
    page = report_page(session(), Asked(), Known(relation=Relation.PARENT))
    assert [one.name for one in page.people] == ["Client", "Parent"]
    assert not [line for said in page.readings for line in said.lines if line.startswith("Therapist")]
