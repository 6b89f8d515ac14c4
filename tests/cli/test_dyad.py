"""`coreg dyad`: the contract of its JSON, what it reads, and every refusal in one sentence."""

import json
from pathlib import Path

import numpy as np
import pytest

from coreg.domain.person import Role
from tests.readings.pair import Pair

PAIR = Path(__file__).parents[1] / "published" / "dyad"
VALUES = json.loads((PAIR / "values.json").read_text(encoding="utf-8"))


def write_csv(folder, name, columns=""):
    """Write a reference pair as CSV, and its sets."""
    with np.load(PAIR / name) as file:
        rows = [
            f"{role.value},{t_s!r},{rr_ms!r}{columns}"
            for role in Role
            for t_s, rr_ms in zip(file[f"t_{role.value}"].tolist(), file[f"rr_{role.value}"].tolist(), strict=True)
        ]
        sets = [f"{start_s!r},{end_s!r}" for start_s, end_s in file["sets"].tolist()]
    beats, marks = folder / "beats.csv", folder / "sets.csv"
    head = "role,t_s,rr_ms" + (",latency_s" if columns else "")
    beats.write_text("\n".join([head, *rows]), encoding="utf-8")
    marks.write_text("\n".join(["start_s,end_s", *sets]), encoding="utf-8")
    return beats, marks


@pytest.mark.parametrize("name", ["S4_client3_1.npz", "S5_anti_0.npz"])
def test_a_reference_pair_as_csv_gives_its_states(coreg, tmp_path, name):
    beats, sets = write_csv(tmp_path, name)
    ran = coreg("dyad", beats, "--sets", sets, "--json")
    assert (ran.code, ran.err) == (0, "")
    found, want = ran.object, VALUES[name]
    assert found["schema"] == "coreg.dyad/1"
    assert {"coreg_version", "definitions", "amended"} <= set(found)
    updates = found["live"]["updates"]
    assert [set(one) for one in updates] == [{"t_s", "a", "state", "unknown"}] * len(updates)
    states = {one["t_s"]: one["state"] for one in updates}
    assert {t: states[float(t)] for t in want["live"]["at_s"]} == {
        t: one["state"] for t, one in want["live"]["at_s"].items()
    }
    assert found["live"]["first_together_s"] == want["live"]["first_together_s"]
    review = found["review"]
    assert {"state", "unknown", "n_segments", "z", "lag_s", "excess", "lead_s"} <= set(review)
    assert review["state"] == want["review"]["state"]
    assert review["z"] == pytest.approx(want["review"]["z_exact"], abs=1e-6)
    assert review["lag_s"] == want["review"]["lag_s"]
    assert review["excess"]["value"] == pytest.approx(want["review"]["excess_at_peak"], abs=1e-6)
    assert found["breathing_in_step"] is False


def test_a_pair_whose_direction_is_not_claimed_keeps_its_score(coreg, tmp_path):
    beats, sets = write_csv(tmp_path, "S5_anti_0.npz")
    review = coreg("dyad", beats, "--sets", sets, "--json").object["review"]
    assert (review["state"], review["unknown"]) == ("unknown", "opposite_without_speech")
    assert review["z"] < -5.0
    assert review["lead_s"] == {"value": None, "low": None, "high": None, "rough": False, "unknown": "not_together"}


def test_where_the_latency_is_not_known_nobody_goes_first(coreg, tmp_path):
    beats, sets = write_csv(tmp_path, "S4_client3_1.npz", columns=",")
    review = coreg("dyad", beats, "--sets", sets, "--json").object["review"]
    assert review["lead_s"]["unknown"] == "latency_unknown"
    beats, sets = write_csv(tmp_path, "S4_client3_1.npz", columns=",2.6")
    assert coreg("dyad", beats, "--sets", sets, "--json").object["review"]["lead"] == "client_first"


def test_in_words(coreg, tmp_path):
    beats, sets = write_csv(tmp_path, "S4_client3_1.npz")
    ran = coreg("dyad", beats, "--sets", sets)
    assert "rose and fell together more than at unrelated moments (excess 0.33 ± 0.14)" in ran.out
    assert "client first by about 2.3 s (1.2 to 3.5); first, never cause" in ran.out
    assert "not known: too short" in ran.out


