"""What the client's screen is asked to show: by key, by touch, by the search for a rate; and what it is given."""

import math

import pytest

from coreg.domain.act import Act, Refusal, Request
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.stage import ClientScreen, Pacer
from coreg.domain.strap import LinkCause, LinkState
from coreg.readings.rate_finding import next_rate_per_min
from coreg.sensors.clock import NS_PER_S
from coreg.session.marker import Marker
from coreg.session.profile import MarkSettings
from tests.session.test_engine import ORIGIN_NS, link
from tests.session.test_engine_marks import Room


def asked(marker: Marker, act: Act, t_s: float, value: int | None = None, input_: str = "key"):
    return marker.ask(Request(act, value), t_s, "", input_)


def test_the_pacer_starts_at_its_usual_rate_and_then_at_the_last_one_asked_for() -> None:
    marker = Marker(MarkSettings(pacer=Pacer(rate_per_min=5.8, in_share=0.45)))
    asked(marker, Act.SCREEN_PACER, 10.0)
    assert marker.stage.pacer == Pacer(5.8, 0.45, 10.0)
    asked(marker, Act.SCREEN_PACER, 20.0, 52)
    asked(marker, Act.SCREEN_REST, 30.0)
    resting = marker.stage
    asked(marker, Act.SCREEN_PACER, 40.0)
    assert (resting.pacer, marker.stage.pacer) == (None, Pacer(5.2, 0.45, 40.0))


@pytest.mark.parametrize("tenths", [44, 66, 0])
def test_a_rate_outside_its_bounds_is_refused(tenths: int) -> None:
    marker = Marker(MarkSettings())
    assert asked(marker, Act.SCREEN_PACER, 1.0, tenths).refusal is Refusal.RATE_IS_45_TO_65
    assert marker.stage.screen is ClientScreen.OFF


@pytest.mark.parametrize(("input_", "by"), [("client", "client"), ("unplugged", "unplugged"), ("pedal", "key")])
def test_the_file_says_whose_hand_it_was(input_: str, by: str) -> None:
    marker = Marker(MarkSettings())
    assert asked(marker, Act.SCREEN_REST, 1.0, input_=input_).moments[0].payload == {"screen": "rest", "by": by}


def test_a_set_lets_the_pacer_rest_and_that_ends_the_search() -> None:
    marker = Marker(MarkSettings())
    asked(marker, Act.FIND_RATE, 1.0)
    assert marker.stage.pacer == Pacer(6.5, 0.4, 1.0, is_finding=True)
    asked(marker, Act.SET, 60.0)
    assert marker.stage.screen is ClientScreen.REST
    assert next_rate_per_min(marker.marks) == 6.5


class Waving(Room):
    """A client whose heart waves along with whatever the pacer says."""

    angle = 0.0

    def breathe_until(self, t_s: float, amplitude_bpm: float = 6.0) -> None:
        while self.t_s < t_s:
            pacer = self.engine.snapshot.stage.pacer
            self.angle += 2 * math.pi * (6.0 if pacer is None else pacer.rate_per_min) / 60 * 0.85
            self.beat_until(self.t_s + 1e-9, 70 + amplitude_bpm * math.sin(self.angle))
            now_ns = ORIGIN_NS + round(self.t_s * NS_PER_S)
            if self.engine.is_rate_over(now_ns):
                self.engine.try_next_rate(now_ns, "")


def test_the_search_tries_five_rates_of_two_and_a_half_minutes_and_then_rests() -> None:
    room = Waving()
    room.breathe_until(60)
    room.press(Act.FIND_RATE)
    room.breathe_until(400)
    found = room.engine.snapshot.rate_finding
    assert found is not None
    assert [each.rate_per_min for each in found.tried] == [6.5, 6.0]
    assert found.ends_s == pytest.approx(60 + 450, abs=3)
    room.breathe_until(60 + 5 * 150 + 10)
    snapshot = room.engine.snapshot
    assert snapshot.stage.screen is ClientScreen.REST
    assert snapshot.rate_finding is not None
    assert snapshot.rate_finding.ends_s is None
    tried = snapshot.rate_finding.tried
    assert [each.rate_per_min for each in tried] == [6.5, 6.0, 5.5, 5.0, 4.5]
    assert all(each.wave_bpm.is_known and each.is_as_good for each in tried)
    shown = [m for m in snapshot.moments if m.kind is MomentKind.CLIENT_SCREEN]
    assert [m.payload["by"] for m in shown] == ["finding"] * 6


def test_a_rate_that_was_stopped_early_does_not_count() -> None:
    room = Waving()
    room.breathe_until(40)
    room.press(Act.FIND_RATE)
    room.breathe_until(250)
    room.press(Act.SCREEN_REST)
    room.breathe_until(260)
    found = room.engine.snapshot.rate_finding
    assert found is not None
    assert [each.rate_per_min for each in found.tried] == [6.5]
    assert found.ends_s is None
    assert not room.engine.is_rate_over(ORIGIN_NS + 10_000 * NS_PER_S)


def test_the_picture_is_the_clients_alone_and_goes_dark_off_the_record() -> None:
    room = Room()
    room.beat_until(70)
    assert room.engine.snapshot.client_picture.wave == ()
    room.press(Act.SCREEN_CALM)
    room.beat_until(80, bpm=76)
    assert (room.engine.snapshot.client_picture.calm or 0.0) > 0.2
    calms = []
    room.press(Act.OFF_RECORD)
    calms.append(room.engine.snapshot.client_picture.calm)
    room.press(Act.OFF_RECORD)
    room.beat_until(130)
    calms.append(room.engine.snapshot.client_picture.calm)
    room.engine.deliver(Role.CLIENT, link(room.t_s, LinkState.RECONNECTING, LinkCause.DISCONNECTED))
    calms.append(room.engine.snapshot.client_picture.calm)
    assert [calm is None for calm in calms] == [True, False, True]
