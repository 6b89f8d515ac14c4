"""`coreg import`: another program's recording as a session that the other commands read or refuse."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coreg.readings.as_given import as_given
from tests.cli.conftest import Ran
from tests.recording.imports.layouts import LAYOUTS

Coreg = Callable[..., Ran]
RR_MS = [800.25 + 40 * ((i * 7) % 5) for i in range(120)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "morning.txt"
    path.write_bytes(LAYOUTS["hrv_logger_2016"][1](RR_MS))
    return path


@pytest.fixture
def session(coreg: Coreg, source: Path, tmp_path: Path) -> Path:
    path = tmp_path / "morning.coreg"
    assert coreg("import", source, "--out", path).code == 0
    return path


def test_it_says_what_the_file_is_and_that_the_session_is_not_protected(
    coreg: Coreg, source: Path, tmp_path: Path
) -> None:
    ran = coreg("import", source, "--out", tmp_path / "a.coreg")
    assert ran.code == 0
    assert ran.err == ""
    assert "morning.txt is the RR file of HRV Logger." in ran.out
    assert "Intervals  120 in 1:45" in ran.out
    assert "as the file says" in ran.out
    assert "isn't protected" in ran.out


def test_show_says_that_it_was_imported(coreg: Coreg, session: Path) -> None:
    shown = coreg("show", session)
    assert "Imported (hrv-logger), not recorded by Coreg" in shown.out
    assert "120, the same when computed anew from the intervals" in shown.out
    found = coreg("show", session, "--json").object
    assert found["imported_from"] == "hrv-logger"
    assert found["simulated"] is False
    assert found["people"]["client"]["n_beats"] == 120  # type: ignore[index]
    assert found["people"]["client"]["n_beats_differing"] == 0  # type: ignore[index]


def test_analyze_gives_the_intervals_as_given_and_the_numbers_of_the_file(
    coreg: Coreg, session: Path, source: Path, tmp_path: Path
) -> None:
    found = coreg("analyze", session, "--json").object
    assert found["as_given"] == as_given(np.array(RR_MS))
    text = tmp_path / "rr.txt"
    text.write_text("".join(f"{rr!r}\n" for rr in RR_MS), encoding="utf-8")
    assert coreg("analyze", text, "--json").object["whole"] == found["whole"]


def test_beats_are_printed_and_can_be_imported_again(coreg: Coreg, session: Path, tmp_path: Path) -> None:
    printed = coreg("beats", session)
    assert len(printed.out.splitlines()) == 121
    table = tmp_path / "beats.csv"
    table.write_text(printed.out, encoding="utf-8")
    again = tmp_path / "again.coreg"
    assert coreg("import", table, "--out", again).code == 0
    assert coreg("beats", again).out == printed.out


def test_rebuild_makes_the_beats_of_the_intervals(coreg: Coreg, session: Path) -> None:
    ran = coreg("rebuild", session)
    assert "client: 120 beats stored, 120 from 120 imported intervals, 0 differ" in ran.out


def test_replay_says_why_not(coreg: Coreg, session: Path) -> None:
    ran = coreg("replay", session)
    assert ran.code == 2
    assert "was imported: it has the beats, not the packets" in ran.err
    assert ran.err.count("\n") == 1


def test_the_beginning_can_be_given_and_is_the_files_date_otherwise(coreg: Coreg, tmp_path: Path) -> None:
    source, given, dated = tmp_path / "rr.txt", tmp_path / "a.coreg", tmp_path / "b.coreg"
    source.write_text("800\n810\n", encoding="utf-8")
    ran = coreg("import", source, "--out", given, "--started", "2026-03-01T09:30:00+00:00", "--role", "therapist")
    assert "as you say" in ran.out
    shown = coreg("show", given, "--json").object
    assert shown["started_utc"] == "2026-03-01T09:30:00.000Z"
    assert shown["people"]["therapist"]["n_beats"] == 2  # type: ignore[index]
    assert "doesn't say when it was recorded" in coreg("import", source, "--out", dated).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.txt", "--out", "c.coreg"], "none.txt doesn't exist"),
        (["morning.txt", "--out", "none/c.coreg"], "The folder none doesn't exist"),
        (["morning.txt", "--out", "morning.txt"], "is there already"),
        (["morning.txt", "--out", "c.coreg", "--started", "yesterday"], "'yesterday' is no date and time"),
    ],
)
@pytest.mark.usefixtures("source")
def test_what_cant_be_done_is_one_sentence(
    coreg: Coreg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = coreg("import", *arguments)
    assert ran.code == 2
    assert re.fullmatch(rf"coreg: .*{re.escape(words)}.*\n", ran.err)
    assert not (tmp_path / "c.coreg").exists()
