"""Pictures of every screen in every state: `python -m tests.ui.screens OUT [SCREEN …]`, `make screens`.

`COREG_LANGUAGE=de` before it takes them in German.
Light and dark, at three sizes, each in a folder of its own. What the therapist's window shows are snapshots of
sessions that played by themselves.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.band import BandShown, BandStanding, Outside, Side
from coreg.domain.client_picture import ClientPicture
from coreg.domain.client_window import ClientWindowSettings
from coreg.domain.session_settings import SessionSettings
from coreg.domain.snapshot import DiskState, RecordState, Snapshot
from coreg.domain.stage import ClientScreen
from coreg.domain.strap import FoundStrap
from coreg.ui import fonts, wording
from coreg.ui.client.window import ClientWindow
from coreg.ui.guided.bar import GuidedBar
from coreg.ui.help.page import HelpPage
from coreg.ui.key_table import View
from coreg.ui.marking.own_keys import with_key
from coreg.ui.marking.window import MarkingWindow
from coreg.ui.pairing.window import PairingWindow
from coreg.ui.start_window import StartWindow
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.therapist.ending_panel import Ending
from coreg.ui.therapist.window import TherapistWindow
from coreg.ui.vault.window import VaultWindow
from tests.ui import people, seen_sessions, seen_together
from tests.ui.conftest import settle
from tests.ui.review import screens as of_review
from tests.ui.vault import course_screens as of_course
from tests.ui.vault import screens as of_vault

SIZES_PX = ((1280, 800), (1920, 1080), (1024, 640))
_STRAPS = [
    FoundStrap("", "D2:8A:11:4F:4F:21", -58, "Polar H10", True, 80),
    FoundStrap("", "A0:9E:1A:00:09:A3", -71, "Wahoo TRACKR", True, None),
    FoundStrap("", "C0:DE:00:00:77:B0", -75, "Garmin HRM-Dual", True, None),
]


_OF_CLIENT = ("calm", "pacer")


@dataclass(frozen=True, slots=True)
class Place:
    """Where pictures go, and how everything looks there."""

    folder: Path
    look: Look
    size_px: tuple[int, int]


class Photographer:
    """Shows a window, takes its picture, lets it go."""

    def __init__(self, app: QApplication, place: Place) -> None:
        self._app, self._place = app, place
        self.look = place.look
        place.folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, window: QWidget, prepare: Callable[[], None] = lambda: None) -> None:
        """Take one picture, once `prepare` has put the window into its state."""
        window.resize(*self._place.size_px)
        window.show()
        settle(self._app)
        prepare()
        settle(self._app)
        window.grab().save(str(self._place.folder / f"{name}.png"))
        window.close()
        window.deleteLater()


def take_start(photographer: Photographer) -> None:
    """The start window: ready, and with words for what went wrong."""
    for name, problem in (("start", ""), ("start-problem", "This file isn't a Coreg recording: choose another.")):
        window = StartWindow(photographer.look, Path("recordings"), print, has_vault=True)
        window.say_status(wording.READY)
        window.say_problem(problem)
        photographer.take(name, window)
    photographer.take("marking", MarkingWindow(photographer.look, SessionSettings()))
    keys = MarkingWindow(photographer.look, with_key(SessionSettings(), "K", "J"))
    photographer.take("marking-keys", keys, keys.single_keys.click)
    page = VaultWindow(photographer.look)
    page.may_close = True
    page.turn_to(HelpPage())
    photographer.take("help", page)


def take_pairing(photographer: Photographer) -> None:
    """The pairing screen: the list, and the two cards."""
    window = PairingWindow(photographer.look)

    def list_straps() -> None:
        window.show_straps(_STRAPS)
        QTest.keyClick(window, Qt.Key.Key_1)

    photographer.take("pairing-list", window, list_straps)
    cards = PairingWindow(photographer.look)

    def show_cards() -> None:
        cards.show_cards(is_simulated=True)
        cards.show_snapshot(people.snapshot(70.0, record=RecordState.PREPARED))
        QTest.keyClick(cards, Qt.Key.Key_C)

    photographer.take("pairing-cards", cards, show_cards)


def take_therapist(photographer: Photographer, seen: dict[str, Snapshot]) -> None:
    """The therapist's window with every snapshot, and covered, with numbers hidden, focused, ended, replayed."""
    for name, snapshot in seen.items():
        if name in _OF_CLIENT:
            continue
        photographer.take(f"therapist-{name}", *_shown(photographer.look, snapshot))
    busy = seen["in-a-set"]
    photographer.take("therapist-covered", *_shown(photographer.look, busy, Qt.Key.Key_F12))
    photographer.take("therapist-numbers-hidden", *_shown(photographer.look, busy, Qt.Key.Key_F10))
    photographer.take("therapist-15-min", *_shown(photographer.look, seen["late"], Qt.Key.Key_Plus))
    photographer.take("therapist-heard", *_shown(photographer.look, busy, Qt.Key.Key_R))
    photographer.take("therapist-focus", *_shown(photographer.look, busy, Qt.Key.Key_Tab))
    photographer.take("therapist-keys", *_shown(photographer.look, busy, Qt.Key.Key_F1))
    guided, show = _shown(photographer.look, seen["no-baseline"])
    guided.add_guide(GuidedBar())
    photographer.take("therapist-guided", guided, show)
    helped, show = _shown(photographer.look, busy)
    photographer.take("therapist-help", helped, partial(_with_help, helped, show))
    takes_notes = replace(busy, notes=DiskState())
    photographer.take("therapist-note", *_shown(photographer.look, takes_notes, Qt.Key.Key_Return))
    offered, shown = _banded(seen["late"])
    photographer.take("therapist-band", *_shown(photographer.look, shown))
    photographer.take("therapist-band-panel", *_shown(photographer.look, offered, Qt.Key.Key_F4, Qt.Key.Key_Up))
    photographer.take("therapist-withdrawing", *_shown(photographer.look, offered, View.WITHDRAW))
    photographer.take("therapist-after", *_after(photographer.look, seen["ended"]))


