"""`coreg rebuild`: the beats of a session made anew from its packets, compared, and put in place when asked."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from coreg.domain.person import Role
from coreg.recording.reader import read_session
from tests.cli.conftest import Ran
from tests.review.samples import write_session

Coreg = Callable[..., Ran]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A session two of whose client's beats were changed, and one lost."""
    path = tmp_path / "s.coreg"
    write_session(path)
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("UPDATE beat SET ticks = ticks + 1 WHERE beat_id IN (3, 5)")
        connection.execute("DELETE FROM beat WHERE beat_id = (SELECT max(beat_id) FROM beat WHERE role = 'client')")
    return path


def test_an_untouched_session_has_no_differing_beat(coreg: Coreg, recorded: Path) -> None:
    before = recorded.read_bytes()
    ran = coreg("rebuild", recorded)
    assert (ran.code, ran.err) == (0, "")
    assert [line.rpartition(", ")[2] for line in ran.out.splitlines()] == ["0 differ", "0 differ"]
    assert recorded.read_bytes() == before


def test_changed_beats_are_counted_and_nothing_is_changed(coreg: Coreg, changed: Path) -> None:
    before = changed.read_bytes()
    found = coreg("rebuild", changed, "--json").object
    assert found["schema"] == "coreg.rebuild/1"
    assert found["written"] is False
    people = found["people"]
    assert isinstance(people, dict)
    client = people["client"]
    assert client["n_differing"] == 3
    assert client["n_stored"] == client["n_rebuilt"] - 1
    assert people["therapist"]["n_differing"] == 0
    assert changed.read_bytes() == before


def test_written_anew_the_beats_are_those_of_the_packets(coreg: Coreg, changed: Path, recorded: Path) -> None:
    assert coreg("rebuild", changed, "--write").code == 0
    assert "0 differ" in coreg("rebuild", changed).out.splitlines()[0]
    for role in Role:
        assert read_session(changed).beats_of(role) == read_session(recorded).beats_of(role)


def test_a_session_that_isnt_closed_is_left_alone(coreg: Coreg, tmp_path: Path) -> None:
    client, _ = write_session(tmp_path / "s.coreg", is_closed=False)
    ran = coreg("rebuild", tmp_path / "s.coreg", "--write")
    client.journal.close(0)
    assert (ran.code, ran.out) == (2, "")
    assert "isn't closed" in ran.err
    assert len(ran.err.splitlines()) == 1
