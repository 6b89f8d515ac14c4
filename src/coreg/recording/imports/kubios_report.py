"""The report of Kubios HRV as text or CSV: the intervals that it holds, not its results.

Under `RR INTERVAL DATA and SPECTRUM ESTIMATES` follow lines of headings and then rows that begin with an empty
cell, the end of an interval and the interval, both in seconds with three decimals; more columns are the spectrum's.
The spectrum may be longer than the list of intervals: then their cells are blank.
"""

from array import array
from collections.abc import Iterable
from pathlib import Path

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.imported import Format, Imported
from coreg.recording.imports.lines import Line, check_intervals, check_room, interval_ms, lines_of, number
from coreg.recording.imports.placing import place_by_beats
from coreg.recording.imports.polar_flow import check_times

_TITLE = "HRV ANALYSIS RESULTS"
_SECTION = "RR INTERVAL DATA"
_DELIMITERS = ",;"
_SAMPLE = "SAMPLE"
_UNITS = ["(s)", "(s)"]
_CORRECTED = "Kubios writes the intervals after its own corrections: what it took for artifacts isn't in the file."


def is_kubios_report(first: str) -> bool:
    """Tell the format by the file's first line."""
    return first.strip('"').upper().startswith(_TITLE)


def read_kubios_report(path: Path) -> Imported:
    """Read the intervals of a Kubios report.

    Raises
    ------
    ImportFileError
        It has no intervals, those of several samples, or a row that isn't one.
    """
    lines = iter(lines_of(path))
    section = next((line for line in lines if line.text.upper().startswith(_SECTION)), None)
    if section is None:
        msg = f"{path} holds no RR intervals: have Kubios write them into its report (RR data and spectrum)."
        raise ImportFileError(msg)
    delimiter = section.text[-1] if section.text[-1] in _DELIMITERS else ","
    rows = _Rows(path, delimiter)
    rows.read(lines)
    check_intervals(path, rows.rr_ms)
    check_times(path, rows.rr_ms, rows.end_s)
    placed = place_by_beats(rows.rr_ms, rows.end_s)
    return Imported(Format.KUBIOS_REPORT, rows.rr_ms, placed.t_s, placed.starts, remarks=(_CORRECTED,))


class _Rows:
    """The rows under the section's headings."""

    def __init__(self, path: Path, delimiter: str) -> None:
        self._path = path
        self._delimiter = delimiter
        self.rr_ms = array("d")
        self.end_s = array("d")

    def read(self, lines: Iterable[Line]) -> None:
        is_under_units = False
        for line in lines:
            cells = [cell.strip() for cell in line.text.split(self._delimiter)]
            del cells[0]  # empty: it stands under the section's name
            if not is_under_units:
                self._check_samples(cells)
                is_under_units = cells[:2] == _UNITS
            elif len(cells) < 2 or not any(cells[:2]):
                return
            else:
                self._take(line, cells)

    def _take(self, line: Line, cells: list[str]) -> None:
        self.end_s.append(number(self._path, line, cells[0]))
        self.rr_ms.append(interval_ms(self._path, line, cells[1], is_in_seconds=True))
        check_room(self._path, len(self.rr_ms))

    def _check_samples(self, cells: list[str]) -> None:
        if sum(cell.upper().startswith(_SAMPLE) for cell in cells) > 1:
            msg = f"{self._path} holds several samples: have Kubios write a report of one."
            raise ImportFileError(msg)
