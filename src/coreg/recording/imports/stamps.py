"""The dates and times that phones put beside intervals."""

from array import array
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.lines import Line

_QUOTED = 30
_YEARS = range(1970, 2100)
_LIKELY_YEARS = range(1990, 2100)  # a clock that was never set begins in 1970 or 1980
_MS_PER_S = 1000


class Stamps:
    """A column of times: ISO 8601 with or without a zone, or milliseconds since 1970.

    Attributes
    ----------
    first
        The first of them, as the file says it.
    t_s
        All of them, in seconds after the first.
    """

    first: datetime

    def __init__(self, path: Path) -> None:
        self._path = path
        self.t_s = array("d")

    def add(self, line: Line, cell: str) -> None:
        """Take the next row's time.

        Raises
        ------
        ImportFileError
            It isn't one, or has a zone where the rows before have none.
        """
        try:
            stamp = _stamp(cell)
            if not self.t_s:
                self.first = stamp
            self.t_s.append((stamp - self.first).total_seconds())
        except (ValueError, TypeError, OverflowError) as error:
            msg = f"{self._path}, line {line.number}: {cell[:_QUOTED]!r} is not a date and time."
            raise ImportFileError(msg) from error

    def before(self, rr_ms: float) -> datetime | None:
        """When the first interval began: that long before the first time; None where the clock wasn't set."""
        try:
            started = self.first - timedelta(milliseconds=rr_ms)
        except OverflowError:
            return None
        return started if started.year in _LIKELY_YEARS else None


def _stamp(cell: str) -> datetime:
    cell = cell.strip().strip('"')
    if cell.isascii() and cell.isdigit():
        if len(cell) > len("1675889367255"):
            raise ValueError(cell)
        return datetime.fromtimestamp(int(cell) / _MS_PER_S, UTC)
    stamp = datetime.fromisoformat(cell.replace(" +", "+").replace(" -", "-"))
    if stamp.year not in _YEARS:
        raise ValueError(cell)
    return stamp
