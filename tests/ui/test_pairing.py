"""From the start window over the pairing screen into a recording: real windows, simulated straps, keys alone."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coreg import app as house
from coreg.domain.person import Role
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.domain.stand_up import StandUp, StandUpState
from coreg.domain.strap import BluetoothFault, FoundStrap, LinkState, RememberedStrap
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.sensors.clock import ScaledClock
from coreg.sensors.simulator import simulated_pair
from coreg.sensors.simulator_faults import ContactLost, Fault
from coreg.session.plan import Plan
from coreg.ui import wording
from coreg.ui.buttons import KeyButton
from coreg.ui.client.wording import MIRRORED_BEFORE
from coreg.ui.desk import Desk
from coreg.ui.doors import Doors
from coreg.ui.keys import PAIRING_KEYS, PairingAction
from coreg.ui.pairing import wording as words
from coreg.ui.pairing.window import PairingWindow
from coreg.ui.theme import DARK, Look
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people
from tests.ui.conftest import settle, wait_for

NEAR = FoundStrap("Jane", "D2:8A:11:4F:4F:21", -58, "Polar H10", True, 80)
FAR = FoundStrap("Mary", "A0:9E:1A:00:09:A3", -71, "Wahoo TRACKR", True, None)
THIRD = FoundStrap("Tom", "C0:DE:00:00:77:B0", -75, "Garmin HRM-Dual", True, None)
SPEED = 20.0
Key = Qt.Key


class House:
    """The doors of a house whose straps are simulated: what is in reach, what goes wrong, who was asked for."""

    def __init__(self, folder: Path) -> None:
        self.in_reach = [NEAR, FAR]
        self.faults: Mapping[Role, Sequence[Fault]] = {}
        self.asked: list[tuple[str | None, str | None]] = []
        self.remembered: dict[Role, RememberedStrap] = {}
        self.sessions = folder / "sessions"

    def doors(self) -> Doors:
        return replace(
            house.doors(self.sessions),
            warm_up=_nothing_to_warm,
            scan=self._scan,
            plan_straps=self._plan,
            plan_simulated=self._simulated,
            remembered_straps=lambda: self.remembered,
            vault=None,
        )

    def recorded(self) -> list[Path]:
        return sorted(self.sessions.glob("*.coreg"))

    async def _scan(self, seconds: float) -> list[FoundStrap]:
        return self.in_reach

    def _plan(self, client_id: str | None, therapist_id: str | None) -> Plan:
        self.asked.append((client_id, therapist_id))
        clock = ScaledClock(SPEED)
        pair = simulated_pair(1, clock, None, self.faults)
        worn = {Role.CLIENT: client_id, Role.THERAPIST: therapist_id}
        sensors = {role: sensor for role, sensor in pair.items() if worn[role]}
        path = house.session_path(self.sessions)
        return Plan(sensors, clock, house.new_header(is_simulated=True), Place(path), records_at_once=False)

    def _simulated(self, speed: float) -> Plan:
        return self._plan("simulated", "simulated")


def _nothing_to_warm() -> None:
    pass


@pytest.fixture
def home(kernels: None, tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def desk(app: QApplication, home: House) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def make() -> Desk:
        made = Desk(home.doors(), 1.0, None, quits_at_end=False)
        desks.append(made)
        made.open(None)
        assert wait_for(app, lambda: made.start.status.text() == wording.READY)
        return made

    yield make
    for made in desks:
        made.close()


def pairing_of(made: Desk) -> PairingWindow:
    assert made.pairing is not None
    return made.pairing


def therapist_of(made: Desk) -> TherapistWindow:
    assert made.therapist is not None
    return made.therapist


def streams(pairing: PairingWindow) -> bool:
    return all(card.heart_rate.text().isdigit() for card in pairing.cards.values())


def test_keys_alone_lead_from_the_start_to_a_recording(
    app: QApplication, home: House, desk: Callable[[], Desk]
) -> None:
    made = desk()
    QTest.keyClick(made.start, Key.Key_1)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: streams(pairing))
    assert home.asked == [(FAR.address, NEAR.address)]
    assert pairing.saving.text() == "Nothing is recorded yet"
    assert pairing.banner.isVisible()
    assert home.recorded() == []
    assert wait_for(app, lambda: pairing.buttons[PairingAction.STAND_UP].isEnabled())
    QTest.keyClick(pairing, Key.Key_S)
    assert wait_for(app, lambda: pairing.how.text().startswith("Stand up now"))
    assert wait_for(app, lambda: pairing.how.text().startswith("Neither heart moved"))
    for key in (Key.Key_C, Key.Key_T):
        QTest.keyClick(pairing, key)
    assert pairing.cards[Role.CLIENT].confirm.text() == "Client, confirmed"
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: made.therapist is not None)
    window = therapist_of(made)
    assert made.pairing is None
    assert window.top_bar.banner.text() == wording.SIMULATED
    assert wait_for(app, lambda: window.panels[Role.CLIENT].state.text() == "No baseline yet")
    QTest.keyClick(window, Key.Key_Asterisk)
    assert wait_for(app, lambda: "Star" in window.strip.chip.text)
    window.close()
    assert wait_for(app, lambda: made.link is not None and not made.link.is_holding)
    assert made.start.isVisible()
    recording = read_session(home.recorded()[0])
    payload = recording.moments[0].payload
    assert (payload["result"], payload["client_confirmed"], payload["is_swapped"]) == ("neither", True, False)


@pytest.mark.parametrize(("key", "first"), [(Key.Key_Space, ["baseline_started"]), (Key.Key_Return, [])])
def test_space_begins_the_baseline_with_the_recording_and_enter_the_recording_alone(
    app: QApplication, home: House, desk: Callable[[], Desk], key: Key, first: list[str]
) -> None:
    made = desk()
    QTest.keyClick(made.start, Key.Key_2)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: streams(pairing))
    assert pairing.buttons[PairingAction.GO_ON].text() == "Begin baseline"
    assert pairing.buttons[PairingAction.START].isVisible()
    QTest.keyClick(pairing, key)
    assert wait_for(app, lambda: made.therapist is not None)
    window = therapist_of(made)
    if first:
        why = window.panels[Role.CLIENT].why
        assert wait_for(app, lambda: why.text().startswith("learning: "))
    window.close()
    assert wait_for(app, lambda: made.link is not None and not made.link.is_holding)
    kinds = [moment.kind.value for moment in read_session(home.recorded()[0]).moments]
    assert kinds[: 1 + len(first)] == ["straps_checked", *first]
    assert first or "baseline_started" not in kinds


def test_watching_only_offers_no_baseline(app: QApplication, desk: Callable[[], Desk]) -> None:
    made = desk()
    QTest.keyClick(made.start, Key.Key_2)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: streams(pairing))
    QTest.keyClick(pairing, Key.Key_W)
    assert pairing.buttons[PairingAction.GO_ON].text() == "Start watching"
    assert pairing.buttons[PairingAction.START].isHidden()


def test_without_a_strap_a_session_of_marks_alone_is_held(
    app: QApplication, home: House, desk: Callable[[], Desk]
) -> None:
    home.in_reach = [NEAR, FAR, THIRD]
    made = desk()
    QTest.keyClick(made.start, Key.Key_1)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: len(pairing.list.rows) == 3)
    QTest.keyClick(pairing, Key.Key_1)
    QTest.keyClick(pairing, Key.Key_N)
    assert pairing.how.text() == words.CHOOSE_NONE
    assert pairing.whose == {}
    assert not any(row.isVisible() for row in pairing.list.rows)
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: pairing.is_at_cards and pairing.how.text().startswith("No strap today"))
    assert home.asked == [(None, None)]
    assert [card.link.text().split(".")[0] for card in pairing.cards.values()] == ["Not worn today"] * 2
    assert pairing.buttons[PairingAction.GO_ON].text() == "Start recording"
    assert pairing.buttons[PairingAction.START].isHidden()
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: made.therapist is not None)
    window = therapist_of(made)
    QTest.keyClick(window, Key.Key_Space)
    assert wait_for(app, lambda: "Set 1" in window.strip.chip.text)
    window.close()
    assert wait_for(app, lambda: made.link is not None and not made.link.is_holding)
    kinds = [moment.kind.value for moment in read_session(home.recorded()[0]).moments]
    assert kinds == ["straps_checked", "set_started"]


def test_whose_session_it_is_stands_in_the_head_alone(shown: Callable[..., QWidget]) -> None:
    pairing = PairingWindow(Look(), who="K-07")
    shown(pairing)
    pairing.show_cards(is_simulated=False)
    pairing.show_snapshot(of_state())
    said = [label.text() for label in pairing.findChildren(QLabel) if "K-07" in label.text()]
    assert said == ["Straps · for K-07"]


def test_mirrored_screens_are_said_before_the_session(shown: Callable[..., QWidget]) -> None:
    pairing = PairingWindow(Look())
    shown(pairing)
    assert pairing.screens.isHidden()
    pairing.say_screens(MIRRORED_BEFORE)
    assert pairing.screens.isVisible()
    assert pairing.screens.tone == "notice"


def test_simulated_people_are_prepared_too_and_the_check_can_be_skipped(
    app: QApplication, home: House, desk: Callable[[], Desk]
) -> None:
    made = desk()
    QTest.keyClick(made.start, Key.Key_2)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: streams(pairing))
    assert pairing.banner.text() == wording.SIMULATED
    QTest.keyClick(pairing, Key.Key_K)
    assert pairing.how.text() == words.SKIPPED
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: made.therapist is not None)
    assert home.recorded()


def test_x_exchanges_the_cards(app: QApplication, desk: Callable[[], Desk]) -> None:
    made = desk()
    QTest.keyClick(made.start, Key.Key_2)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: streams(pairing))
    QTest.keyClick(pairing, Key.Key_C)
    before = {role: card.strap.text() for role, card in pairing.cards.items()}
    QTest.keyClick(pairing, Key.Key_X)
    assert wait_for(app, lambda: pairing.cards[Role.CLIENT].strap.text() == before[Role.THERAPIST])
    assert pairing.cards[Role.THERAPIST].strap.text() == before[Role.CLIENT]
    assert pairing.confirmed == frozenset()


def test_three_straps_are_chosen_by_digit_and_one_is_never_two_people(
    app: QApplication, home: House, desk: Callable[[], Desk]
) -> None:
    home.in_reach = [NEAR, FAR, THIRD]
    made = desk()
    QTest.keyClick(made.start, Key.Key_1)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: len(pairing.list.rows) == 3)
    shown = " ".join(row.what.text() for row in pairing.list.rows)
    assert not [name for name in ("Jane", "Mary", "Tom") if name in shown]
    assert not pairing.buttons[PairingAction.GO_ON].isEnabled()
    QTest.keyClick(pairing, Key.Key_Space)
    assert home.asked == []
    QTest.keyClick(pairing, Key.Key_1)
    QTest.keyClick(pairing, Key.Key_2)
    assert pairing.whose == {Role.CLIENT: NEAR.address, Role.THERAPIST: FAR.address}
    QTest.mouseClick(pairing.list.rows[0].choices[Role.THERAPIST], Qt.MouseButton.LeftButton)
    assert pairing.whose == {Role.THERAPIST: NEAR.address}
    QTest.keyClick(pairing, Key.Key_2)
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: streams(pairing))
    assert home.asked == [(FAR.address, NEAR.address)]
    assert pairing.unused.text() == "Also found, not used: Garmin HRM-Dual, fair signal"
    QTest.keyClick(pairing, Key.Key_R)
    assert wait_for(app, lambda: not pairing.is_at_cards and len(pairing.list.rows) == 3)
    QTest.keyClick(pairing, Key.Key_Escape)
    assert made.start.isVisible()


def test_only_mine_connects_one_strap_and_the_other_side_is_not_worn(
    app: QApplication, home: House, desk: Callable[[], Desk]
) -> None:
    made = desk()
    home.in_reach = [NEAR, FAR, THIRD]
    QTest.keyClick(made.start, Key.Key_1)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: len(pairing.list.rows) == 3)
    home.in_reach = [NEAR]
    QTest.keyClick(pairing, Key.Key_M)
    QTest.keyClick(pairing, Key.Key_R)
    assert wait_for(app, lambda: pairing.is_at_cards)
    assert home.asked == [(None, NEAR.address)]
    assert wait_for(app, lambda: pairing.cards[Role.THERAPIST].heart_rate.text().isdigit())
    assert pairing.cards[Role.CLIENT].link.text().startswith("Not worn today")
    assert not pairing.buttons[PairingAction.STAND_UP].isEnabled()
    assert pairing.how.text() == "One strap today: there is nothing to tell apart."


def test_remembered_straps_connect_by_themselves(app: QApplication, home: House, desk: Callable[[], Desk]) -> None:
    home.remembered = {
        Role.CLIENT: RememberedStrap(NEAR.address, "Polar H10"),
        Role.THERAPIST: RememberedStrap(FAR.address, None),
    }
    made = desk()
    QTest.keyClick(made.start, Key.Key_1)
    pairing = pairing_of(made)
    assert pairing.is_at_cards
    assert wait_for(app, lambda: streams(pairing))
    assert home.asked == [(NEAR.address, FAR.address)]


def test_a_strap_without_contact_says_what_to_do_and_nothing_is_blocked(
    app: QApplication, home: House, desk: Callable[[], Desk]
) -> None:
    home.faults = {Role.CLIENT: [ContactLost(0.0, 10_000.0)]}
    made = desk()
    QTest.keyClick(made.start, Key.Key_2)
    pairing = pairing_of(made)
    card = pairing.cards[Role.CLIENT]
    assert wait_for(app, lambda: card.link.text() == "No skin contact. Wet the electrodes, pull the strap snug.")
    assert card.link.tone == "notice"
    assert card.heart_rate.text() == "–"
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: made.therapist is not None)


def test_a_disk_that_refuses_is_said_and_the_straps_stay(
    app: QApplication, home: House, desk: Callable[[], Desk]
) -> None:
    home.sessions.write_text("in the way")
    made = desk()
    QTest.keyClick(made.start, Key.Key_2)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: streams(pairing))
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: pairing.problem.isVisible())
    assert "can't be made" in pairing.problem.text()
    assert pairing.saving.text() == "Nothing is recorded yet"
    home.sessions.unlink()
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: made.therapist is not None)


def test_no_two_keys_of_the_pairing_screen_mean_the_same() -> None:
    assert len(set(PAIRING_KEYS.values())) == len(PAIRING_KEYS) == len(PairingAction)


def of_state(**changes: object) -> Snapshot:
    prepared = people.snapshot(120.0, record=RecordState.PREPARED)
    return replace(prepared, **changes)  # type: ignore[arg-type]  # the caller names fields of Snapshot


def with_client(**changes: object) -> Snapshot:
    both = {Role.CLIENT: people.person(Role.CLIENT, 120.0, **changes)}
    return of_state(people={**both, Role.THERAPIST: people.person(Role.THERAPIST, 120.0)})


ROSE = StandUp(StandUpState.ROSE, 80.0, Role.CLIENT, 16.0, 1.0)


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1024, 640, 1.0), (1280, 800, 1.0), (1280, 800, 1.5), (1280, 800, 1.75), (1920, 1080, 1.75)],
)
@pytest.mark.parametrize(
    "snapshot",
    [
        of_state(stand_up=ROSE),
        with_client(link=LinkState.CONTACT_LOST, has_contact=False),
        with_client(fault=BluetoothFault.OFF),
        with_client(link=LinkState.SCANNING, n_beats=0, strap=None),
    ],
)
def test_no_words_are_cut_short_or_overlap(
    app: QApplication, shown: Callable[..., QWidget], width: int, height: int, scale: float, snapshot: Snapshot
) -> None:
    pairing = PairingWindow(Look(DARK, scale))
    shown(pairing, width, height)
    pairing.show_straps([NEAR, FAR, THIRD])
    pairing.show_cards(is_simulated=True)
    pairing.show_snapshot(snapshot)
    settle(app)
    assert (pairing.width(), pairing.height()) == (width, height)
    parts = [part for part in pairing.findChildren(QWidget) if part.isVisible()]
    said = [part for part in parts if isinstance(part, QLabel | KeyButton)]
    assert len(said) > 15
    areas = [QRect(part.mapTo(pairing, QPoint(0, 0)), part.size()) for part in said]
    for part, area in zip(said, areas, strict=True):
        assert pairing.rect().contains(area), part.accessibleName()
        if isinstance(part, QLabel) and not part.wordWrap():
            assert part.width() + 1 >= QFontMetricsF(part.font()).horizontalAdvance(part.text())
            parent = part.parentWidget()
            assert parent is not None
            assert parent.rect().contains(part.geometry()), part.text()
    for one, other in itertools.combinations(areas, 2):
        assert not one.intersects(other)