def test_a_short_recording_is_unknown_and_done(coreg, recorded):
    ran = coreg("dyad", recorded, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.object["review"]["unknown"] == "too_short"
    assert {one["unknown"] for one in ran.object["live"]["updates"]} <= {"too_short", "no_strap"}
    assert "not known" in coreg("dyad", recorded).out


def test_as_marked_then_excludes_other_sets_and_says_what_was_shown(coreg, recorded, tmp_path):
    v3 = Path(__file__).parents[1] / "recording" / "schemas" / "v3.coreg"
    then = coreg("dyad", v3, "--as-marked-then", "--json").object["live"]
    assert then["marks"] == "then"
    shown = [{key: one[key] for key in ("t_s", "a", "state", "unknown")} for one in then["shown"]]
    assert len(shown) > 1
    assert shown == then["updates"][: len(shown)]
    assert coreg("dyad", v3, "--json").object["live"]["marks"] == "amended"
    assert "shown are recomputed the same" in coreg("dyad", v3, "--as-marked-then").out
    assert coreg("dyad", recorded, "--json").object["live"]["shown"] == []
    _, sets = write_csv(tmp_path, "S0_0.npz")
    assert coreg("dyad", v3, "--sets", sets, "--json").object["live"]["marks"] == "given"
    refused = coreg("dyad", v3, "--sets", sets, "--as-marked-then")
    assert refused.code == 2
    assert "--as-marked-then" in refused.err


def test_the_csv_of_beats_gives_what_its_session_gives(coreg, recorded, tmp_path):
    beats = tmp_path / "beats.csv"
    beats.write_text(coreg("beats", recorded).out, encoding="utf-8")
    ran = coreg("dyad", beats, "--json")
    assert ran.code == 0
    assert ran.object["review"]["state"] == "unknown"


def test_one_person_alone_is_unknown(coreg, tmp_path):
    beats, _ = write_csv(tmp_path, "S0_0.npz")
    alone = [line for line in beats.read_text(encoding="utf-8").splitlines() if not line.startswith("therapist")]
    beats.write_text("\n".join(alone), encoding="utf-8")
    found = coreg("dyad", beats, "--json").object
    assert found["review"]["unknown"] == "no_strap"
    assert {one["unknown"] for one in found["live"]["updates"]} == {"no_strap"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("800\n810\n", "role, t_s"),
        ("t_s,rr_ms\n0.8,800\n", "role, t_s"),
        ("role,time_s,rr_ms\nclient,0.8,800\n", "role, t_s"),
        ("role,t_s,rr_ms\nclient,1e12,800\n", "too long"),
        ("role,t_s,rr_ms\nclient,0.8,abc\n", "line 2"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence(coreg, tmp_path, text, said):
    file = tmp_path / "beats.csv"
    file.write_text(text, encoding="utf-8")
    ran = coreg("dyad", file)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "start_s and end_s"),
        ("a,b\n1,2\n", "start_s and end_s"),
        ("start_s,end_s\n1,x\n", "line 2: 'x'"),
        ("start_s,end_s\n10,20\n30\n", "line 3: ''"),
        ("start_s,end_s\n30,20\n", "line 2"),
        ("start_s,end_s\n-3,20\n", "'-3'"),
        ("start_s,end_s\n1,inf\n", "'inf'"),
    ],
)
def test_sets_that_are_none_are_refused_with_their_line(coreg, tmp_path, text, said):
    beats, sets = write_csv(tmp_path, "S0_0.npz")
    sets.write_text(text, encoding="utf-8")
    ran = coreg("dyad", beats, "--sets", sets)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "doesn't exist" in coreg("dyad", tmp_path / "none.csv").err
    assert coreg("dyad", beats, "--sets", tmp_path / "none.csv").code == 2


def test_flags_in_the_csv_are_ignored(coreg, tmp_path):
    file = tmp_path / "beats.csv"
    rows = [(role.value, beat.t_s, beat.rr_ms) for role, beats in Pair(900.0).beats().items() for beat in beats]
    found = []
    for flag in ("", "artifact+first_after_link"):
        lines = [f"{role},{t_s!r},{rr_ms!r},{flag}" for role, t_s, rr_ms in rows]
        file.write_text("\n".join(["role,t_s,rr_ms,flag", *lines]), encoding="utf-8")
        found.append(coreg("dyad", file, "--json").object)
    assert found[0] == found[1]
    assert found[0]["live"]["updates"][-1]["unknown"] is None


def test_measures_from_the_literature_as_json_and_as_words(coreg, tmp_path):
    beats, sets = write_csv(tmp_path, "S3_c60_0.npz")
    found = coreg("dyad", beats, "--sets", sets, "--classic", "--json").object["classic"]
    assert {"wcc_peak_z", "wcc_lag_s", "wcc_zero_lag_z", "concordance_index", "susy_z", "susy_es"} <= set(found)
    assert set(found["susy_z"]) == {"value", "shuffled", "set_aligned"}
    assert set(found["susy_z"]["shuffled"]) == {"n_segments", "matched", "mean", "sd", "p"}
    assert found["wcc_zero_lag_z"]["set_aligned"]["p"] <= 0.01
    assert found["wcc_lag_s"]["shuffled"] is None
    said = coreg("dyad", beats, "--sets", sets, "--classic").out
    assert "Marci: concordance index" in said
    assert "people who only feel the same sets look alike" in said
    assert "classic" not in coreg("dyad", beats, "--sets", sets, "--json").object


def test_measures_of_one_person_alone_are_not_known(coreg, tmp_path):
    beats, _ = write_csv(tmp_path, "S0_0.npz")
    alone = [line for line in beats.read_text(encoding="utf-8").splitlines() if not line.startswith("therapist")]
    beats.write_text("\n".join(alone), encoding="utf-8")
    ran = coreg("dyad", beats, "--classic", "--json")
    assert ran.code == 0
    assert {one["value"] for one in ran.object["classic"].values()} == {None}
    assert "not known" in coreg("dyad", beats, "--classic").out
