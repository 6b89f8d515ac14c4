"""Everything of one session that an export may say, with nothing left to look up or compute."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coreg.domain.baseline import Baseline
from coreg.domain.beat import Beat, Gap
from coreg.domain.classic import ClassicMeasure
from coreg.domain.marks import Marks
from coreg.domain.moment import Moment
from coreg.domain.note import Note, NoteKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.set_readings import SessionSets
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.domain.together import Together, TogetherUpdate


@dataclass(frozen=True, slots=True)
class Worn:
    """A strap that a person's beats came from, for as long as it is one and the same in one run.

    Attributes
    ----------
    start_s, end_s
        From the beginning of the first interval, or the session's zero, to the end of the last.
    recorded_as
        Whose strap it was thought to be during the session.
    latency_s
        What was subtracted from these beats; None where the strap's isn't known, and nothing was.
    clock
        How these beats were placed: `final` from both sides, `live`, or `imported`.
    """

    run: int
    start_s: float
    end_s: float
    recorded_as: Role
    strap: Strap | None
    latency_s: float | None
    clock: str


@dataclass(frozen=True, slots=True)
class ExportedBeat:
    """One beat with the artifact verdict as first given and as final 45 beats later.

    Attributes
    ----------
    rr_ms
        The interval exactly: as the strap sent it, or as the file that was imported had it.
    live
        The same beat as it was placed during the session; None of an imported one.
    worn
        The strap that it came from; None where nothing but the beat is known.
    """

    run: int
    beat: Beat
    rr_ms: float
    is_artifact_live: bool
    is_artifact_final: bool
    is_excluded: bool = False
    live: Beat | None = None
    worn: Worn | None = None

    @property
    def flag(self) -> str:
        """What is known of the beat, joined by `+`, with the verdict as first given."""
        return self._words(is_artifact=self.is_artifact_live)

    @property
    def flag_final(self) -> str:
        """The same with the final verdict, and what was excluded afterwards; empty where the beat counts."""
        words = self._words(is_artifact=self.is_artifact_final)
        return "+".join(word for word in (words, "excluded") if word) if self.is_excluded else words

    def _words(self, *, is_artifact: bool) -> str:
        return "+".join((["artifact"] if is_artifact else []) + self.beat.flags.words)


@dataclass(frozen=True, slots=True)
class ExportedPacket:
    """One notification as it arrived: the truth that beats are made of."""

    role: Role
    run: int
    link: int
    t_s: float
    payload: bytes
    outcome: PacketOutcome


@dataclass(frozen=True, slots=True)
class ExportedLink:
    """One change of a strap's link."""

    role: Role
    run: int
    link: int
    t_s: float
    state: LinkState
    cause: LinkCause


@dataclass(frozen=True, slots=True)
class ExportedAnchor:
    """What time it was outside at the session's `t_s`, in seconds since 1970, and what happened to the clocks.

    `slept_s` and `utc_step_s` say for how long the computer slept and by how much its clock was set since the
    anchor before.
    """

    t_s: float
    utc_s: float
    slept_s: float | None
    utc_step_s: float | None


@dataclass(frozen=True, slots=True)
class ExportedNote:
    """What was typed, and the mark that names it: its number and when it was made; None where no mark does."""

    note: Note
    moment_id: int | None
    t_s: float | None


@dataclass(frozen=True, slots=True)
class ExportedPerson:
    """One person's part of the session.

    Attributes
    ----------
    pseudonym, name
        None where it isn't known: a plain session file holds neither. The name also where it wasn't asked for.
    latency_s
        What was subtracted from the beats of the strap worn last; None where it isn't known, and nothing was.
    worn
        Every strap that beats came from, in order.
    baselines, sets
        What they come to, with beats placed as they are here and marks as corrected.
    """

    role: Role
    pseudonym: str | None
    name: str | None
    strap: Strap | None
    latency_s: float | None
    n_packets: int
    n_malformed: int
    n_duplicates: int
    beats: tuple[ExportedBeat, ...]
    gaps: tuple[Gap, ...]
    worn: tuple[Worn, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    sets: SessionSets | None = None

    @property
    def is_measured(self) -> bool:
        """Whether there was a strap at all, or an imported recording."""
        return self.strap is not None or self.n_packets > 0 or bool(self.beats)

    @property
    def n_artifacts(self) -> int:
        """How many beats the final verdict leaves out."""
        return sum(each.is_artifact_final for each in self.beats)


@dataclass(frozen=True, slots=True)
class Content:
    """One session, ready to be written in any format.

    Attributes
    ----------
    ended
        `closed` or `interrupted`.
    clock
        How beats were placed in time: `final`, from both sides after the session; `live`, as during it, where there
        are no packets to place them by; `imported`, as the imported file told.
    definitions, recorded_definitions
        Version of the numbers' definitions (docs/METRICS.md) that the flags here follow, and the one that the
        session was recorded with.
    people
        Both roles, the client first, also where nobody was measured.
    moments, marks
        What was marked, corrections and all, and what it comes to with the corrections applied.
    retracted
        Numbers of the moments that were taken back.
    seal
        The session's seal, where one is known.
    notes
        What was typed, only where it was asked for: None where nothing of it was.
    asked
        Which kinds of words were asked for.
    is_amended
        Whether marks were corrected, or anything was added to them after the session.
    classic
        Measures of synchrony from the literature; none where one of the two wasn't measured, or nobody asked.
    shown
        The answers on moving together as they were shown during the session.
    together
        The same as found again, and the whole session's; None where it is too long to compare two people over.
    """

    header: SessionHeader
    ended: str
    duration_s: float
    clock: str
    coreg_version: str
    definitions: str
    recorded_definitions: str | None
    people: tuple[ExportedPerson, ...]
    packets: tuple[ExportedPacket, ...]
    links: tuple[ExportedLink, ...]
    moments: tuple[Moment, ...]
    marks: Marks = field(default_factory=Marks)
    anchors: tuple[ExportedAnchor, ...] = ()
    retracted: frozenset[int] = frozenset()
    settings: Mapping[str, str] = field(default_factory=dict)
    seal: str | None = None
    notes: tuple[ExportedNote, ...] | None = None
    is_amended: bool = False
    classic: tuple[ClassicMeasure, ...] = ()
    shown: tuple[TogetherUpdate, ...] = ()
    together: Together | None = None
    asked: frozenset[NoteKind] = frozenset()

    @property
    def measured(self) -> tuple[ExportedPerson, ...]:
        """The people who wore a strap."""
        return tuple(person for person in self.people if person.is_measured)
