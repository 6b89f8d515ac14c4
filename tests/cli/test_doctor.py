"""`coreg doctor`: every line is ok or says what to do, and tells nothing of the person."""

import getpass
from collections.abc import Callable
from pathlib import Path

import pytest

from coreg.cli.doctor import check_folder, check_screen
from coreg.cli.output import unknown_words
from coreg.domain.reading import Unknown
from coreg.domain.strap import BluetoothFault
from tests.cli.conftest import Ran

Coreg = Callable[..., Ran]
NAMES = ["Bluetooth", "Screen", "Sessions folder", "Free space", "Versions", "Kernels"]


def test_json_has_the_keys_of_the_contract(coreg: Coreg, tmp_path: Path) -> None:
    found = coreg("--data", tmp_path, "doctor", "--json").object
    assert found["schema"] == "coreg.doctor/1"
    checks = found["checks"]
    assert isinstance(checks, list)
    assert [check["name"] for check in checks] == NAMES
    for check in checks:
        assert set(check) == {"name", "ok", "finding", "remedy"}
        assert check["ok"] == (check["remedy"] is None)


def test_every_line_is_ok_or_what_to_do(coreg: Coreg, tmp_path: Path) -> None:
    ran = coreg("--data", tmp_path, "doctor")
    assert (ran.code, ran.err) == (0, "")
    for name, line in zip(NAMES, ran.out.splitlines(), strict=True):
        assert line.startswith(name)
        assert line[len("Sessions folder") :].strip().startswith(("ok: ", "to do: "))


def test_the_home_folder_and_the_users_name_are_hidden(coreg: Coreg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna-muster")
    monkeypatch.delenv("COREG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    hidden, full = coreg("doctor").out, coreg("doctor", "--full").out
    assert "anna-muster" not in hidden
    assert "anna-muster" in full
    for media in (f"/media/{getpass.getuser()}/stick", f"/media/{getpass.getuser()}"):
        assert f"/{getpass.getuser()}" not in coreg("--data", media, "doctor").out


def test_a_folder_that_doesnt_exist_yet_is_judged_by_its_parent(tmp_path: Path) -> None:
    assert all(check.is_ok for check in check_folder(tmp_path / "not" / "yet"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cant_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (check,) = check_folder(tmp_path / "file" / "sessions")
    assert not check.is_ok
    assert "--data" in str(check.remedy)


@pytest.mark.parametrize(("platform", "words"), [("offscreen", "on no screen"), ("nonsense", "no window")])
def test_a_screen_that_isnt_one_says_what_to_do(monkeypatch: pytest.MonkeyPatch, platform: str, words: str) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    check = check_screen()
    assert words in check.finding
    assert not check.is_ok


def test_every_reason_and_every_fault_has_words() -> None:
    assert all(unknown_words(reason) for reason in Unknown)  # a reason without words raises
    assert all(fault.help.endswith(".") for fault in BluetoothFault)
