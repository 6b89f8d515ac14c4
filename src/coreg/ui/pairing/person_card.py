"""One person's card before the session: which strap, how it sits, the heart's last minute, and whose it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coreg.domain.client import Relation
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.role_name import name_to_therapist
from coreg.domain.snapshot import PersonSnapshot
from coreg.domain.stand_up import StandUp
from coreg.ui import wording as words_of_all
from coreg.ui.buttons import KeyButton
from coreg.ui.card import BAR_PX, Card, RoleShape
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.pairing import wording
from coreg.ui.pairing.second_wording import second_words
from coreg.ui.plots.gaps import gaps_s
from coreg.ui.plots.lane_view import LaneView
from coreg.ui.plots.scales import Scale
from coreg.ui.plots.strip import Strip
from coreg.ui.theme import Look
from coreg.ui.words import Tone, Words

_SPAN_MIN = 1
_STANDING_S = 15.0


class PersonCard(Card):
    """The card of one person. `confirm_asked(Role)` by its button."""

    confirm_asked = Signal(object)

    def __init__(self, role: Role, relation: Relation, parent: QWidget | None = None) -> None:
        super().__init__(role, parent)
        self._role = role
        self._second = second_words(relation)
        name = name_to_therapist(role, relation)
        self._tone: Tone = "client" if role is Role.CLIENT else "therapist"
        self.shape = RoleShape(role)
        self.who = Words(name, "clock", self._tone, STRONG)
        self.heart_rate = Words(words_of_all.DASH, "card_number", self._tone, STRONG)
        self.unit = Words(words_of_all.PER_MIN, "body", "muted_text", MEDIUM)
        self.strap = Words("", "body", "text", MEDIUM, wraps=True)
        self.link = Words("", "body", "muted_text", MEDIUM, is_chip=True, wraps=True)
        self.lane_title = Words(wording.LANE, "tick", "muted_text", MEDIUM)
        self.lane = Strip(role)
        self.rise = Words("", "body", "text", MEDIUM, wraps=True)
        self.confirm = KeyButton(self._second.yes[role], wording.YES_KEY[role], is_main=True)
        self.confirm.clicked.connect(self._ask_confirm)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)  # both of equal width
        self._lay_out()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.set_card_look(look)
        words = (self.who, self.heart_rate, self.unit, self.strap, self.link, self.lane_title, self.rise)
        for part in (self.shape, *words, self.lane, self.confirm):
            part.set_look(look)

    def show_person(self, person: PersonSnapshot | None, now_s: float) -> None:
        """Show strap, link and heart rate."""
        sentence, is_notice = wording.link_sentence(person, now_s)
        self.link.say(sentence, "notice" if is_notice else "muted_text")
        self.strap.say("" if person is None else wording.strap_line(person))
        reading = None if person is None else person.numbers.heart_rate_bpm
        is_worn = reading is not None and reading.unknown is not Unknown.NO_STRAP
        known = reading.value if reading is not None else None
        figure = words_of_all.DASH if known is None else words_of_all.number(known, 0)
        self.heart_rate.say(figure, "muted_text" if known is None else self._tone)
        self.confirm.setVisible(is_worn)

    def show_lane(self, person: PersonSnapshot | None, now_s: float, scale: Scale, check: StandUp) -> None:
        """Show the last minute, and when the therapist stood up."""
        if person is not None:
            asked_s = check.asked_s
            shaded = () if asked_s is None else ((asked_s, asked_s + _STANDING_S, wording.STOOD_UP),)
            lane = person.numbers.heart_rate_lane
            self.lane.show_view(LaneView(lane, scale, now_s, _SPAN_MIN, gaps_s(person, now_s), shaded=shaded))

    def set_lane_shown(self, is_shown: bool) -> None:
        """Show the last minute's curve, or leave it out."""
        self.lane_title.setVisible(is_shown)
        self.lane.setVisible(is_shown)

    def show_check(self, check: StandUp, *, is_confirmed: bool) -> None:
        """Show what the check says of this heart, and whether the therapist has confirmed it."""
        self.rise.say(wording.rise_words(self._role, check, self._second))
        said = self._second.confirmed if is_confirmed else self._second.yes
        self.confirm.show_words(said[self._role], is_main=not is_confirmed)
        self.confirm.setAccessibleName(f"{self.confirm.text()}, {wording.YES_KEY[self._role]}")

    def _ask_confirm(self) -> None:
        self.confirm_asked.emit(self._role)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.shape)
        top.addWidget(self.who)
        top.addStretch(1)
        top.addWidget(self.heart_rate)
        top.addWidget(self.unit)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.rise, 1)
        foot.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, BAR_PX + 8, 20, 12)
        column.setSpacing(4)
        column.addLayout(top)
        for words in (self.strap, self.link, self.lane_title):
            column.addWidget(words)
        column.addWidget(self.lane, 1)
        column.addStretch(0)  # what is left where the lane has gone
        column.addLayout(foot)
