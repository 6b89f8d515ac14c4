"""A session of the vault whose disk vanishes goes on elsewhere under its own key, and the vault takes it back."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coreg import app as house
from coreg.app.vault import vault_doors
from coreg.domain.errors import SessionFileError
from coreg.domain.person import Role
from coreg.recording.reader import Ended, read_session
from coreg.recording.vault.keeper import PersonKeeper
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.stored_session import SessionState
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from tests.recording.vault.library_samples import PASSPHRASE, new_vault

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open folder can't be renamed there")


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110  a snapshot is polled
            await asyncio.sleep(0.02)


def hide(folder: Path) -> Path:
    return folder.rename(folder.with_name("away"))


async def record_elsewhere(plan: Plan, sessions: Path, elsewhere: Path) -> Conductor:
    """Record, lose the disk of the sessions, go on elsewhere, and end there."""
    conductor = Conductor(plan, warm_up=None)
    running = asyncio.create_task(conductor.run())
    await until(lambda: conductor.n_on_disk(Role.CLIENT) > 3)
    away = await asyncio.to_thread(hide, sessions)
    await until(lambda: conductor.snapshot.disk.problem is not None)
    await conductor.record_elsewhere(elsewhere)
    await until(lambda: conductor.snapshot.disk.problem is None and not conductor.snapshot.disk.n_waiting)
    conductor.stop()
    await running
    await asyncio.to_thread(away.rename, sessions)
    return conductor


async def kept_in_two_files(folder: Path, elsewhere: Path) -> tuple[str, int]:
    """Leave such a session in a new vault; returns its id and how many packets its people sent."""
    vault = OpenVault(folder, new_vault(folder))
    plan = house.simulated_plan(speed=20.0, seed=1, duration_s=None, place=None)
    kept = replace(plan, keeper=PersonKeeper(vault, vault.add_person("Zwetschge").person_id))
    conductor = await record_elsewhere(kept, folder / "sessions", elsewhere)
    (session,) = vault.sessions()
    assert session.state is SessionState.INTERRUPTED
    first, part = conductor.places
    assert first.path == session.path
    assert read_session(part.path, first.key).ended is Ended.CLOSED
    with pytest.raises(SessionFileError):
        read_session(part.path)  # it is encrypted as the first one is
    vault.lock()
    return session.session_id, sum(person.n_packets for person in conductor.snapshot.people.values())


def check_taken_back(vault: OpenVault, n_packets: int) -> None:
    (session,) = vault.sessions()
    place = vault.place_of(session.session_id)
    whole = read_session(place.path, place.key)
    assert (session.state, whole.ended) == (SessionState.CLOSED, Ended.CLOSED)
    assert session.seal is not None
    assert len(whole.packets) == n_packets
    assert vault.verify() == []
    vault.lock()


async def test_unlocking_takes_back_what_was_recorded_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    elsewhere = tmp_path / "Coreg-elsewhere"
    _, n_packets = await kept_in_two_files(tmp_path / "vault", elsewhere)
    check_taken_back(vault_doors(tmp_path / "vault").unlock(PASSPHRASE), n_packets)
    assert list(elsewhere.iterdir()) == []


async def test_coreg_join_does_it_by_the_sessions_id(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "vault", tmp_path / "other"
    session_id, n_packets = await kept_in_two_files(data, elsewhere)
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    (part,) = elsewhere.iterdir()
    words = ["--data", data, "join", session_id, part, "--passphrase-file", tmp_path / "passphrase"]
    command = [sys.executable, "-m", "coreg", *map(str, words)]
    ran = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    vault = vault_doors(data).unlock(PASSPHRASE)
    check_taken_back(vault, n_packets)
