"""One person's half of the screen: who, signal, state in words, three numbers, two lanes."""

import math
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coreg.domain.band import Band
from coreg.domain.client import Relation
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.role_name import name_to_therapist
from coreg.domain.snapshot import Lane, PersonNumbers, PersonSnapshot
from coreg.domain.stage import Stage
from coreg.ui import session_wording, wording
from coreg.ui.card import BAR_PX, Card, RoleShape
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.plots.curve import last_minute
from coreg.ui.plots.gaps import gaps_s
from coreg.ui.plots.lane_view import LaneView
from coreg.ui.plots.scales import Scale
from coreg.ui.plots.strip import Strip
from coreg.ui.theme import Look
from coreg.ui.therapist import band_wording
from coreg.ui.therapist.drawn import Drawn
from coreg.ui.therapist.number_view import HEART_RATE, RMSSD, RSA, NumberKind, NumberView
from coreg.ui.words import LargeWords, Words

_TITLES_PX, _TITLE_PX = 150, 24  # the rows of words that a panel with both lanes has, and one lane's title
_DESCRIBE_S = 10.0  # a lane's description for screen readers: at most one every 10 s
_SIDE_PX = 16
_TOP_GAP_PX = 8

_NO_STRAP = Reading.of_unknown(Unknown.NO_STRAP)
NOBODY = PersonNumbers(_NO_STRAP, _NO_STRAP, _NO_STRAP, _NO_STRAP, _NO_STRAP, _NO_STRAP)


