"""Which window is in front, from the start to the end of the program, and what leads from one to the next.

Nothing that takes time is imported at the top: design section 6, "Start".
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from coreg.domain.act import Act, Request
from coreg.ui import wording
from coreg.ui.doors import Doors
from coreg.ui.failure_log import log_failure
from coreg.ui.first_size import first_size
from coreg.ui.follow import follow
from coreg.ui.leaving import leave
from coreg.ui.loading import Loading
from coreg.ui.pictures import Pictures, PictureTaker
from coreg.ui.review_side import ReviewSide
from coreg.ui.screen_capture import CaptureShield
from coreg.ui.start_pages import StartPages
from coreg.ui.start_window import StartWindow
from coreg.ui.system_colours import system_colours
from coreg.ui.theme import Look
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.side import VaultSide

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from coreg.domain.snapshot import Snapshot
    from coreg.session.plan import Plan
    from coreg.ui.client.side import ClientSide
    from coreg.ui.pairing.guide import PairingGuide
    from coreg.ui.pairing.window import PairingWindow
    from coreg.ui.review_source import ReviewSource
    from coreg.ui.session_link import SessionLink
    from coreg.ui.session_watch import SessionWatch
    from coreg.ui.therapist.window import TherapistWindow
    from coreg.ui.vault.flow import VaultFlow


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
        self._watch: SessionWatch | None = None
        self._loading = Loading()
        self._loading.done.connect(self._link_up)
        self._wish: Callable[[], None] | None = None
        self._returns_to_vault = self._is_guided = False
        has_vault = doors.vault is not None
        self._look = Look(system_colours(), text_scale)
        self.start = StartWindow(self._look, doors.recordings_folder, doors.choose_language, has_vault=has_vault)
        self._side = VaultSide(doors.vault, doors.plan_again)
        self.pages = StartPages(doors, self.start)
        self.review = ReviewSide(self.start)
        self._guide: PairingGuide | None = None
        self.therapist: TherapistWindow | None = None
        self.client: ClientSide | None = None  # goes with the therapist's window
        is_wanted = partial(bool, True) if doors.vault is None else doors.vault.is_kept_out_of_capture
        self._shield = CaptureShield(is_wanted)

    def open(self, plan: Plan | None) -> None:
        """Show the shell; everything else is loaded after its first paint."""
        self._first_plan = plan
        start = self.start
        start.resize(first_size())
        start.straps_asked.connect(self._pair)
        start.simulated_asked.connect(self._simulate)
        start.replay_asked.connect(self._replay)
        start.library_asked.connect(self._enter_vault)
        start.marking_asked.connect(self._choose_marks)
        start.guided_asked.connect(self._try_guided)
        start.help_asked.connect(self._help)
        start.package_asked.connect(self._supervise)
        self._side.try_asked.connect(self._try_from_vault)
        self._side.session_asked.connect(self._pair_for)
        self._side.replay_asked.connect(self._replay_kept)
        self._side.left.connect(self._leave_vault)
        self._side.review_asked.connect(self.show_review)
        self.review.replay_asked.connect(self._hold)
        self.review.export_asked.connect(self._side.export)
        self._side.idle.connect(self._lock)
        start.is_closing.connect(leave)
        if plan is not None:
            start.say_status(wording.OPENING)
            start.set_open(False)
        start.show()
        start.painted.connect(self._load_soon, Qt.ConnectionType.SingleShotConnection)

    def close(self) -> None:
        """End the session, commit what there is, and let every window go."""
        self._loading.settle()
        if self._link is not None:
            self._link.close()
            self._link = None
        if self.therapist is not None:
            self.therapist.let_go()
        self.pages.close()
        self.review.close()
        self._side.close()
        windows = (self.therapist, self._hand_over_pairing(), self.start)
        self.therapist = None
        for window in windows:
            if window is not None:
                window.close()
                window.deleteLater()

    def say_failure(self, kind: type[BaseException], failure: BaseException, _trace: TracebackType | None) -> None:
        """What Python calls for an exception that nobody caught: words on the screen, the place in the log."""
        if issubclass(kind, KeyboardInterrupt):
            leave()
            return
        log_failure(failure)
        self._say_problem(wording.of_failure(failure))

    @property
    def pairing(self) -> PairingWindow | None:
        """The pairing screen, while there is one."""
        return None if self._guide is None else self._guide.window

    @property
    def vault(self) -> VaultFlow | None:
        """The vault's windows, once somebody wanted them."""
        return self._side.flow

    @property
    def link(self) -> SessionLink | None:
        """The door to the session, once it is loaded."""
        return self._link

    def _load_soon(self) -> None:
        QTimer.singleShot(0, self._loading.start)

    def _link_up(self) -> None:
        """The session's side is there: have the kernels made ready, and do what was asked for meanwhile."""
        from coreg.ui.pairing.guide import PairingGuide
        from coreg.ui.session_link import SessionLink
        from coreg.ui.session_watch import SessionWatch

        link = SessionLink(self._doors)
        link.began.connect(self._take_plan)
        link.snapshot_changed.connect(self._show_snapshot)
        link.ended.connect(self._show_ended)
        link.warmed_up.connect(self._show_warm)
        self._link = link
        self._watch = SessionWatch(link, self.start, self._side, gives_up=self._quits_at_end)
        self._guide = PairingGuide(self._doors, link)
        self._guide.left.connect(self._back_to_start)
        link.warm_up()
        if self._first_plan is not None:
            link.hold(partial(replace, self._first_plan))
        else:
            self.start.say_status(wording.GETTING_NUMBERS_READY)
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()

    def _show_warm(self, problem: str) -> None:
        self._loading.settle()
        if problem:
            self._say_problem(problem)
        elif self.start.isVisible() and self._link is not None and not self._link.is_holding:
            self.start.say_status(wording.READY)

    def _pair(self) -> None:
        """Lead to the straps: where there is a vault, through it, unless somebody only wants to look around."""
        if self._side.is_wanted:
            self._enter_vault()
        elif self._link is None:
            self._wish = self._pair
        else:
            self._pair_for(None)

    def _enter_vault(self) -> None:
        if self._link is None:
            self._wish = self._enter_vault
            return
        self.start.say_problem("")
        self._side.enter(self._look, self.start)
        if self._side.flow is not None:
            self._shield.guard(self._side.flow.window)

    def _choose_marks(self) -> None:
        self.pages.enter_marking(self._look)

    def _help(self) -> None:
        self.pages.enter_help(self._look)

    def _try_guided(self) -> None:
        from coreg.ui.guided.plan import guided_plan

        self._is_guided = True
        self._hold(partial(guided_plan, self._doors))

    def _try_from_vault(self) -> None:
        self._leave_vault()
        self._try_guided()
        self._returns_to_vault = True

    def _leave_vault(self) -> None:
        self._side.leave_for(self.start)
        self._open_start()
        if self._side.is_looking_around:
            self.start.say_status(words_of_vault.LOOKING_AROUND)

    def _lock(self) -> None:
        """Lock the vault; in front of a session only the view."""
        look = self._look if self.therapist is None else self.therapist.look
        if self.therapist is None:
            self.review.leave()
        if not self._side.lock(look, self.therapist or self.pairing) and self.therapist is not None:
            self.therapist.strip.say(wording.NO_VAULT_TO_LOCK)

    def _pair_for(self, person_id: str | None) -> None:
        """Open the pairing screen for this client's session, or to watch only."""
        if self._guide is None:
            return
        worn = self._side.worn(self._doors.remembered_straps)
        plan = self._side.keeping(self._doors.plan_straps, person_id)
        who, relation = self._side.pseudonym(person_id), self._side.relation(person_id)
        self._show_pairing(self._guide.open_straps(self._look, plan, worn, who=who, relation=relation))

    def _show_pairing(self, window: PairingWindow) -> None:
        self.start.say_problem("")
        self._show(window, instead_of=self._side.in_front(self.start))

    def _simulate(self) -> None:
        if self._guide is None:
            self._wish = self._simulate
        else:
            self._show_pairing(self._guide.open_simulated(self._look))

    def _replay_kept(self, make_plan: partial[Plan]) -> None:
        self._leave_vault()
        self._hold(make_plan)
        self._returns_to_vault = True

    def show_review(self, source: ReviewSource) -> None:
        """Show a session as a whole, in front of the vault or the start window."""
        if self._link is None:
            self._wish = partial(self.show_review, source)
            return
        self._attend(self.review.enter(source, self._look, self._side.in_front(self.start)))

    def _supervise(self) -> None:
        self._attend(self.pages.enter_package(self._look, self.review, self.show_review))

    def _replay(self, path: Path) -> None:
        self._hold(partial(self._doors.plan_replay, path, 1.0))

    def _hold(self, make_plan: partial[Plan]) -> None:
        if self._link is None:
            self._wish = partial(self._hold, make_plan)
            return
        self.start.say_problem("")
        self.start.say_status(wording.OPENING)
        self.start.set_open(False)
        self._link.hold(make_plan)

    def _take_plan(self, plan: Plan) -> None:
        """A session runs: straps that are only connected so far are shown as cards."""
        self._plan = plan
        self._is_guided = self._is_guided and plan.is_simulated and plan.records_at_once
        self._returns_to_vault = self._returns_to_vault and (plan.is_replay or self._is_guided)
        if plan.records_at_once:
            self._show_session(plan)
        elif self.pairing is not None:
            self.pairing.show_cards(is_simulated=plan.is_simulated)

    def _show_session(self, plan: Plan) -> None:
        from coreg.ui.client.side import ClientSide
        from coreg.ui.therapist.window import TherapistWindow

        settings = self._doors.session_settings()
        window = TherapistWindow(
            self._look,
            replace(settings, profile=plan.marks.profile) if self._is_guided else settings,
            is_simulated=plan.is_simulated,
            is_replay=plan.is_replay,
            is_recorded=plan.is_recorded and not (self._guide is not None and self._guide.is_watched_only),
            relation=plan.relation,
        )
        if self._is_guided:
            from coreg.ui.guided.bar import GuidedBar

            window.add_guide(GuidedBar())
        window.asked.connect(self._ask)
        window.end_asked.connect(self._end)
        window.lock_asked.connect(self._lock)
        window.is_closing.connect(self._session_closed)
        if self._watch is not None:
            self._watch.watch(window, plan)
        self.therapist = window
        if self._link is not None:
            self.client = ClientSide(window, self._doors, self._link, plan.relation)
        pairing = self._hand_over_pairing()
        self._show(window, instead_of=pairing or self.start)
        if pairing is not None:
            pairing.deleteLater()

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        if self._watch is not None:
            self._watch.follow(snapshot, is_shown=self.therapist is not None)
        if self._guide is not None and self._guide.show_snapshot(snapshot) and self._plan is not None:
            self._show_session(self._plan)
        if self.therapist is not None:
            self.therapist.show_snapshot(snapshot)
            if self._pictures is not None:
                self._pictures.take(self.therapist, snapshot.t_s)

    def _show_ended(self, words: str) -> None:
        self._plan = None
        if self._guide is not None and self._guide.window is not None:
            self._guide.show_list(words)
            return
        if words:
            self._returns_to_vault = False
            self._say_problem(words)
        if self.therapist is not None:
            self.therapist.show_ended(words)
            self._side.end_soon()
        else:
            self._back_to_start()
        if self._quits_at_end:
            leave()

    def _ask(self, request: Request, input_: str) -> None:
        if self._link is not None:
            self._link.ask(request, input_)

    def _end(self) -> None:
        self._ask(Request(Act.END), "key")

    def _session_closed(self) -> None:
        """The therapist's window is going: end the session if it still runs, and show the start again."""
        window, self.therapist = self.therapist, None
        if window is None:
            return
        self._look = Look(window.look.colours, self._look.scale)
        self.start.set_look(self._look)
        self._is_guided = False
        if self._link is not None and self._link.is_holding:
            self._link.stop()
        self._show(self.start, instead_of=window)
        self._open_start()
        window.deleteLater()
        self._side.count()
        self.review.come_back()

    def _back_to_start(self) -> None:
        pairing = self._hand_over_pairing()
        if pairing is not None:
            self._show(self.start, instead_of=pairing)
            pairing.deleteLater()
        self._open_start()
        self.review.come_back()

    def _open_start(self) -> None:
        is_holding = self._link is not None and self._link.is_holding
        self.start.set_open(not is_holding)
        self.start.say_status(wording.CLOSING if is_holding else wording.READY)
        if self._returns_to_vault and not is_holding and self.therapist is None:
            self._returns_to_vault = False
            self._enter_vault()

    def _say_problem(self, words: str) -> None:
        self.problem = words
        self.start.say_problem(words)
        if self._guide is not None:
            self._guide.say_problem(words)

    def _hand_over_pairing(self) -> PairingWindow | None:
        return None if self._guide is None else self._guide.hand_over()

    def _show(self, new: QWidget, *, instead_of: QWidget) -> None:
        """Show a window where another stood."""
        follow(instead_of, new)
        self._attend(new)

    def _attend(self, window: QWidget) -> None:
        """Keep it out of screen captures, and let what is done in it keep the vault open."""
        self._shield.guard(window)
        self._side.watch(window)
