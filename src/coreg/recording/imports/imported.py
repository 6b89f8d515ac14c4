"""What an importer gives: one person's intervals as another program wrote them, placed on a clock."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from coreg.domain.beat import Beat, BeatFlag, Gap, GapCause, nearest_ticks
from coreg.domain.session import utc_words

MOST_INTERVALS = 1_000_000  # our choice: ten days at 70 beats a minute
_MS_PER_S = 1000.0


class Format(Enum):
    """The formats that can be imported; a session file names its own by the value."""

    RR_LIST = "rr-list"
    RR_COLUMNS = "rr-columns"
    HRV_LOGGER = "hrv-logger"
    POLAR_SENSOR_LOGGER = "polar-sensor-logger"
    POLAR_FLOW = "polar-flow"
    KUBIOS_REPORT = "kubios-report"
    EDF_PLUS = "edf-plus"

    @property
    def words(self) -> str:
        """What a file of this format is, to be said to its owner."""
        return _WORDS[self]


_WORDS = {
    Format.RR_LIST: "a list of RR intervals, one a line, as Elite HRV and Kubios write them",
    Format.RR_COLUMNS: "a table with a column of RR intervals, as `coreg beats` writes it",
    Format.HRV_LOGGER: "the RR file of HRV Logger",
    Format.POLAR_SENSOR_LOGGER: "the RR file of Polar Sensor Logger",
    Format.POLAR_FLOW: "times and RR intervals in seconds, as Polar Flow writes them",
    Format.KUBIOS_REPORT: "a report of Kubios HRV",
    Format.EDF_PLUS: "EDF+ with annotated heartbeats",
}


@dataclass(frozen=True, slots=True, eq=False)
class Imported:
    """One person's intervals. Names, devices and comments that the file may hold are left behind.

    Attributes
    ----------
    rr_ms
        Every interval, float64, exactly as the file gives it.
    t_s
        END of each interval in seconds from the beginning of the first, or on the session clock that the file has;
        None where it has no times: then the running sum of the intervals says when they were.
    starts
        Positions of the intervals that come after a hole, in order; the first of all is none of them.
    flags
        What the file says of single intervals.
    started
        When the first interval began, where the file says it; without a zone it is the wall clock of the place.
    remarks
        Sentences for whoever imports the file.
    """

    format: Format
    rr_ms: "array[float]"
    t_s: "array[float] | None" = None
    starts: tuple[int, ...] = ()
    flags: Mapping[int, BeatFlag] = field(default_factory=dict)
    started: datetime | None = None
    remarks: tuple[str, ...] = ()

    @property
    def started_utc(self) -> str | None:
        """When the first interval began; a time without a zone is taken for this computer's."""
        return None if self.started is None else utc_words(self.started)

    @property
    def duration_s(self) -> float:
        """From the beginning of the first interval to the end of the last."""
        return sum(self.rr_ms) / _MS_PER_S if self.t_s is None else self.t_s[-1]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The holes, where the file's times show how long they are."""
        t_s = self.t_s
        if t_s is None:
            return ()
        return tuple(
            Gap(t_s[i - 1], t_s[i] - self.rr_ms[i] / _MS_PER_S, GapCause.NO_DATA)
            for i in self.starts
            if t_s[i] - self.rr_ms[i] / _MS_PER_S > t_s[i - 1]
        )

    def beats(self) -> Iterator[Beat]:
        """Give the intervals as beats, whose ticks are the nearest 1/1024 s."""
        starts = set(self.starts)
        segment, end_s = 0, 0.0
        for i, rr_ms in enumerate(self.rr_ms):
            segment += i in starts
            end_s = end_s + rr_ms / _MS_PER_S if self.t_s is None else self.t_s[i]
            yield Beat(segment, nearest_ticks(rr_ms), end_s, 0.0, self.flags.get(i, BeatFlag.NONE))
