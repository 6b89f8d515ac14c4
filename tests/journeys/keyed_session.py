"""A whole session in the real window, off-screen, held by keys alone: what is pressed, and what is seen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from coreg import app as house
from coreg.domain.person import Role
from coreg.domain.session_settings import SessionSettings
from coreg.domain.snapshot import Snapshot
from coreg.recording.place import Place
from coreg.sensors.sensor import Sensor
from coreg.sensors.simulator import simulated_pair
from coreg.sensors.simulator_faults import Fault
from coreg.session.conductor import Conductor
from coreg.session.plan import Keeper, Plan
from coreg.session.script import Script
from coreg.ui.desk import Desk
from coreg.ui.therapist.mark_chip import Kept
from coreg.ui.therapist.number_view import NumberKind
from coreg.ui.therapist.person_panel import PersonPanel
from coreg.ui.therapist.window import TherapistWindow
from tests.rigs.held_clock import HeldClock

_SEED = 3
_LIMIT_S = 60
_TICK_S = 0.25
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_NAMED = {
    "*": Qt.Key.Key_Asterisk,
    ",": Qt.Key.Key_Comma,
    ".": Qt.Key.Key_Period,
    "-": Qt.Key.Key_Minus,
    "+": Qt.Key.Key_Plus,
}


class KeyedSession:
    """Simulated people, the window that a therapist has, and a clock that stands while a key is pressed.

    Parameters
    ----------
    worn
        Who wears a strap.
    faults
        What goes wrong with the straps, and when.
    script
        What is pressed by itself, and when the client's heart is aroused; nothing, where the keys do it all.
    keeper
        The vault, for one of its people; None records a plain file.
    settings
        How the session is marked, learnt keys too.
    """

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        *,
        worn: tuple[Role, ...] = tuple(Role),
        faults: Mapping[Role, tuple[Fault, ...]] | None = None,
        script: Script | None = None,
        keeper: Keeper | None = None,
        settings: SessionSettings | None = None,
    ) -> None:
        self._app = app
        self.path = folder / "session.coreg"
        self.dialogs: list[str] = []
        self.pressed: list[tuple[float, str]] = []
        self._held: list[Conductor] = []
        self.clock = HeldClock(len(worn))
        script = script or Script()
        pair = simulated_pair(_SEED, self.clock, faults=faults, surges=script.surges)
        sensors: dict[Role, Sensor] = {role: pair[role] for role in worn}
        header = house.new_header(is_simulated=True)
        place = Place(self.path) if keeper is None else None
        plan = Plan(sensors, self.clock, header, place, script=script, keeper=keeper)
        doors = replace(house.doors(folder / "sessions"), warm_up=_nothing, conduct=self._conduct)
        if settings is not None:
            doors = replace(doors, session_settings=partial(_same, settings))
        self.desk = Desk(doors, 1.0, None, quits_at_end=False)
        self.desk.open(plan)
        self.until(lambda: self.desk.therapist is not None, "the therapist's window")
        self.shown = self.snapshot
        assert self.desk.link is not None
        self.desk.link.snapshot_changed.connect(self._see)
        self.run_to(0.25)

    @property
    def window(self) -> TherapistWindow:
        assert self.desk.therapist is not None
        return self.desk.therapist

    @property
    def snapshot(self) -> Snapshot:
        """The session's newest, which the window may have yet to show."""
        return self._held[0].snapshot

    def panel(self, role: Role) -> PersonPanel:
        return self.window.panels[role]

    def says(self, role: Role) -> tuple[str, str]:
        """A person's state in words, and the small ones beneath."""
        return self.panel(role).state.text(), self.panel(role).why.text()

    def figure(self, role: Role, kind: NumberKind) -> str:
        """A number as it stands on the screen."""
        return self.panel(role).numbers[kind].figure

    def beside(self, role: Role, kind: NumberKind) -> str:
        """What stands beside a number: its interval and unit, or why there is none."""
        return self.panel(role).numbers[kind].beside

    def run_to(self, t_s: float) -> None:
        """Let the session come to this time, and the window show it."""
        self.clock.let_run_to(t_s)
        self.until(lambda: self.shown.t_s == t_s, f"second {t_s}")

    def press(self, key: str) -> None:
        """Press and let go, as the system does it: whatever has the focus gets it first."""
        QTest.keyClick(self.window.windowHandle(), *key_of(key))

    def mark(self, t_s: float, key: str, words: str) -> None:
        """Press at this time; the chip must say so, and in the end that it is on disk."""
        self.run_to(t_s)
        n_before = len(self.snapshot.moments)
        self.press(key)
        chip = self.window.strip.chip
        assert chip.kept in (Kept.HEARD, Kept.SAVED), f"{key} wasn't heard"  # a quick disk has it already
        self.until(lambda: len(self.shown.moments) > n_before, f"{key} taken")
        while not self._has_chip(Kept.SAVED):  # it is told what the disk has confirmed when the session ticks
            self.run_to(self.shown.t_s + _TICK_S)
        assert chip.text.startswith(words), chip.text
        self.pressed.append((t_s, words))

    def refuse(self, t_s: float, key: str, words: str) -> None:
        """Press at this time what can't act: the strip must say why, and nothing is kept."""
        self.run_to(t_s)
        before = self.snapshot.moments
        self.press(key)
        self.until(lambda: self.window.strip.line.text() == words, words)
        assert self.snapshot.moments == before

    def hold_end(self) -> None:
        """Hold Ctrl+E until the session has ended."""
        QTest.keyPress(self.window.windowHandle(), *key_of("Ctrl+E"))
        self.until(lambda: self.window.strip.close_button.isVisible(), "the end")
        QTest.keyRelease(self.window.windowHandle(), *key_of("Ctrl+E"))

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Let Qt run until it is so; a dialog that is there meanwhile is remembered."""
        limit = QDeadlineTimer(_LIMIT_S * 1000)
        while not is_so():
            assert not limit.hasExpired(), f"never seen: {what}"
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
            self.dialogs += [repr(one) for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]

    def close(self) -> None:
        """Let everything go."""
        self.desk.close()

    def _has_chip(self, kept: Kept) -> bool:
        return self.window.strip.chip.kept is kept

    def _see(self, snapshot: Snapshot) -> None:
        self.shown = snapshot

    def _conduct(self, plan: Plan) -> Conductor:
        self._held.append(Conductor(plan, warm_up=house.warm_up))
        return self._held[-1]


def key_of(name: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """Return the key that is printed so, and what is held with it."""
    *held, plain = name.split("+") if name != "+" else ["+"]
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= _MODIFIERS[one]
    return _NAMED.get(plain) or Qt.Key[f"Key_{plain}"], modifiers


def _same(settings: SessionSettings) -> SessionSettings:
    return settings


def _nothing() -> None:
    """Do nothing: kernels are warm already."""
