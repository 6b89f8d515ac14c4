"""The lines and numbers of another program's text file: bounded in size, whatever the file holds."""

import math
import re
import statistics
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.imported import MOST_INTERVALS

LARGEST_FILE = 64 * 1024 * 1024  # bytes; our choice: 24 h of beats are 5 MB in the longest of the formats
_MOST_LINES = 2 * MOST_INTERVALS  # blank ones and comments too
_LONGEST_LINE = 1000  # characters; our choice: a row of Kubios's report has 150
_QUOTED = 30  # characters of a bad value that the sentence quotes
_LEAST_MEDIAN_MS = 100.0  # design section 10: below it, the values are seconds
_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that isn't blank, without its end, and its number in the file."""

    number: int
    text: str


def check_size(path: Path, largest: int | None = LARGEST_FILE) -> None:
    """Refuse what isn't a file that can be read to its end; `largest` is its size in bytes.

    Raises
    ------
    ImportFileError
        It doesn't exist, is a folder or a device, or is larger than any recording.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    if not path.is_file():
        msg = f"{path} is a folder, not a file." if path.is_dir() else f"{path} is not a file that can be imported."
        raise ImportFileError(msg)
    if largest is not None and size > largest:
        msg = f"{path} is too large for a list of RR intervals (over {largest // 1024**2} MB)."
        raise ImportFileError(msg)


def unreadable(path: Path, error: OSError) -> ImportFileError:
    """Say why the system doesn't give us the file."""
    if isinstance(error, FileNotFoundError):
        return ImportFileError(f"{path} doesn't exist.")
    return ImportFileError(f"{path} can't be read: {error.strerror or 'the system refuses'}.")


def lines_of(path: Path) -> Iterator[Line]:
    """Give the lines that aren't blank, whichever of the three line ends the file has.

    Bytes that aren't UTF-8 stand for themselves: a name in a header may be in any encoding, and nobody reads it.

    Raises
    ------
    ImportFileError
        The file can't be read, or holds a line that no recording has.
    """
    check_size(path)
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline=None) as file:
            number = 0
            while text := file.readline(_LONGEST_LINE + 1):
                number += 1
                if len(text) > _LONGEST_LINE:
                    msg = (
                        f"{path}, line {number}: a line of more than {_LONGEST_LINE} characters is no RR interval."
                    )
                    raise ImportFileError(msg)
                if number > _MOST_LINES:
                    msg = f"{path} has more than {_MOST_LINES:,} lines: that is no single recording."
                    raise ImportFileError(msg)
                if "\0" in text:
                    msg = f"{path}, line {number}: the file is not text."
                    raise ImportFileError(msg)
                if stripped := text.strip():
                    yield Line(number, stripped)
    except OSError as error:
        raise unreadable(path, error) from error


def number(path: Path, line: Line, cell: str, what: str = "a number") -> float:
    """Return the cell's value; a decimal comma is one where the columns are parted by something else.

    Raises
    ------
    ImportFileError
        The cell isn't a finite number.
    """
    plain = cell.strip().strip('"').replace(",", ".")
    if not _NUMBER.fullmatch(plain) or not math.isfinite(value := float(plain)):
        msg = f"{path}, line {line.number}: {cell[:_QUOTED]!r} is not {what}."
        raise ImportFileError(msg)
    return value


def interval_ms(path: Path, line: Line, cell: str, *, is_in_seconds: bool = False) -> float:
    """Return the cell's RR interval in milliseconds, exactly as it is written.

    Raises
    ------
    ImportFileError
        The cell isn't a finite number above 0.
    """
    value = number(path, line, cell, "an RR interval")
    if is_in_seconds:
        plain = cell.strip().strip('"').replace(",", ".").lower()
        # 0.57 * 1000 is 569.9999999999999: the decimal point is moved in the text instead.
        value = value * 1000 if "e" in plain else float(f"{plain}e3")
    if value <= 0 or not math.isfinite(value):
        msg = f"{path}, line {line.number}: an RR interval of {cell.strip()[:_QUOTED]!r} can't be."
        raise ImportFileError(msg)
    return value


def check_intervals(path: Path, rr_ms: "array[float]") -> None:
    """Refuse a file without an interval, and one whose intervals aren't milliseconds.

    Raises
    ------
    ImportFileError
        There is none, or their median is below 100 ms.
    """
    if not rr_ms:
        msg = f"{path} holds no RR interval."
        raise ImportFileError(msg)
    median_ms = statistics.median(rr_ms)
    if median_ms < _LEAST_MEDIAN_MS:
        msg = f"{path}: half of all intervals are {median_ms:g} ms or shorter: are these seconds? Milliseconds are"
        msg += " wanted."
        raise ImportFileError(msg)


def check_room(path: Path, n_intervals: int) -> None:
    """Refuse to go on past the number of intervals that one recording may have.

    Raises
    ------
    ImportFileError
        The file holds more.
    """
    if n_intervals > MOST_INTERVALS:
        msg = f"{path} holds more than {MOST_INTERVALS:,} RR intervals: that is no single recording."
        raise ImportFileError(msg)