class PersonPanel(Card):
    """The panel of one person."""

    def __init__(self, role: Role, relation: Relation = Relation.THERAPIST, parent: QWidget | None = None) -> None:
        super().__init__(role, parent)
        name = name_to_therapist(role, relation)
        self._look = Look()
        self.shape = RoleShape(role)
        self.who = Words(name, "role", role.value, STRONG)
        self.signal = Words("", "body", "muted_text", MEDIUM, is_chip=True)
        self.battery = Words("", "body", "notice", MEDIUM)
        self.state = LargeWords("state", STRONG)
        self.why = Words("", "small_state", "muted_text", MEDIUM, is_chip=True)
        self.numbers = {kind: NumberView(role, kind, name) for kind in (HEART_RATE, RMSSD, RSA)}
        self.heart_rate_title = Words(wording.HEART_RATE_LANE, "tick", "muted_text", MEDIUM)
        self.heart_rate_outside = Words("", "tick", "text", MEDIUM)
        self.heart_rate_lane = Strip(role)
        self.rmssd_title = Words(wording.RMSSD_LANE, "tick", "muted_text", MEDIUM)
        self.rmssd_outside = Words("", "tick", "text", MEDIUM)
        self.rmssd_lane = Strip(role)
        self._corners = wording.corners(None)
        self._described_s = -math.inf
        self.setAccessibleName(name)
        self._lay_out()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.set_card_look(look)
        titles = (self.heart_rate_title, self.rmssd_title, self.heart_rate_outside, self.rmssd_outside)
        for words in (self.who, self.signal, self.battery, self.state, self.why, *titles):
            words.set_look(look)
        for lane in (self.heart_rate_lane, self.rmssd_lane):
            lane.set_look(look)
        for number in self.numbers.values():
            number.set_look(look)
        self.shape.set_look(look)
        self._fold()

    def set_rsa_shown(self, is_shown: bool) -> None:
        """Show RSA, or leave it out on a narrow screen."""
        self.numbers[RSA].setVisible(is_shown)

    def set_numbers_shown(self, is_shown: bool) -> None:
        """Show the numbers, or leave words and lanes alone."""
        for number in self.numbers.values():
            number.setVisible(is_shown)

    def show_person(self, person: PersonSnapshot | None, now_s: float, stage: Stage, *, is_over: bool) -> None:
        """Show words and numbers; what hasn't changed isn't repainted. In a set the minute's numbers are muted."""
        state = session_wording.state_of(person, now_s, stage, is_over=is_over)
        self.state.say(state.large)
        self.why.say(state.small, "notice" if state.is_notice else "muted_text")
        self._corners = wording.corners(person)
        self._show_corner()
        numbers = person.numbers if person else NOBODY
        self.numbers[HEART_RATE].show_reading(numbers.heart_rate_bpm)
        is_muted = stage.is_in_set  # a set is shorter than their window
        self.numbers[RMSSD].show_reading(_muted(numbers.rmssd_ms) if is_muted else numbers.rmssd_ms)
        self.numbers[RSA].show_reading(_muted(numbers.rsa_ln_ms2) if is_muted else numbers.rsa_ln_ms2)

    def show_lanes(
        self,
        person: PersonSnapshot | None,
        now_s: float,
        span_min: int,
        steps: tuple[Scale, Scale],
        drawn: Drawn,
    ) -> None:
        """Show both lanes, on the steps that both people share."""
        numbers = person.numbers if person else NOBODY
        holes_s = gaps_s(person, now_s)
        heart_rate, rmssd = numbers.heart_rate_lane, numbers.rmssd_lane
        start_bpm, start_ms = _start(person)
        off_s, sets = drawn.off_record_s, drawn.sets
        self.heart_rate_lane.show_view(
            LaneView(
                heart_rate,
                steps[0],
                now_s,
                span_min,
                holes_s,
                drawn.marks,
                sets,
                start_bpm,
                off_s,
                band=_beats(drawn.band),
                draft=_beats(drawn.draft),
            )
        )
        self.rmssd_lane.show_view(
            LaneView(
                rmssd,
                steps[1],
                now_s,
                span_min,
                holes_s,
                drawn.stars,
                sets,
                start_ms,
                off_s,
                band=_milliseconds(drawn.band),
                draft=_milliseconds(drawn.draft),
            )
        )
        self.heart_rate_outside.say(band_wording.heart_rate_outside(drawn.outside.heart_rate, now_s))
        self.rmssd_outside.say(band_wording.rmssd_outside(drawn.outside.rmssd, now_s))
        has_band = drawn.band is not None
        titles = (self.heart_rate_title, self.heart_rate_outside)
        self._say_title(*titles, wording.HEART_RATE_LANE, has_line=start_bpm is not None, has_band=has_band)
        titles = (self.rmssd_title, self.rmssd_outside)
        self._say_title(*titles, wording.RMSSD_LANE, has_line=start_ms is not None, has_band=has_band)
        if not 0.0 <= now_s - self._described_s < _DESCRIBE_S:  # a replay may go back
            self._described_s = now_s
            self.heart_rate_lane.setAccessibleName(self._description(HEART_RATE, heart_rate, now_s))
            self.rmssd_lane.setAccessibleName(self._description(RMSSD, rmssd, now_s))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave lanes out that would be too low to read: the second one first."""
        super().resizeEvent(event)
        self._show_corner()
        self._fold()

    def _show_corner(self) -> None:
        """Signal and battery, in fewer words where they'd be cut short."""
        room = self.width() - 2 * _SIDE_PX - self.shape.width() - self.who.width() - 4 * _TOP_GAP_PX
        for corner in self._corners:
            needed = self.signal.width_of(corner.signal)
            if corner.battery_notice:
                needed += self.battery.width_of(corner.battery_notice)
            if needed <= room:
                break
        self.signal.say(corner.signal)
        self.battery.say(corner.battery_notice)
        if self.battery.isHidden() is bool(corner.battery_notice):
            self.battery.setVisible(bool(corner.battery_notice))
            self.battery.setToolTip(self._corners[0].battery_notice)

    def _say_title(self, title: Words, beside: Words, text: str, *, has_line: bool, has_band: bool) -> None:
        """A lane's title, with what its line and its field are where there are any and room to say so."""
        line = wording.LINE_IS_START if has_line else ""
        field = band_wording.FIELD_IS_BAND if has_band else ""
        room = self.width() - 2 * _SIDE_PX - (_TOP_GAP_PX + beside.width_of(beside.text()) if beside.text() else 0)
        fuller = (text + line + field, text + field, text + line)
        title.say(next((words for words in fuller if title.width_of(words) <= room), text))

    def _description(self, kind: NumberKind, lane: Lane, now_s: float) -> str:
        minute = last_minute(lane, now_s)
        if minute is None:
            return wording.spoken_lane_empty(self.who.text(), kind.spoken_name)
        return wording.spoken_lane(self.who.text(), kind.spoken_name, kind.spoken_unit, *minute)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(_TOP_GAP_PX)
        for widget in (self.shape, self.who):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.signal)
        top.addWidget(self.battery)
        why = QHBoxLayout()
        why.addWidget(self.why)
        why.addStretch(1)
        numbers = QHBoxLayout()
        numbers.setSpacing(12)
        for number in self.numbers.values():
            numbers.addWidget(number, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)  # both of equal width
        self.battery.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE_PX, BAR_PX + 8, _SIDE_PX, 6)
        column.setSpacing(2)
        column.addLayout(top)  # in the order in which it is read aloud too
        column.addWidget(self.state)
        column.addLayout(why)
        column.addSpacing(6)
        column.addLayout(numbers)
        column.addSpacing(4)
        column.addLayout(_beside(self.heart_rate_title, self.heart_rate_outside))
        column.addWidget(self.heart_rate_lane, 11)
        column.addLayout(_beside(self.rmssd_title, self.rmssd_outside))
        column.addWidget(self.rmssd_lane, 10)

    def _fold(self) -> None:
        lanes = (self.heart_rate_lane, self.rmssd_lane)
        words = self.numbers[RMSSD].minimumSizeHint().height() + self.state.sizeHint().height()
        room = self.height() - words - self._look.px(_TITLES_PX)
        is_room = room >= sum(lane.minimumSizeHint().height() for lane in lanes)
        is_room_for_one = room + self._look.px(_TITLE_PX) >= self.heart_rate_lane.minimumSizeHint().height()
        for title in (self.heart_rate_title, self.heart_rate_outside):
            title.setVisible(is_room_for_one)
        self.heart_rate_lane.setVisible(is_room_for_one)
        for title in (self.rmssd_title, self.rmssd_outside):
            title.setVisible(is_room)
        self.rmssd_lane.setVisible(is_room)
        self.heart_rate_lane.set_axis_shown(not is_room)


def _beside(title: Words, outside: Words) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(title)
    row.addStretch(1)
    row.addWidget(outside)
    return row


def _beats(band: Band | None) -> tuple[float, float] | None:
    return None if band is None else (band.low_bpm, band.high_bpm)


def _milliseconds(band: Band | None) -> tuple[float, float] | None:
    return None if band is None else (math.exp(band.low_ln_rmssd), math.exp(band.high_ln_rmssd))


def _muted(reading: Reading) -> Reading:
    return replace(reading, is_rough=True) if reading.is_known else reading


def _start(person: PersonSnapshot | None) -> tuple[float | None, float | None]:
    """Today's start as a line in each lane, where a baseline was accepted."""
    baseline = None if person is None else person.baseline
    if baseline is None or not baseline.is_accepted or baseline.ln_rmssd.value is None:
        return None, None
    return baseline.heart_rate_bpm.value, math.exp(baseline.ln_rmssd.value)
