"""`coreg record` as a process of its own, over unmodified bleak and a fake org.bluez: what a script sees."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from coreg.domain.person import Role
from coreg.recording.reader import Ended, read_session
from hardware.rig.l2 import BluezRig
from tests.rigs.fixtures import StartRig

CLIENT = "C0:DE:00:00:00:01"
THERAPIST = "C0:DE:00:00:00:02"
BOTH = ("--client", "a1b2c3d4", "--therapist", THERAPIST)
H10 = {"name": "Polar H10 A1B2C3D4", "manufacturer": "Polar Electro Oy", "model_number": "H10", "battery_pct": 81}
SECONDS = float(os.environ.get("COREG_TEST_RECORD_SECONDS", "45"))
N_KILLS = int(os.environ.get("COREG_TEST_KILLS", "5"))


class Coreg:
    """A `coreg` command that runs, its standard output read line by line."""

    def __init__(self, rig: BluezRig, *words: str) -> None:
        self.lines: list[str] = []
        self._news = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coreg", *words],
            env={**os.environ, **rig.environment, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.lines.append(line.rstrip("\n"))
                self._news.notify_all()

    def n_on_disk(self, role: Role) -> int:
        """The newest `on disk` line of this person."""
        words = [line.split() for line in self.lines if line.startswith(f"on disk {role.value} ")]
        return int(words[-1][-1]) if words else 0

    def until_on_disk(self, n_packets: int) -> None:
        """Wait until so many packets of both people are on disk."""
        with self._news:
            is_there = self._news.wait_for(lambda: all(self.n_on_disk(role) >= n_packets for role in Role), 30)
        assert is_there, self.lines

    def end(self) -> tuple[int, str]:
        """Wait for the end; returns the exit code and what was said on standard error."""
        code = self.process.wait(90)
        self._reader.join()
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        said = self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return code, said


@contextmanager
def coreg(rig: BluezRig, *words: str) -> Iterator[Coreg]:
    command = Coreg(rig, *words)
    try:
        yield command
    finally:
        if command.process.poll() is None:
            command.process.kill()
            command.end()


def show(path: Path) -> dict[str, Any]:
    shown = subprocess.run(
        [sys.executable, "-m", "coreg", "show", str(path), "--json"], capture_output=True, text=True, check=True
    )
    printed: dict[str, Any] = json.loads(shown.stdout)
    return printed


def recorded_ticks(path: Path, role: Role) -> list[int]:
    return [beat.ticks for beat in read_session(path).beats_of(role)]


@pytest.mark.timeout(180)
def test_every_rr_of_two_straps_is_in_the_file_once_and_a_drop_is_one_gap_of_one_person(
    bluez_rig: StartRig, tmp_path: Path
) -> None:
    path = tmp_path / "s.coreg"
    drop = {"at_s": SECONDS / 3, "do": "drop", "for_s": 10}
    rig = bluez_rig({"straps": [{**H10, "events": [drop]}, {}]})
    with coreg(rig, "record", *BOTH, "--seconds", str(SECONDS), "--out", str(path)) as recording:
        code, said = recording.end()
    assert (code, said) == (0, "")
    for role, address in ((Role.CLIENT, CLIENT), (Role.THERAPIST, THERAPIST)):
        ticks, sent = recorded_ticks(path, role), rig.sent_rr(address)
        assert ticks == sent[: len(ticks)]
        assert len(sent) - len(ticks) <= 2, "what a strap sent while the program was disconnecting"
    people = show(path)["people"]
    assert len(people["client"]["gaps"]) == 1
    gap = people["client"]["gaps"][0]
    assert 9 <= gap["end_s"] - gap["start_s"] <= 16
    assert people["therapist"]["gaps"] == []
    assert people["therapist"]["n_packets"] >= SECONDS - 6
    assert any(line.startswith("client: reconnecting (disconnected)") for line in recording.lines)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.parametrize("seed", range(N_KILLS))
def test_a_killed_recording_opens_with_all_that_on_disk_had_acknowledged(
    bluez_rig: StartRig, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "s.coreg"
    rig = bluez_rig({"speed": 20, "straps": [H10, {}]})
    with coreg(rig, "record", *BOTH, "--out", str(path), "--verbose") as recording:
        recording.until_on_disk(1)
        threading.Event().wait(random.Random(seed).uniform(0.0, 2.0))  # the moment of the kill is the subject
        recording.process.kill()
        recording.end()
    stored = read_session(path)
    assert stored.ended is Ended.INTERRUPTED
    for role, address in ((Role.CLIENT, CLIENT), (Role.THERAPIST, THERAPIST)):
        assert len(stored.packets_of(role)) >= recording.n_on_disk(role) > 0
        ticks = recorded_ticks(path, role)
        assert ticks == rig.sent_rr(address)[: len(ticks)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_cleanly_and_keeps_the_recording(
    bluez_rig: StartRig, tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "s.coreg"
    rig = bluez_rig({"speed": 10, "straps": [H10, {}]})
    with coreg(rig, "record", *BOTH, "--out", str(path), "--verbose") as recording:
        recording.until_on_disk(5)
        recording.process.send_signal(number)
        code, said = recording.end()
    assert (code, said) == (0, "")
    assert read_session(path).ended is Ended.CLOSED
    assert [file.name for file in tmp_path.iterdir()] == ["s.coreg"]
    assert [line["is"] for line in rig.truth() if line["is"] == "closed"] == ["closed", "closed"]


def test_a_missing_strap_does_not_stop_the_other(bluez_rig: StartRig, tmp_path: Path) -> None:
    path = tmp_path / "s.coreg"
    rig = bluez_rig({"speed": 10, "straps": [H10]})
    with coreg(rig, "record", *BOTH, "--seconds", "8", "--out", str(path)) as recording:
        code, _ = recording.end()
    assert code == 0
    assert len(read_session(path).packets_of(Role.CLIENT)) > 10
    assert "therapist: scanning (not_found)" in recording.lines


def test_no_strap_at_all_is_one_sentence_and_exit_code_2(bluez_rig: StartRig, tmp_path: Path) -> None:
    rig = bluez_rig({"straps": []})
    with coreg(rig, "record", *BOTH, "--seconds", "4", "--out", str(tmp_path / "s.coreg")) as recording:
        code, said = recording.end()
    assert code == 2
    assert said.count("\n") == 1
    assert "no strap was found" in said


def test_scan_lists_the_straps_in_reach(bluez_rig: StartRig) -> None:
    rig = bluez_rig({"straps": [H10, {}]})
    with coreg(rig, "scan", "--seconds", "1", "--json") as scanning:
        code, said = scanning.end()
    printed = json.loads("\n".join(scanning.lines))
    assert (code, said) == (0, "")
    assert printed["schema"] == "coreg.scan/1"
    assert {strap["address"] for strap in printed["straps"]} == {CLIENT, THERAPIST}
    assert printed["straps"][0].keys() == {"name", "address", "rssi_dbm", "model", "sends_rr", "battery_pct"}
