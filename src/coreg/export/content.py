"""Everything of one session that an export may say, with nothing left to look up or compute."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coreg.domain.beat import Beat, Gap
from coreg.domain.moment import Moment
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.strap import LinkCause, LinkState, Strap


@dataclass(frozen=True, slots=True)
class ExportedBeat:
    """One beat as its strap sent it, with the artifact verdict as first given and as final 45 beats later."""

    run: int
    beat: Beat
    is_artifact_live: bool
    is_artifact_final: bool

    @property
    def flag(self) -> str:
        """What is known of the beat, joined by `+`, with the verdict as first given."""
        return self._words(is_artifact=self.is_artifact_live)

    @property
    def flag_final(self) -> str:
        """The same with the final verdict; empty where the beat counts."""
        return self._words(is_artifact=self.is_artifact_final)

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
class ExportedPerson:
    """One person's part of the session.

    Attributes
    ----------
    pseudonym
        None where it isn't known: a plain session file holds none.
    latency_s
        What was subtracted from this person's beats; None where the strap's isn't known, and nothing was.
    """

    role: Role
    pseudonym: str | None
    strap: Strap | None
    latency_s: float | None
    n_packets: int
    n_malformed: int
    n_duplicates: int
    beats: tuple[ExportedBeat, ...]
    gaps: tuple[Gap, ...]

    @property
    def is_measured(self) -> bool:
        """Whether there was a strap at all."""
        return self.strap is not None or self.n_packets > 0

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
        How beats were placed in time: `live`, as during the session.
    definitions, recorded_definitions
        Version of the numbers' definitions (docs/METRICS.md) that the flags here follow, and the one that the
        session was recorded with.
    people
        Both roles, the client first, also where nobody was measured.
    retracted
        Numbers of the moments that were taken back.
    seal
        The session's seal, where one is known.
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
    retracted: frozenset[int] = frozenset()
    settings: Mapping[str, str] = field(default_factory=dict)
    seal: str | None = None

    @property
    def measured(self) -> tuple[ExportedPerson, ...]:
        """The people who wore a strap."""
        return tuple(person for person in self.people if person.is_measured)

    @property
    def is_amended(self) -> bool:
        """Whether marks were corrected afterwards."""
        return any(moment.amends is not None for moment in self.moments)
