"""The strip: all lanes over one time axis, moved and zoomed together by wheel, mouse and keys."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.domain.marks import SetMark
from coreg.domain.moment import Moment
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM
from coreg.ui.review import wording
from coreg.ui.review.curve_lane import CurveLane
from coreg.ui.review.lane import TimeLane, stretch, x_of
from coreg.ui.review.mark_lanes import AxisLane, MarksLane, PhaseLane, RatingLane
from coreg.ui.review.rate_head import RateHead
from coreg.ui.review.set_numbers import SetNumbers
from coreg.ui.review.span import Seen
from coreg.ui.review.strip_view import StripView
from coreg.ui.review.together_lane import TogetherLane
from coreg.ui.theme import Look
from coreg.ui.words import Words

_ZOOM_A_NOTCH = 0.8
_NOTCH = 120
_CLICK_PX = 4.0
_BEFORE_SET_S, _AFTER_SET_S = 60.0, 120.0
_NEAR_MARK_PX = 8.0


class Chart(Card):
    """Shows a `StripView`. `seen_changed()` after every move, `choice_changed()` when a choice is made or undone.

    Attributes
    ----------
    cursor_s
        The instant that was chosen, by a click or with a mark or set.
    mark, chosen_set
        What is chosen, if anything.
    chosen_s
        A stretch drawn with Shift.
    """

    seen_changed = Signal()
    choice_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.view = StripView(0.0)
        self.seen = Seen.whole(0.0)
        self.cursor_s: float | None = None
        self.mark: Moment | None = None
        self.chosen_set: SetMark | None = None
        self.chosen_s: tuple[float, float] | None = None
        self._look = Look()
        self._pressed: tuple[QPointF, Seen] | None = None
        self._stretched_from_s: float | None = None
        self.phases, self.marks, self.numbers = PhaseLane(), MarksLane(), SetNumbers()
        self.heart_rate = CurveLane("rate", wording.HEART_RATE_FAR)
        self.rmssd = CurveLane("rmssd", wording.RMSSD)
        self.ratings, self.together, self.axis = RatingLane(), TogetherLane(), AxisLane()
        self.head, self.rmssd_label = RateHead(), _label(wording.RMSSD)
        self.ratings_label, self.together_label = (
            _label(wording.RATINGS),
            _label(wording.TOGETHER_LATER, wraps=True),
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()

    @property
    def lanes(self) -> tuple[TimeLane, ...]:
        """All lanes, from above."""
        marked = (self.phases, self.marks, self.numbers)
        return (*marked, self.heart_rate, self.rmssd, self.ratings, self.together, self.axis)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.set_card_look(look)
        for lane in self.lanes:
            lane.set_look(look)
        self.head.set_look(look)
        for label in self._labels:
            label.set_look(look)

    def show_view(self, view: StripView, sentence: str) -> None:
        """Take a session, or more of the same: what is seen of it stays where its length does."""
        is_other = view.length_s != self.view.length_s
        self.view = view
        for lane in self.lanes:
            lane.show_view(view)
        worn = frozenset(person.role for person in view.people)
        self.head.show_people(worn, has_start=any(person.start_bpm is not None for person in view.people))
        self._show_lanes(bool(worn))
        self.ratings_label.say(wording.ratings_label(list(dict.fromkeys(each.scale for each in view.ratings))))
        self.together_label.say(sentence)
        self._choose_again()
        self.show_seen(Seen.whole(view.length_s) if is_other else self.seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and the sets' shades on between the lanes."""
        super().paintEvent(event)
        painter = QPainter(self)
        field, left = self.axis.field, self.axis.x_in(self)
        top, foot = self.numbers.y(), self.axis.y()
        painter.setClipRect(QRectF(left + field.left_px, top, field.width_px, foot - top))
        colours = self._look.colours
        grounds = [(self.chosen_s, colours.chosen)] if self.chosen_s is not None else []
        sets = [((one.start_s, self.view.set_ends_s[one.number]), colours.set_shade) for one in self.view.sets]
        for ends_s, colour in (*grounds, *sets):
            shade = stretch(field, *ends_s)
            if shade is not None:
                painter.fillRect(QRectF(left + shade.left(), top, shade.width(), foot - top), QColor(colour))
        if self.cursor_s is not None:
            x = round(left + x_of(field, self.cursor_s)) + 0.5
            painter.setPen(QPen(QColor(colours.text), 1))
            painter.drawLine(QPointF(x, top), QPointF(x, foot))
        painter.end()

    def show_seen(self, seen: Seen) -> None:
        """Show this part in every lane."""
        self.seen = seen
        self.update()
        for lane in self.lanes:
            lane.show_seen(seen)
        self.head.show_near(is_near=self.heart_rate.is_near)
        self.seen_changed.emit()

    def describe(self) -> None:
        """Let every lane say what is seen of it."""
        for lane in self.lanes:
            lane.setAccessibleDescription(lane.describe())

    def step_set(self, by: int) -> bool:
        """Go to the next or the previous set, and show it with what is around it; False where there is none."""
        sets = self.view.sets
        if not sets:
            return False
        at = self.chosen_set.number if self.chosen_set is not None else None
        numbers = [one.number for one in sets]
        self.choose_set(sets[_step(numbers, at, by)])
        return True

    def choose_set(self, one: SetMark) -> None:
        """Choose a set and show it with what is around it."""
        end_s = self.view.set_ends_s[one.number]
        self._choose(one.start_s, None, one, None)
        self.show_seen(self.seen.around(one.start_s, end_s, _BEFORE_SET_S, _AFTER_SET_S))

    def step_mark(self, by: int) -> bool:
        """Choose the next or the previous mark; False where there is none."""
        marks = self.view.marks
        if not marks:
            return False
        at = None if self.mark is None else self.mark.moment_id
        self.choose_mark(marks[_step([mark.moment_id for mark in marks], at, by)])
        return True

    def choose_instant(self, t_s: float) -> None:
        """Choose an instant, with the mark or the set that is there, and show it."""
        self._choose_at(t_s)
        self.show_seen(self.seen.showing(t_s))

    def choose_mark(self, mark: Moment) -> None:
        """Choose a mark, and show where it is."""
        self._choose(mark.t_s, mark, None, None)
        self.show_seen(self.seen.showing(mark.t_s))

    def choose_place(self, t_s: float) -> None:
        """Choose an instant and nothing that is there, and show where it is."""
        self._choose(t_s, None, None, None)
        self.show_seen(self.seen.showing(t_s))

    def stretch_by(self, share: float) -> None:
        """Draw the chosen stretch out from the cursor, by a share of what is seen."""
        if self.cursor_s is None:
            self.cursor_s = (self.seen.start_s + self.seen.end_s) / 2
        if self._stretched_from_s is None:
            self._stretched_from_s = self.cursor_s
        to_s = min(max(0.0, self.cursor_s + share * self.seen.span_s), self.view.length_s)
        self._stretch_to(self._stretched_from_s, to_s)
        self.show_seen(self.seen.showing(to_s))

    def forget_choice(self) -> bool:
        """Choose nothing; False where nothing was."""
        had_any = self.cursor_s is not None or self.chosen_s is not None
        self._stretched_from_s = None
        self._choose(None, None, None, None)
        return had_any

    def zoom(self, factor: float, about_s: float | None = None) -> None:
        """Show a longer or shorter part, about an instant: else the cursor where it is seen, or the middle."""
        if about_s is None:
            is_seen = self.cursor_s is not None and self.seen.start_s <= self.cursor_s <= self.seen.end_s
            middle_s = (self.seen.start_s + self.seen.end_s) / 2
            about_s = self.cursor_s if is_seen and self.cursor_s is not None else middle_s
        self.show_seen(self.seen.zoomed(factor, about_s))

    def t_s(self, x: float) -> float:
        """The instant at so many pixels from the chart's left."""
        field = self.axis.field
        share = (x - self.axis.x_in(self) - field.left_px) / field.width_px
        return self.seen.start_s + min(max(0.0, share), 1.0) * self.seen.span_s

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; sideways moves."""
        notches = event.angleDelta()
        if abs(notches.x()) > abs(notches.y()):
            self.show_seen(self.seen.moved(-notches.x() / _NOTCH * 0.1 * self.seen.span_s))
        else:
            self.zoom(_ZOOM_A_NOTCH ** (notches.y() / _NOTCH), self.t_s(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or with Shift to draw out a stretch."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = (event.position(), self.seen)
        is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._stretched_from_s = self.t_s(event.position().x()) if is_shift else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the session under the hand, or draw the stretch out."""
        if self._pressed is None:
            return
        place, seen = self._pressed
        if self._stretched_from_s is not None:
            self._stretch_to(self._stretched_from_s, self.t_s(event.position().x()))
            return
        by_s = (place.x() - event.position().x()) / self.axis.field.width_px * seen.span_s
        self.show_seen(seen.moved(by_s))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that went nowhere chooses the instant, and the mark or set that is there."""
        if self._pressed is None:
            return
        place, _ = self._pressed
        self._pressed = None
        if self._stretched_from_s is None and (event.position() - place).manhattanLength() < _CLICK_PX:
            self._choose_at(self.t_s(place.x()))

    def _choose_at(self, t_s: float) -> None:
        near_s = _NEAR_MARK_PX / self.axis.field.width_px * self.seen.span_s
        marks = sorted((abs(mark.t_s - t_s), mark.moment_id, mark) for mark in self.view.marks)
        mark = marks[0][2] if marks and marks[0][0] <= near_s else None
        one = next((s for s in self.view.sets if s.start_s <= t_s <= self.view.set_ends_s[s.number]), None)
        self._choose(t_s if mark is None else mark.t_s, mark, None if mark is not None else one, None)

    def _stretch_to(self, from_s: float, to_s: float) -> None:
        self._choose(to_s, None, None, (min(from_s, to_s), max(from_s, to_s)))

    def _choose(
        self, t_s: float | None, mark: Moment | None, one: SetMark | None, chosen_s: tuple[float, float] | None
    ) -> None:
        self.cursor_s, self.mark, self.chosen_set, self.chosen_s = t_s, mark, one, chosen_s
        if chosen_s is None:
            self._stretched_from_s = None
        self.marks.choose(mark)
        for lane in self.lanes:
            lane.show_choice(t_s, chosen_s)
        self.update()
        self.choice_changed.emit()

    def _choose_again(self) -> None:
        """What was chosen may have been amended: it is found again by its number, or is gone."""
        if self.mark is not None:
            self.mark = next((m for m in self.view.marks if m.moment_id == self.mark.moment_id), None)
            self.marks.choose(self.mark)
            self.cursor_s = self.cursor_s if self.mark is None else self.mark.t_s
        if self.chosen_set is not None:
            self.chosen_set = next((s for s in self.view.sets if s.number == self.chosen_set.number), None)
            self.cursor_s = self.cursor_s if self.chosen_set is None else self.chosen_set.start_s
        for lane in self.lanes:
            lane.show_choice(self.cursor_s, self.chosen_s)

    def _show_lanes(self, is_worn: bool) -> None:
        for part in (self.heart_rate, self.rmssd, self.rmssd_label):
            part.setVisible(is_worn)

    @property
    def _labels(self) -> tuple[Words, ...]:
        return (self.rmssd_label, self.ratings_label, self.together_label)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 8)
        column.setSpacing(2)
        column.addWidget(self.phases)
        column.addWidget(self.marks)
        column.addWidget(self.numbers)
        column.addWidget(self.head)
        column.addWidget(self.heart_rate, 9)
        column.addWidget(self.rmssd_label)
        column.addWidget(self.rmssd, 7)
        column.addWidget(self.ratings_label)
        column.addWidget(self.ratings, 4)
        column.addWidget(self.together_label)
        column.addWidget(self.together)
        column.addWidget(self.axis)
        column.addStretch(0)


def _step(numbers: list[int], at: int | None, by: int) -> int:
    """The place before or after the chosen number's; with none chosen the first or the last. It stays inside."""
    if at is None or at not in numbers:
        return 0 if by > 0 else len(numbers) - 1
    return min(max(0, numbers.index(at) + by), len(numbers) - 1)


def _label(text: str, *, wraps: bool = False) -> Words:
    label = Words(text, "tick", "muted_text", MEDIUM, wraps=wraps)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
