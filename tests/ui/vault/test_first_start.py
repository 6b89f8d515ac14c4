"""The first start: a vault is made by keys alone, its code is confirmed and never copied; or nobody wants one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from coreg.ui.vault import first_start_wording, wording
from coreg.ui.vault.code_page import CodePage
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.measures_page import MeasuresPage
from coreg.ui.vault.offer_page import OfferPage
from coreg.ui.vault.passphrase_page import PassphrasePage
from coreg.ui.vault.printing import paint_code
from coreg.ui.vault.welcome import WelcomePage
from tests.ui.vault import a_vault
from tests.ui.vault.conftest import Hands

Key = Qt.Key
Enter = Callable[..., Hands]


def to_vault(hands: Hands) -> Hands:
    """Past the first page."""
    hands.until(MeasuresPage)
    hands.press(Key.Key_Return)
    hands.until(WelcomePage)
    return hands


def choose(hands: Hands, passphrase: str) -> CodePage:
    """From the first page to the code."""
    to_vault(hands)
    hands.press(Key.Key_Return)
    page = hands.until(PassphrasePage)
    hands.write(passphrase)
    hands.tab_to(page.again.line)
    hands.write(passphrase)
    hands.press(Key.Key_Return)
    return hands.until(CodePage)


def code_of(page: CodePage) -> str:
    return "-".join(group.text() for group in page.code.groups)


def test_a_vault_is_made_by_keys_alone(enter: Enter, folder: Path) -> None:
    hands = enter()
    page = choose(hands, a_vault.PASSPHRASE)
    code = code_of(page)
    assert len(code.replace("-", "")) == 28
    hands.press(Key.Key_Return)
    assert page.code.isHidden()
    hands.write(code.lower().replace("-", " "))
    hands.press(Key.Key_Return)
    hands.until(OfferPage)
    hands.press(Key.Key_Escape)
    hands.until(LibraryPage)
    assert hands.flow.is_open
    hands.flow.lock()
    a_vault.opened(folder).lock()


def test_a_code_that_was_written_down_wrong_is_noticed_and_shown_again(enter: Enter) -> None:
    hands = enter()
    page = choose(hands, a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    hands.write("0000 1111")
    hands.press(Key.Key_Return)
    assert hands.wait(page.problem.isVisible)
    assert page.problem.text() == wording.CODE_DIFFERS
    hands.push(page.again)
    assert page.code.isVisible()
    assert hands.page is page


def test_the_code_never_comes_to_the_clipboard_nor_from_it(enter: Enter) -> None:
    hands = enter()
    page = choose(hands, a_vault.PASSPHRASE)
    clipboard = QApplication.clipboard()
    clipboard.clear()
    no_hand = Qt.TextInteractionFlag.NoTextInteraction
    assert all(group.textInteractionFlags() == no_hand for group in page.code.groups)
    code = code_of(page)
    hands.press(Key.Key_Return)
    hands.write(code)
    for keys in (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
        QTest.keySequence(page.field.line, QKeySequence(keys))
    assert clipboard.text() == ""
    assert page.field.text == code
    mime = QMimeData()
    mime.setText("PASTED")
    clipboard.setMimeData(mime)
    QTest.keySequence(page.field.line, QKeySequence(QKeySequence.StandardKey.Paste))
    assert page.field.text == code
    clipboard.clear()


def test_the_code_can_be_printed(enter: Enter, tmp_path: Path) -> None:
    page = choose(enter(), a_vault.PASSPHRASE)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "code.pdf"))
    assert paint_code(printer, code_of(page))
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")


def test_how_long_a_passphrase_stands_is_said_while_it_is_typed(enter: Enter) -> None:
    hands = enter()
    to_vault(hands)
    hands.press(Key.Key_Return)
    page = hands.until(PassphrasePage)
    hands.write("password1")
    assert hands.wait(lambda: "within an hour" in page.new.below.text())
    assert page.new.below.tone == "notice"
    page.new.clear()
    hands.write(a_vault.PASSPHRASE)
    assert hands.wait(lambda: "more than 100 years" in page.new.below.text())
    assert page.new.below.tone != "notice"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("", "", wording.NOTHING_TYPED), ("otter", "", wording.TYPE_AGAIN), ("otter", "lantern", wording.DIFFERS)],
)
def test_nothing_is_made_of_two_passphrases_that_differ(
    enter: Enter, folder: Path, first: str, second: str, said: str
) -> None:
    hands = to_vault(enter())
    hands.press(Key.Key_Return)
    page = hands.until(PassphrasePage)
    hands.write(first)
    hands.tab_to(page.again.line)
    hands.write(second)
    hands.press(Key.Key_Return)
    assert page.problem.text() == said
    assert not folder.exists()


def test_letters_are_dots_until_somebody_asks_to_see_them(enter: Enter) -> None:
    hands = to_vault(enter())
    hands.press(Key.Key_Return)
    page = hands.until(PassphrasePage)
    assert page.new.line.echoMode() is QLineEdit.EchoMode.Password
    hands.push(page.new.show_button)
    assert page.new.line.echoMode() is QLineEdit.EchoMode.Normal
    assert page.new.show_button.text() == "Hide"


def test_whoever_only_looks_around_leaves_no_vault(enter: Enter, folder: Path) -> None:
    hands = enter()
    asked: list[bool] = []
    hands.flow.looked_around.connect(lambda: asked.append(True))
    hands.push(to_vault(hands).page.look_around)
    assert asked == [True]
    assert not folder.exists()


def test_a_folder_that_cant_be_made_is_said_in_words(enter: Enter, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    hands = to_vault(enter())
    hands.press(Key.Key_Return)
    page = hands.until(PassphrasePage)
    hands.write(a_vault.PASSPHRASE)
    hands.tab_to(page.again.line)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    assert hands.wait(page.problem.isVisible)
    assert str(folder) in page.problem.text()
    assert page.problem.text().endswith(".")


def test_the_words_say_what_is_lost_with_passphrase_and_code(enter: Enter) -> None:
    page = to_vault(enter()).page
    said = " ".join(words.text() for words in page.findChildren(type(page.title)))
    assert "lost for good" in said
    assert "nobody can open it again" in said


def test_the_first_page_says_what_is_measured_what_cant_be_known_and_that_it_is_no_medical_device(
    enter: Enter,
) -> None:
    hands = enter()
    page = hands.until(MeasuresPage)
    said = [words.text() for words in page.findChildren(type(page.title))]
    assert page.title.text() == "What Coreg measures, and what it can't know"
    for line in (*first_start_wording.MEASURES, *first_start_wording.CANNOT, *wording.FIRST_START_HEALTH):
        assert line in said
    assert any(wording.NOT_FOR in line for line in said)
    to_vault(hands)
    hands.press(Key.Key_Escape)
    hands.until(MeasuresPage)


def test_the_guided_try_is_offered_once_the_vault_is_made(enter: Enter) -> None:
    hands = enter()
    page = choose(hands, a_vault.PASSPHRASE)
    code = code_of(page)
    asked: list[bool] = []
    hands.flow.try_asked.connect(lambda: asked.append(True))
    hands.press(Key.Key_Return)
    hands.write(code)
    hands.press(Key.Key_Return)
    hands.until(OfferPage)
    hands.press(Key.Key_Return)
    assert asked == [True]
    hands.press(Key.Key_Escape)
    hands.until(LibraryPage)


def test_tab_leads_from_one_passphrase_to_the_other(enter: Enter) -> None:
    hands = to_vault(enter())
    hands.press(Key.Key_Return)
    page = hands.until(PassphrasePage)
    assert page.new.line.hasFocus()
    hands.press(Key.Key_Tab)
    assert page.again.line.hasFocus()
    hands.press(Key.Key_Tab)
    assert page.new.show_button.hasFocus()


def test_an_x_in_a_code_is_shown_as_an_x(enter: Enter) -> None:
    """Inter's contextual letters show "1x3" as a product; a code is compared letter by letter."""
    hands = to_vault(enter())
    hands.press(Key.Key_Return)
    font = hands.until(PassphrasePage).until_now.line.font()
    calt = QFont.Tag("calt")
    assert font.isFeatureSet(calt)
    assert font.featureValue(calt) == 0
