"""The notice across the window: what is wrong with the disk, and the way to record elsewhere without a dialog."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from coreg.domain.other_folder import OtherFolder
from coreg.domain.snapshot import DiskState
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import MEDIUM
from coreg.ui.theme import Look
from coreg.ui.therapist import disk_wording
from coreg.ui.words import Words

_STAYS_MS = 5000  # our choice: a disk that is slow in fits makes one notice, not one a fit
_ANSWER_STAYS_MS = 8000
_EDGE_PX, _GAP_PX, _RADIUS_PX = 10, 8, 8


class FolderButton(KeyButton):
    """One folder to go on in."""

    chosen = Signal(object)

    def __init__(self, other: OtherFolder, look: Look) -> None:
        super().__init__(disk_wording.folder(other))
        self._folder = other.folder
        self.setToolTip(str(other.folder))
        self.set_look(look)
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.chosen.emit(self._folder)


class NoticeBar(QFrame):
    """Says one thing, with the button for the disk where that helps; the folders to choose from take its place.

    Signals: `folders_asked()` once somebody wants to record elsewhere, answered by `offer`; `folder_chosen(Path)`.
    """

    folders_asked = Signal()
    folder_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._is_of_disk = False
        self._is_looking = False
        self._stays = False
        self._text = ""
        self._since_trouble = QElapsedTimer()
        self._answer_timer = QTimer(self)
        self._answer_timer.setSingleShot(True)
        self._answer_timer.setInterval(_ANSWER_STAYS_MS)
        self._answer_timer.timeout.connect(self._say_what_is_wrong)
        self.words = Words("", "body", "notice", MEDIUM, wraps=True)
        self.elsewhere = KeyButton(disk_wording.ELSEWHERE)
        self.question = Words(disk_wording.WHERE_TO, "body", "notice", MEDIUM)
        self.stay = KeyButton(disk_wording.STAY)
        self.folders: list[FolderButton] = []
        self._lay_out()
        self.elsewhere.clicked.connect(self._ask)
        self.stay.clicked.connect(self._close_choice)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self.words.text()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        for words in (self.words, self.question):
            words.set_look(look)
        for button in (self.elsewhere, self.stay, *self.folders):
            button.set_look(look)
        self.update()

    def say(self, text: str) -> None:
        """Say this, or nothing; the disk's button goes."""
        self._is_of_disk = False
        self._answer_timer.stop()
        self._close_choice()
        self._show(text)

    def show_disk(self, disk: DiskState) -> None:
        """Say what is wrong with the disk; a few seconds longer where it was only slow."""
        text = disk_wording.notice(disk)
        if text:
            self._is_of_disk = True
            self._stays = disk.problem is None
            self._since_trouble.start()
            self._show(text)
        elif self._is_of_disk and (not self._stays or self._since_trouble.hasExpired(_STAYS_MS)):
            self.say("")

    def offer(self, others: Sequence[OtherFolder]) -> None:
        """Let one of these folders be chosen: as many as there is room for, at least one."""
        if not self._is_looking:
            return
        self._is_looking = False
        if not others:
            self._answer(disk_wording.NOWHERE)
            return
        room = self.width() - self.question.width() - self.stay.sizeHint().width() - 4 * _EDGE_PX
        for other in others:
            button = FolderButton(other, self._look)
            room -= button.sizeHint().width() + _GAP_PX
            if self.folders and room < 0:
                button.deleteLater()
                break
            button.chosen.connect(self._choose)
            self._row.insertWidget(self._row.indexOf(self.stay), button)
            self.folders.append(button)
        self._show_choice(is_open=True)

    def say_refusal(self, words: str) -> None:
        """Say for a while why the recording couldn't go on there; another folder may be chosen."""
        self._close_choice()
        self._answer(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colours.notice_ground))
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS_PX, _RADIUS_PX)
        painter.end()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE_PX // 2, _EDGE_PX // 2, _EDGE_PX, _EDGE_PX // 2)
        self._row.setSpacing(_GAP_PX)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.question)
        self._row.addWidget(self.stay)
        self._row.addWidget(self.elsewhere)
        self._row.addStretch(0)
        self.question.hide()
        self.stay.hide()

    def _show(self, text: str) -> None:
        self._text = text
        if not self._answer_timer.isActive():
            self.words.say(text)
        self._show_choice(is_open=bool(self.folders))
        self.setVisible(bool(text))

    def _say_what_is_wrong(self) -> None:
        self.words.say(self._text)

    def _answer(self, words: str) -> None:
        self.words.say(words)
        self.elsewhere.setEnabled(True)
        self._answer_timer.start()

    def _show_choice(self, *, is_open: bool) -> None:
        self.words.setVisible(not is_open)
        self.elsewhere.setVisible(self._is_of_disk and not is_open)
        self.question.setVisible(is_open)
        self.stay.setVisible(is_open)
        self._row.setStretch(self._row.count() - 1, int(is_open))

    def _ask(self) -> None:
        self._is_looking = True
        self.elsewhere.setEnabled(False)
        self._answer_timer.stop()
        self.folders_asked.emit()

    def _choose(self, folder: object) -> None:
        self._close_choice()
        self.folder_chosen.emit(folder)

    def _close_choice(self) -> None:
        self._is_looking = False
        for button in self.folders:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.folders.clear()
        self.elsewhere.setEnabled(True)
        self._show_choice(is_open=False)
