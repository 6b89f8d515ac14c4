"""The library by keys alone, over a real vault: people, sessions, forgetting, exports, care, and the lock."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from coreg.recording.vault import unlock
from coreg.ui.screen_capture import CAN_KEEP_OUT
from coreg.ui.vault import library_wording as words
from coreg.ui.vault import wording
from coreg.ui.vault.care_page import CarePage
from coreg.ui.vault.client_page import ClientPage
from coreg.ui.vault.export_page import ExportPage
from coreg.ui.vault.forget_page import ForgetPage
from coreg.ui.vault.idle import IdleWatch
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.passphrase_page import PassphrasePage
from coreg.ui.vault.unlock_page import UnlockPage
from tests.ui.vault import a_vault
from tests.ui.vault.conftest import Hands

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Enter = Callable[..., Hands]


@pytest.fixture
def library(enter: Enter, folder: Path, practice: Path) -> Hands:
    """The library of a practice, just opened."""
    shutil.copytree(practice, folder)
    hands = enter()
    hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    hands.until(LibraryPage)
    return hands


def choose(hands: Hands, typed: str) -> None:
    """Find somebody by typing."""
    hands.page.search.clear()
    hands.tab_to(hands.page.search.line)
    hands.write(typed)


def test_people_stand_by_when_they_were_last_seen_and_the_therapist_apart(library: Hands) -> None:
    titles = [row.title for row in library.page.people.rows]
    assert titles[1:] == ["Birch 7 (Ada Example)", "Heron", "Willow 3"]
    assert titles[0] == "K-12"  # added just now
    library.push(library.page.you)
    assert library.page.panel.who.text() == words.THERAPIST
    assert library.page.panel.forget.isHidden()


def test_each_session_says_when_how_long_and_how_it_ended(library: Hands) -> None:
    choose(library, "birch")
    rows = {row.title: row.detail for row in library.page.panel.sessions.rows}
    assert rows["Thu 3 September 2026, 14:30"] == "50 min · complete"
    assert rows["Thu 1 October 2026, 10:00"] == "12 min · complete · simulated people"
    assert rows["Thu 8 October 2026, 13:00"] == "15 min · complete"  # closed, and sealed when the vault was opened
    assert rows["Thu 20 August 2026, 13:00"].endswith("its file is missing")
    assert list(rows) == sorted(rows, key=list(rows).index)  # newest first, as the library gives them


def test_typing_finds_by_pseudonym_and_name_and_arrows_move(library: Hands) -> None:
    choose(library, "ada ex")
    assert [row.title for row in library.page.people.rows] == ["Birch 7 (Ada Example)"]
    choose(library, "zzz")
    assert library.page.nobody.isVisible()
    assert (
        library.page.search.mapTo(library.page, library.page.search.rect().topLeft()).x() < 60
    )  # stays at the left
    choose(library, "")
    library.press(Key.Key_Backspace, Key.Key_Down)
    assert library.page.panel.who.text() == "Birch 7 (Ada Example)"


def test_a_client_is_added_by_a_key_and_is_chosen_then(library: Hands) -> None:
    library.press(Key.Key_N, with_=Ctrl)
    page = library.until(ClientPage)
    library.press(Key.Key_Return)
    assert page.problem.text() == words.NO_PSEUDONYM
    library.write("Otter")
    library.tab_to(page.keep_until.line)
    library.write("soon")
    library.press(Key.Key_Return)
    assert page.problem.text() == words.KEEP_UNTIL_WRONG
    page.keep_until.clear()
    library.write("2036-12-31")
    library.press(Key.Key_Return)
    assert library.until(LibraryPage).panel.who.text() == "Otter"
    assert library.page.panel.kept.text() == "Kept until 31 December 2036."


def test_a_pseudonym_that_is_taken_is_refused_in_words(library: Hands) -> None:
    library.press(Key.Key_N, with_=Ctrl)
    page = library.until(ClientPage)
    library.write("Heron")
    library.press(Key.Key_Return)
    assert library.wait(page.problem.isVisible)
    assert "has this pseudonym already" in page.problem.text()


def test_a_client_is_renamed(library: Hands) -> None:
    choose(library, "heron")
    library.push(library.page.panel.edit)
    page = library.until(ClientPage)
    page.pseudonym.line.selectAll()
    library.write("Grey Heron")
    library.press(Key.Key_Return)
    assert library.until(LibraryPage).panel.who.text() == "Grey Heron"


def test_whose_date_has_come_stands_in_a_list_of_its_own(library: Hands) -> None:
    library.push(library.page.due)
    assert [row.title for row in library.page.people.rows] == ["Willow 3"]
    assert library.page.people.rows[0].detail.endswith("due")
    assert "due" in library.page.panel.kept.text()


def test_forgetting_wants_the_pseudonym_and_says_what_goes(library: Hands, folder: Path) -> None:
    choose(library, "willow")
    library.push(library.page.panel.forget)
    page = library.until(ForgetPage)
    said = "\n".join(line.text() for line in page.findChildren(type(page.title)))
    assert "1 session with notes and keys, 1 consent entry" in said
    assert "can still be opened with the passphrase of then" in said
    n_files = len(list((folder / "sessions").glob("*.coreg")))
    library.write("willow 3")
    library.press(Key.Key_Return)
    assert library.page is page
    page.confirm.clear()
    library.write("Willow 3")
    library.press(Key.Key_Return)
    back = library.until(LibraryPage)
    assert back.doing.text() == "Willow 3 is forgotten."
    assert back.problem.isHidden()
    assert "Willow 3" not in [row.title for row in back.people.rows]
    assert len(list((folder / "sessions").glob("*.coreg"))) == n_files - 1


def test_a_session_is_exported_into_a_folder(kernels: None, library: Hands, tmp_path: Path) -> None:
    choose(library, "heron")
    library.push(library.page.panel.export)
    page = library.until(ExportPage)
    assert page.which.text() == "Heron · Sun 20 September 2026, 09:00"
    assert page.formats.chosen_id == "csv"
    library.press(Key.Key_Down)
    assert page.formats.chosen_id == "kubios"
    page.folder.field.clear()
    library.tab_to(page.folder.field.line)
    library.press(Key.Key_Return)
    assert page.problem.text() == wording.NO_FOLDER
    library.write(str(tmp_path / "out"))
    library.press(Key.Key_Return)
    assert library.wait(lambda: page.doing.text().startswith("Written to"))
    (made,) = (tmp_path / "out").iterdir()
    assert any(made.iterdir())


def test_a_missing_session_can_be_neither_opened_nor_exported(library: Hands) -> None:
    choose(library, "birch")
    panel = library.page.panel
    gone = next(row for row in panel.sessions.rows if "missing" in row.detail)
    library.tab_to(panel.sessions)
    library.press(Key.Key_End)
    assert panel.sessions.chosen_id == gone.id
    assert not panel.open.isEnabled()
    assert not panel.export.isEnabled()


def test_enter_on_a_session_opens_it(library: Hands) -> None:
    asked: list[str] = []
    library.flow.replay_asked.connect(asked.append)
    choose(library, "heron")
    library.tab_to(library.page.panel.sessions)
    library.press(Key.Key_Return)
    assert asked == [library.page.panel.sessions.rows[0].id]


def test_a_check_names_what_is_missing_and_a_backup_opens(library: Hands, tmp_path: Path) -> None:
    library.push(library.page.care)
    page = library.until(CarePage)
    library.push(page.check)
    assert library.wait(page.found.isVisible)
    assert page.found.text().startswith("1 thing is not as written:\n· Thu 20 August 2026, 13:00: the recording is")
    assert page.check.hasFocus()
    to = tmp_path / "copy"
    page.folder.field.clear()
    library.tab_to(page.folder.field.line)
    library.write(str(to))
    library.push(page.back_up)
    assert library.wait(page.backed_up.isVisible)
    copied = a_vault.opened(to)
    assert len(copied.people()) == 5
    copied.lock()


def test_a_backup_goes_into_a_new_folder_on_the_disk_that_is_chosen(library: Hands, tmp_path: Path) -> None:
    """A disk's own folder is never empty, and a backup wants a new one."""
    (tmp_path / "holiday.jpg").touch()
    library.push(library.page.care)
    page = library.until(CarePage)
    offered = page.folder.folder
    assert offered is not None
    library.push(page.folder.choose)
    dialog = page.folder.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    assert page.folder.folder == tmp_path / offered.name
    page.back_up.click()
    assert library.wait(page.backed_up.isVisible)


