"""When sets of stimulation began and ended, from a CSV with the columns start_s and end_s. Checked at the door."""

import csv
import math
from pathlib import Path

from coreg.domain.errors import FileProblemError

_LARGEST_FILE = 1_000_000  # bytes; our choice: thousands of sets
_QUOTED = 30  # characters of a bad value that the sentence quotes
_NAMES = ("start_s", "end_s")


def read_sets_text(path: Path) -> tuple[tuple[float, float], ...]:
    """Return each set's start and end in s on the session's clock, in order.

    Raises
    ------
    FileProblemError
        The file isn't such a CSV, or a set in it ends before it starts.
    """
    lines = csv.reader(_text(path).splitlines())
    names = [cell.strip().lower() for cell in next(lines, [])]
    if not set(_NAMES) <= set(names):
        msg = f"{path}: the first line must name the columns start_s and end_s."
        raise FileProblemError(msg)
    columns = [names.index(name) for name in _NAMES]
    sets = []
    for cells in lines:
        if any(cell.strip() for cell in cells):
            start_s, end_s = (_number(path, lines.line_num, cells, column) for column in columns)
            if end_s < start_s:
                msg = f"{path}, line {lines.line_num}: a set that starts at {start_s:g} s can't end at {end_s:g} s."
                raise FileProblemError(msg)
            sets.append((start_s, end_s))
    return tuple(sorted(sets))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            msg = f"{path} is too large for a list of sets."
            raise FileProblemError(msg)
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        msg = f"{path} can't be read: {error.strerror}."
        raise FileProblemError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path} is not text: a CSV with the columns start_s and end_s is wanted."
        raise FileProblemError(msg) from error


def _number(path: Path, line: int, cells: list[str], column: int) -> float:
    cell = cells[column].strip() if column < len(cells) else ""
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0.0:
        msg = f"{path}, line {line}: {cell[:_QUOTED]!r} is no time in seconds."
        raise FileProblemError(msg)
    return value
