"""What a screen reader finds in the therapist's window: every control named, every number with unit and state."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.domain.snapshot import DiskProblem, DiskState, Snapshot
from coreg.ui.therapist.number_view import HEART_RATE, RMSSD, RSA
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people
from tests.ui.conftest import settle

Make = Callable[..., TherapistWindow]
SET = Moment(1, 100.0, "", MomentKind.SET_STARTED, payload={"set": 1, "kind": "processing"})
UNITS = re.compile(r"[A-Za-z%]")


def tree(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """The interface and all beneath it that can be seen."""
    if interface.state().invisible:
        return
    yield interface
    for place in range(interface.childCount()):
        yield from tree(interface.child(place))


def names(window: TherapistWindow, *roles: QAccessible.Role) -> list[str]:
    found = tree(QAccessible.queryAccessibleInterface(window))
    return [each.text(QAccessible.Text.Name) for each in found if not roles or each.role() in roles]


SNAPSHOTS = {
    "plain": people.snapshot(120.0),
    "in a set": people.snapshot(134.0, moments=(SET,)),
    "dropped": people.with_dropped_client(300.0),
    "noisy": people.with_noisy_client(300.0),
    "full disk": people.snapshot(600.0, disk=DiskState(300, 180.0, DiskProblem.FULL)),
}


@pytest.mark.parametrize("snapshot", SNAPSHOTS.values(), ids=SNAPSHOTS.keys())
@pytest.mark.parametrize("width", [1280, 1024])
def test_every_control_has_a_name_and_no_number_stands_without_words(
    app: QApplication, therapist: Make, snapshot: Snapshot, width: int
) -> None:
    window = therapist(width=width)
    window.show_snapshot(snapshot)
    settle(app)
    controls = names(window, QAccessible.Role.Button, QAccessible.Role.PushButton, QAccessible.Role.CheckBox)
    assert len(controls) >= 6
    assert all(controls)
    bare = [name for name in names(window) if re.search(r"\d", name) and not UNITS.search(name)]
    assert bare == []


def test_numbers_are_sentences_with_unit_interval_and_whether_they_are_rough(
    app: QApplication, therapist: Make
) -> None:
    window = therapist()
    window.show_snapshot(people.snapshot(134.0, moments=(SET,)))
    settle(app)
    spoken = names(window)
    assert "Client, heart rate: 84 beats a minute, between 82 and 86" in spoken
    assert "Client, variability: 20 ms, between 17 and 23, rough" in spoken
    assert "Therapist (you), RSA: 5.1 ln ms², between 4.7 and 5.5, rough" in spoken
    assert "Session time 2:14" in spoken
    assert "Set 1 · 0:34" in spoken


def test_every_number_says_its_unit_or_why_it_is_unknown(app: QApplication, therapist: Make) -> None:
    window = therapist()
    for t_s in (2.0, 12.0, 25.0, 120.0):
        window.show_snapshot(people.snapshot(t_s))
        for panel in window.panels.values():
            for kind in (HEART_RATE, RMSSD, RSA):
                name = panel.numbers[kind].accessibleName()
                assert kind.spoken_unit in name or ": unknown: " in name


def test_the_set_button_is_called_what_it_does(app: QApplication, therapist: Make) -> None:
    window = therapist()
    window.show_snapshot(people.snapshot(120.0))
    assert "Start set, Space" in names(window)
    width = window.strip.set_button.width()
    window.show_snapshot(people.snapshot(134.0, snapshot_id=2, moments=(SET,)))
    settle(app)
    assert "End set, Space" in names(window)
    assert window.strip.set_button.width() == width, "what stands beside it doesn't move"
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert "Light, F11" in names(window)


def test_a_lane_says_its_last_minute_with_its_unit(app: QApplication, therapist: Make) -> None:
    window = therapist()
    window.show_snapshot(people.snapshot(120.0))
    lanes = window.panels[Role.CLIENT]
    assert lanes.heart_rate_lane.accessibleName().endswith("beats a minute")
    assert lanes.rmssd_lane.accessibleName().endswith(" ms")


def test_a_rough_number_of_a_person_is_said_to_be_rough(app: QApplication, therapist: Make) -> None:
    client = people.person(Role.CLIENT, 120.0)
    rough = replace(client.numbers, rmssd_ms=Reading(20.0, 14.0, 30.0, is_rough=True))
    both = {Role.CLIENT: replace(client, numbers=rough), Role.THERAPIST: people.person(Role.THERAPIST, 120.0)}
    window = therapist()
    window.show_snapshot(people.snapshot(120.0, people=both))
    assert "Client, variability: 20 ms, between 14 and 30, rough" in names(window)