def test_the_passphrase_is_changed(library: Hands, folder: Path) -> None:
    library.push(library.page.care)
    library.push(library.until(CarePage).passphrase)
    page = library.until(PassphrasePage)
    library.write("wrong")
    for field in (page.new, page.again):
        library.tab_to(field.line)
        library.write("copper violin thunder moss")
    library.press(Key.Key_Return)
    assert library.wait(page.problem.isVisible)
    page.until_now.clear()
    library.write(a_vault.PASSPHRASE)
    library.press(Key.Key_Return)
    assert library.until(CarePage).doing.text() == wording.CHANGED
    unlock.unlock(folder, "copper violin thunder moss")


def test_lock_now_asks_for_the_passphrase_again(library: Hands, folder: Path) -> None:
    library.press(Key.Key_L, with_=Ctrl)
    library.until(UnlockPage)
    assert not library.flow.is_open
    a_vault.opened(folder).lock()  # nobody holds it any more


def test_the_minutes_until_it_locks_are_kept(library: Hands, folder: Path) -> None:
    library.push(library.page.care)
    page = library.until(CarePage)
    assert page.lock_after.value == 10
    library.push(page.lock_after.buttons[20])
    library.press(Key.Key_Escape)
    assert library.until(LibraryPage).status.text() == "Locks after 20 min"
    assert a_vault.doors(folder).lock_after_min() == 20


@pytest.mark.skipif(CAN_KEEP_OUT, reason="here the system can")
def test_a_system_that_shows_windows_to_every_program_is_said_to(library: Hands) -> None:
    library.push(library.page.care)
    page = library.until(CarePage)
    said = [line.text() for line in page.findChildren(type(page.title))]
    assert wording.CAPTURE_CANT in said
    assert not page.capture.isEnabled()
    assert not page.capture.isChecked()


def test_nobody_there_for_long_enough_is_noticed_and_a_key_begins_anew(library: Hands) -> None:
    watch = IdleWatch()
    told: list[bool] = []
    watch.idle.connect(lambda: told.append(True))
    watch.watch(library.flow.window)
    handle = library.flow.window.windowHandle()
    assert handle is not None
    watch.begin(0.5 / 60)
    for _ in range(8):
        QTest.qWait(100)
        QTest.keyClick(handle, Key.Key_Shift)
    assert told == []
    assert library.wait(lambda: told == [True])
    watch.stop()


def test_an_idle_library_locks(library: Hands) -> None:
    library.flow.idle.connect(library.flow.lock)
    library.flow._idle.begin(1 / 600)
    assert library.wait(lambda: not library.flow.is_open)
    library.until(UnlockPage)


def test_today_decides_who_is_due(library: Hands) -> None:
    listing = library.page._listing
    assert [view.entry.pseudonym for view in listing.due(date(2025, 12, 31))] == []
    assert [view.entry.pseudonym for view in listing.due(date(2026, 1, 1))] == ["Willow 3"]
