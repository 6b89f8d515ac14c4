"""The seal: whatever was changed in a sealed session is named, table by table, also by somebody who has its key."""

import doctest
import os
import random
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from coreg.domain.errors import SessionFileError
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.recording import anchors, seal
from coreg.recording.amend import amend
from coreg.recording.connection import connect_to_write
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.recording.schema import TABLE_NAMES
from coreg.recording.seal import SEALED_TABLES, Seal, newest_seal, verify
from tests.recording.samples import HEADER, NS_PER_S, ORIGIN_NS, write_beats

KEY, SEAL_KEY = bytes(range(32)), bytes(range(32, 64))
N_PAGE_REPLAYS = int(os.environ.get("COREG_TEST_PAGE_REPLAYS", "20"))


def star(number: int, *, amends: int | None = None) -> Moment:
    return Moment(number, 1.5, "2026-03-01T09:30:04Z", MomentKind.STAR, payload={"n": number}, amends=amends)


def record(place: Place) -> Place:
    """Write a session that has a row in every table."""
    journal = Journal(place, HEADER, ORIGIN_NS)
    journal.write_settings({"definitions": "1"})
    for role in Role:
        journal.write_strap(role, Strap("AA:BB", "Polar H10", 2.6, 80, sends_rr=True))
        journal.write_link_event(role, 1, ORIGIN_NS, LinkState.SUBSCRIBING, LinkCause.CONNECTED)
        write_beats(journal, role, 30)
    journal.write_anchor(ORIGIN_NS + 9 * NS_PER_S)
    journal.write_imported_rr(Role.CLIENT, None, 812.5, [])
    journal.write_moment(star(1))
    journal.write_moment(star(2))
    journal.close(ORIGIN_NS + 40 * NS_PER_S)
    return place


@pytest.fixture(params=[KEY, None], ids=["protected", "plain"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return record(Place(tmp_path / "s.coreg", request.param))


def change(place: Place, sql: str) -> None:
    """Do what somebody with the session's own key could."""
    with closing(connect_to_write(place.path, place.key)) as connection:
        list(connection.execute(sql))


def columns_of(place: Place) -> list[tuple[str, str, str]]:
    with closing(connect_to_write(place.path, place.key)) as connection:
        return [
            (table, str(row[1]), str(row[2]))
            for table in sorted(SEALED_TABLES)
            for row in connection.execute(f"PRAGMA table_info({table})")
        ]


OTHERWISE = {"INTEGER": "{0} + 1", "REAL": "{0} + 0.5", "TEXT": "{0} || 'x'", "BLOB": "CAST({0} || x'00' AS BLOB)"}
ONE_OF = {"role": "'therapist'", "outcome": "'malformed'", "is_simulated": "0", "sends_rr": "0"}


def test_an_untouched_session_is_well(place: Place) -> None:
    sealed = seal.seal(place, SEAL_KEY)
    assert sealed.n == 0
    assert verify(place, SEAL_KEY, sealed) == ()
    assert newest_seal(place) == sealed
    assert [entry.name for entry in place.path.parent.iterdir()] == ["s.coreg"], "and one file"


def test_sealing_again_changes_nothing(place: Place) -> None:
    sealed = seal.seal(place, SEAL_KEY)
    before = place.path.read_bytes()
    assert seal.seal(place, SEAL_KEY) == sealed
    assert place.path.read_bytes() == before


def test_every_changed_column_of_every_sealed_table_names_the_table(place: Place) -> None:
    sealed = seal.seal(place, SEAL_KEY)
    whole = place.path.read_bytes()
    tried = set()
    for table, column, kind in columns_of(place):
        if (table, column) == ("session", "id"):
            continue  # can be 1 only
        new = ONE_OF.get(column, f"coalesce({OTHERWISE[kind].format(column)}, 5)")
        row = f"rowid = (SELECT max(rowid) FROM {table} WHERE {column} IS NOT {new})"
        change(place, f"UPDATE {table} SET {column} = {new} WHERE {row}")
        assert verify(place, SEAL_KEY, sealed) == (table,), column
        place.path.write_bytes(whole)
        tried.add(table)
    assert tried == SEALED_TABLES


@pytest.mark.parametrize("table", sorted(SEALED_TABLES))
def test_a_deleted_or_added_row_names_the_table(place: Place, table: str) -> None:
    sealed = seal.seal(place, SEAL_KEY)
    whole = place.path.read_bytes()
    for which in ("min", "max"):
        change(place, f"DELETE FROM {table} WHERE rowid = (SELECT {which}(rowid) FROM {table})")
        assert verify(place, SEAL_KEY, sealed) == (table,)
        place.path.write_bytes(whole)
    if table == "session":
        return
    for number in ("-9223372036854775807 - 1", "0", "9223372036854775807"):
        first = "name" if table == "setting" else str(columns_of_first(place, table))
        copy = f"CREATE TEMP TABLE copy AS SELECT * FROM {table} LIMIT 1; UPDATE copy SET {first} = {number};"
        change(place, f"{copy} INSERT INTO {table} SELECT * FROM copy")
        assert verify(place, SEAL_KEY, sealed) == (table,), number
        place.path.write_bytes(whole)


def columns_of_first(place: Place, table: str) -> str:
    return next(column for name, column, _ in columns_of(place) if name == table)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM seal",
        "UPDATE seal SET head = zeroblob(32)",
        "UPDATE seal SET up_to_entry = up_to_entry + 1",
        "UPDATE seal SET n = 1",
        "UPDATE seal SET tables = '[[['",
        "UPDATE seal SET tables = '{}'",
        "INSERT INTO seal SELECT 1, up_to_entry, up_to_moment, tables, head FROM seal",
    ],
)
def test_a_changed_seal_is_named(place: Place, sql: str) -> None:
    sealed = seal.seal(place, SEAL_KEY)
    change(place, sql)
    assert "seal" in verify(place, SEAL_KEY, sealed)


