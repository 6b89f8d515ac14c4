"""Everything that a report says, in words and curves, with nothing left to look up, compute or leave out."""

from dataclasses import dataclass
from enum import Enum

from coreg.domain.person import Role


class Copy(Enum):
    """Whom the page is for. What a copy doesn't say is left out before there is a page at all."""

    THERAPIST = "therapist"
    CLIENT = "client"
    SUPERVISION = "supervision"


class Tick(Enum):
    """What is left out unless it is asked for; THERAPIST is the second person's part in the client's copy."""

    NOTES = "notes"
    NAMES = "names"
    THERAPIST = "therapist"


class Face(Enum):
    """What a page is written as; the value is the file's suffix."""

    HTML = ".html"
    PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in the page's head: the shape that stands for them, their part, and how they were measured."""

    shape: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person's curve on the strip: NaN breaks it. `low` and `high` are empty where it has no band."""

    role: Role
    t_s: tuple[float, ...]
    value: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the session with a short word in it."""

    start_s: float
    end_s: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch without one person's beats."""

    role: Role
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Steps:
    """What was given on one scale for one target, each value until the next."""

    label: str
    scale_from: int
    scale_to: int
    points: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class TogetherStretch:
    """A stretch of moving together that held, or that isn't known."""

    start_s: float
    end_s: float
    is_known: bool


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows of the strip are called."""

    phases: str
    heart_rate: str
    rmssd: str
    holes: str
    ratings: str
    together: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole session on one axis of time.

    Attributes
    ----------
    title, description
        For those who don't see it: what it is, and what is on it.
    left_out
        Off the record, or excluded: hatched through all rows.
    together
        None where nothing is to be said of it.
    """

    title: str
    description: str
    names: Names
    length_s: float
    phases: tuple[Stretch, ...]
    sets: tuple[Stretch, ...]
    left_out: tuple[Stretch, ...]
    heart_rate: tuple[Line, ...]
    rmssd: tuple[Line, ...]
    holes: tuple[Hole, ...]
    ratings: tuple[Steps, ...]
    together: tuple[TogetherStretch, ...] | None


@dataclass(frozen=True, slots=True)
class CurveLine:
    """One person's mean course around the sets, at the grid points of `CurvePicture`."""

    role: Role
    bpm: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """The session's set curve. The grid is seconds before, shares of the set, seconds after."""

    title: str
    description: str
    before_s: tuple[float, ...]
    share: tuple[float, ...]
    after_s: tuple[float, ...]
    lines: tuple[CurveLine, ...]
    before_label: str
    set_label: str
    after_label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table of sets; `reason` is the letter of why it isn't known, empty where it is."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetTable:
    """Every set, one a row: the first cell names it.

    Attributes
    ----------
    heads
        Each column's name and unit.
    reasons
        Letter and words, for every reason that the table names.
    """

    caption: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    reasons: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Sentences under a heading."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One report.

    Attributes
    ----------
    title
        What the file says it is; nothing of anybody is in it.
    heading, who, copy
        Which session, whose, and whom the page is for.
    banners
        What must not be overlooked: simulated, imported, cut off, amended.
    readings, accounts
        What was measured, beside the table; what stands under it at full width.
    notes
        When, and what was typed; only where it was asked for.
    """

    title: str
    heading: str
    who: str
    copy: str
    facts: str
    banners: tuple[str, ...]
    people: tuple[PersonLine, ...]
    strip: Strip | None
    sets: SetTable | None
    curve: CurvePicture | None
    readings: tuple[Said, ...]
    accounts: tuple[Said, ...]
    notes_title: str
    notes: tuple[tuple[str, str], ...]
    foot: tuple[str, ...]
