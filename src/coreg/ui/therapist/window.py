"""The therapist's window: two people side by side, and nothing that asks for attention."""

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.act import Act, Request
from coreg.domain.person import Role
from coreg.domain.session_settings import SessionSettings
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.ui import session_wording, wording
from coreg.ui.fonts import MEDIUM
from coreg.ui.frame_times import FrameTimes
from coreg.ui.key_card import keys_of
from coreg.ui.key_table import View
from coreg.ui.plots.scales import HEART_RATE_STEPS, RMSSD_STEPS, SPANS_MIN, shared_step
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.therapist import disk_wording
from coreg.ui.therapist.asides import Asides
from coreg.ui.therapist.bottom_strip import BottomStrip
from coreg.ui.therapist.close_guard import CloseGuard
from coreg.ui.therapist.cover import Cover
from coreg.ui.therapist.drawn import drawn_of
from coreg.ui.therapist.ending_panel import Ending, EndingPanel
from coreg.ui.therapist.key_sheet import KeySheet
from coreg.ui.therapist.keyboard import Keyboard
from coreg.ui.therapist.moving_together import MovingTogether
from coreg.ui.therapist.note_taking import NoteTaking, disk_of_last
from coreg.ui.therapist.notice_bar import NoticeBar
from coreg.ui.therapist.person_panel import NOBODY, PersonPanel
from coreg.ui.therapist.top_bar import TopBar
from coreg.ui.words import Words

# Design section 6 (a), small screens, at a text scale of 1.
_WIDE_PX, _TWO_PEOPLE_PX = 1140, 800
_LOW_WITH_BAND_PX = 720
_LARGE_PX = QSize(1600, 900)
_EDGE_PX = 16

_SCREENS = (Act.SCREEN_OFF, Act.SCREEN_REST, Act.SCREEN_CALM, Act.SCREEN_PACER)


