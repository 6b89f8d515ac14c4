"""`coreg amend`, and every command after it: what was corrected is in all of them at once."""

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coreg.recording.place import Place
from coreg.recording.seal import seal
from tests.cli.conftest import Ran
from tests.cli.test_vault_journey import ended_with_words, exported, vault

__all__ = ["vault"]  # the fixture, used by name

Coreg = Callable[..., Ran]


@pytest.fixture
def session(recorded: Path, tmp_path: Path) -> Path:
    """A copy of the recorded session that may be changed: one star at 42.5 s."""
    return Path(shutil.copy(recorded, tmp_path / "s.coreg"))


def printed(ran: Ran) -> Any:
    """What was printed as JSON, with whatever shape it has."""
    return ran.object


def rows_of(ran: Ran) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_what_is_excluded_leaves_every_number_at_once_and_all_say_so(
    coreg: Coreg, session: Path, tmp_path: Path
) -> None:
    before = {name: printed(coreg(name, session, "--json")) for name in ("show", "analyze", "dyad")}
    assert coreg("amend", "exclude", session, "--from", 20, "--to", 50, "--who", "client").code == 0
    after = {name: printed(coreg(name, session, "--json")) for name in ("show", "analyze", "dyad")}
    assert not any(one["amended"] for one in before.values())
    assert all(one["amended"] for one in after.values())
    people = [one["show"]["people"] for one in (before, after)]
    assert people[0]["client"]["rmssd_ms"] != people[1]["client"]["rmssd_ms"]
    assert people[0]["therapist"] == people[1]["therapist"]
    assert people[0]["client"]["n_beats"] == people[1]["client"]["n_beats"], "they are still in the file"
    assert after["analyze"]["n_beats"] < before["analyze"]["n_beats"]
    flags = {row["flag_final"] for row in rows_of(coreg("beats", session)) if 25 < float(row["t_s"]) < 45}
    assert flags == {"", "excluded"}
    assert coreg("export", session, "--format", "json", "--out", tmp_path / "out").code == 0
    (document,) = (json.loads(path.read_text()) for path in (tmp_path / "out").glob("*/*.json"))
    assert "excluded" in {beat["flag_final"] for beat in document["beats"]}
    assert "excluded" in {span["kind"] for span in document["spans"]}


def test_swapped_straps_change_whose_beats_they_are_everywhere(coreg: Coreg, session: Path) -> None:
    before = rows_of(coreg("beats", session))
    shown = printed(coreg("show", session, "--json"))["people"]
    assert coreg("amend", "swap", session).code == 0
    now = rows_of(coreg("beats", session))
    other = {"client": "therapist", "therapist": "client"}
    kept = [{**row, "role": other[row["role"]]} for row in before]
    assert sorted(map(str, now)) == sorted(map(str, kept))
    swapped = printed(coreg("show", session, "--json"))["people"]
    for role in other:
        assert {**swapped[role], "gaps": 0} == {**shown[other[role]], "gaps": 0}
    assert coreg("rebuild", session).out.count(" 0 differ") == 2, "the file's own rows are as they were"


