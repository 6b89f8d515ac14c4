"""The door between the two threads: real sessions of simulated people, begun, watched, marked, ended, failed."""

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.errors import SessionFileError, StrapError
from coreg.domain.moment import MomentKind
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.domain.strap import FoundStrap
from coreg.recording.place import Place
from coreg.session.plan import Plan
from coreg.ui import wording
from coreg.ui.doors import Doors
from coreg.ui.session_link import SessionLink
from tests.ui.conftest import wait_for

STRAP = FoundStrap("Jane's", "D2:8A:11:4F:4F:21", -58, None, True, 80)


class Seen:
    """What a link told, in order."""

    def __init__(self, link: SessionLink) -> None:
        self.plans: list[Plan] = []
        self.snapshots: list[Snapshot] = []
        self.ends: list[str] = []
        self.straps: list[object] = []
        self.scan_failures: list[str] = []
        link.began.connect(self.plans.append)
        link.snapshot_changed.connect(self.snapshots.append)
        link.ended.connect(self.ends.append)
        link.straps_found.connect(self.straps.append)
        link.scan_failed.connect(self.scan_failures.append)


@pytest.fixture
def doors(kernels: None, tmp_path: Path) -> Doors:
    return replace(house.doors(tmp_path), warm_up=_nothing_to_warm)


def _nothing_to_warm() -> None:
    pass


@pytest.fixture
def link(app: QApplication, doors: Doors) -> Iterator[SessionLink]:
    made = SessionLink(doors)
    yield made
    made.close()
    assert "session" not in [thread.name for thread in threading.enumerate()]


def simulated(path: Path | None, speed: float = 20.0, duration_s: float | None = None) -> Callable[[], Plan]:
    return lambda: house.simulated_plan(
        speed=speed, seed=1, duration_s=duration_s, place=None if path is None else Place(path)
    )


def test_a_session_begins_shows_news_takes_a_mark_and_ends(
    app: QApplication, link: SessionLink, tmp_path: Path
) -> None:
    seen = Seen(link)
    link.hold(simulated(tmp_path / "one.coreg"))
    assert wait_for(app, lambda: bool(seen.snapshots) and seen.snapshots[-1].t_s > 10)
    link.mark(MomentKind.STAR, "key")
    assert wait_for(app, lambda: bool(seen.snapshots[-1].moments))
    assert seen.snapshots[-1].moments[0].input == "key"
    link.stop()
    assert wait_for(app, lambda: bool(seen.ends))
    assert seen.ends == [""]
    assert len(seen.plans) == 1
    assert seen.snapshots[-1].record is RecordState.ENDED
    ids = [snapshot.snapshot_id for snapshot in seen.snapshots]
    assert ids == sorted(set(ids))
    assert not link.is_holding


def test_a_session_that_ends_by_itself_says_so_and_another_can_begin(app: QApplication, link: SessionLink) -> None:
    seen = Seen(link)
    for n_ended in (1, 2):
        link.hold(simulated(None, 100.0, 12.0))
        assert wait_for(app, lambda n=n_ended: len(seen.ends) == n)  # type: ignore[misc]  # bound in the loop
    assert seen.ends == ["", ""]


def test_a_file_that_cant_be_opened_is_said_in_its_own_words(app: QApplication, link: SessionLink) -> None:
    def refuse() -> Plan:
        raise SessionFileError("This isn't a recording.")

    seen = Seen(link)
    link.hold(refuse)
    assert wait_for(app, lambda: bool(seen.ends))
    assert seen.ends == ["This isn't a recording."]
    assert not seen.plans


def test_an_unexpected_failure_shows_words_and_no_trace(app: QApplication, link: SessionLink) -> None:
    def fail() -> Plan:
        raise ZeroDivisionError("rr 812")

    seen = Seen(link)
    link.hold(fail)
    assert wait_for(app, lambda: bool(seen.ends))
    assert seen.ends == [wording.SOMETHING_FAILED]


def test_closing_while_recording_commits_everything(app: QApplication, doors: Doors, tmp_path: Path) -> None:
    path = tmp_path / "closed.coreg"
    link = SessionLink(doors)
    seen = Seen(link)
    link.hold(simulated(path))
    assert wait_for(app, lambda: bool(seen.snapshots) and seen.snapshots[-1].t_s > 10)
    link.close()
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("select count(*) from packet").fetchone()[0] >= 10


def test_a_scan_lists_straps_or_says_why_not(app: QApplication, doors: Doors) -> None:
    async def found(seconds: float) -> list[FoundStrap]:
        await asyncio.sleep(0)
        return [STRAP]

    async def refused(seconds: float) -> list[FoundStrap]:
        raise StrapError("Bluetooth is off: switch it on.")

    for scan, straps, failures in ((found, [[STRAP]], []), (refused, [], ["Bluetooth is off: switch it on."])):
        link = SessionLink(replace(doors, scan=scan))
        seen = Seen(link)
        link.scan(1.0)
        assert wait_for(app, lambda s=seen: bool(s.straps or s.scan_failures))  # type: ignore[misc]  # bound in the loop
        assert (seen.straps, seen.scan_failures) == (straps, failures)
        link.close()


def test_a_session_begins_while_the_kernels_are_made_ready(app: QApplication, doors: Doors) -> None:
    may_go = threading.Event()

    def warm_up() -> None:
        may_go.wait(10)

    link = SessionLink(replace(doors, warm_up=warm_up))
    seen = Seen(link)
    link.warm_up()
    link.hold(simulated(None, 100.0, 5.0))
    assert wait_for(app, lambda: bool(seen.plans))
    may_go.set()
    assert wait_for(app, lambda: bool(seen.ends))
    link.close()
