"""Writes what was imported as a session file: the intervals as given, and the beats that follow from them."""

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial

import apsw

from coreg.domain.errors import DiskProblemError
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.recording.imports.imported import Imported
from coreg.recording.new_file import build, create_tables, give_name, unfinished
from coreg.recording.place import Place
from coreg.recording.reader import Run
from coreg.recording.rows import beat_row, run_row, session_row
from coreg.recording.schema import Insert, Row

_RUN = 1
_NO_BOOT = "imported"  # no start of any computer of ours
_NS_PER_S = 1_000_000_000


def write_imported(
    place: Place,
    header: SessionHeader,
    imported: Imported,
    role: Role,
    settings: Mapping[str, str] | None = None,
) -> None:
    """Write a closed session of one person.

    Parameters
    ----------
    header
        Of the session; what it was imported from is filled in here.
    settings
        More to be kept with it, by name.

    Raises
    ------
    DiskProblemError
        The file can't be made: no such folder, not writable, or a file of that name is there.
    """
    header = replace(header, imported_from=imported.format.value)
    _check_place(place)
    built = unfinished(place.path)
    try:
        fill = partial(_fill, rows=_rows(header, imported, role, settings or {}))
        build(built, place.key, lambda connection: create_tables(connection, fill))
        give_name(built, place.path)
    except (apsw.Error, OSError) as error:
        with suppress(OSError):
            built.unlink(missing_ok=True)
        msg = f"{place.path} can't be written: is the disk full, or the folder not yours? Choose another place."
        raise DiskProblemError(msg) from error


def _check_place(place: Place) -> None:
    if place.path.exists():
        msg = f"{place.path} is there already, and a recording is never written over: choose another name."
        raise DiskProblemError(msg)
    if not place.path.parent.is_dir():
        msg = f"The folder {place.path.parent} doesn't exist: make it first, or choose another place."
        raise DiskProblemError(msg)


def _fill(connection: apsw.Connection, rows: Iterator[Row]) -> None:
    for statement, values in rows:
        connection.execute(statement, values)


def _rows(header: SessionHeader, imported: Imported, role: Role, settings: Mapping[str, str]) -> Iterator[Row]:
    yield session_row(header)
    yield run_row(Run(_RUN, _NO_BOOT, header.started_utc, 0))
    for name, value in settings.items():
        yield Insert.SETTING.row(_RUN, name, value)
    for entry, rr_ms in enumerate(imported.rr_ms, start=1):
        t_s = None if imported.t_s is None else imported.t_s[entry - 1]
        yield Insert.IMPORTED_RR.row(entry, _RUN, role.value, t_s, rr_ms)
    for number, beat in enumerate(imported.beats(), start=1):
        yield beat_row(number, _RUN, None, role, beat)
    yield Insert.CLOSED.row(math.ceil(imported.duration_s * _NS_PER_S))
