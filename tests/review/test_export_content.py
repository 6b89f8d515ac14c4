"""A recording as what an export may say of it: damaged and hostile files are refused in one sentence."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coreg.domain.classic import ClassicName
from coreg.domain.errors import SessionFileError
from coreg.domain.person import Role
from coreg.readings.verdicts import judge
from coreg.recording.reader import read_session
from coreg.review.export_content import content_of
from coreg.review.final_clock import by_final_clock
from tests.review.samples import write_session


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "s.coreg"
    write_session(path)
    return path


@pytest.fixture
def path(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(written, tmp_path))


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(sql)


def test_beats_carry_both_verdicts_and_people_what_is_known_of_them(path: Path) -> None:
    recording = read_session(path)
    content = content_of(recording, {Role.CLIENT: "C-07"})
    client, therapist = content.people
    live, final = judge(recording.beats_of(Role.CLIENT))
    assert [each.is_artifact_live for each in client.beats] == live
    assert [each.is_artifact_final for each in client.beats] == final
    assert [each.live for each in client.beats] == recording.beats_of(Role.CLIENT)
    assert [each.beat for each in client.beats] == by_final_clock(recording).beats_of(Role.CLIENT)
    assert (client.pseudonym, therapist.pseudonym) == ("C-07", None)
    assert (client.latency_s, therapist.latency_s) == (2.6, None)
    assert (client.n_malformed, client.n_duplicates, len(client.gaps)) == (1, 1, 1)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE session SET started_utc = 'yesterday'",
        "UPDATE session SET started_utc = '2026-03-01T09:30:00'",
        "UPDATE session SET started_utc = '0001-01-01T00:00:00Z'",
        "UPDATE session SET utc_offset_s = 100000000",
        "UPDATE session SET closed_ns = 9000000000000000000",
        "UPDATE beat SET t_s = -1e300 WHERE beat_id = 3",
        "UPDATE moment SET t_s = 1e18",
        "UPDATE moment SET payload = '[1]'",
        'UPDATE moment SET payload = \'{"a": {"b": 1}}\'',
    ],
)
def test_what_no_session_can_say_is_refused_in_one_sentence(path: Path, sql: str) -> None:
    change(path, sql)
    with pytest.raises(SessionFileError, match=r"s\.coreg is damaged"):
        content_of(read_session(path))


def test_measures_from_the_literature_are_there_only_where_they_are_asked_for(path: Path) -> None:
    recording = read_session(path)
    assert content_of(recording).classic == ()
    asked = content_of(recording, has_classic=True).classic
    assert [one.name for one in asked] in ([], list(ClassicName))