def test_the_audit_has_the_original_and_each_change(coreg: Coreg, session: Path) -> None:
    assert coreg("amend", "move", session, 1, "--by", 2.5).code == 0
    assert coreg("amend", "retract", session, 1).code == 0
    assert coreg("amend", "bring-back", session, 1).code == 0
    entries = printed(coreg("show", session, "--audit", "--json"))["audit"]
    assert isinstance(entries, list)
    assert [one["did"] for one in entries] == ["marked", "amended", "took_back", "brought_back"]
    assert (entries[1]["before"]["t_s"], entries[1]["after"]["t_s"]) == (42.5, 45.0)
    assert entries[0]["changed_by"] == [2, 3]
    said = coreg("show", session, "--audit")
    assert "star 0:42 → star 0:45" in said.out
    assert "From amended marks" in said.out
    assert "audit" not in printed(coreg("show", session, "--json"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("move", 1, "--to", 900), "outside the session"),
        (("move", 7, "--to", 5), "no mark 7"),
        (("move", 1), "--to, --by or --end"),
        (("move", 1, "--to", "nan"), "isn't a time"),
        (("add", "set", "--at", 10), "needs --to"),
        (("add", "set", "--at", 10, "--to", 5), "before it begins"),
        (("add", "rating", "--at", 10, "--value", 11), "SUD and Self-energy 0 to 10"),
        (("add", "nonsense", "--at", 10), "no mark called nonsense"),
        (("exclude", "--from", 5, "--to", 9, "--reason", "the door"), "takes no text"),
        (("take-all-back",), "nothing to change"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(coreg: Coreg, session: Path, arguments, says) -> None:
    before = session.read_bytes()
    what, *rest = arguments
    ran = coreg("amend", what, session, *rest)
    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert session.read_bytes() == before


def test_sets_ratings_and_stretches_are_added(coreg: Coreg, session: Path) -> None:
    assert coreg("amend", "add", session, "set", "--at", 10, "--to", 40, "--kind", "resource").code == 0
    assert coreg("amend", "add", session, "rating", "--at", 41, "--value", 6).code == 0
    assert coreg("amend", "add", session, "quiet", "--at", 100, "--to", 120).code == 0
    assert coreg("amend", "add", session, "strong_reaction", "--at", 20).code == 0
    assert coreg("amend", "change", session, 2, "--kind", "processing", "--target", 2).code == 0
    assert printed(coreg("dyad", session, "--json"))["n_sets"] == 1
    assert coreg("amend", "take-all-back", session).code == 0
    assert printed(coreg("dyad", session, "--json"))["n_sets"] == 0


def test_a_file_that_a_vault_sealed_is_not_changed_outside_it(coreg: Coreg, session: Path) -> None:
    seal(Place(session), bytes(32))
    assert "sealed by a vault" in coreg("amend", "retract", session, 1).err
    assert "sealed by a vault" in coreg("erase", session, "--moment", 1, "--confirm", "ERASE").err


def test_beats_by_the_final_clock_say_so_and_are_the_same_intervals(coreg: Coreg, session: Path) -> None:
    live, final = rows_of(coreg("beats", session)), rows_of(coreg("beats", session, "--clock", "final"))
    assert {row["clock"] for row in live} == {"live"}
    assert {row["clock"] for row in final} == {"final"}
    assert [row["rr_ticks"] for row in live] == [row["rr_ticks"] for row in final]
    assert [row["t_s"] for row in live] != [row["t_s"] for row in final]


def test_differences_are_counted_with_their_causes(coreg: Coreg, session: Path) -> None:
    assert coreg("amend", "exclude", session, "--from", 20, "--to", 50).code == 0
    found = printed(coreg("differences", session, "--json"))
    assert found["schema"] == "coreg.differences/1"
    assert "excluded" in found["n_by_cause"]
    assert "unexplained" not in found["n_by_cause"]
    assert (
        found["n_same"] + len(printed(coreg("differences", session, "--json", "--all"))["differences"])
        == found["n_values"]
    )
    said = coreg("differences", session)
    assert "a stretch was excluded" in said.out


def test_a_mark_and_a_span_of_a_plain_file_are_erased_for_good(coreg: Coreg, session: Path) -> None:
    assert coreg("erase", session, "--moment", 1, "--confirm", "yes").code == 2
    assert coreg("erase", session, "--moment", 1, "--confirm", "ERASE").code == 0
    with sqlite3.connect(session) as connection:
        assert connection.execute("SELECT kind, payload FROM moment").fetchall() == [("erased", "{}")]
    connection.close()
    assert coreg("erase", session, "--from", 80, "--to", 90, "--confirm", "ERASE").code == 0
    rows = rows_of(coreg("beats", session))
    assert rows
    assert not [row for row in rows if 80 < float(row["t_s"]) < 90]


def test_in_the_vault_a_correction_is_sealed_and_its_reason_lies_with_the_notes(vault, tmp_path) -> None:
    session = ended_with_words(tmp_path / "data")
    said = vault("amend", "exclude", session, "--from", "10", "--to", "20", "--reason", "the bell rang")
    assert "new seal" in said.out
    assert "bell" not in said.out
    assert "everything is as it was put there" in vault("vault", "verify").out
    shown = json.loads(vault("show", session, "--json").out)
    assert (shown["seal"]["n"], shown["amended"]) == (2, True)
    assert shown["moments"][-1]["payload"] == {"end_s": 20.0, "note": 3}
    said, files = exported(vault, session, tmp_path / "asked", "json", "--with", "reasons")
    (document,) = (json.loads(content) for name, content in files.items() if name.endswith(".json"))
    assert [(n["kind"], n["text"], n["event"]) for n in document["notes"]][-1] == ("reason", "the bell rang", 3)
    _, plain = exported(vault, session, tmp_path / "plain", "json")
    assert not [name for name, content in plain.items() if b"bell" in content]


def test_a_reason_is_erased_with_the_exclusion_that_names_it(vault, tmp_path) -> None:
    session = ended_with_words(tmp_path / "data")
    vault("amend", "exclude", session, "--from", "10", "--to", "20", "--reason", "the bell rang")
    vault("erase", session, "--moment", "3", "--confirm", "ERASE")
    said, files = exported(vault, session, tmp_path / "asked", "json", "--with", "reasons")
    assert "Reasons: this session has none" in said
    assert not [name for name, content in files.items() if b"bell" in content]
    assert "everything is as it was put there" in vault("vault", "verify").out


def test_a_refused_correction_leaves_no_reason_behind(vault, tmp_path) -> None:
    session = ended_with_words(tmp_path / "data")
    refused = vault("amend", "exclude", session, "--from", "10", "--to", "9", "--reason", "the bell rang", code=2)
    assert "ends after it begins" in refused.err
    said, _ = exported(vault, session, tmp_path / "asked", "json", "--with", "notes", "--with", "reasons")
    assert "Notes: 2" in said
    assert "Reasons: this session has none" in said
