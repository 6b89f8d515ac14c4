"""RR intervals from text: one a line in milliseconds, or CSV with a column of them. Checked at the door.

Three forms are understood: plain numbers with `#` comments; two columns without names, time and RR; and columns
with names, of which `rr_ms` (or `rr`, `rri`, `ibi`, `ibi_ms`) holds the intervals. The CSV of `coreg beats` is of
the third form, and its `role`, `run`, `segment`, `t_s`, `uncertainty_ms` and `flag` are understood too.
"""

import io
import math
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import Path

from coreg.domain.beat import Beat, BeatFlag, nearest_ticks
from coreg.domain.errors import RrTextError
from coreg.domain.person import Role

_LARGEST_FILE = 100_000_000  # bytes; our choice: 24 h of beats are 1 MB
_LONGEST_LINE = 1000  # characters; our choice
_QUOTED = 30  # characters of a bad value that the sentence quotes
_LEAST_MEDIAN_MS = 100.0  # design section 10: below it, the values are seconds
_GAP_S = 3.0  # our choice: arrival times jitter by up to 2 s, a later beat than that comes after a hole
_UNITS_S = (1.0, 1e-3, 1e-6, 1e-9)
_TINY = 1e-12
_RR_NAMES = ("rr_ms", "rr", "rri", "rri_ms", "ibi_ms", "ibi")
_END_NAME = "t_s"  # as `coreg beats` prints it
_TIME_NAMES = (_END_NAME, "time_s", "time", "time_ns", "time_ms", "timestamp", "t")
_DELIMITER = re.compile(r"[,;\t]")
_FLAGS = {flag.name.lower(): flag for flag in BeatFlag if flag.name}


@dataclass(frozen=True, slots=True)
class RrSeries:
    """One person's intervals from a text file.

    Attributes
    ----------
    role
        Whose they are, where the file says so.
    rr_ms
        Every interval, exactly as given.
    beats
        The same on a clock: the file's own `t_s`, else the running sum of the intervals. Their ticks are the
        nearest 1/1024 s.
    has_times
        Whether the file has times; else the beats' are the running sum.
    has_ends
        Whether they are `t_s`, the intervals' very ends.
    has_latency
        Whether straps' latencies are out of them: not where the file has a column for these and leaves it empty.
    """

    role: Role | None
    rr_ms: tuple[float, ...]
    beats: tuple[Beat, ...]
    has_times: bool
    has_ends: bool = False
    has_latency: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: list[str]


def read_rr_text(path: Path) -> tuple[RrSeries, ...]:
    """Read the intervals of a text file: one series, or one of each role that it names.

    Raises
    ------
    RrTextError
        The file isn't text, holds no interval, or holds one that isn't a finite number of milliseconds above 0.
    """
    lines = _lines_of(path)
    first = next(lines, _Line(0, []))
    names = [cell.lower() for cell in first.cells]
    rows = _named(path, names, lines) if has_rr_name(names) else _unnamed(path, chain([first], lines))
    if not rows:
        msg = f"{path} holds no RR interval."
        raise RrTextError(msg)
    _check_median(path, rows)
    roles = list(dict.fromkeys(row.role for row in rows))
    return tuple(_series(role, [row for row in rows if row.role is role]) for role in roles)


@dataclass(frozen=True, slots=True)
class _Row:
    """One interval with what the file says of it.

    `t_s` is None where it gives no time; `is_end` says that it is the interval's very end, not a packet's arrival.
    """

    line: int
    rr_ms: float
    t_s: float | None = None
    is_end: bool = False
    role: Role | None = None
    run: str = ""
    segment: str = ""
    uncertainty_s: float = 0.0
    flags: BeatFlag = BeatFlag.NONE
    has_latency: bool = True


def has_rr_name(names: Iterable[str]) -> bool:
    """Tell whether one of the names, in small letters, is that of a column of RR intervals."""
    return any(name in _RR_NAMES for name in names)


def _lines_of(path: Path) -> Iterator[_Line]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            msg = f"{path} is too large for a list of RR intervals (over {_LARGEST_FILE // 1_000_000} MB)."
            raise RrTextError(msg)
        text = path.read_bytes().decode("utf-8-sig")
    except IsADirectoryError as error:
        msg = f"{path} is a folder, not a file."
        raise RrTextError(msg) from error
    except FileNotFoundError as error:
        msg = f"{path} doesn't exist."
        raise RrTextError(msg) from error
    except OSError as error:
        msg = f"{path} can't be read: {error.strerror}."
        raise RrTextError(msg) from error
    except UnicodeDecodeError as error:
        raise RrTextError(_not_text(path)) from error
    if "\0" in text:
        raise RrTextError(_not_text(path))
    return _split(path, text)


def _not_text(path: Path) -> str:
    return f"{path} is not text: RR intervals are wanted in milliseconds, one a line."


def _split(path: Path, text: str) -> Iterator[_Line]:
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        content = line.split("#", 1)[0].strip()
        if len(content) > _LONGEST_LINE:
            msg = f"{path}, line {number}: {len(content)} characters are no RR interval."
            raise RrTextError(msg)
        if content:
            yield _Line(number, [cell.strip().strip('"') for cell in _DELIMITER.split(content)])


