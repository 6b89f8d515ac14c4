"""Sets, ratings and moving together of a session with twelve sets, in every format that can carry them.

Held against `review_finally`, which doesn't know of exports; as recorded, and as corrected afterwards.
"""

import json
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas
import pytest

from coreg.domain.beat import GapCause
from coreg.domain.marks import Scale, SetEnd, SetKind, SpanKind
from coreg.domain.moment import MomentKind
from coreg.domain.note import Note, NoteKind
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.stage import Phase
from coreg.domain.together import TogetherState, TogetherUpdate
from coreg.export import levels
from coreg.export.content import Content
from coreg.export.formats import Format, make
from coreg.readings.together_stretches import Stretches
from coreg.recording.reader import Recording
from coreg.review.export_content import content_of
from coreg.review.final_clock import by_final_clock
from coreg.review.reviewed import ReviewedSession, review_finally
from coreg.review.worn import as_worn
from tests.export import reading
from tests.export.long_session import LATENCY_S, SWAPPED_S, corrected, long_session
from tests.export.samples import NAME

STATES = ("recorded", "corrected")
ANSWER = ["t_s", "a", "state", "unknown", "marks_revision"]
TABLES = ("sets", "ratings", "phases", "set_readings", "together", "together_again", "together_review", "worn")


@pytest.fixture(scope="module")
def sessions() -> dict[str, Recording]:
    recorded = long_session()
    return {"recorded": recorded, "corrected": corrected(recorded)}


@pytest.fixture(scope="module")
def reviews(sessions: dict[str, Recording]) -> dict[str, ReviewedSession]:
    return {state: review_finally(session) for state, session in sessions.items()}


@pytest.fixture(scope="module")
def made(sessions: dict[str, Recording]) -> dict[str, Content]:
    return {state: content_of(session) for state, session in sessions.items()}


