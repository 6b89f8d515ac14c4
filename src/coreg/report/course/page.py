"""A course in words and rows of a picture, with nothing left to look up, compute or leave out."""

from dataclasses import dataclass
from enum import Enum

from coreg.report.page import Said, SetTable


@dataclass(frozen=True, slots=True)
class Point:
    """One session's number with its interval.

    Attributes
    ----------
    is_open
        The number is at least this: it has no upper end.
    """

    value: float
    low: float | None = None
    high: float | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A range over some of the sessions, from the first to the last of these numbers (from 0)."""

    first: int
    last: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PointsRow:
    """One number over the sessions; None where it isn't known, which is hatched."""

    name: str
    decimals: int
    points: tuple[Point | None, ...]
    usual: Field | None = None
    least_span: float = 1.0


@dataclass(frozen=True, slots=True)
class StepsRow:
    """What was given on one scale for one target: session (from 0) and value, in their order.

    Attributes
    ----------
    answers
        Session to what the therapist answered: whether the target is complete.
    """

    name: str
    scale_from: int
    scale_to: int
    steps: tuple[tuple[int, int], ...]
    answers: tuple[tuple[int, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class CountsRow:
    """How many of something there were in each session."""

    name: str
    counts: tuple[int, ...]


class Held(Enum):
    """What a session holds of something that is or isn't; nothing of it is a size."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HeldRow:
    """What was and what wasn't, session by session."""

    name: str
    held: tuple[Held, ...]


Row = PointsRow | StepsRow | CountsRow | HeldRow


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows on one axis of sessions.

    Attributes
    ----------
    title, description
        For those who don't see it: what it is, and what is on it.
    legend
        What its signs mean.
    breaks
        Session (from 0) to why nothing before it is compared with it or what comes after.
    """

    title: str
    description: str
    legend: tuple[str, ...]
    axis: str
    n_sessions: int
    rows: tuple[Row, ...]
    breaks: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class SessionWords:
    """One session in two lines, as a list says it; `lines` is the second, a sentence each."""

    session_id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A client's course.

    Attributes
    ----------
    picture, table
        None where there is no session.
    """

    title: str
    heading: str
    who: str
    facts: str
    banners: tuple[str, ...]
    picture: Picture | None
    said: tuple[Said, ...]
    sessions: tuple[SessionWords, ...]
    table: SetTable | None
    foot: tuple[str, ...]
