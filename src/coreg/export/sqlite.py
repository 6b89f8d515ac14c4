"""Plain SQLite: the session's tables under the same names, the raw packets, and the dictionary. Not encrypted."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from coreg.domain.person import Role
from coreg.export.content import Content
from coreg.export.table import Column, Kind, Table, dictionary
from coreg.export.tables import tables

CANNOT_CARRY: tuple[str, ...] = ()

_TYPES = {
    Kind.TEXT: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.TRUTH: "INTEGER",
    Kind.JSON: "TEXT",
}
_PACKETS = (
    Column("role", Kind.TEXT, "", "client or therapist"),
    Column("run", Kind.INTEGER, "", "which unbroken life of the program within the session, from 1"),
    Column("link", Kind.INTEGER, "", "the person's links are counted from 1"),
    Column("t_s", Kind.NUMBER, "s", "when it arrived, on the session's clock; no latency subtracted"),
    Column("payload", Kind.TEXT, "", "raw bytes of the Heart Rate Measurement (0x2A37), as hexadecimal digits"),
    Column("outcome", Kind.TEXT, "", "ok, malformed (no beats taken from it), duplicate (delivered twice)"),
)


def sqlite_files(content: Content, name: str) -> Mapping[str, bytes]:
    """Return the database by its name."""
    said = (*tables(content), _packets(content))
    with closing(sqlite3.connect(":memory:")) as database:
        for table in (*said, dictionary(said)):
            _write(database, table)
        database.commit()
        return {f"{name}.sqlite": database.serialize()}


def _packets(content: Content) -> Table:
    rows = tuple(
        (each.role.value, each.run, each.link, each.t_s, each.payload.hex(), each.outcome.value)
        for role in Role
        for each in content.packets
        if each.role is role
    )
    return Table("packets", "every notification as it arrived: the truth that beats are made of", _PACKETS, rows)


def _write(database: sqlite3.Connection, table: Table) -> None:
    columns = ", ".join(_declared(column) for column in table.columns)
    database.execute(f'CREATE TABLE "{table.name}" ({columns}) STRICT')
    places = ", ".join("?" * len(table.columns))
    database.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', table.rows)


def _declared(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.kind]}{"" if column.may_be_empty else " NOT NULL"}'
