"""`coreg probe` as a process of its own, over unmodified bleak and a fake org.bluez: three minutes in 18 s."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from hardware.rig.l2 import BluezRig
from tests.rigs.fixtures import StartRig

SPEED = 10


def probe(rig: BluezRig, *words: str) -> tuple[int, str, str]:
    ran = subprocess.run(
        [sys.executable, "-m", "coreg", "probe", "0001", "--speed", str(SPEED), *words],
        env={**os.environ, **rig.environment},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


def scenario(**strap: Any) -> dict[str, Any]:
    return {"speed": SPEED, "straps": [strap]}


@pytest.mark.timeout(120)
def test_a_usual_strap_is_measured_and_its_profile_can_be_contributed(bluez_rig: StartRig, tmp_path: Path) -> None:
    off = {"at_s": 105, "do": "contact_lost", "for_s": 40}
    rig = bluez_rig(scenario(events=[off], manufacturer="Polar Electro Oy", model_number="Polar H10"))
    profile = tmp_path / "strap.toml"
    code, out, said = probe(rig, "--json", "--out", str(profile))
    assert code == 0, said
    printed = json.loads(out)
    assert (printed["schema"], printed["model"]) == ("coreg.probe/1", "Polar H10")
    assert (printed["rr"]["sends_rr"], printed["rr"]["unit"]) == (True, "1/1024 s")
    assert printed["packets"]["interval_s"][1] == pytest.approx(1.0, abs=0.1)
    assert printed["contact"]["supports_contact"] is True
    assert 0 <= printed["taken_off"]["last_rr_after_s"] < 15
    assert 0 < printed["taken_off"]["contact_lost_after_s"] < 15
    assert printed["worn_again"]["first_rr_after_s"] > 0
    written = tomllib.loads(profile.read_text(encoding="utf-8"))
    assert written["rr"]["unit"] == "1/1024 s"
    assert written["packets"]["flags"] == printed["packets"]["flags"]
    for text in (out, profile.read_text(encoding="utf-8")):
        assert "C0:DE" not in text
        assert "Virtual" not in text
    assert ["take the strap off" in line for line in said.splitlines()].count(True) == 1


@pytest.mark.timeout(120)
def test_a_strap_that_counts_milliseconds_is_named(bluez_rig: StartRig) -> None:
    code, out, said = probe(bluez_rig(scenario(sends_ms=True)))
    assert code == 0, said
    assert "milliseconds, against the standard" in out


@pytest.mark.timeout(120)
def test_a_strap_without_rr_is_named(bluez_rig: StartRig) -> None:
    code, out, said = probe(bluez_rig(scenario(events=[{"at_s": 0, "do": "no_rr", "for_s": 1000}])))
    assert code == 0, said
    assert "this strap sends a heart rate only" in out
