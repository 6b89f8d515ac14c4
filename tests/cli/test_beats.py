"""`coreg beats`: every beat that was sent, as CSV that `coreg analyze` reads back."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from coreg.domain.beat import MS_PER_TICK
from coreg.recording.reader import read_session
from tests.cli.conftest import Ran

Coreg = Callable[..., Ran]


def rows_of(ran: Ran) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_the_columns_are_the_contract(coreg: Coreg, recorded: Path) -> None:
    first = coreg("beats", recorded).out.splitlines()[0]
    assert first == "role,run,segment,t_s,rr_ticks,rr_ms,uncertainty_ms,clock,latency_s,flag,flag_final"


def test_every_beat_is_there_exactly(coreg: Coreg, recorded: Path) -> None:
    rows = rows_of(coreg("beats", recorded))
    stored = [
        stored
        for role in ("client", "therapist")
        for stored in read_session(recorded).beats
        if stored.role.value == role
    ]
    assert len(rows) == len(stored)
    for row, each in zip(rows, stored, strict=True):
        assert row["role"] == each.role.value
        assert float(row["t_s"]) == each.beat.t_s
        assert float(row["rr_ms"]) == int(row["rr_ticks"]) * MS_PER_TICK == each.beat.rr_ms
        assert (row["run"], row["segment"], row["clock"]) == ("1", str(each.beat.segment), "live")


def test_flags_and_latency_are_said(coreg: Coreg, recorded: Path) -> None:
    rows = rows_of(coreg("beats", recorded))
    client = [row for row in rows if row["role"] == "client"]
    therapist = [row for row in rows if row["role"] == "therapist"]
    assert sum("first_after_link" in row["flag"] for row in client) == 2
    assert {row["latency_s"] for row in client} == {"2.6"}
    assert {row["latency_s"] for row in therapist} == {""}


def test_a_role_is_chosen(coreg: Coreg, recorded: Path) -> None:
    assert {row["role"] for row in rows_of(coreg("beats", recorded, "--role", "therapist"))} == {"therapist"}


def test_analyze_finds_the_same_in_the_csv_as_in_the_session(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    path = tmp_path / "beats.csv"
    path.write_text(coreg("beats", recorded).out)
    for role in ("client", "therapist"):
        from_csv = coreg("analyze", path, "--json", "--role", role).object
        from_session = coreg("analyze", recorded, "--json", "--role", role).object
        assert from_csv == from_session
