"""Care of the vault: check it, copy it, change its passphrase, and when it locks."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.screen_capture import CAN_KEEP_OUT
from coreg.ui.tick_box import TickBox
from coreg.ui.vault import wording
from coreg.ui.vault.choice import Choice
from coreg.ui.vault.folder_field import FolderField
from coreg.ui.vault.page import ColumnPage

LOCK_AFTER_MIN = (5, 10, 20, 30)


class CarePage(ColumnPage):
    """What can be done with the vault as a whole.

    Signals: `check_asked()`, `backup_asked(Path)`, `passphrase_asked()`, `lock_after_chosen(int)`,
    `keychain_turned(bool)`, `capture_turned(bool)`.
    """

    check_asked = Signal()
    backup_asked = Signal(object)
    passphrase_asked = Signal()
    lock_after_chosen = Signal(int)
    keychain_turned = Signal(bool)
    capture_turned = Signal(bool)

    def __init__(
        self,
        lock_after_min: int,
        folder: Path,
        *,
        has_keychain: bool,
        uses_keychain: bool,
        is_kept_out_of_capture: bool,
    ) -> None:
        super().__init__(wording.SECTION, wording.CARE)
        self.check = self.dress(KeyButton(wording.CHECK))
        self.found = self.words("")
        self.folder = self.dress(FolderField(folder, makes=folder.name))
        self.back_up = self.dress(KeyButton(wording.BACK_UP))
        self.backed_up = self.words("")
        self.passphrase = self.dress(KeyButton(wording.CHANGE_PASSPHRASE))
        self.lock_after = self.dress(
            Choice(wording.LOCK_AFTER, {each: wording.minutes(each) for each in LOCK_AFTER_MIN})
        )
        self.keychain = self.dress(TickBox(wording.KEYCHAIN))
        self.capture = self.dress(TickBox(wording.CAPTURE))
        self._lay_out_cards(has_keychain=has_keychain)
        self.lock_after.choose(lock_after_min)
        self.keychain.setChecked(uses_keychain)
        self.capture.setChecked(is_kept_out_of_capture and CAN_KEEP_OUT)
        self.capture.setEnabled(CAN_KEEP_OUT)
        for words in (self.found, self.backed_up):
            words.hide()
        self.check.clicked.connect(self._check)
        self.back_up.clicked.connect(self._back_up)
        self.passphrase.clicked.connect(self.passphrase_asked)
        self.lock_after.changed.connect(self._tell_lock_after)
        self.keychain.clicked.connect(self.keychain_turned)
        self.capture.clicked.connect(self.capture_turned)

    @property
    def first(self) -> QWidget:
        """The first button."""
        return self.check

    def show_findings(self, findings: tuple[str, ...]) -> None:
        """Say what a check found."""
        self.end()
        self.found.say(_listed(findings, wording.ALL_WELL))
        self.found.show()

    def show_backed_up(self, findings: tuple[str, ...]) -> None:
        """Say that the copy is complete, and what in it isn't as it was written."""
        self.end()
        self.backed_up.say(wording.BACKED_UP if not findings else _listed(findings, ""))
        self.backed_up.show()

    def _show_busy(self) -> None:
        for button in (self.check, self.back_up, self.passphrase):
            button.setEnabled(not self.is_busy)

    def _check(self) -> None:
        self.found.hide()
        self.check_asked.emit()

    def _back_up(self) -> None:
        folder = self.folder.folder
        self.backed_up.hide()
        if folder is None:
            self.say_problem(wording.NO_FOLDER)
            self.go_to(self.folder.field.line)
        else:
            self.backup_asked.emit(folder)

    def _tell_lock_after(self) -> None:
        if self.lock_after.value is not None:
            self.lock_after_chosen.emit(self.lock_after.value)

    def _lay_out_cards(self, *, has_keychain: bool) -> None:
        self.card(self.heading(wording.CHECK), self.words(wording.CHECK_HOW), _row(self.check), self.found)
        self.card(
            self.heading(wording.BACK_UP),
            self.words(wording.BACK_UP_HOW),
            self.folder,
            _row(self.back_up),
            self.backed_up,
        )
        self.card(
            self.heading(wording.PASSPHRASE), self.words(wording.CHANGE_PASSPHRASE_HOW), _row(self.passphrase)
        )
        self.card(self.lock_after, self.words(wording.LOCK_AFTER_HOW, is_muted=True))
        how = wording.CAPTURE_HOW if CAN_KEEP_OUT else wording.CAPTURE_CANT
        self.card(self.capture, self.words(how, is_muted=True))
        keychain = self.card(self.keychain, self.words(wording.KEYCHAIN_WARNS))
        keychain.setVisible(has_keychain)
        self.finish()


def _listed(findings: tuple[str, ...], otherwise: str) -> str:
    if not findings:
        return otherwise
    return "\n".join((wording.findings(len(findings)), *(f"· {each}" for each in findings)))


def _row(button: KeyButton) -> QWidget:
    """A button as wide as its words."""
    result = QWidget()
    row = QHBoxLayout(result)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return result
