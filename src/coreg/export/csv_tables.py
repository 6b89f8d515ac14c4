"""Tidy CSV: one file per table of the session, and a dictionary of every column.

UTF-8, comma, a line feed at the end of each row; numbers as the shortest text that gives the same float64 again.
A cell of text that a spreadsheet would run as a formula has an apostrophe put before it, and so has one that begins
with an apostrophe: taking one apostrophe from the front of such a cell gives the text back.
"""

import csv
import io
from collections.abc import Mapping

from coreg.export.content import Content
from coreg.export.table import Cell, Kind, Table, dictionary
from coreg.export.tables import tables

CANNOT_CARRY = (
    "raw packets (use sqlite)",
    "the difference between an empty text and none: both are an empty cell",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # OWASP, CSV Injection; and our own mark


def csv_files(content: Content, name: str) -> Mapping[str, bytes]:
    """Return the files by their names."""
    said = tables(content)
    return {f"{table.name}.csv": csv_bytes(table) for table in (*said, dictionary(said))}


def csv_bytes(table: Table) -> bytes:
    """Return one table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    kinds = [column.kind for column in table.columns]
    for row in table.rows:
        writer.writerow(_cell(kind, value) for kind, value in zip(kinds, row, strict=True))
    return text.getvalue().encode("utf-8")


def _cell(kind: Kind, value: Cell) -> str:
    if value is None:
        return ""
    if kind is Kind.TEXT and isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> harmless("=cmd|' /C calc'!A0"), harmless("C-07")
    ("'=cmd|' /C calc'!A0", 'C-07')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