@pytest.fixture(scope="module")
def written(made: dict[str, Content], tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, Format], Path]:
    out = tmp_path_factory.mktemp("written")
    return {
        (state, format_): reading.export(made[state], format_, out / f"{state}-{format_.value}")
        for state in STATES
        for format_ in Format
    }


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def rows_by(written: dict[tuple[str, Format], Path], state: str, by: str, table: str) -> list[dict[str, object]]:
    """Read one table back with another program; what is empty is None."""
    match by:
        case "pandas":
            csv = written[state, Format.CSV] / f"{table}.csv"
            frame = pandas.read_csv(csv, float_precision="round_trip", keep_default_na=False, na_values=[""])
        case "pyarrow":
            parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow isn't installed: the extra export")
            path = written[state, Format.PARQUET] / f"{table}.parquet"
            found: list[dict[str, object]] = parquet.read_table(path).to_pylist()
            return found
        case "sqlite3":
            path = written[state, Format.SQLITE] / f"{NAME}.sqlite"
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as opened:
                frame = pandas.read_sql_query(f"SELECT * FROM {table}", opened)
        case _:
            rows: list[dict[str, object]] = json.loads((written[state, Format.JSON] / f"{NAME}.json").read_bytes())[
                table
            ]
            return rows
    cells: list[dict[str, object]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return cells


@pytest.mark.parametrize("by", ["pandas", "pyarrow", "sqlite3", "json"])
def test_tables_are_those_of_the_review(written, reviews, sessions, state: str, by: str) -> None:
    found = {table: rows_by(written, state, by, table) for table in TABLES}
    reviewed = reviews[state]
    assert [(row["number"], row["start_s"], row["end_s"]) for row in found["sets"]] == [
        (one.number, one.start_s, one.end_s) for one in reviewed.marks.sets
    ]
    assert len(found["sets"]) == {"recorded": 12, "corrected": 11}[state]
    assert [(row["t_s"], row["scale"], row["value"]) for row in found["ratings"]] == [
        (one.t_s, one.scale.value, one.value) for one in reviewed.marks.ratings
    ]
    assert [row["name"] for row in found["phases"]] == ["assessment", "desensitization", "closure"]
    assert [tuple(row[name] for name in ANSWER) for row in found["together"]] == answers(sessions[state].together)
    assert [tuple(row[name] for name in ANSWER) for row in found["together_again"]] == answers(
        reviewed.together.updates
    )
    (whole,) = found["together_review"]
    ours = reviewed.together.review
    assert (whole["state"], whole["z"], whole["excess"]) == (ours.state.value, ours.z, ours.excess.value)
    assert (whole["excess_low"], whole["lead_s"], whole["lead"]) == (
        ours.excess.low,
        ours.lead_s.value,
        ours.lead.value,
    )


@pytest.mark.parametrize("by", ["pandas", "pyarrow", "sqlite3", "json"])
def test_readings_of_each_set_are_those_of_the_review(written, reviews, state: str, by: str) -> None:
    rows = rows_by(written, state, by, "set_readings")
    ours = [(person, one) for person in reviews[state].people.values() for one in person.sets.sets]
    assert [(row["role"], row["number"]) for row in rows] == [(p.role.value, one.mark.number) for p, one in ours]
    for row, (_, one) in zip(rows, ours, strict=True):
        for name, read in (
            ("before", one.before_bpm),
            ("during", one.during_bpm),
            ("rise", one.rise_bpm),
            ("against_baseline", one.against_baseline_bpm),
        ):
            assert (row[f"{name}_bpm"], row[f"{name}_low_bpm"]) == (read.value, read.low)
            assert row[f"{name}_unknown"] == (None if read.unknown is None else read.unknown.value)
        assert row["ln_rmssd_change"] == one.ln_rmssd_change.value
        assert row["half_settle_s"] == one.half_settle.seconds
    assert any(row["half_settle_s"] is not None for row in rows)
    assert any(row["half_settle_unknown"] == "no_rise" for row in rows)


def answers(updates: tuple[TogetherUpdate, ...]) -> list[tuple[object, ...]]:
    return [
        (one.t_s, one.a, one.state.value, None if one.unknown is None else one.unknown.value, one.marks_revision)
        for one in updates
    ]


def stretches(updates: tuple[TogetherUpdate, ...]) -> list[tuple[float, float, str]]:
    """What the screen would paint: found by the readings, not by the export."""
    found = Stretches()
    for one in updates:
        found.update(one)
    return [(one.start_s, one.end_s, one.state.value) for one in found.so_far]


def merged(said: list[tuple[float, float, str]]) -> list[tuple[float, float, str]]:
    """Put neighbours together that are apart only because their reasons differ."""
    merged = []
    for state, same in groupby(said, key=lambda one: one[2]):
        rows = list(same)
        merged.append((rows[0][0], rows[-1][1], state))
    return merged


def test_edf_has_stretches_sets_ratings_and_phases(written, reviews, sessions, state: str) -> None:
    pyedflib = pytest.importorskip("pyedflib", reason="pyEDFlib isn't installed")
    for role in Role:
        with pyedflib.EdfReader(str(written[state, Format.EDF] / f"{NAME}-{role.value}.edf")) as opened:
            said = list(zip(*(column.tolist() for column in opened.readAnnotations()), strict=True))
        for trace, updates in (
            ("together", reviews[state].together.updates),
            ("together_shown", sessions[state].together),
        ):
            found = [(t, t + length, text.split()[1]) for t, length, text in said if text.split()[0] == trace]
            for ours, theirs in zip(stretches(updates), merged(found), strict=True):
                assert theirs[:2] == pytest.approx(ours[:2], abs=1e-5)
                assert theirs[2] == ours[2]
            texts = [text for *_, text in said if text.split()[0] == trace]
            assert any(text.startswith(f"{trace} unknown too_short") for text in texts), texts
        assert [t for t, _, text in said if text.startswith("set ")] == [
            one.start_s for one in reviews[state].marks.sets
        ]
        assert [text for *_, text in said if text.startswith("rating ")] == [
            f"rating scale={one.scale.value} value={one.value} target=1" for one in reviews[state].marks.ratings
        ]
        assert [text for *_, text in said if text.startswith("phase ")][1] == "phase number=4 desensitization"
        (review,) = (json.loads(text[15:]) for *_, text in said if text.startswith("coreg together "))
        assert review["state"] == reviews[state].together.review.state.value


def read_events(written: dict[tuple[str, Format], Path], state: str) -> tuple[pandas.DataFrame, dict[str, Any]]:
    (path,) = written[state, Format.BIDS].rglob("*_events.tsv")
    (about,) = written[state, Format.BIDS].rglob("*_events.json")
    return pandas.read_csv(path, sep="\t", float_precision="round_trip", dtype=object), json.loads(
        about.read_bytes()
    )


def test_bids_has_stretches_sets_ratings_and_phases(written, reviews, sessions, state: str) -> None:
    events, about = read_events(written, state)
    for trace, updates in (
        ("together", reviews[state].together.updates),
        ("together_shown", sessions[state].together),
    ):
        rows = events[events["trial_type"] == trace]
        found = [
            (float(one.onset), float(one.onset) + float(one.duration), one.state)
            for one in rows.itertuples(index=False)
        ]
        for ours, theirs in zip(stretches(updates), merged(found), strict=True):
            assert theirs[:2] == pytest.approx(ours[:2], abs=1e-9)
            assert theirs[2] == ours[2]
        assert (rows["unknown"].isna() == (rows["state"] != "unknown")).all()
    marks = reviews[state].marks
    sets = events[events["trial_type"] == "set"]
    assert [int(number) for number in sets["number"]] == [one.number for one in marks.sets]
    ratings = events[events["trial_type"] == "rating"]
    assert [(row.kind, int(row.value)) for row in ratings.itertuples()] == [
        (one.scale.value, one.value) for one in marks.ratings
    ]
    phases = events[events["trial_type"] == "phase"]
    assert phases["kind"].tolist() == ["assessment", "desensitization", "closure"]
    assert about["CoregTogether"]["state"] == reviews[state].together.review.state.value


def test_the_standards_validator_finds_no_error(written, validator: list[str]) -> None:
    folder = written["corrected", Format.BIDS]
    ran = subprocess.run([*validator, str(folder), "--json"], capture_output=True, text=True, check=False)
    issues = json.loads(ran.stdout)["issues"]
    assert [issue["key"] for issue in issues["errors"]] == []
    assert {issue["key"] for issue in issues["warnings"]} <= {"NO_AUTHORS"}  # an export names nobody


def test_every_level_in_bids_is_described(written, state: str) -> None:
    events, about = read_events(written, state)
    assert list(events.columns) == [name for name in about if not name.startswith("Coreg")]
    for column in events.columns:
        there = set(events[column].dropna()) if "Levels" in about[column] else set()
        assert there <= set(about[column].get("Levels", ())), column


def test_every_word_of_the_domain_is_described() -> None:
    assert set(levels.UNKNOWN) == set(Unknown)
    assert set(levels.TOGETHER) == set(TogetherState)
    assert set(levels.GAP) == set(GapCause)
    assert set(levels.SET_END) == set(SetEnd)
    words = {word.value for of in (MomentKind, SetKind, SpanKind, Scale) for word in of}
    assert set(levels.kinds()) == words | {phase.name.lower() for phase in Phase}


def test_hrv_logger_has_both_ends_of_stretches_and_ratings(written, reviews, state: str) -> None:
    events = pandas.read_csv(written[state, Format.HRV_LOGGER] / f"{NAME}_Events_client.csv")
    said = events["annotation"][events["manual"] == 0]
    ratings = reviews[state].marks.ratings
    assert said[said.str.startswith("rating")].tolist() == [
        f"rating {one.scale.value} {one.value}, target 1" for one in ratings
    ]
    assert (said.str.startswith("together begins")).sum() == (said.str.startswith("together ends")).sum() > 0
    assert said.str.startswith("set ").sum() == 2 * len(reviews[state].marks.sets)


def test_every_format_says_that_marks_were_corrected(written) -> None:
    for format_ in Format:
        said = (written["corrected", format_] / "README.txt").read_text(encoding="utf-8")
        assert "with corrections; 11 sets, 3 ratings" in said
        assert "recorded as the therapist's; latency 0.4 s, subtracted" in said
        assert "none corrected" in (written["recorded", format_] / "README.txt").read_text(encoding="utf-8")
    events, _ = read_events(written, "corrected")
    assert (events["retracted"] == "1").sum() == 1


def test_every_beat_has_the_latency_of_the_strap_that_sent_it(written, sessions) -> None:
    beats = pandas.read_csv(written["corrected", Format.CSV] / "beats.csv", float_precision="round_trip")
    for role in Role:
        own = beats[beats["role"] == role.value]
        is_before = own["t_s"] <= SWAPPED_S
        assert set(own["latency_s"][is_before]) == {LATENCY_S[role]}
        assert set(own["latency_s"][~is_before]) == {LATENCY_S[role.other]}
        assert set(own["recorded_as"][~is_before]) == {role.other.value}
    worn = rows_by(written, "corrected", "pandas", "worn")
    assert [(row["role"], row["recorded_as"], row["strap_model"]) for row in worn] == [
        ("client", "client", "Polar H10"),
        ("client", "therapist", "Movesense"),
        ("therapist", "therapist", "Movesense"),
        ("therapist", "client", "Polar H10"),
    ]


def test_beats_are_the_final_clocks_with_the_live_one_beside(written, sessions, state: str) -> None:
    beats = pandas.read_csv(written[state, Format.CSV] / "beats.csv", float_precision="round_trip")
    placed = as_worn(by_final_clock(sessions[state]))
    live = {(each.role, each.beat.segment, each.beat.ticks, each.beat.t_s) for each in sessions[state].beats}
    for role in Role:
        own = beats[beats["role"] == role.value]
        assert own["t_s"].tolist() == [beat.t_s for beat in placed.beats_of(role)]
        assert set(own["clock"]) == {"final"}
        assert {t_s for *_, t_s in live} >= set(own["live_t_s"])
        assert (own["t_s"] != own["live_t_s"]).any()
        assert ((own["t_s"] - own["live_t_s"]).abs() < 0.6).all()  # the first is the least sure


def test_a_strap_whose_packets_dont_give_its_beats_keeps_the_live_clock(sessions) -> None:
    session = sessions["recorded"]
    first = next(i for i, each in enumerate(session.beats) if each.role is Role.CLIENT)
    changed = replace(session, beats=session.beats[:first] + session.beats[first + 1 :])
    client, therapist = content_of(changed).people
    assert [one.clock for one in (*client.worn, *therapist.worn)] == ["live", "final"]
    assert all(each.live is not None and each.live.t_s == each.beat.t_s for each in client.beats)


def test_a_session_too_long_to_compare_is_exported_without_moving_together(sessions) -> None:
    content = content_of(replace(sessions["recorded"], duration_s=9 * 3600.0))
    assert content.together is None
    assert content.people[0].sets is not None


@pytest.mark.parametrize("kind", list(NoteKind))
def test_what_was_typed_goes_out_kind_by_kind(recordings: dict[str, Recording], kind: NoteKind) -> None:
    notes = [Note(i, each, f"words of a {each.value}", "2026-03-01") for i, each in enumerate(NoteKind, 1)]
    content = content_of(recordings["marked"], notes=notes, asked=[kind])
    for format_ in Format:
        held = b"".join(make(content, format_, NAME).files.values())
        for other in NoteKind:
            if other is not kind:
                assert f"words of a {other.value}".encode() not in held
        if format_ in (Format.CSV, Format.JSON, Format.SQLITE):
            assert f"words of a {kind.value}".encode() in held


def test_nothing_that_was_typed_goes_out_unasked(recordings: dict[str, Recording]) -> None:
    notes = [Note(i, each, f"words of a {each.value}", "2026-03-01") for i, each in enumerate(NoteKind, 1)]
    content = content_of(recordings["marked"], notes=notes)
    for format_ in Format:
        assert b"words of a" not in b"".join(make(content, format_, NAME).files.values())
