"""A table that explains itself: its columns carry type, unit and meaning, whatever format it is written in."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

Cell = str | int | float | bool | None


class Kind(Enum):
    """What a column's cells are. JSON is an object written as text."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "0 or 1"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    unit
        Empty where the cells are no quantity.
    may_be_empty
        Whether a cell may say nothing: not known, or not applicable.
    """

    name: str
    kind: Kind
    unit: str
    meaning: str
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under named columns."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def json_text(payload: Mapping[str, Cell]) -> str:
    """Return an object as JSON text that any encoding of Unicode can hold.

    A lone surrogate, which UTF-8 can't hold, is left as the escape that JSON has for it; NaN becomes null.

    >>> json_text({"word": "Brücke", "n": float("nan")})
    '{"word": "Brücke", "n": null}'
    """
    said = {name: None if _is_no_number(value) else value for name, value in payload.items()}
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def well_formed(text: str) -> str:
    """Return text without what files can't carry: control characters and lone surrogates become U+FFFD."""
    return "".join("\ufffd" if _is_control(letter) else letter for letter in text)


def dictionary(tables: Sequence[Table]) -> Table:
    """Return the table that documents every column of the others."""
    rows = [
        (table.name, column.name, column.kind.value, column.unit, int(column.may_be_empty), column.meaning)
        for table in tables
        for column in table.columns
    ]
    return Table(
        "dictionary",
        "every column of the other tables",
        (
            Column("table", Kind.TEXT, "", "the table, or the file of that name"),
            Column("column", Kind.TEXT, "", "the column"),
            Column("type", Kind.TEXT, "", "text, integer, number, 0 or 1, or json (an object written as text)"),
            Column("unit", Kind.TEXT, "", "unit of measurement; empty where there is none", may_be_empty=True),
            Column("may_be_empty", Kind.TRUTH, "", "1 where an empty cell means not known or not applicable"),
            Column("meaning", Kind.TEXT, "", "what the column says"),
        ),
        tuple(rows),
    )


def _is_no_number(value: Cell) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _is_control(letter: str) -> bool:
    return letter < " " or "\x7f" <= letter <= "\x9f" or "\ud800" <= letter <= "\udfff"