def _banded(snapshot: Snapshot) -> tuple[Snapshot, Snapshot]:
    """A session with a band that is offered, and the same with it shown and heart rate above it."""
    offered = replace(snapshot, notes=DiskState())
    band = offered.band.at_start
    assert band is not None
    outside = BandStanding(Outside(Side.ABOVE, snapshot.t_s - 25.0))
    shown = BandShown(replace(band, dated_utc="2026-03-01T09:30:00+00:00"), outside, None, band)
    return offered, replace(offered, band=shown)


def _with_help(window: TherapistWindow, show: Callable[[], None]) -> None:
    show()
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)


def _after(look: Look, snapshot: Snapshot) -> tuple[TherapistWindow, Callable[[], None]]:
    window, show = _shown(look, replace(snapshot, record=RecordState.SEALED))

    def prepare() -> None:
        show()
        window.show_ended()
        window.show_ending(Ending(takes_words=True))

    return window, prepare


def take_client(photographer: Photographer, seen: dict[str, Snapshot]) -> None:
    """The client's window: at rest, calm, and the pacer breathing in, with and without the heart's own wave."""
    for name in ("rest", "calm", "pacer", "pacer-wave"):
        settings = ClientWindowSettings(is_dark=photographer.look.colours.is_dark, shows_wave=name == "pacer-wave")
        snapshot = seen.get(name.removesuffix("-wave"), seen["calm"])
        picture = ClientPicture(ClientScreen.REST) if name == "rest" else snapshot.client_picture
        photographer.take(f"client-{name}", *_client(settings, picture, snapshot.t_s))


def _client(
    settings: ClientWindowSettings, picture: ClientPicture, t_s: float
) -> tuple[ClientWindow, Callable[[], None]]:
    now = [t_s]
    window = ClientWindow(settings, is_full=True, now_s=lambda: now[0])

    def let_settle() -> None:
        for _ in range(200):
            now[0] += 0.05
            window.show_picture(picture, t_s, is_simulated=True)
            window.advance()

    return window, let_settle


def _shown(look: Look, snapshot: Snapshot, *keys: Qt.Key | View) -> tuple[TherapistWindow, Callable[[], None]]:
    window = TherapistWindow(look, is_simulated=True, is_replay=False, is_recorded=True)

    def prepare() -> None:
        window.show_snapshot(snapshot)
        if snapshot.record is RecordState.ENDED:
            window.show_ended()
        for key in keys:
            if isinstance(key, View):
                window.keyboard.view_asked.emit(key)
            else:
                QTest.keyClick(window.focusWidget() or window, key)
        window.show_snapshot(snapshot)

    return window, prepare


def sessions() -> dict[str, Snapshot]:
    """Every snapshot worth a picture."""
    seen = seen_sessions.whole_session()
    for more in (seen_sessions.troubles(), seen_sessions.fewer_straps()):
        seen |= {name: snapshot for name, snapshot in more.items() if name != "ended"}
    return seen | seen_together.states()


def places(out: Path) -> Iterator[Place]:
    """Every size, light and dark."""
    for width, height in SIZES_PX:
        for colours in (LIGHT, DARK):
            name = f"{width}x{height}-{'dark' if colours.is_dark else 'light'}"
            yield Place(out / name, Look(colours), (width, height))


def main(arguments: list[str]) -> None:
    """Take all pictures, or those of the screens named: start, pairing, therapist, client, vault, review,
    course."""
    app = QApplication([])
    fonts.load_inter()
    out, *wanted = arguments
    wanted = wanted or ["start", "pairing", "therapist", "client", "vault", "review", "course"]
    seen = sessions() if {"therapist", "client"} & set(wanted) else {}
    reviewed = of_review.seen() if "review" in wanted else None
    for place in places(Path(out)):
        photographer = Photographer(app, place)
        if "start" in wanted:
            take_start(photographer)
        if "pairing" in wanted:
            take_pairing(photographer)
        if "therapist" in wanted:
            take_therapist(photographer, seen)
        if "client" in wanted:
            take_client(photographer, seen)
        if "course" in wanted:
            of_course.take_all(photographer.take, place.look)
        if "vault" in wanted:
            of_vault.take_all(app, place.folder / "vault", place.look, *place.size_px)
        if reviewed is not None and place.size_px[0] >= of_review.LEAST_WIDTH_PX:
            of_review.take_all(app, place.folder / "review", place.look, place.size_px, reviewed)


if __name__ == "__main__":
    main(sys.argv[1:])
