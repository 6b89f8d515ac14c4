"""The pairing screen over unmodified bleak and a fake bluetoothd: from the first scan to a recording."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.strap import FoundStrap, LinkState
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.session.plan import Plan
from coreg.settings import remembered_straps
from coreg.ui import wording
from coreg.ui.desk import Desk
from coreg.ui.pairing.window import PairingWindow
from hardware.rig.l2 import BluezRig
from tests.rigs.fixtures import StartRig
from tests.ui.conftest import wait_for

CLIENT, THERAPIST = "C0:DE:00:00:00:01", "C0:DE:00:00:00:02"
H10 = {"name": "Polar H10 A1B2C3D4", "manufacturer": "Polar Electro Oy", "model_number": "H10", "battery_pct": 81}
Key = Qt.Key
OpenDesk = Callable[[], Desk]


@pytest.fixture
def rig(bluez_rig: StartRig, monkeypatch: pytest.MonkeyPatch) -> BluezRig:
    started = bluez_rig({"straps": [H10, {"name": "Jane's strap"}]})
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", started.environment["DBUS_SYSTEM_BUS_ADDRESS"])
    return started


@pytest.fixture
def open_desk(app: QApplication, kernels: None, rig: BluezRig, tmp_path: Path) -> Iterator[OpenDesk]:
    desks: list[Desk] = []

    async def short_scan(seconds: float) -> list[FoundStrap]:
        return await house.scan_straps(1.0)

    def to_a_plain_file(client_id: str | None, therapist_id: str | None) -> Plan:
        place = Place(house.session_path(tmp_path / "sessions"))
        return house.strap_plan(client_id, therapist_id, place, records_at_once=False)

    def make() -> Desk:
        doors = replace(
            house.doors(tmp_path / "sessions"), scan=short_scan, plan_straps=to_a_plain_file, vault=None
        )
        made = Desk(doors, 1.0, None, quits_at_end=False)
        desks.append(made)
        made.open(None)
        assert wait_for(app, lambda: made.start.status.text() == wording.READY)
        QTest.keyClick(made.start, Key.Key_1)
        return made

    yield make
    for made in desks:
        made.close()


def pairing_of(made: Desk) -> PairingWindow:
    assert made.pairing is not None
    return made.pairing


def streams(pairing: PairingWindow) -> bool:
    return all(card.heart_rate.text().isdigit() for card in pairing.cards.values())


@pytest.mark.timeout(180)
def test_two_straps_are_found_shown_live_and_recorded_and_every_trouble_is_said(
    app: QApplication, rig: BluezRig, open_desk: OpenDesk, tmp_path: Path
) -> None:
    made = open_desk()
    pairing = pairing_of(made)
    assert wait_for(app, lambda: streams(pairing), 40)
    lines = {role: card.strap.text() for role, card in pairing.cards.items()}
    assert sorted(line.split(" · ")[0] for line in lines.values()) == ["Heart rate strap …0002", "Polar H10 …0001"]
    assert any("battery 81 %" in line for line in lines.values())
    assert "Jane" not in " ".join(lines.values()) + pairing.unused.text()

    rig.do("adapter_off", for_s=3)
    off = "Bluetooth is off. Switch it on: the strap comes by itself."
    assert wait_for(app, lambda: {card.link.text() for card in pairing.cards.values()} == {off}, 20)
    assert wait_for(app, lambda: all(card.link.tone != "notice" for card in pairing.cards.values()), 30)

    is_h10 = {role: line.startswith("Polar H10") for role, line in lines.items()}
    role = Role.CLIENT if is_h10[Role.CLIENT] else Role.THERAPIST
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: made.therapist is not None, 20)
    assert made.therapist is not None
    panel = made.therapist.panels[role]
    assert wait_for(app, lambda: panel.state.text() == "No baseline yet", 20)
    rig.do("drop", strap=0, for_s=2)
    assert wait_for(app, lambda: panel.state.text() == "No signal", 20)
    assert panel.why.text().endswith("reconnecting · nothing to do yet")
    assert wait_for(app, lambda: panel.state.text() == "No baseline yet", 30)
    made.therapist.close()
    assert wait_for(app, lambda: made.link is not None and not made.link.is_holding, 20)

    (path,) = (tmp_path / "sessions").glob("*.coreg")
    recording = read_session(path)
    kinds = [moment.kind for moment in recording.moments]
    assert kinds == [MomentKind.STRAPS_CHECKED, MomentKind.BASELINE_STARTED]
    assert LinkState.RECONNECTING in [event.state for event in recording.link_events_of(role)]
    worn = {each: strap.identity for each, strap in remembered_straps(tmp_path / "straps.json").items()}
    assert worn == {role: CLIENT, role.other: THERAPIST}


@pytest.mark.timeout(120)
def test_bluetooth_that_is_off_is_said_before_there_is_a_list(
    app: QApplication, rig: BluezRig, open_desk: OpenDesk
) -> None:
    rig.do("adapter_off", for_s=1000)
    made = open_desk()
    pairing = pairing_of(made)

    def is_said() -> bool:
        if not pairing.problem.text():
            QTest.keyClick(pairing, Key.Key_R)
        return pairing.problem.text().startswith("Bluetooth is off: switch it on")

    assert wait_for(app, is_said, 20)
    QTest.keyClick(pairing, Key.Key_Escape)
    assert made.start.isVisible()
