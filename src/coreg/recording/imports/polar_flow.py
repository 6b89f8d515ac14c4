"""Times and RR intervals in seconds, parted by blanks, as Polar Flow exports a V800's recording.

`5.455 0.749` is an interval of 749 ms that ended 5.455 s after the start. That these are seconds isn't guessed: the
times must advance with the intervals.
"""

import re
import statistics
from array import array
from pathlib import Path

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.imported import Format, Imported
from coreg.recording.imports.lines import check_intervals, check_room, interval_ms, lines_of, number
from coreg.recording.imports.placing import BEAT_TOLERANCE_S, place_by_beats

_ROW = re.compile(r"\d+([.,]\d+)?\s+\d([.,]\d+)?", re.ASCII)


def is_polar_flow(first: str) -> bool:
    """Tell the format by the file's first line: a time, blanks, and an interval of less than 10."""
    return _ROW.fullmatch(first) is not None


def read_polar_flow(path: Path) -> Imported:
    """Read times and intervals in seconds.

    Raises
    ------
    ImportFileError
        A row isn't a time and an interval, or the times don't advance as the intervals do.
    """
    rr_ms, end_s = array("d"), array("d")
    for line in lines_of(path):
        cells = line.text.split()
        if len(cells) != 2:
            msg = f"{path}, line {line.number}: {len(cells)} columns where a time and an RR interval should be."
            raise ImportFileError(msg)
        end_s.append(number(path, line, cells[0]))
        rr_ms.append(interval_ms(path, line, cells[1], is_in_seconds=True))
        check_room(path, len(rr_ms))
    check_intervals(path, rr_ms)
    check_times(path, rr_ms, end_s)
    placed = place_by_beats(rr_ms, end_s)
    return Imported(Format.POLAR_FLOW, rr_ms, placed.t_s, placed.starts)


def check_times(path: Path, rr_ms: "array[float]", end_s: "array[float]") -> None:
    """Refuse times that aren't the ends of the intervals.

    Raises
    ------
    ImportFileError
        Most of them advance by something else.
    """
    off_s = [abs(end_s[i] - end_s[i - 1] - rr_ms[i] / 1000) for i in range(1, len(rr_ms))]
    if off_s and statistics.median(off_s) > BEAT_TOLERANCE_S:
        msg = f"{path}: the times don't advance with the RR intervals: are these columns of time and RR in seconds?"
        raise ImportFileError(msg)
