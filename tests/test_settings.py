"""Remembered straps: who wore what, without names; whatever the file holds."""

import json
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.client_window import ClientWindowSettings, ScreenChoice
from coreg.domain.person import Role
from coreg.domain.stage import Pacer
from coreg.domain.strap import RememberedStrap, Strap
from coreg.settings import (
    client_window,
    is_kept_out_of_capture,
    lock_after_min,
    remember_client_window,
    remember_straps,
    remembered_straps,
    set_kept_out_of_capture,
    set_lock_after_min,
)

WORN = {
    Role.CLIENT: Strap("D2:8A:11:4F:4F:21", "Polar H10", 2.6, 80, True),
    Role.THERAPIST: Strap("A0:9E:1A:00:09:A3"),
}


def test_straps_are_remembered_with_identity_and_model_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "straps.json"
    assert remembered_straps(path) == {}
    remember_straps(path, WORN)
    assert remembered_straps(path) == {
        Role.CLIENT: RememberedStrap("D2:8A:11:4F:4F:21", "Polar H10"),
        Role.THERAPIST: RememberedStrap("A0:9E:1A:00:09:A3", None),
    }
    assert [file.name for file in path.parent.iterdir()] == ["straps.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "coreg.straps/1", "straps": {"cat": {"identity": "A", "model": null}}}',
        '{"schema": "coreg.straps/1", "straps": {"client": {"identity": 3, "model": null}}}',
        '{"schema": "coreg.straps/1", "straps": {"client": {"identity": "A", "model": null}, '
        '"therapist": {"identity": "A", "model": null}}}',
        '{"schema": "coreg.straps/2", "straps": {}}',
    ],
)
def test_a_file_that_is_not_ours_is_left_aside_with_a_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    (tmp_path / "straps.json").write_text(text)
    with caplog.at_level(logging.WARNING):
        assert remembered_straps(tmp_path / "straps.json") == {}
    assert "left aside" in caplog.text


@given(st.binary(max_size=200))
def test_any_bytes_give_straps_or_nothing(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "straps.json"
    path.write_bytes(content)
    assert remembered_straps(path) == {}


def test_a_folder_that_cannot_be_written_is_logged_and_no_more(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING):
        remember_straps(tmp_path / "file" / "straps.json", WORN)
    assert "can't be remembered" in caplog.text
    assert "4F:21" not in caplog.text


CLIENT_WINDOW = ClientWindowSettings(
    is_dark=False, shows_wave=True, reduces_motion=True, screen=ScreenChoice("DP-2", 1920, 1080), pacer=Pacer(5.5)
)


def test_the_clients_window_is_remembered_with_its_screen(tmp_path: Path) -> None:
    path = tmp_path / "data" / "client_window.json"
    assert client_window(path) == ClientWindowSettings()
    remember_client_window(path, CLIENT_WINDOW)
    assert client_window(path) == CLIENT_WINDOW


@pytest.mark.parametrize(
    "change",
    [
        {"pacer_rate_per_min": 12},
        {"is_dark": "no"},
        {"screen": {"name": "x"}},
        {"schema": "?"},
        {"pacer_in_share": 1},
    ],
)
def test_a_file_that_is_not_ours_leaves_the_clients_window_at_its_defaults(
    tmp_path: Path, change: dict[str, object]
) -> None:
    path = tmp_path / "client_window.json"
    remember_client_window(path, CLIENT_WINDOW)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    assert client_window(path) == ClientWindowSettings()


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.booleans() | st.text(), st.lists).map(json.dumps).map(str.encode)
)
def test_any_file_at_all_gives_a_clients_window(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "client_window.json"
    path.write_bytes(content)
    assert client_window(path) == ClientWindowSettings()


def test_the_windows_settings_are_kept_each_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "data" / "window.json"
    assert (lock_after_min(path), is_kept_out_of_capture(path)) == (10, True)
    set_kept_out_of_capture(path, False)
    set_lock_after_min(path, 20)
    assert (lock_after_min(path), is_kept_out_of_capture(path)) == (20, False)
    set_kept_out_of_capture(path, True)
    assert (lock_after_min(path), is_kept_out_of_capture(path)) == (20, True)


@pytest.mark.parametrize("value", ["true", "0", "61", '"20"', "null", "1e400", "[]"])
def test_minutes_that_are_none_are_the_default(tmp_path: Path, value: str) -> None:
    path = tmp_path / "window.json"
    path.write_text(f'{{"schema": "coreg.window/1", "lock_after_min": {value}}}')
    assert lock_after_min(path) == 10
