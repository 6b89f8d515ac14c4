"""Remembered straps: who wore what, without names; whatever the file holds."""

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.person import Role
from coreg.domain.strap import RememberedStrap, Strap
from coreg.settings import remember_straps, remembered_straps

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
    assert "can't be written" in caplog.text
    assert "4F:21" not in caplog.text
