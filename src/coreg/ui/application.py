"""The window as a whole: sets Qt up, shows the shell, loads the rest behind it, and leads from window to window.

Nothing that takes time is imported at the top: design section 6, "Start".
"""

from __future__ import annotations

import gc
import logging
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.errors import CoregError
from coreg.domain.person import Role
from coreg.domain.snapshot import RecordState
from coreg.ui import fonts, wording
from coreg.ui.doors import Doors
from coreg.ui.interrupts import on_interrupt
from coreg.ui.pictures import Pictures, PictureTaker
from coreg.ui.start_window import StartWindow
from coreg.ui.theme import DARK, LIGHT, Colours, Look

if TYPE_CHECKING:
    from types import TracebackType

    from coreg.domain.snapshot import Snapshot
    from coreg.domain.strap import RememberedStrap
    from coreg.session.plan import Plan
    from coreg.ui.pairing.window import PairingWindow
    from coreg.ui.session_link import SessionLink
    from coreg.ui.therapist.window import TherapistWindow

_SIZE_PX = (1280, 800)
_SCAN_S = 5.0  # our choice: several advertisements of a strap, and of a minute to pair in the smaller part

_log = logging.getLogger(__name__)


def run_window(
    doors: Doors,
    plan: Plan | None = None,
    *,
    pictures: Pictures | None = None,
    quits_at_end: bool = False,
    text_scale: float = 1.0,
) -> int:
    """Open the start window, or go straight into a session, and return when the last window is closed.

    Parameters
    ----------
    plan
        A session to open at once.
    quits_at_end
        Whether the program ends with that session: a demonstration without anybody in front of it.

    Raises
    ------
    CoregError
        With `quits_at_end`, what the session failed with.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName(wording.PRODUCT)
    QApplication.setQuitOnLastWindowClosed(False)  # one window hides before the next shows
    fonts.load_inter()
    desk = Desk(doors, text_scale, pictures, quits_at_end=quits_at_end)
    before, sys.excepthook = sys.excepthook, desk.say_failure
    try:
        with on_interrupt(_leave):
            desk.open(plan)
            app.exec()
    finally:
        sys.excepthook = before
        desk.close()
    if quits_at_end and desk.problem:
        raise CoregError(desk.problem)
    return 0


class Desk(QObject):
    """Which window is in front, and what leads from one to the next."""

    def __init__(self, doors: Doors, text_scale: float, pictures: Pictures | None, *, quits_at_end: bool) -> None:
        super().__init__()
        self.problem = ""
        self._doors = doors
        self._pictures = PictureTaker(pictures) if pictures else None
        self._quits_at_end = quits_at_end
        self._first_plan: Plan | None = None
        self._plan: Plan | None = None
        self._link: SessionLink | None = None
        self.start = StartWindow(Look(_system_colours(), text_scale), doors.recordings_folder)
        self.pairing: PairingWindow | None = None
        self.therapist: TherapistWindow | None = None
        self._look = Look(_system_colours(), text_scale)

    def open(self, plan: Plan | None) -> None:
        """Show the shell; everything else is loaded after its first paint."""
        self._first_plan = plan
        start = self.start
        start.resize(*_SIZE_PX)
        start.straps_asked.connect(self._pair)
        start.simulated_asked.connect(self._simulate)
        start.replay_asked.connect(self._replay)
        start.is_closing.connect(_leave)
        if plan is not None:
            start.say_status(wording.OPENING)
            start.set_open(False)
        start.show()
        start.painted.connect(self._load_soon, Qt.ConnectionType.SingleShotConnection)

    def close(self) -> None:
        """End the session, commit what there is, and let every window go."""
        if self._link is not None:
            self._link.close()
            self._link = None
        windows = (self.therapist, self.pairing, self.start)
        self.therapist = self.pairing = None
        for window in windows:
            if window is not None:
                window.close()
                window.deleteLater()

    def say_failure(self, kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        """What Python calls for an exception that nobody caught: words on the screen, the place in the log."""
        if issubclass(kind, KeyboardInterrupt):
            _leave()
            return
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = "" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        _log.error("%s at %s", kind.__name__, place)
        self._say_problem(wording.of_failure(failure))

    @property
    def link(self) -> SessionLink | None:
        """The door to the session, once it is loaded."""
        return self._link

    def _load_soon(self) -> None:
        QTimer.singleShot(0, self._load)

    def _load(self) -> None:
        """Import numpy, the charts and the session's side; then have the kernels made ready behind the window."""
        from coreg.ui.session_link import SessionLink
        from coreg.ui.therapist import window  # noqa: F401  loads numpy and the lanes while nobody waits for them

        link = SessionLink(self._doors)
        link.began.connect(self._take_plan)
        link.snapshot_changed.connect(self._show_snapshot)
        link.ended.connect(self._show_ended)
        link.straps_found.connect(self._show_straps)
        link.scan_failed.connect(self._show_scan_failed)
        link.recording_refused.connect(self._show_refusal)
        link.warmed_up.connect(self._show_warm)
        self._link = link
        link.warm_up()
        if self._first_plan is not None:
            link.hold(partial(_same, self._first_plan))
        else:
            self.start.say_status(wording.GETTING_NUMBERS_READY)

    def _show_warm(self, problem: str) -> None:
        gc.freeze()  # what is loaded now stays: walking through it all stopped the window for 0.1 s now and then
        if problem:
            self._say_problem(problem)
        elif self.start.isVisible() and self._link is not None and not self._link.is_holding:
            self.start.say_status(wording.READY)

    def _pair(self) -> None:
        """Open the pairing screen; straps that were worn when a session was last recorded connect at once."""
        if self._link is None:
            return
        remembered = self._doors.remembered_straps()
        pairing = self._open_pairing(remembered)
        if remembered:
            worn = {role: strap.identity for role, strap in remembered.items()}
            self._prepare(worn.get(Role.CLIENT), worn.get(Role.THERAPIST))
            pairing.show_cards(is_simulated=False)
        else:
            self._scan()

    def _open_pairing(self, remembered: dict[Role, RememberedStrap] | None = None) -> PairingWindow:
        from coreg.ui.pairing.window import PairingWindow

        self.start.say_problem("")
        pairing = PairingWindow(self._look, remembered)
        pairing.scan_asked.connect(self._scan)
        pairing.straps_chosen.connect(self._prepare)
        pairing.stand_up_asked.connect(self._ask_to_stand_up)
        pairing.swap_asked.connect(self._swap)
        pairing.start_asked.connect(self._begin_recording)
        pairing.others_asked.connect(self._choose_others)
        pairing.back_asked.connect(self._leave_pairing)
        self.pairing = pairing
        self._follow(self.start, pairing)
        return pairing

    def _scan(self) -> None:
        if self._link is not None:
            self._link.scan(_SCAN_S)

    def _show_straps(self, straps: object) -> None:
        if self.pairing is not None and isinstance(straps, list):
            self.pairing.show_straps(straps)

    def _show_scan_failed(self, words: str) -> None:
        if self.pairing is not None:
            self.pairing.say_problem(words)

    def _prepare(self, client_id: str | None, therapist_id: str | None) -> None:
        if self._link is not None:
            self._link.hold(partial(self._doors.plan_straps, client_id, therapist_id))

    def _ask_to_stand_up(self) -> None:
        if self._link is not None:
            self._link.ask_to_stand_up()

    def _swap(self) -> None:
        if self._link is not None:
            self._link.swap_roles()

    def _begin_recording(self, confirmed: frozenset[Role], input_: str) -> None:
        if self._link is not None:
            self._link.begin_recording(confirmed, input_)

    def _show_refusal(self, words: str) -> None:
        if self.pairing is not None:
            self.pairing.say_problem(words)

    def _choose_others(self) -> None:
        """Let go of the connected straps; the list follows once they are free."""
        if self._link is not None and self._link.is_holding:
            self._link.stop()

    def _leave_pairing(self) -> None:
        if self._link is not None and self._link.is_holding:
            self._link.stop()
        self._back_to_start()

    def _show_list(self, words: str) -> None:
        """The straps are free again, or couldn't be used: choose among those in reach."""
        if self.pairing is not None:
            self.pairing.show_list(proposes=False)
            self.pairing.say_problem(words)
            self._scan()

    def _simulate(self) -> None:
        if self._link is not None:
            self._open_pairing().show_cards(is_simulated=True)
            self._link.hold(partial(self._doors.plan_simulated, 1.0))

    def _replay(self, path: Path) -> None:
        self._hold(partial(self._doors.plan_replay, path, 1.0))

    def _hold(self, make_plan: partial[Plan]) -> None:
        if self._link is None:
            return
        self.start.say_problem("")
        self.start.say_status(wording.OPENING)
        self.start.set_open(False)
        self._link.hold(make_plan)

    def _take_plan(self, plan: Plan) -> None:
        """A session runs: straps that are only connected so far are shown as cards."""
        self._plan = plan
        if plan.records_at_once:
            self._show_session(plan)
        elif self.pairing is not None:
            self.pairing.show_cards(is_simulated=plan.is_simulated)

    def _show_session(self, plan: Plan) -> None:
        from coreg.ui.therapist.window import TherapistWindow

        window = TherapistWindow(
            self._look,
            is_simulated=plan.is_simulated,
            is_replay=plan.is_replay,
            is_recorded=plan.place is not None,
        )
        window.star_asked.connect(self._star)
        window.end_asked.connect(self._end)
        window.is_closing.connect(self._session_closed)
        self.therapist = window
        pairing, self.pairing = self.pairing, None
        self._follow(pairing or self.start, window)
        if pairing is not None:
            pairing.deleteLater()

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        if self.pairing is not None and self._plan is not None:
            if snapshot.record is RecordState.RECORDING:
                self._show_session(self._plan)
            else:
                self.pairing.show_snapshot(snapshot)
        if self.therapist is not None:
            self.therapist.show_snapshot(snapshot)
            if self._pictures is not None:
                self._pictures.take(self.therapist, snapshot.t_s)

    def _show_ended(self, words: str) -> None:
        self._plan = None
        if self.pairing is not None:
            self._show_list(words)
            return
        if words:
            self._say_problem(words)
        if self.therapist is not None:
            self.therapist.show_ended(words)
        else:
            self._back_to_start()
        if self._quits_at_end:
            _leave()

    def _star(self, input_: str) -> None:
        from coreg.domain.moment import MomentKind

        if self._link is not None:
            self._link.mark(MomentKind.STAR, input_)

    def _end(self) -> None:
        if self._link is not None:
            self._link.stop()

    def _session_closed(self) -> None:
        """The therapist's window is going: end the session if it still runs, and show the start again."""
        window, self.therapist = self.therapist, None
        if window is None:
            return
        self._look = Look(window.look.colours, self._look.scale)
        self.start.set_look(self._look)
        if self._link is not None and self._link.is_holding:
            self._link.stop()
        self._follow(window, self.start)
        self._open_start()
        window.deleteLater()

    def _back_to_start(self) -> None:
        pairing, self.pairing = self.pairing, None
        if pairing is not None:
            self._follow(pairing, self.start)
            pairing.deleteLater()
        self._open_start()

    def _open_start(self) -> None:
        is_holding = self._link is not None and self._link.is_holding
        self.start.set_open(not is_holding)
        self.start.say_status(wording.CLOSING if is_holding else wording.READY)

    def _say_problem(self, words: str) -> None:
        self.problem = words
        self.start.say_problem(words)
        if self.pairing is not None:
            self.pairing.say_problem(words)

    def _follow(self, old: QWidget, new: QWidget) -> None:
        """Show `new` where `old` stood."""
        geometry = QRect(old.geometry())
        new.setGeometry(geometry)
        if old.isMaximized() or old.isFullScreen():
            new.setWindowState(old.windowState())
        new.show()
        old.hide()


def _leave() -> None:
    """End Qt's loop. `quit` would ask every window first, and a session's window would show the start again."""
    QApplication.exit(0)


def _same(plan: Plan) -> Plan:
    return plan


def _system_colours() -> Colours:
    hints = QApplication.styleHints()
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
