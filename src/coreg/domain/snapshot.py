"""What is known at one instant: the only thing that the screen is ever given."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from coreg.domain.act import Refusal
from coreg.domain.band import BandShown
from coreg.domain.baseline import Baseline, BaselineProgress
from coreg.domain.beat import Gap
from coreg.domain.client_picture import ClientPicture, RateFinding
from coreg.domain.marks import Marks
from coreg.domain.moment import Moment
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SessionSets
from coreg.domain.stage import Stage
from coreg.domain.stand_up import StandUp
from coreg.domain.standing import Standing
from coreg.domain.strap import BluetoothFault, LinkCause, LinkState, Strap
from coreg.domain.together import NOBODY_TOGETHER, TogetherSoFar

_EMPTY: "memoryview[float]" = memoryview(b"").cast("d")


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """A curve so far: read-only float64 views of equal length, sorted by `t_s`; NaN breaks the line.

    The views are of append-only buffers, so a lane of a minute ago stays valid and costs no copy. Only a value
    whose artifact verdict arrives later (at most 45 beats back) may turn to NaN in place.
    """

    t_s: "memoryview[float]" = _EMPTY
    value: "memoryview[float]" = _EMPTY
    low: "memoryview[float]" = _EMPTY
    high: "memoryview[float]" = _EMPTY

    def __len__(self) -> int:
        return len(self.t_s)


@dataclass(frozen=True, slots=True, eq=False)
class PersonNumbers:
    """One person's readings at one instant, and the curves so far. docs/METRICS.md defines each.

    Attributes
    ----------
    heart_rate_bpm
        Over the last 10 s; `heart_rate_60s_bpm` over 60 s.
    rmssd_ms, ln_rmssd, rsa_ln_ms2, artifact_pct
        Over the last 60 s.
    """

    heart_rate_bpm: Reading
    heart_rate_60s_bpm: Reading
    rmssd_ms: Reading
    ln_rmssd: Reading
    rsa_ln_ms2: Reading
    artifact_pct: Reading
    heart_rate_lane: Lane = field(default_factory=Lane)
    rmssd_lane: Lane = field(default_factory=Lane)

    @classmethod
    def of_unknown(cls, reason: Unknown) -> "PersonNumbers":
        """Numbers that are all unknown for one reason."""
        nothing = Reading.of_unknown(reason)
        return cls(nothing, nothing, nothing, nothing, nothing, nothing)


@dataclass(frozen=True, slots=True, eq=False)
class PersonSnapshot:
    """One person: the strap, the link, the counts, the numbers, and where they stand against today's start.

    `baseline` is the newest that has ended, `baselining` the one that runs; `sets` and `usable_share`, the part of
    the time on the record that lies in intervals which count, are read at the end.
    `strap` is None where nobody wears one. `link_since_s` is when `link` began, `link_cause` why; `last_beat_s` is
    when the newest beat ended, None before the first. `sends_milliseconds` is None until the unit can be told.
    """

    role: Role
    strap: Strap | None
    link: LinkState
    link_since_s: float
    numbers: PersonNumbers
    link_cause: LinkCause = LinkCause.ASKED
    fault: BluetoothFault | None = None
    has_contact: bool | None = None
    is_suspect: bool = False
    sends_milliseconds: bool | None = None
    n_packets: int = 0
    n_beats: int = 0
    n_malformed: int = 0
    n_duplicates: int = 0
    last_beat_s: float | None = None
    gaps: tuple[Gap, ...] = ()
    baselining: BaselineProgress | None = None
    baseline: Baseline | None = None
    standing: Standing | None = None
    sets: SessionSets | None = None
    usable_share: float | None = None


class RecordState(Enum):
    """Where the recording stands. RECORDING and OFF_RECORD alternate; INTERRUPTED is found after a crash."""

    NONE = "none"
    PREPARED = "prepared"
    RECORDING = "recording"
    OFF_RECORD = "off_record"
    ENDED = "ended"
    SEALED = "sealed"
    INTERRUPTED = "interrupted"


class DiskProblem(Enum):
    """Why the disk doesn't take what it is given; everything since waits in memory."""

    FULL = "full"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DiskState:
    """How far the disk has confirmed what was written to it.

    `n_waiting` rows wait in memory, the oldest for `behind_s` seconds; `problem` is None while commits succeed.
    `elsewhere` is the other folder that the recording goes on in, None while all of it is in its first file.
    """

    n_waiting: int = 0
    behind_s: float = 0.0
    problem: DiskProblem | None = None
    elsewhere: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The session at one instant. `snapshot_id` grows by one with every change worth painting.

    `stand_up` is the check of who wears which strap, before the recording begins. `is_ending` says that the session
    is over and its file not closed yet: the disk doesn't take what waits. `refusal` is why the newest request
    wasn't done, with a number that grows with each. `notes` is how far the disk has taken what was typed, None
    where no text is taken. `client_picture` is all that the client's screen is given.
    """

    snapshot_id: int
    t_s: float
    is_simulated: bool
    record: RecordState
    disk: DiskState
    people: dict[Role, PersonSnapshot]
    moments: tuple[Moment, ...] = ()
    stand_up: StandUp = field(default_factory=StandUp)
    is_ending: bool = False
    marks: Marks = field(default_factory=Marks)
    stage: Stage = field(default_factory=Stage)
    refusal: tuple[int, Refusal] | None = None
    notes: DiskState | None = None
    client_picture: ClientPicture = field(default_factory=ClientPicture)
    rate_finding: RateFinding | None = None
    together: TogetherSoFar = NOBODY_TOGETHER
    band: BandShown = field(default_factory=BandShown)