def test_what_is_derived_is_outside_the_seal(place: Place) -> None:
    sealed = seal.seal(place, SEAL_KEY)
    change(place, "DELETE FROM beat")
    change(place, "INSERT INTO together VALUES (1, 1, 40.0, NULL, 'unknown', 'too_short', 0)")
    assert verify(place, SEAL_KEY, sealed) == ()
    assert {"beat", "together", "seal"} == TABLE_NAMES - SEALED_TABLES


def test_another_key_or_another_head_isnt_the_seal(place: Place) -> None:
    sealed = seal.seal(place, SEAL_KEY)
    assert verify(place, SEAL_KEY, Seal(0, bytes(32))) == ("seal",)
    assert verify(place, SEAL_KEY, Seal(1, sealed.head)) == ("seal",)
    assert "seal" in verify(place, KEY, sealed)


def test_an_amendment_is_a_link_of_the_chain(place: Place) -> None:
    first = seal.seal(place, SEAL_KEY)
    second = amend(place, [star(3, amends=1)], SEAL_KEY)
    third = amend(place, [star(4, amends=3), star(5)], SEAL_KEY)
    assert second is not None
    assert third is not None
    assert (second.n, third.n) == (1, 2)
    for known in (first, second, third):
        assert verify(place, SEAL_KEY, known) == (), "a file that was sealed again since is well"
    assert [moment.moment_id for moment in read_session(place.path, place.key).moments] == [1, 2, 3, 4, 5]
    change(place, "UPDATE moment SET payload = '{}' WHERE moment_id = 3")
    assert verify(place, SEAL_KEY, third) == ("moment",)


def test_an_older_state_of_the_file_is_noticed(place: Place) -> None:
    seal.seal(place, SEAL_KEY)
    older = place.path.read_bytes()
    newest = amend(place, [star(3)], SEAL_KEY)
    assert newest is not None
    place.path.write_bytes(older)
    assert verify(place, SEAL_KEY, newest) == ("seal",)


