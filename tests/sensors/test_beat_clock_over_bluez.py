"""A computer too busy to take its packets: late is not lost. `coreg record` as a process, stopped for a while."""

import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coreg.domain.person import Role
from coreg.recording.reader import read_session
from coreg.review.recompute import rebuild
from tests.rigs.fixtures import StartRig

_STRAP = "C0:DE:00:00:00:01"


@pytest.mark.skipif(sys.platform == "win32", reason="a process is stopped by POSIX signals")
@pytest.mark.timeout(90)
def test_a_program_that_stood_still_for_two_seconds_has_no_gap_and_every_rr(
    bluez_rig: StartRig, tmp_path: Path
) -> None:
    path = tmp_path / "s.coreg"
    rig = bluez_rig({"straps": [{}]})
    recording = subprocess.Popen(
        [sys.executable, "-m", "coreg", "record", "--client", _STRAP, "--out", str(path), "--verbose"],
        env={**os.environ, **rig.environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert recording.stdout is not None
        for line in recording.stdout:
            n_on_disk = int(line.split()[-1]) if line.startswith("on disk") else 0
            if n_on_disk == 8:
                recording.send_signal(signal.SIGSTOP)
                time.sleep(2.2)  # how long it stands still is the subject
                recording.send_signal(signal.SIGCONT)
            if n_on_disk >= 14:
                break
        recording.send_signal(signal.SIGINT)
        recording.stdout.read()
        assert recording.wait(20) == 0
    finally:
        recording.kill()
        recording.communicate()
    stored = read_session(path)
    arrivals_s = [packet.t_ns / 1e9 for packet in stored.packets_of(Role.CLIENT)]
    assert max(b - a for a, b in itertools.pairwise(arrivals_s)) > 1.9
    assert rebuild(stored, Role.CLIENT).gaps == ()
    ticks = [beat.ticks for beat in stored.beats_of(Role.CLIENT)]
    assert ticks == rig.sent_rr(_STRAP)[: len(ticks)]
    assert len(ticks) >= 12
