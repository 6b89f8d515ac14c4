"""The RR file of HRV Logger (Marco Altini), in the four layouts that the app has written.

========================================  =============================================  =====================
first line                                a row                                          seen in
========================================  =============================================  =====================
`date, timestamp, rr, since start`        `2013-12-10 00:48:03 +0000, 668, 668`          iOS, 2013
`date, rr, since start`                   `2016-09-22 20:42:20 +0000,882,1764`           iOS, 2016
`date, rr, since_start, window, lap`      `2016-09-22 20:42:20 +0000, 906.0, 1790, 1, 0` HRV4Training, 2016
`timestamp, rr, since_start` and a blank  `1675889367255,894,34096`                      Android, 2023
========================================  =============================================  =====================

The oldest names four columns and writes three: there is no timestamp. `date` and `timestamp` (milliseconds since
1970) say when the phone was told of the beat. `since start` is the running sum of the intervals; where it grows by
more, there was a hole.
"""

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.imported import Format, Imported
from coreg.recording.imports.lines import Line, check_intervals, check_room, interval_ms, lines_of, number
from coreg.recording.imports.placing import are_ticks, place_by_arrivals, place_by_beats
from coreg.recording.imports.stamps import Stamps

_TICKS = "By the clock in the file its intervals are 2.4 % too long: they may be 1/1024 s, as old versions of HRV"
_TICKS += " Logger wrote them. They are kept as given."


def is_hrv_logger(first: str) -> bool:
    """Tell the format by the file's first line."""
    names = _names(first)
    return "rr" in names and "since start" in names and ("date" in names or "timestamp" in names)


def read_hrv_logger(path: Path) -> Imported:
    """Read an RR file of HRV Logger.

    Raises
    ------
    ImportFileError
        A row isn't of the layout that the first line names.
    """
    lines = lines_of(path)
    header = next(lines, None)
    if header is None or not is_hrv_logger(header.text):
        msg = f"{path} is not {Format.HRV_LOGGER.words}: its first line should name date, rr and since start."
        raise ImportFileError(msg)
    table = _Table(path, _names(header.text))
    table.read(lines)
    check_intervals(path, table.rr_ms)
    placed = place_by_beats(table.rr_ms, table.since_s)
    if not placed.starts:  # a mere sum knows no holes: the phone's clock does
        placed = place_by_arrivals(table.rr_ms, table.stamps.t_s)
    ticks = are_ticks(table.rr_ms, table.stamps.t_s, placed.starts)
    return Imported(
        Format.HRV_LOGGER,
        table.rr_ms,
        placed.t_s,
        placed.starts,
        started=table.stamps.before(table.rr_ms[0]),
        remarks=(_TICKS,) if ticks else (),
    )


class _Table:
    """The columns that count, row by row."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        self._path = path
        self._names = list(names)
        self.stamps = Stamps(path)
        self.rr_ms = array("d")
        self.since_s = array("d")

    def read(self, lines: Iterable[Line]) -> None:
        for line in lines:
            cells = [cell.strip() for cell in line.text.split(",")]
            if not self.rr_ms and len(cells) == len(self._names) - 1 and {"date", "timestamp"} <= {*self._names}:
                self._names.remove("timestamp")
            if len(cells) != len(self._names):
                msg = f"{self._path}, line {line.number}: {len(cells)} columns where {len(self._names)} are named."
                raise ImportFileError(msg)
            row = dict(zip(self._names, cells, strict=True))
            self.rr_ms.append(interval_ms(self._path, line, row["rr"]))
            self.since_s.append(number(self._path, line, row["since start"]) / 1000)
            self.stamps.add(line, row["date"] if "date" in row else row["timestamp"])
            check_room(self._path, len(self.rr_ms))


def _names(line: str) -> list[str]:
    return [name.strip().strip('"').lower().replace("_", " ") for name in line.split(",")]
