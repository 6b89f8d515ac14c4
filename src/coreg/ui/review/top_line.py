"""The line above the strip: which session, that nobody was in it, and how much of the time was measured."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.review.reviewed import ReviewedSession
from coreg.review.strip import SessionStrip
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.review import wording
from coreg.ui.review.dressed import dress
from coreg.ui.theme import Look
from coreg.ui.words import Words

_APART_PX = 16


class TopLine(QWidget):
    """Says it in fewer words where there is less room, and never cuts a word short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: SessionStrip | ReviewedSession | None = None
        self._who = self._called = ""
        self._banners = ("", "")
        self.title = Words(wording.READING, "clock", "text", STRONG)
        self.banner = Words("", "body", "simulated", MEDIUM)
        self.measured = Words("", "label", "muted_text", MEDIUM)
        self.standing = Words("", "label", "muted_text", MEDIUM)
        self.banner.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_APART_PX)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.banner)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        for words in (self.measured, self.standing):
            column.addWidget(words, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(column)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.title, self.banner, self.measured, self.standing)
        self._say()

    def show_session(self, session: SessionStrip | ReviewedSession, who: str) -> None:
        """Name the session."""
        self._session, self._who = session, who
        is_simulated = session.recording.header.is_simulated
        if not self._called:
            self._banners = (wording.SIMULATED, wording.SIMULATED) if is_simulated else ("", "")
        self._say()

    def call(self, called: str, banner: str, short_banner: str) -> None:
        """Call the session something else than its date, and say so in the middle, always."""
        self._called, self._banners = called, (banner, short_banner)
        self._say()

    def show_standing(self, words: str) -> None:
        """Say what the numbers stand on: amended marks, times settled from both sides."""
        self.standing.say(words)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the words anew."""
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        if self._session is None:
            return
        header, length_s = self._session.recording.header, self._session.length_s
        shares = {role: person.usable_share for role, person in self._session.people.items()}
        for is_short in (False, True):
            title = wording.title(header, length_s, self._who, is_short=is_short)
            if self._called:
                title = wording.called(self._called, length_s)
            measured, banner = wording.measured(shares, is_short=is_short), self._banners[is_short]
            banner_px = self.banner.width_of(banner) + _APART_PX if banner else 0
            at_right = max(self.measured.width_of(measured), self.standing.width())
            needed = self.title.width_of(title) + at_right + banner_px + 2 * _APART_PX
            fits = needed <= self.width()
            if fits:
                break
        self.title.say(title)
        self.banner.say(banner)
        self.banner.setVisible(bool(banner))
        self.measured.say(measured)
        # what it is and that nobody was there go first, then what the numbers stand on
        self.measured.setVisible(fits or not (self._called or self.standing.text()))
        beside = self.title.width_of(title) + self.standing.width() + banner_px + 2 * _APART_PX
        self.standing.setVisible(beside <= self.width())
