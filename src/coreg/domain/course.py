"""The course of a therapy: what each session was, and what the sessions come to together. No verdict in it."""

from dataclasses import dataclass, field
from enum import Enum

from coreg.domain.marks import Rating
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import Settling
from coreg.domain.together import TogetherState


class ContextTick(Enum):
    """What the therapist may tick of a day, because it moves a heart by itself.

    A change of medication breaks every line: what came before isn't compared with what comes after.
    """

    MEDICATION_CHANGED = "medication_changed"
    LITTLE_SLEEP = "little_sleep"
    UNWELL = "unwell"
    CAFFEINE = "caffeine"
    EXERCISE = "exercise"


@dataclass(frozen=True, slots=True)
class CourseSession:
    """One session, as far as the course needs it.

    Attributes
    ----------
    strap_model
        The client's; None where no strap was worn, or its model isn't known.
    n_processing
        Processing sets that count.
    complete_targets
        Targets that the therapist marked as complete, and those marked as not: number to answer.
    definitions
        The version of the definitions that these numbers were computed with.
    """

    session_id: str
    started_utc: str
    utc_offset_s: int
    length_s: float
    has_strap: bool
    strap_model: str | None
    context: frozenset[ContextTick]
    baseline_bpm: Reading
    baseline_ln_rmssd: Reading
    n_sets: int
    n_processing: int
    rise_bpm: Reading
    half_settle: Settling
    together: TogetherState
    together_unknown: Unknown | None
    ratings: tuple[Rating, ...]
    complete_targets: dict[int, bool]
    is_amended: bool
    definitions: str


class Break(Enum):
    """Why a line is broken before a session."""

    OTHER_STRAP = "other_strap"
    MEDICATION_CHANGED = "medication_changed"


class TooFew(Enum):
    """Why the sessions together say nothing."""

    SESSIONS = "too_few_sessions"
    BEFORE_PROCESSING = "too_few_sessions_before_processing"
    NOT_CLEAR = "not_clear"


@dataclass(frozen=True, slots=True)
class Usual:
    """Where this person's next session is expected, from how much their own sessions differ."""

    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """How the sessions with processing lie to those before. A description, not a proof.

    Attributes
    ----------
    p
        Two-sided, exact: the share of all ways to deal these values that are at least as far from no difference.
    """

    n_before: int
    n_since: int
    nap: float | None = None
    tau: float | None = None
    p: float | None = None
    too_few: TooFew | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One number over the sessions.

    Attributes
    ----------
    values
        One a session, in their order.
    usual
        From the newest unbroken run of sessions; None with fewer than 6 known ones in it.
    outside
        Numbers of sessions (from 0) that lay outside the usual range of those before them.
    per_ten
        The change over ten sessions of the newest unbroken run, with its interval.
    per_ten_too_few
        Why `per_ten` says nothing: too few, or an interval that holds both directions.
    """

    values: tuple[Reading, ...]
    usual: Usual | None
    outside: tuple[int, ...]
    per_ten: Reading
    per_ten_too_few: TooFew | None
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class Step:
    """One rating of a target: of which session (from 0), and when in it."""

    session: int
    rating: Rating


@dataclass(frozen=True, slots=True)
class TargetCourse:
    """One target over the sessions. `complete` is the therapist's newest answer, None where none was given."""

    target: int | None
    steps: tuple[Step, ...]
    complete: bool | None


@dataclass(frozen=True, slots=True)
class Course:
    """All sessions of one client, oldest first.

    Attributes
    ----------
    breaks
        Number of the session (from 0) to why the lines are broken before it.
    processing_from
        Number of the first session with a processing set; None where there was none.
    """

    sessions: tuple[CourseSession, ...]
    breaks: dict[int, tuple[Break, ...]]
    processing_from: int | None
    baseline_bpm: Line
    baseline_ln_rmssd: Line
    targets: tuple[TargetCourse, ...] = field(default=())
