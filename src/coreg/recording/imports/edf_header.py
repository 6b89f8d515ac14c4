"""The header of an EDF+ file, and where in its data records the annotations stand.

Kemp & Olivan 2003, "European data format 'plus'", on top of Kemp et al. 1992: fixed-width ASCII fields.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.lines import LARGEST_FILE

VERSION = b"0       "
_FIXED = 256  # bytes of the header before the signals', and of each signal's
_LABEL = 16
_BEFORE_SAMPLES = 216  # bytes a signal: label, transducer, dimension, four limits, prefiltering
_NUMBER = 8
_ANNOTATIONS = b"EDF Annotations "
_MOST_RECORDS = 1_000_000  # our choice: eleven days of records of a second
_CENTURY_ENDS = 85  # 2.1.3: the years 85-99 are 1985-1999, 00-84 are 2000-2084
_ANONYMOUS = b"Startdate X"


@dataclass(frozen=True, slots=True)
class EdfHeader:
    """What is needed of an EDF+ header. Patient, hospital, technician and equipment aren't.

    Attributes
    ----------
    annotations
        Offset and length in bytes of each annotation signal within a data record.
    started
        Date and time of the place, without a zone; None where the file hides them.
    is_cut
        There are fewer records than the header says.
    """

    n_bytes: int
    n_records: int
    record_s: Decimal
    record_bytes: int
    annotations: tuple[tuple[int, int], ...]
    is_discontinuous: bool
    started: datetime | None
    is_cut: bool

    def started_after(self, seconds: float) -> datetime | None:
        """When that many seconds of the file were over."""
        try:
            return None if self.started is None else self.started + timedelta(seconds=seconds)
        except OverflowError:
            return None


def read_header(path: Path) -> EdfHeader:
    """Read an EDF+ header.

    Raises
    ------
    ImportFileError
        The file isn't EDF+, has no annotations, or more than are read.
    """
    with path.open("rb") as file:
        fixed = file.read(_FIXED)
        if len(fixed) < _FIXED or not fixed.startswith(VERSION):
            raise _damaged(path)
        kind = fixed[192:197]
        if kind not in (b"EDF+C", b"EDF+D"):
            msg = f"{path} is EDF without annotations: Coreg takes marked heartbeats, it finds none in an ECG."
            raise ImportFileError(msg)
        n_signals = _integer(path, fixed[252:256], least=1)
        fields = file.read(n_signals * _FIXED)
    n_bytes = _FIXED * (n_signals + 1)
    sizes = _sizes(path, fields, n_signals)
    n_said = _integer(path, fixed[236:244], least=-1)
    n_there = (path.stat().st_size - n_bytes) // sum(sizes)
    header = EdfHeader(
        n_bytes=n_bytes,
        n_records=n_there if n_said < 0 else min(n_said, n_there),
        record_s=_duration(path, fixed[244:252]),
        record_bytes=sum(sizes),
        annotations=_annotations(fields, sizes),
        is_discontinuous=kind == b"EDF+D",
        started=None if fixed[88:].startswith(_ANONYMOUS) else _started(fixed[168:176], fixed[176:184]),
        is_cut=n_there < n_said,
    )
    _check_bounds(path, header)
    return header


def read_annotations(path: Path, header: EdfHeader) -> Iterator[bytes]:
    """Give the bytes of all annotation signals, record by record."""
    with path.open("rb") as file:
        for i in range(header.n_records):
            record = b""
            for offset, length in header.annotations:
                file.seek(header.n_bytes + i * header.record_bytes + offset)
                record += file.read(length) + b"\0"
            yield record


def _sizes(path: Path, fields: bytes, n_signals: int) -> list[int]:
    """Bytes of each signal in a record."""
    if len(fields) < n_signals * _FIXED:
        raise _damaged(path)
    first = n_signals * _BEFORE_SAMPLES
    counts = [fields[first + i * _NUMBER : first + (i + 1) * _NUMBER] for i in range(n_signals)]
    return [2 * _integer(path, count, least=1) for count in counts]


def _annotations(fields: bytes, sizes: Sequence[int]) -> tuple[tuple[int, int], ...]:
    offset, found = 0, []
    for i, size in enumerate(sizes):
        if fields[i * _LABEL : (i + 1) * _LABEL] == _ANNOTATIONS:
            found.append((offset, size))
        offset += size
    return tuple(found)


def _check_bounds(path: Path, header: EdfHeader) -> None:
    if not header.annotations:
        msg = f"{path} has no annotations: Coreg takes marked heartbeats, it finds none in an ECG."
        raise ImportFileError(msg)
    n_bytes = header.n_records * sum(length for _, length in header.annotations)
    if header.n_records > _MOST_RECORDS or n_bytes > LARGEST_FILE:
        msg = f"{path} has more annotations than one recording (over {LARGEST_FILE // 1024**2} MB of them)."
        raise ImportFileError(msg)


def _integer(path: Path, field: bytes, *, least: int) -> int:
    text = field.decode("ascii", "replace").strip()
    digits = text.removeprefix("-")
    if not digits.isdecimal() or int(text) < least:
        raise _damaged(path)
    return int(text)


def _duration(path: Path, field: bytes) -> Decimal:
    try:
        duration_s = Decimal(field.decode("ascii", "replace").strip())
    except InvalidOperation:
        raise _damaged(path) from None
    if not duration_s.is_finite() or duration_s < 0:
        raise _damaged(path)
    return duration_s


def _started(date: bytes, time: bytes) -> datetime | None:
    try:
        day, month, year = (int(part) for part in date.split(b"."))
        hour, minute, second = (int(part) for part in time.split(b"."))
        return datetime(year + (1900 if year >= _CENTURY_ENDS else 2000), month, day, hour, minute, second)
    except ValueError:
        return None


def _damaged(path: Path) -> ImportFileError:
    return ImportFileError(f"{path} is damaged: its EDF header can't be read.")