def test_an_amendment_that_isnt_sealed_is_named_until_it_is(place: Place) -> None:
    sealed = seal.seal(place, SEAL_KEY)
    assert amend(place, [star(3)], None) is None
    assert verify(place, SEAL_KEY, sealed) == ("moment",)
    assert seal.seal(place, SEAL_KEY).n == 1
    assert verify(place, SEAL_KEY, sealed) == ()


def sealed_rows(place: Place) -> list[list[tuple[object, ...]]]:
    with closing(connect_to_write(place.path, place.key)) as connection:
        return [list(connection.execute(f"SELECT * FROM {table}")) for table in sorted((*SEALED_TABLES, "seal"))]


@pytest.mark.parametrize("number", [2, 4])
def test_an_amendment_with_a_wrong_number_is_refused_and_changes_nothing(place: Place, number: int) -> None:
    sealed = seal.seal(place, SEAL_KEY)
    with pytest.raises(SessionFileError, match="can't be amended"):
        amend(place, [star(number)], SEAL_KEY)
    assert verify(place, SEAL_KEY, sealed) == ()


def test_what_isnt_closed_isnt_sealed(make_journal: Callable[..., Journal]) -> None:
    journal = make_journal()
    with pytest.raises(SessionFileError, match="isn't closed"):
        seal.seal(Place(journal.path), SEAL_KEY)


def test_an_old_page_put_back_never_goes_unnoticed(tmp_path: Path) -> None:
    """Every page of the protected file before an amendment, put into the file after it."""
    place = record(Place(tmp_path / "s.coreg", KEY))
    seal.seal(place, SEAL_KEY)
    older = place.path.read_bytes()
    newest = amend(place, [star(number) for number in range(3, 40)], SEAL_KEY)
    assert newest is not None
    whole = place.path.read_bytes()
    pages = [
        n for n in range(len(older) // 4096) if older[n * 4096 : (n + 1) * 4096] != whole[n * 4096 : (n + 1) * 4096]
    ]
    rows, n_noticed = sealed_rows(place), 0
    for seed in range(N_PAGE_REPLAYS):
        mixed = bytearray(whole)
        for n in random.Random(seed).sample(pages, 1 + seed % len(pages)):
            mixed[n * 4096 : (n + 1) * 4096] = older[n * 4096 : (n + 1) * 4096]
        place.path.write_bytes(mixed)
        with suppress(SessionFileError):  # then SQLite itself has noticed
            is_well = verify(place, SEAL_KEY, newest) == ()
            assert not is_well or sealed_rows(place) == rows, "or what differs is no page with anything in it"
            n_noticed += not is_well
    assert n_noticed
    place.path.write_bytes(whole)
    assert verify(place, SEAL_KEY, newest) == ()


def test_a_v1_file_is_sealed_as_a_copy_in_todays_schema(tmp_path: Path) -> None:
    place = Place(tmp_path / "old.coreg")
    place.path.write_bytes((Path(__file__).parent / "schemas" / "v1.coreg").read_bytes())
    before = read_session(place.path)
    sealed = seal.seal(place, SEAL_KEY)
    assert verify(place, SEAL_KEY, sealed) == ()
    assert replace(read_session(place.path), seal=None) == before
    assert read_session(place.path).seal == sealed


@pytest.mark.parametrize("module", [seal, anchors])
def test_the_examples_are_true(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type] # a module, as its parameter's name says
    assert (failed, tried > 0) == (0, True)


def test_a_key_is_in_no_row_of_the_seal(place: Place) -> None:
    seal.seal(place, SEAL_KEY)
    with closing(connect_to_write(place.path, place.key)) as connection:
        told = repr(list(connection.execute("SELECT * FROM seal")))
    assert SEAL_KEY.hex() not in told
