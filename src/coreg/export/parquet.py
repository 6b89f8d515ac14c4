"""Parquet: the session's tables with typed columns; the schema says what the session and each column is."""

import io
import json
from collections.abc import Mapping
from typing import Any

from coreg.export.content import Content
from coreg.export.extra import need
from coreg.export.table import Column, Kind, Table
from coreg.export.tables import person_facts, session_facts, tables

CANNOT_CARRY = ("raw packets (use sqlite)",)


def parquet_files(content: Content, name: str) -> Mapping[str, bytes]:
    """Return the files by their names."""
    about = {
        b"coreg": json.dumps(
            {
                "session": session_facts(content),
                "people": [person_facts(content, person) for person in content.people],
            }
        ).encode()
    }
    return {f"{table.name}.parquet": _bytes(table, about) for table in tables(content)}


def _bytes(table: Table, about: dict[bytes, bytes]) -> bytes:
    pyarrow = need("pyarrow", "Parquet")
    parquet = need("pyarrow.parquet", "Parquet")
    types = {
        Kind.TEXT: pyarrow.string(),
        Kind.INTEGER: pyarrow.int64(),
        Kind.NUMBER: pyarrow.float64(),
        Kind.TRUTH: pyarrow.bool_(),
        Kind.JSON: pyarrow.string(),
    }
    fields = [_field(pyarrow, column, types[column.kind]) for column in table.columns]
    schema = pyarrow.schema(fields, metadata={**about, b"table": table.meaning.encode()})
    columns = [pyarrow.array([row[i] for row in table.rows], type=field.type) for i, field in enumerate(fields)]
    written = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_arrays(columns, schema=schema), written)
    return written.getvalue()


def _field(pyarrow: Any, column: Column, kind: Any) -> Any:
    about = {"unit": column.unit, "meaning": column.meaning}
    return pyarrow.field(column.name, kind, nullable=column.may_be_empty, metadata=about)
