"""What the marks of a session come to once every correction is applied: sets, ratings, stretches."""

from dataclasses import dataclass
from enum import Enum

from coreg.domain.moment import Moment
from coreg.domain.person import Role


class SetKind(Enum):
    """What a set of bilateral stimulation is for; its readings depend on it."""

    PROCESSING = "processing"
    RESOURCE = "resource"
    INSTALLATION = "installation"
    BODY_SCAN = "body_scan"
    CONTINUOUS = "continuous"


class SetEnd(Enum):
    """What ended a set; INTERRUPTED by a crash, at the last thing that was stored."""

    KEY = "key"
    STOP_SIGNAL = "stop_signal"
    SESSION_END = "session_end"
    INTERRUPTED = "interrupted"


class Scale(Enum):
    """The scales that ratings are on: SUD 0 to 10, VoC 1 to 7, and Self-energy 0 to 10 as the therapist sees it."""

    SUD = "sud"
    VOC = "voc"
    SELF_ENERGY = "self_energy"


class SpanKind(Enum):
    """What a marked stretch is."""

    BASELINE = "baseline"
    QUIET = "quiet"
    DISTURBED = "disturbed"
    CLIENT_SPEAKS = "client_speaks"
    THERAPIST_SPEAKS = "therapist_speaks"
    OFF_RECORD = "off_record"
    EXCLUDED = "excluded"
    WITNESSING = "witnessing"
    UNBURDENING = "unburdening"


@dataclass(frozen=True, slots=True)
class SetMark:
    """One set, from the press that began it to the one that ended it.

    Attributes
    ----------
    number
        As it was given during the session; a retracted set's number is never reused.
    end_s
        None while it runs.
    is_counted
        Whether it enters statistics: not where it was interrupted, or reaches into time off the record or excluded.
    """

    number: int
    start_s: float
    end_s: float | None
    kind: SetKind = SetKind.PROCESSING
    modality: str | None = None
    target: int | None = None
    ended_by: SetEnd | None = None
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Rating:
    """One number that the client gave (or, for Self-energy, that the therapist judged)."""

    t_s: float
    scale: Scale
    value: int
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch; `end_s` is None while it goes on. `who` is whose it alone is, None where it is both's."""

    kind: SpanKind
    start_s: float
    end_s: float | None
    who: Role | None = None

    def concerns(self, role: Role) -> bool:
        """Whether it is this person's too."""
        return self.who is None or self.who is role


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything marked, in order of time, with corrections applied.

    Attributes
    ----------
    moments
        The moments that stand: none retracted, amended ones as they were amended; corrections themselves left out.
    revision
        The number of the newest moment of all, corrections included: what these marks are as of.
    """

    sets: tuple[SetMark, ...] = ()
    ratings: tuple[Rating, ...] = ()
    spans: tuple[Span, ...] = ()
    moments: tuple[Moment, ...] = ()
    revision: int = 0

    def spans_of(self, kind: SpanKind) -> tuple[Span, ...]:
        """The stretches of one kind."""
        return tuple(span for span in self.spans if span.kind is kind)