def _number(path: Path, line: int, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError as error:
        msg = f"{path}, line {line}: {cell[:_QUOTED]!r} is not a number."
        raise RrTextError(msg) from error
    if not math.isfinite(value):
        msg = f"{path}, line {line}: {cell[:_QUOTED]!r} is not a finite number."
        raise RrTextError(msg)
    return value


def _interval_ms(path: Path, line: int, cell: str) -> float:
    value = _number(path, line, cell)
    if value <= 0:
        msg = f"{path}, line {line}: an RR interval of {cell[:_QUOTED]} ms can't be."
        raise RrTextError(msg)
    return value


def _unnamed(path: Path, lines: Iterable[_Line]) -> list[_Row]:
    rows = []
    for line in lines:
        if not line.cells:
            continue
        if len(line.cells) > 2:
            msg = f"{path}, line {line.number}: {len(line.cells)} columns need a first line that names one rr_ms."
            raise RrTextError(msg)
        rr_ms = _interval_ms(path, line.number, line.cells[-1])
        time = _number(path, line.number, line.cells[0]) if len(line.cells) == 2 else None
        rows.append(_Row(line.number, rr_ms, time))
    return _in_seconds(path, rows)


def _named(path: Path, names: list[str], lines: Iterable[_Line]) -> list[_Row]:
    rr_column = next(names.index(name) for name in _RR_NAMES if name in names)
    time_column = next((names.index(name) for name in _TIME_NAMES if name in names), None)
    is_end = time_column is not None and names[time_column] == _END_NAME
    rows = []
    for line in lines:
        if len(line.cells) != len(names):
            msg = f"{path}, line {line.number}: {len(line.cells)} columns where the first line names {len(names)}."
            raise RrTextError(msg)
        cell = dict(zip(names, line.cells, strict=True))
        rr_ms = _interval_ms(path, line.number, line.cells[rr_column])
        time = None if time_column is None else _number(path, line.number, line.cells[time_column])
        uncertainty_ms = _number(path, line.number, cell.get("uncertainty_ms") or "0")
        rows.append(
            _Row(
                line.number,
                rr_ms,
                time,
                is_end,
                _role(path, line.number, cell.get("role", "")),
                cell.get("run", ""),
                cell.get("segment", ""),
                max(0.0, uncertainty_ms) / 1000,
                _flags(cell.get("flag", "")),
                cell.get("latency_s") != "",
            )
        )
    return rows if is_end else _in_seconds(path, rows)


def _role(path: Path, line: int, cell: str) -> Role | None:
    try:
        return Role(cell) if cell else None
    except ValueError as error:
        msg = f"{path}, line {line}: the role {cell[:_QUOTED]!r} is neither client nor therapist."
        raise RrTextError(msg) from error


def _flags(cell: str) -> BeatFlag:
    flags = BeatFlag.NONE
    for word in cell.split("+"):
        flags |= _FLAGS.get(word, BeatFlag.NONE)  # artifact verdicts are made anew
    return flags


def _in_seconds(path: Path, rows: list[_Row]) -> list[_Row]:
    """Find the unit of the times: that in which they advance as the intervals do."""
    timed = [(row.t_s, row.rr_ms) for row in rows if row.t_s is not None]
    per_ms = [(b[0] - a[0]) / b[1] for a, b in pairwise(timed) if b[0] != a[0]]
    if not per_ms:
        return rows
    step = statistics.median(per_ms)  # a hole or a packet of several intervals makes few steps long, not most
    unit_s = min(_UNITS_S, key=lambda unit_s: abs(math.log(max(step, _TINY) * 1000 * unit_s)))
    if not 0.1 < step * 1000 * unit_s < 10:
        msg = f"{path}: the times don't advance with the RR intervals: are the columns time and RR?"
        raise RrTextError(msg)
    zero = rows[0].t_s or 0.0
    return [replace(row, t_s=None if row.t_s is None else (row.t_s - zero) * unit_s) for row in rows]


def _check_median(path: Path, rows: Sequence[_Row]) -> None:
    median_ms = statistics.median(row.rr_ms for row in rows)
    if median_ms < _LEAST_MEDIAN_MS:
        first = next(row for row in rows if row.rr_ms < _LEAST_MEDIAN_MS)
        msg = f"{path}, line {first.line}: {first.rr_ms:g} and half of all values are below 100: are these seconds?"
        msg += " Milliseconds are wanted."
        raise RrTextError(msg)


def _series(role: Role | None, rows: Sequence[_Row]) -> RrSeries:
    """Put the intervals on a clock. Times of arrival jitter: there, within a segment, the intervals count."""
    beats: list[Beat] = []
    segment, end_s = 0, 0.0
    for i, row in enumerate(rows):
        expected_s = end_s + row.rr_ms / 1000
        is_new = i > 0 and _is_new_segment(rows[i - 1], row, expected_s)
        segment += is_new
        end_s = row.t_s if row.t_s is not None and (row.is_end or is_new) else expected_s
        beats.append(Beat(segment, nearest_ticks(row.rr_ms), end_s, row.uncertainty_s, row.flags))
    return RrSeries(
        role,
        tuple(row.rr_ms for row in rows),
        tuple(beats),
        has_times=rows[0].t_s is not None,
        has_ends=rows[0].is_end,
        has_latency=all(row.has_latency for row in rows),
    )


def _is_new_segment(before: _Row, row: _Row, expected_s: float) -> bool:
    if (before.run, before.segment) != (row.run, row.segment):
        return True
    return not row.segment and row.t_s is not None and row.t_s - expected_s > _GAP_S