class TherapistWindow(QWidget):
    """Shows snapshots; asks for marks and the end.

    Signals: `asked(Request, str)` with what it was asked by ("key", "button"), `note_kept(str, str)` with what was
    typed and by what, `end_asked()`, `leave_asked()` for an end without what the disk doesn't take,
    `lock_asked()`, `client_panel_asked()`, `has_ended()`, `is_closing()`.
    """

    asked = Signal(object, str)
    note_kept = Signal(str, str)
    end_asked = Signal()
    leave_asked = Signal()
    lock_asked = Signal()
    client_panel_asked = Signal()
    has_ended = Signal()
    is_closing = Signal()

    def __init__(
        self,
        look: Look,
        settings: SessionSettings | None = None,
        *,
        is_simulated: bool,
        is_replay: bool,
        is_recorded: bool,
    ) -> None:
        super().__init__()
        self._look = look
        self._is_replay = is_replay
        self._is_recorded = is_recorded
        self._snapshot: Snapshot | None = None
        self._span_min = SPANS_MIN[1]
        self._is_over = False
        self._alone = Role.CLIENT
        self.frames = FrameTimes()
        self._frame = QElapsedTimer()
        self.top_bar = TopBar()
        self.top_bar.set_kind(is_simulated=is_simulated, is_replay=is_replay)
        self.notice = NoticeBar()
        self.other_state = Words("", "body", "text", MEDIUM)
        self.panels = {role: PersonPanel(role) for role in Role}
        self.together = MovingTogether()
        self.strip = BottomStrip()
        self.ending = EndingPanel()
        self.cover = Cover(self)
        chosen = settings or SessionSettings()
        self.key_sheet = KeySheet(chosen.profile, chosen.remapped, self)
        self.keyboard = Keyboard(chosen.profile, dict(chosen.remapped), dict(chosen.devices), self)
        self.strip.star.show_key(keys_of(Act.STAR, chosen.profile, chosen.remapped))
        self.notes = NoteTaking(self.strip, self.keyboard, self)
        self._guard = CloseGuard(self.strip, self)
        self.asides = Asides(self.strip, self.keyboard, self)
        self._shows_numbers = True
        self._refusal_seen = 0
        self.setWindowTitle(wording.PRODUCT)
        self.setAutoFillBackground(True)
        self.setMinimumSize(480, 420)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()  # no button has the focus before Tab gives it one
        self._lay_out()
        self._connect()
        self.set_look(look)

    def _connect(self) -> None:
        self.strip.asked.connect(self._act_by_button)
        self.keyboard.asked.connect(self._ask)
        self.keyboard.view_asked.connect(self._change_view)
        self.keyboard.end_pressed.connect(self._begin_end)
        self.keyboard.pending_changed.connect(self._show_pending)
        self.strip.closed.connect(self.close)
        self.notes.kept.connect(self._keep_note)
        self.notes.closed.connect(self.setFocus)
        self._guard.end_asked.connect(self.end_asked)
        self._guard.leave_asked.connect(self.leave_asked)
        self.asides.asked.connect(self._act_by_key)
        self.asides.noticed.connect(self._tell_noticed)
        self.asides.turned.connect(self._make_room_for_asides)

    @property
    def look(self) -> Look:
        """How it is drawn just now."""
        return self._look

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.colours.window))
        self.setPalette(palette)
        self.notice.set_look(look)
        self.other_state.set_look(look)
        for panel in self.panels.values():
            panel.set_look(look)
        self.top_bar.set_look(look)
        self.together.set_look(look)
        self.strip.set_look(look)
        self.notes.line.set_look(look)
        self.asides.set_look(look)
        self.ending.set_look(look)
        self.cover.set_look(look)
        self.key_sheet.set_look(look)
        self._fold()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is known now."""
        self._frame.start()
        self._snapshot = snapshot
        self._is_over = snapshot.record in (RecordState.ENDED, RecordState.SEALED) or self._is_over
        self.top_bar.show_snapshot(snapshot)
        self.notice.show_disk(snapshot.disk)
        self._make_room_for_notice()
        self.together.show_snapshot(snapshot)
        self.strip.chip.follow(snapshot.moments, disk_of_last(snapshot))
        for role, panel in self.panels.items():
            is_over = self._is_over or snapshot.is_ending
            panel.show_person(snapshot.people.get(role), snapshot.t_s, snapshot.stage, is_over=is_over)
        self._show_refusal(snapshot)
        self.notes.follow(snapshot)
        self.asides.follow(snapshot)
        self.strip.show_stage(snapshot.stage, snapshot.t_s)
        self._show_other_state()
        self._show_lanes(snapshot)
        self.frames.add_ms(self._frame.nsecsElapsed() / 1e6)

    def show_ended(self, words: str = "") -> None:
        """Say that the session is closed, and offer the way back; with words where it failed."""
        self._is_over = True
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)
            words = words or disk_wording.end_notice(self._snapshot)
        self.notice.say(words)
        self.strip.show_ended()
        self.has_ended.emit()

    @property
    def is_sealed(self) -> bool:
        """Whether the session is closed and the vault has sealed it."""
        return self._snapshot is not None and self._snapshot.record is RecordState.SEALED

    def show_ending(self, ending: Ending) -> None:
        """Show the session's end in the place of the two people; what was being typed isn't lost."""
        if self._snapshot is not None:
            self.ending.show_ending(self._snapshot, ending, self.notes.line.take())
            self.strip.leave_lanes()
            self.asides.close()
            self._fold()

    def let_go(self) -> None:
        """Have the next close be one, whatever the disk does: the program ends."""
        self._guard.let_go()

    def event(self, event: QEvent) -> bool:
        """Time every repaint: a window's UpdateRequest paints all that is to be painted."""
        if event.type() is not QEvent.Type.UpdateRequest:
            return super().event(event)
        self._frame.start()
        is_done = super().event(event)
        self.frames.add_ms(self._frame.nsecsElapsed() / 1e6)
        return is_done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the table of keys says."""
        if not self.keyboard.take(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the end; whichever of Ctrl and E goes first."""
        self.keyboard.let_go(event)
        if event.key() in (Qt.Key.Key_E, Qt.Key.Key_Control) and not event.isAutoRepeat():
            self.strip.end.end_hold()
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room, and choose the sizes of a large screen."""
        super().resizeEvent(event)
        self.cover.setGeometry(self.rect())
        self.key_sheet.setGeometry(self.rect())
        is_large = self.width() >= _LARGE_PX.width() and self.height() >= _LARGE_PX.height()
        if is_large is not self._look.is_large:
            self.set_look(Look(self._look.colours, self._look.scale, is_large))
        else:
            self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so before the window goes: what was recorded is committed by then.

        Where the disk takes nothing, the window stays until it does, or until it is closed a third time.
        """
        if self._guard.stays(self._snapshot, is_over=self._is_over):
            event.ignore()
            return
        self.is_closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        people = QHBoxLayout()
        people.setSpacing(_EDGE_PX)
        for panel in self.panels.values():
            people.addWidget(panel, 1)
        people.addWidget(self.ending, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, 2, _EDGE_PX, 10)
        column.setSpacing(8)
        for widget in (self.top_bar, self.notice, self.other_state):
            column.addWidget(widget)
        column.addLayout(people, 1)
        column.addWidget(self.together)
        for aside in self.asides.panels:
            column.addWidget(aside)
        column.addWidget(self.strip)
        self.other_state.hide()

    def _fold(self) -> None:
        width = self.width() / self._look.scale
        is_wide, is_both = width >= _WIDE_PX, width >= _TWO_PEOPLE_PX
        self.top_bar.set_folded(not is_wide)
        self.strip.set_room(is_narrow=not is_both, is_wide=is_wide)
        is_live = self.ending.isHidden()
        self.other_state.setVisible(is_live and not is_both)
        for role, panel in self.panels.items():
            panel.set_numbers_shown(self._shows_numbers)
            panel.set_rsa_shown(is_wide and self._shows_numbers)
            panel.setVisible(is_live and (is_both or role is self._alone))
        self._make_room_for_notice()
        self._show_other_state()

    def _make_room_for_notice(self) -> None:
        height, has_notice = self.height() / self._look.scale, self.notice.isVisibleTo(self)
        is_tight = height < _LOW_WITH_BAND_PX and self.asides.is_open
        is_live = self.ending.isHidden() and not is_tight
        self.together.make_room(height, is_live=is_live, has_notice=has_notice)

    def _make_room_for_asides(self) -> None:
        if not self.asides.is_open:
            self.setFocus()
        self._make_room_for_notice()
        if self._snapshot is not None:
            self._show_lanes(self._snapshot)

    def _show_other_state(self) -> None:
        if self.other_state.isVisibleTo(self):
            other = self._alone.other
            self.other_state.say(wording.other_person(other, self.panels[other].state.text()))

    def _show_lanes(self, snapshot: Snapshot) -> None:
        people = snapshot.people
        numbers = [person.numbers for person in people.values()] or [NOBODY]
        now_s, span_s = snapshot.t_s, self._span_min * 60.0
        steps = (
            shared_step(HEART_RATE_STEPS, [each.heart_rate_lane for each in numbers], now_s, span_s),
            shared_step(RMSSD_STEPS, [each.rmssd_lane for each in numbers], now_s, span_s),
        )
        drawn = drawn_of(snapshot, self.asides.draft)
        for role, panel in self.panels.items():
            own = drawn if role is Role.CLIENT else drawn.of_therapist
            panel.show_lanes(people.get(role), now_s, self._span_min, steps, own)

    def _act_by_button(self, wanted: Request | View) -> None:
        if isinstance(wanted, View):
            self._change_view(wanted)
        else:
            self._ask(wanted, "button")

    def _act_by_key(self, request: Request) -> None:
        self._ask(request, "key")

    def _tell_noticed(self, request: Request) -> None:
        if not self._why_no_mark():
            self.asked.emit(request, "program")

    def _ask(self, request: Request, input_: str) -> None:
        """Ask the session, and show at once that the key was heard."""
        if request.act is Act.END:
            self.end_asked.emit()
            return
        refusal = "" if request.act in _SCREENS else self._why_no_mark()
        if refusal or self._snapshot is None:
            self.strip.say(refusal)
            return
        self.strip.chip.press(session_wording.heard(request), len(self._snapshot.moments))
        self.asked.emit(request, input_)

    def _change_view(self, view: View) -> None:
        match view:
            case View.SHOW_LESS | View.SHOW_MORE:
                self._change_span(1 if view is View.SHOW_MORE else -1)
            case View.SWITCH_LOOK:
                colours = LIGHT if self._look.colours.is_dark else DARK
                self.set_look(Look(colours, self._look.scale, self._look.is_large))
            case View.OTHER_PERSON:
                self._alone = self._alone.other
                self._fold()
            case View.HIDE_NUMBERS:
                self._shows_numbers = not self._shows_numbers
                self._fold()
            case View.HIDE_CONTENT:
                self.cover.cover(not self.cover.isVisibleTo(self))
            case View.SHOW_KEYS:
                self.key_sheet.turn()
            case View.CLIENT_PANEL:
                self.client_panel_asked.emit()
            case View.LOCK:
                self.lock_asked.emit()
            case View.WRITE_NOTE | View.BAND_PANEL | View.WITHDRAW:
                self._open(view)

    def _open(self, view: View) -> None:
        """Open what takes a mark of its own, or say why none is kept."""
        refusal = self._why_no_mark()
        if refusal:
            self.strip.say(refusal)
        elif view is View.WRITE_NOTE:
            self.notes.open()
        else:
            self.asides.turn(view)

    def _keep_note(self, text: str) -> None:
        self.note_kept.emit(text, "key")

    def _show_pending(self, digit: str) -> None:
        """A one that may become a ten is shown at once, in outline."""
        if digit and self._snapshot is not None and not self._why_no_mark():
            self.strip.chip.press(f"{digit} …", len(self._snapshot.moments))

    def _show_refusal(self, snapshot: Snapshot) -> None:
        if snapshot.refusal is not None and snapshot.refusal[0] != self._refusal_seen:
            self._refusal_seen = snapshot.refusal[0]
            self.strip.chip.drop()
            self.strip.say(session_wording.REFUSED[snapshot.refusal[1]])

    def _why_no_mark(self) -> str:
        if self._is_over or (self._snapshot is not None and self._snapshot.is_ending):
            return wording.NO_MARK_ENDED
        if self._is_replay:
            return wording.NO_MARK_IN_REPLAY
        return "" if self._is_recorded else wording.NO_MARK_UNRECORDED

    def _begin_end(self) -> None:
        if not self._is_over:
            self.strip.end.begin_hold()
            self.strip.say(wording.HOLD_ON)

    def _change_span(self, by: int) -> None:
        place = SPANS_MIN.index(self._span_min) + by
        if 0 <= place < len(SPANS_MIN):
            self._span_min = SPANS_MIN[place]
            self.strip.show_span(self._span_min)
            if self._snapshot is not None:
                self._show_lanes(self._snapshot)
