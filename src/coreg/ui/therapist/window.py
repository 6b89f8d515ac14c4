"""The therapist's window: two people side by side, and nothing that asks for attention."""

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.act import Act, Request
from coreg.domain.client import Relation
from coreg.domain.person import Role
from coreg.domain.session_settings import SessionSettings
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.ui import session_wording, wording
from coreg.ui.fonts import MEDIUM
from coreg.ui.frame_times import FrameTimes
from coreg.ui.guided.bar import GuidedBar
from coreg.ui.key_card import keys_of
from coreg.ui.key_table import View
from coreg.ui.plots.scales import SPANS_MIN
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.therapist import disk_wording
from coreg.ui.therapist.asides import Asides
from coreg.ui.therapist.bottom_strip import BottomStrip
from coreg.ui.therapist.close_guard import CloseGuard
from coreg.ui.therapist.ending_panel import Ending, EndingPanel
from coreg.ui.therapist.keyboard import Keyboard
from coreg.ui.therapist.moving_together import MovingTogether
from coreg.ui.therapist.note_taking import NoteTaking, disk_of_last, why_no_mark
from coreg.ui.therapist.notice_bar import NoticeBar
from coreg.ui.therapist.overlays import Overlays
from coreg.ui.therapist.people_lanes import show_lanes
from coreg.ui.therapist.person_panel import PersonPanel
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
        relation: Relation = Relation.THERAPIST,
    ) -> None:
        super().__init__()
        self._look = look
        self._is_replay, self._is_recorded = is_replay, is_recorded
        self._snapshot: Snapshot | None = None
        self._span_min = SPANS_MIN[1]
        self._is_over, self._alone = False, Role.CLIENT
        self.frames = FrameTimes()
        self._frame = QElapsedTimer()
        self.top_bar = TopBar()
        self.top_bar.set_kind(is_simulated=is_simulated, is_replay=is_replay)
        self.notice = NoticeBar()
        self.other_state = Words("", "body", "text", MEDIUM)
        self.panels = {role: PersonPanel(role, relation) for role in Role}
        self.together = MovingTogether()
        self.strip = BottomStrip(takes_marks=is_recorded, is_replay=is_replay)
        self.ending = EndingPanel(relation)
        chosen = settings or SessionSettings()
        self.over = Overlays(self, chosen)
        self.cover, self.key_sheet = self.over.cover, self.over.key_sheet
        self.guide: GuidedBar | None = None
        self.keyboard = Keyboard(chosen.profile, dict(chosen.remapped), dict(chosen.devices), self)
        self.strip.star.show_key(keys_of(Act.STAR, chosen.profile, chosen.remapped))
        self.notes = NoteTaking(self.strip, self.keyboard, self)
        self._guard = CloseGuard(self.strip, self)
        self.asides = Asides(self.strip, self.keyboard, relation, self)
        self._shows_numbers, self._refusal_seen = True, 0
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
        self.ending.left.connect(self.close)
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
        self.over.set_look(look)
        if self.guide is not None:
            self.guide.set_look(look)
        self._fold()

    def add_guide(self, guide: GuidedBar) -> None:
        """Take the guided try's line; it stands beneath the top bar, and leaves out what isn't needed to try."""
        self.guide = guide
        guide.set_look(self._look)
        self._column.insertWidget(1, guide)
        self._make_room_for_notice()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is known now."""
        self._frame.start()
        if self.guide is not None:
            self.guide.follow(snapshot)
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
        self.strip.say("")  # whatever it said was of the session
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
        """Do what the table of keys says; Escape takes away what lies over the window, and leaves a replay."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat() and self._escape():
            return
        if not self.keyboard.take(event) and not self.over.scroll(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _escape(self) -> bool:
        """Whether there was something to take away or to leave."""
        if self.over.escape():
            return True
        if self._is_replay:
            self.close()
        return self._is_replay

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the end; whichever of Ctrl and E goes first."""
        self.keyboard.let_go(event)
        if event.key() in (Qt.Key.Key_E, Qt.Key.Key_Control) and not event.isAutoRepeat():
            self.strip.end.end_hold()
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room, and choose the sizes of a large screen."""
        super().resizeEvent(event)
        self.over.lie_between(self.top_bar, self.strip)
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
        self._column = column = QVBoxLayout(self)
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
        is_live = self.ending.isHidden() and self.guide is None and not is_tight
        self.together.make_room(height, is_live=is_live, has_notice=has_notice)

    def _make_room_for_asides(self) -> None:
        if not self.asides.is_open:
            self.setFocus()
        self._make_room_for_notice()
        if self._snapshot is not None:
            self._show_lanes(self._snapshot)

    def _show_other_state(self) -> None:
        if self.other_state.isVisibleTo(self):
            panel = self.panels[self._alone.other]
            self.other_state.say(wording.other_person(panel.who.text(), panel.state.text()))

    def _show_lanes(self, snapshot: Snapshot) -> None:
        show_lanes(self.panels, snapshot, self._span_min, self.asides.draft)

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
            case View.HIDE_CONTENT | View.SHOW_KEYS | View.SHOW_HELP:
                self.over.lie_between(self.top_bar, self.strip)
                self.over.turn(view)
            case View.CLIENT_PANEL:
                self.client_panel_asked.emit()
            case View.LOCK:
                self.lock_asked.emit()
            case View.WRITE_NOTE | View.BAND_PANEL | View.WITHDRAW:
                self._open(view)

    def _open(self, view: View) -> None:
        """Open what takes a mark of its own, or say why none is kept."""
        refusal = self._why_no_mark()
        if self._is_over and view is View.WRITE_NOTE:
            self.close()  # Enter is "Back to start" then
        elif refusal:
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
        is_over = self._is_over or (self._snapshot is not None and self._snapshot.is_ending)
        return why_no_mark(is_over=is_over, is_replay=self._is_replay, is_recorded=self._is_recorded)

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
