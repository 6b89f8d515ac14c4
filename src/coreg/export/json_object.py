"""JSON: one object of schema coreg.export/1 (docs/JSON.md) with the session's tables as lists of objects."""

import json
from collections.abc import Mapping

from coreg.export.content import Content
from coreg.export.table import Cell, Column, Kind, Table, dictionary
from coreg.export.tables import session_facts, tables

SCHEMA = "coreg.export/1"
CANNOT_CARRY = ("raw packets (use sqlite)",)


def json_files(content: Content, name: str) -> Mapping[str, bytes]:
    """Return the file by its name."""
    said = tables(content)
    document = {
        "schema": SCHEMA,
        "coreg_version": content.coreg_version,
        "definitions": content.definitions,
        "amended": content.is_amended,
        "session": {name: _value(Kind.TEXT, value) for name, value in session_facts(content).items()},
        **{table.name: _objects(table) for table in (*said[1:], dictionary(said))},
    }
    return {f"{name}.json": _text(document).encode("utf-8", "backslashreplace")}


def _text(document: Mapping[str, object]) -> str:
    """One line per row, so that files can be compared and looked at."""
    lines = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            rows = ",\n".join(f"    {_dump(row)}" for row in value)
            lines.append(f"  {_dump(key)}: [\n{rows}\n  ]")
        else:
            lines.append(f"  {_dump(key)}: {_dump(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _objects(table: Table) -> list[dict[str, object]]:
    return [_object(table.columns, row) for row in table.rows]


def _object(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> dict[str, object]:
    return {column.name: _value(column.kind, value) for column, value in zip(columns, row, strict=True)}


def _value(kind: Kind, value: Cell) -> object:
    if value is None:
        return None
    if kind is Kind.JSON:
        return json.loads(str(value))
    return bool(value) if kind is Kind.TRUTH else value
