"""Opening the vault: the passphrase, the code, what stands in the way, and a window that never stalls."""

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from coreg.recording.vault import unlock
from coreg.recording.vault.kdf import KdfParameters
from coreg.recording.vault.vault_file import vault_path
from coreg.ui.vault import wording
from coreg.ui.vault.code_page import CodePage
from coreg.ui.vault.doors import Keychain
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.passphrase_page import PassphrasePage
from coreg.ui.vault.unlock_page import UnlockPage
from tests.ui.vault import a_vault
from tests.ui.vault.conftest import Hands

Key = Qt.Key
Enter = Callable[..., Hands]
_NEW = "copper violin thunder moss"


@pytest.fixture
def code(folder: Path) -> str:
    return a_vault.make(folder)


def open_(hands: Hands) -> LibraryPage:
    hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    return hands.until(LibraryPage)


def refused(hands: Hands) -> str:
    """What is said after the right passphrase was typed."""
    page = hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    assert hands.wait(page.problem.isVisible)
    return page.problem.text()


def test_the_passphrase_opens_it(enter: Enter, code: str) -> None:
    hands = enter()
    open_(hands)
    assert hands.flow.is_open


def test_a_wrong_passphrase_is_one_sentence_and_can_be_typed_over(enter: Enter, code: str) -> None:
    hands = enter()
    page = hands.until(UnlockPage)
    hands.write("wrong")
    hands.press(Key.Key_Return)
    assert hands.wait(page.problem.isVisible)
    assert page.problem.text() == "This doesn't open the vault: check what you typed and try again."
    open_(hands)


def test_the_recovery_code_gives_a_new_passphrase_and_a_new_code(enter: Enter, folder: Path, code: str) -> None:
    hands = enter()
    hands.push(hands.until(UnlockPage).use_code)
    page = hands.until(PassphrasePage)
    hands.write(code)
    for field in (page.new, page.again):
        hands.tab_to(field.line)
        hands.write(_NEW)
    hands.press(Key.Key_Return)
    shown = hands.until(CodePage)
    new_code = "-".join(group.text() for group in shown.code.groups)
    assert new_code != code
    hands.press(Key.Key_Return)
    hands.write(new_code)
    hands.press(Key.Key_Return)
    hands.until(LibraryPage)
    hands.flow.lock()
    unlock.unlock(folder, _NEW)


def test_a_wrong_recovery_code_changes_nothing(enter: Enter, folder: Path, code: str) -> None:
    hands = enter()
    hands.push(hands.until(UnlockPage).use_code)
    page = hands.until(PassphrasePage)
    hands.write("0000-0000-0000-0000-0000-0000-0K79")
    for field in (page.new, page.again):
        hands.tab_to(field.line)
        hands.write(_NEW)
    hands.press(Key.Key_Return)
    assert hands.wait(page.problem.isVisible)
    assert page.until_now.line.hasFocus()
    unlock.unlock(folder, a_vault.PASSPHRASE)


def test_the_window_lives_while_a_key_is_derived(app: QApplication, enter: Enter, folder: Path) -> None:
    unlock.create(folder, a_vault.PASSPHRASE, KdfParameters(256, 4))  # some tenths of a second on any computer
    hands = enter()
    page = hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    gaps: list[float] = []
    last = [time.monotonic()]

    def beat() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(beat)
    timer.start()
    hands.press(Key.Key_Return)
    assert page.doing.text() == wording.OPENING
    assert hands.wait(lambda: hands.flow.is_open)
    timer.stop()
    assert len(gaps) > 10
    assert max(gaps) < sum(gaps) / 2  # a window that waited for the key would have slept all but a moment


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace("coreg.vault/1", "coreg.vault/9"), "newer version"),
        (lambda text: text[: len(text) // 2], "isn't as Coreg wrote it"),
    ],
    ids=["newer", "damaged"],
)
def test_a_vault_file_that_is_newer_or_damaged_is_said_so(
    enter: Enter, folder: Path, code: str, spoil: Callable[[str], str], said: str
) -> None:
    path = vault_path(folder)
    path.write_text(spoil(path.read_text()))
    page = enter().until(UnlockPage)
    assert hands_say(page, said)


def hands_say(page: UnlockPage, said: str) -> bool:
    """A file that can't be read is said at once: nobody types a passphrase for nothing."""
    return page.problem.isVisible() and said in page.problem.text()


def test_a_vault_that_is_open_elsewhere_says_so(enter: Enter, folder: Path, code: str) -> None:
    other = a_vault.opened(folder)
    assert "open in another window of Coreg" in refused(enter())
    other.lock()


def test_a_lost_library_is_made_anew_when_asked(enter: Enter, folder: Path, practice: Path) -> None:
    shutil.copytree(practice, folder)
    (folder / "library.db").unlink()
    hands = enter()
    assert "rebuild" in refused(hands)
    hands.push(hands.page.rebuild)
    page = hands.until(LibraryPage)
    assert {row.title for row in page.people.rows} == {"Birch 7", "Heron", "Willow 3"}
    assert "asked for again" in page.panel.consent.text()


class InMemory:
    """A keychain of nobody's system: it keeps what it is given while the test lives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.is_used = False

    def door(self) -> Keychain:
        return Keychain(
            is_there=lambda: True,
            is_used=lambda: self.is_used,
            unlock=lambda: a_vault.opened(self._folder),
            put=lambda vault: self._use(is_used=True),
            take_out=lambda vault: self._use(is_used=False),
        )

    def _use(self, *, is_used: bool) -> None:
        self.is_used = is_used


@pytest.fixture
def keychain(folder: Path) -> InMemory:
    return InMemory(folder)


def test_the_keychain_is_off_by_default_warns_and_then_opens_without_the_passphrase(
    enter: Enter, folder: Path, code: str, keychain: InMemory
) -> None:
    hands = enter(replace(a_vault.doors(folder), keychain=keychain.door()))
    page = open_(hands)
    hands.push(page.care)
    assert hands.wait(lambda: hasattr(hands.page, "keychain"))
    care = hands.page
    assert not care.keychain.isChecked()
    assert any(
        words.text() == wording.KEYCHAIN_WARNS and words.isVisible()
        for words in care.findChildren(type(care.title))
    )
    hands.tab_to(care.keychain)
    hands.press(Key.Key_Space)
    assert hands.wait(lambda: care.doing.text() == wording.KEYCHAIN_ON)
    assert keychain.is_used
    hands.flow.close()
    again = enter(replace(a_vault.doors(folder), keychain=keychain.door()))
    again.until(LibraryPage)
