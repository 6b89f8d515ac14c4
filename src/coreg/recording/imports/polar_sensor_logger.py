"""The RR file of Polar Sensor Logger, an Android app, and of programs that write like it.

`Phone timestamp;RR-interval [ms]`, then rows like `2026-04-24T14:10:16.752;937`: local time without a zone.
"""

from array import array
from pathlib import Path

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.imported import Format, Imported
from coreg.recording.imports.lines import check_intervals, check_room, interval_ms, lines_of
from coreg.recording.imports.placing import place_by_arrivals
from coreg.recording.imports.stamps import Stamps

_HEADER = ("phone timestamp", "rr-interval [ms]")


def is_polar_sensor_logger(first: str) -> bool:
    """Tell the format by the file's first line."""
    return tuple(name.strip().lower() for name in first.split(";"))[:2] == _HEADER


def read_polar_sensor_logger(path: Path) -> Imported:
    """Read an RR file of Polar Sensor Logger.

    Raises
    ------
    ImportFileError
        A row isn't a time and an interval.
    """
    rr_ms, stamps = array("d"), Stamps(path)
    for i, line in enumerate(lines_of(path)):
        if i == 0 and is_polar_sensor_logger(line.text):
            continue
        cells = line.text.rstrip(";").split(";")
        if len(cells) != len(_HEADER):
            msg = f"{path}, line {line.number}: {len(cells)} columns where a time and an RR interval should be."
            raise ImportFileError(msg)
        stamps.add(line, cells[0])
        rr_ms.append(interval_ms(path, line, cells[1]))
        check_room(path, len(rr_ms))
    check_intervals(path, rr_ms)
    placed = place_by_arrivals(rr_ms, stamps.t_s)
    return Imported(Format.POLAR_SENSOR_LOGGER, rr_ms, placed.t_s, placed.starts, started=stamps.before(rr_ms[0]))
