"""`coreg show`: the contract of coreg.session/1, and words for people."""

import shutil
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coreg.cli import show
from coreg.domain.moment import Moment, MomentKind
from coreg.recording.connection import connect_to_write
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.seal import seal
from tests.cli.conftest import Ran
from tests.recording.samples import HEADER, ORIGIN_NS
from tests.review.samples import LENGTH_S, write_session

Coreg = Callable[..., Ran]
NUMBER_KEYS = {"value", "low", "high", "rough", "unknown"}


def test_json_has_the_keys_of_the_contract(coreg: Coreg, recorded: Path) -> None:
    found = coreg("show", recorded, "--json").object
    assert found["schema"] == "coreg.session/1"
    assert {"coreg_version", "definitions", "amended", "session_id", "started_utc", "seal"} <= set(found)
    assert (found["duration_s"], found["simulated"], found["ended"]) == (LENGTH_S, True, "closed")
    assert found["amended"] is False
    people = found["people"]
    assert isinstance(people, dict)
    assert list(people) == ["client", "therapist"]
    client = people["client"]
    assert client["strap"]["model"] == "Polar H10"
    assert (client["n_malformed"], client["n_duplicates_dropped"]) == (1, 1)
    assert client["n_packets"] == client["n_beats"] + 2
    assert [set(gap) for gap in client["gaps"]] == [{"start_s", "end_s", "cause"}]
    for name in ("artifact_pct", "mean_hr_bpm", "rmssd_ms", "rsa_ln_ms2"):
        assert set(client[name]) == NUMBER_KEYS
    assert client["mean_hr_bpm"]["value"] == pytest.approx(60 * 1024 / 870, rel=0.01)
    assert found["moments"] == [
        {
            "id": 1,
            "t_s": 42.5,
            "wall_utc": "2026-03-01T09:30:42Z",
            "kind": "star",
            "by": "therapist",
            "input": "key",
            "payload": {},
            "amends": None,
        }
    ]


def test_marks_have_the_words_of_the_screen_and_no_names_of_the_file() -> None:
    rated = Moment(3, 70.0, "", MomentKind.RATING, payload={"scale": "sud", "value": 7})
    moments = (
        Moment(1, 42.0, "", MomentKind.SET_STARTED, payload={"set": 1}),
        Moment(2, 66.0, "", MomentKind.SET_ENDED),
        rated,
        Moment(4, 71.0, "", MomentKind.RETRACT, amends=3),
    )
    assert show.marks_words(moments) == "Set 1 0:42, Set ended 1:06, SUD 7 1:10, Taken back 1:11"
    assert show.marks_words(()) == "none"
    every = tuple(Moment(nth, 0.0, "", kind) for nth, kind in enumerate(MomentKind, start=1))
    assert "_" not in show.marks_words(every)


def test_words_name_the_gap_its_cause_and_the_simulation(coreg: Coreg, recorded: Path) -> None:
    shown = coreg("show", recorded)
    assert shown.code == 0
    assert shown.err == ""
    assert shown.out.startswith("Simulated people, not a real session\n")
    assert "the link was lost" in shown.out
    assert "Star 0:42" in shown.out
    assert "1 malformed, 1 copies dropped" in shown.out
    assert "the same when computed anew" in shown.out
    assert "AA:BB" not in shown.out, "an address is nobody's business on a screen"


def test_an_interrupted_session_says_so(coreg: Coreg, tmp_path: Path) -> None:
    client, _ = write_session(tmp_path / "running.coreg", is_closed=False)
    n_packets = len(client.sent)
    while client.journal.state().n_waiting:
        time.sleep(0.001)
    copy = tmp_path / "left.coreg"
    for suffix in ("", "-wal"):
        shutil.copy(f"{client.journal.path}{suffix}", f"{copy}{suffix}")
    client.journal.close(0)
    found = coreg("show", copy, "--json").object
    assert found["ended"] == "interrupted"
    assert isinstance(found["people"], dict)
    assert found["people"]["client"]["n_beats"] == n_packets
    assert "interrupted: nothing after" in coreg("show", copy).out


def test_one_strap_alone_leaves_the_other_person_not_worn(coreg: Coreg, tmp_path: Path) -> None:
    Journal(Place(tmp_path / "s.coreg"), HEADER, ORIGIN_NS).close(ORIGIN_NS)
    found = coreg("show", tmp_path / "s.coreg", "--json").object
    assert isinstance(found["people"], dict)
    assert found["people"]["therapist"]["strap"] is None
    assert found["people"]["therapist"]["rmssd_ms"]["unknown"] == "too_few_beats"
    assert "none was worn" in coreg("show", tmp_path / "s.coreg").out


def test_the_second_person_is_called_what_the_session_says(coreg: Coreg, tmp_path: Path) -> None:
    journal = Journal(Place(tmp_path / "s.coreg"), HEADER, ORIGIN_NS)
    journal.write_settings({"relation": "parent"})
    journal.close(ORIGIN_NS)
    out = coreg("show", tmp_path / "s.coreg").out
    assert "◆ Parent" in out
    assert "Therapist" not in out
    assert coreg("show", tmp_path / "s.coreg", "--json").object["relation"] == "parent"


@pytest.mark.parametrize("command", ["show", "beats", "analyze"])
def test_a_file_that_isnt_one_is_one_sentence_and_exit_2(coreg: Coreg, tmp_path: Path, command: str) -> None:
    bad = tmp_path / "bad.coreg"
    bad.write_bytes(b"not a session")
    for path in (bad, tmp_path / "none.coreg", tmp_path):
        for json in ([], ["--json"]) if command != "beats" else ([],):
            ran = coreg(command, path, *json)
            assert (ran.code, ran.out) == (2, "")
            assert len(ran.err.splitlines()) == 1
            assert str(path) in ran.err


def test_a_sealed_session_of_a_computer_that_slept_says_both(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.coreg"
    shutil.copy(recorded, path)
    with closing(connect_to_write(path, None)) as connection:
        connection.execute(
            "INSERT INTO clock_anchor VALUES (99999, 1, ?, 0, 0, -2.0, 600.0)", (ORIGIN_NS + 10**10,)
        )
    sealed = seal(Place(path), bytes(32))
    shown, found = coreg("show", path), coreg("show", path, "--json").object
    assert "0:10: the computer slept 600 s" in shown.out
    assert "0:10: the computer's clock was set by -2.0 s" in shown.out
    assert sealed.head.hex() in shown.out
    assert found["seal"] == {"n": 0, "head": sealed.head.hex()}
    assert found["clock_events"] == [{"t_s": 10.0, "slept_s": 600.0, "utc_step_s": -2.0}]
