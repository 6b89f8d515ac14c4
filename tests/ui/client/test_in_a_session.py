"""A whole simulated session: the therapist's key opens the client's window, the client's touch rests it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.client_window import ClientWindowSettings
from coreg.domain.moment import MomentKind
from coreg.domain.snapshot import Snapshot
from coreg.ui.desk import Desk
from tests.ui.conftest import wait_for


def test_f8_opens_the_pacer_a_click_on_it_rests_it_and_it_goes_with_the_session(
    app: QApplication, kernels: None, tmp_path: Path
) -> None:
    settings = ClientWindowSettings(in_small_window=True)
    doors = replace(
        house.doors(tmp_path / "sessions"), warm_up=house.warm_up, client_window=lambda: settings, vault=None
    )
    desk = Desk(doors, 1.0, None, quits_at_end=False)
    seen: list[Snapshot] = []
    try:
        desk.open(house.simulated_plan(speed=20.0, seed=2, duration_s=None, place=None))
        assert wait_for(app, lambda: desk.therapist is not None and desk.link is not None)
        assert desk.link is not None
        desk.link.snapshot_changed.connect(seen.append)
        assert wait_for(app, lambda: bool(seen) and seen[-1].t_s > 40.0)
        assert desk.therapist is not None
        QTest.keyClick(desk.therapist, Qt.Key.Key_F8)
        flow = desk.client.flow if desk.client is not None else None
        assert flow is not None
        assert wait_for(app, lambda: flow.window is not None)
        assert wait_for(app, lambda: seen[-1].client_picture.wave_share is not None)
        assert flow.words == "Client's screen: pacer only"
        assert flow.window is not None
        QTest.mouseClick(flow.window, Qt.MouseButton.LeftButton)
        assert wait_for(app, lambda: flow.words == "Client's screen: rest")
        shown = [(m.payload["screen"], m.input) for m in seen[-1].moments if m.kind is MomentKind.CLIENT_SCREEN]
        assert shown == [("pacer", "key"), ("rest", "client")]
        therapist = desk.therapist
        assert therapist is not None
        therapist.let_go()
        therapist.close()
        assert flow.window is None
    finally:
        desk.close()
