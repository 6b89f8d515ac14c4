"""The course of a therapy on the screen: its sessions at the left, what they come to as a picture and in words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.course import Course
from coreg.report.course.page import CoursePage
from coreg.report.course.wording import n_of_sets, simulated
from coreg.report.figures import clock
from coreg.ui.buttons import ChoiceButton, KeyButton
from coreg.ui.course.picture_view import PictureView
from coreg.ui.course.reading_area import ReadingArea
from coreg.ui.fonts import STRONG
from coreg.ui.printed_keys import printed
from coreg.ui.row_list import Row, RowList
from coreg.ui.vault import course_wording as wording
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.page import EDGE_PX, Page, Panel
from coreg.ui.words import Tone, Words

_LEFT_PX, _LEFT_SHARE = 380, 0.36
_LEAST_FOR_KEYS_PX = 360  # under it the two buttons stand without the key's name
_INSIDE_PX = 20  # of a panel, at either side
_CTRL = Qt.KeyboardModifier.ControlModifier
_TWO = 2


class CourseScreen(Page):
    """Signals: `session_asked(str)`, `day_asked(str)`, `compare_asked(str, str)`, `save_asked()`."""

    session_asked = Signal(str)
    day_asked = Signal(str)
    compare_asked = Signal(str, str)
    save_asked = Signal()

    def __init__(self, course: Course, page: CoursePage, chosen_id: str = "", marked: Sequence[str] = ()) -> None:
        main = KeyButton(wording.OPEN, words_of_vault.ENTER_KEY, is_main=True)
        super().__init__(wording.who(page.who), "", main)
        self.open = main
        self.course, self.shown = course, page
        self.marked = list(marked)
        self.sessions = self.dress(RowList(wording.SESSIONS))
        self.lines = self.dress(ReadingArea(wording.SESSIONS))
        self.whole = self.dress(ReadingArea(wording.COURSE))
        self.picture: PictureView | None = None
        self.day = self.dress(KeyButton(wording.DAY, wording.DAY_KEY))
        self.mark = self.dress(ChoiceButton(wording.MARK))
        self.compare = self.dress(KeyButton(wording.COMPARE, wording.COMPARE_KEY))
        self.save = self.dress(KeyButton(wording.SAVE, wording.SAVE_KEY))
        for key, button in (
            (Qt.Key.Key_D, self.day),
            (Qt.Key.Key_M, self.mark),
            (Qt.Key.Key_K, self.compare),
            (Qt.Key.Key_S, self.save),
        ):
            self.add_key(_CTRL, key, button)
        self._fill()
        self._lay_out()
        self._list(chosen_id or (page.sessions[-1].session_id if page.sessions else ""))
        self._connect()
        self._show_chosen()

    @property
    def first(self) -> QWidget:
        """The sessions: arrow keys choose, the newest first of all."""
        return self.sessions

    @property
    def chosen(self) -> int | None:
        """The number of the chosen session, from 0."""
        ids = [one.session_id for one in self.shown.sessions]
        return ids.index(self.sessions.chosen_id) if self.sessions.chosen_id in ids else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the left side what it needs, and the picture the rest."""
        super().resizeEvent(event)
        left_px = min(self._look.px(_LEFT_PX), round(_LEFT_SHARE * self.width()))
        self._left.setFixedWidth(left_px)
        self.day.show_key(printed(wording.DAY_KEY) if left_px >= self._look.px(_LEAST_FOR_KEYS_PX) else "")
        room = left_px - 2 * _INSIDE_PX - self._of_session.spacing()
        fits = self.day.sizeHint().width() + self.mark.sizeHint().width() <= room
        beside, beneath = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._of_session.setDirection(beside if fits else beneath)

    def _list(self, chosen_id: str = "") -> None:
        rows = tuple(self._row(i) for i in range(len(self.shown.sessions)))
        self.sessions.show_rows(rows, chosen_id or None)

    def _row(self, i: int) -> Row:
        one = self.course.sessions[i]
        detail = wording.DETAIL.format(length=clock(one.length_s), sets=n_of_sets(one.n_sets))
        if one.session_id in self.marked:
            detail = wording.DETAIL_MARKED.format(detail=detail, marked=wording.MARKED)
        day = wording.TONGUE.day(one.started_utc, one.utc_offset_s)
        return Row(one.session_id, wording.session(i + 1, day), detail)

    def _show_chosen(self) -> None:
        i = self.chosen
        if self.picture is not None:
            self.picture.choose(i)
        self.lines.show_lines(() if i is None else self.shown.sessions[i].lines)
        self.mark.setChecked(i is not None and self.shown.sessions[i].session_id in self.marked)
        for button in (self.day, self.mark):
            button.setEnabled(i is not None)
        self.compare.setEnabled(len(self.marked) == _TWO)
        self.save.setEnabled(i is not None)
        self.open.setEnabled(i is not None)

    def _choose(self, session: int) -> None:
        self.sessions.setCurrentRow(session)

    def _turn_mark(self) -> None:
        """Mark the chosen session, or no longer; of three the first gives way."""
        chosen_id = self.sessions.chosen_id
        if chosen_id is None:
            return
        if chosen_id in self.marked:
            self.marked.remove(chosen_id)
        else:
            self.marked = [*self.marked, chosen_id][-_TWO:]
        self._list(chosen_id)
        self._show_chosen()
        self.say_doing("" if len(self.marked) == _TWO else wording.TWO_TO_COMPARE)

    def _ask_session(self) -> None:
        if self.sessions.chosen_id is not None and not self.is_busy:
            self.session_asked.emit(self.sessions.chosen_id)

    def _ask_day(self) -> None:
        if self.sessions.chosen_id is not None and not self.is_busy:
            self.day_asked.emit(self.sessions.chosen_id)

    def _ask_compare(self) -> None:
        """Compare the marked ones, the earlier first."""
        order = [one.session_id for one in self.shown.sessions if one.session_id in self.marked]
        if len(order) == _TWO and not self.is_busy:
            self.compare_asked.emit(*order)

    def _ask_save(self) -> None:
        if not self.is_busy:
            self.save_asked.emit()

    def _connect(self) -> None:
        self.sessions.chosen.connect(self._show_chosen)
        self.sessions.entered.connect(self._ask_session)
        self.day.clicked.connect(self._ask_day)
        self.mark.clicked.connect(self._turn_mark)
        self.compare.clicked.connect(self._ask_compare)
        self.save.clicked.connect(self._ask_save)
        self.open.clicked.connect(self._ask_session)
        if self.picture is not None:
            self.picture.chosen.connect(self._choose)

    def _fill(self) -> None:
        """Put the picture and the sentences into what scrolls."""
        page = self.shown
        self.whole.add(self.dress(Words(page.facts, "body", "muted_text", wraps=True)))
        for banner in page.banners:
            tone: Tone = "simulated" if banner == simulated() else "notice"
            self.whole.add(self.dress(Words(banner, "body", tone, wraps=True)))
        if page.picture is not None:
            self.picture = self.dress(PictureView(page.picture))
            self.whole.add(self.picture)
            legend = " ".join(page.picture.legend)
            self.whole.add(self.dress(Words(legend, "label", "muted_text", wraps=True)))
        for one in page.said:
            self.whole.add(self.dress(Words(one.title, "body", "text", STRONG, wraps=True)))
            for line in one.lines:
                self.whole.add(self.dress(Words(line, "body", "text", wraps=True)))

    def _lay_out(self) -> None:
        self._left = self.dress(Panel())
        self._of_session = QHBoxLayout()
        self._of_session.setSpacing(10)
        self._left.column.addWidget(self.sessions, 3)
        self._left.column.addWidget(self.lines, 2)
        for button in (self.day, self.mark):
            self._of_session.addWidget(button)
        self._of_session.addStretch(1)
        self._left.column.addLayout(self._of_session)
        right = self.dress(Panel())
        right.column.addWidget(self.whole, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._left)
        middle.addWidget(right, 1)
        self.foot.setSpacing(12)
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        for button in (self.compare, self.save, self.open):
            self.foot.addWidget(button)
        page = QVBoxLayout(self)
        page.setContentsMargins(EDGE_PX, 12, EDGE_PX, 12)
        page.setSpacing(8)
        page.addLayout(self._top())
        page.addLayout(middle, 1)
        for words in (self.doing, self.problem):
            page.addWidget(words)
        page.addLayout(self.foot)
        self.title.hide()
