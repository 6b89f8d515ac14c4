"""What a session is made of before it starts: sensors, a clock, a file to write or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from coreg.domain.band import Band
from coreg.domain.client import Relation
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.strap import Strap
from coreg.readings.together_marks import Markings
from coreg.recording.place import Place
from coreg.sensors.clock import Clock
from coreg.sensors.sensor import Sensor
from coreg.session.earlier import Resumed
from coreg.session.profile import MarkSettings
from coreg.session.script import Script


class Keeper(Protocol):
    """Keeps sessions: the vault, for one of its people. Its methods block as long as the disk takes."""

    def begin(self, header: SessionHeader) -> Place:
        """Return where a new session is to be recorded."""
        ...

    def resume(self, session_id: str) -> Place:
        """Return where a session lies that was cut off and goes on."""
        ...

    def notes(self, session_id: str) -> Place:
        """Return where a session's notes are kept, made ready for the first of them."""
        ...

    def remember(self, straps: Mapping[Role, Strap]) -> None:
        """Remember who wears which strap."""
        ...

    def earlier_band(self) -> Band | None:
        """Return the person's last band."""
        ...

    def keep_band(self, band: Band) -> None:
        """Keep a band to be offered in the person's next session."""
        ...

    def abandon(self, session_id: str) -> None:
        """Take back a session whose file couldn't be made."""
        ...

    def finish(self, session_id: str, duration_s: float) -> None:
        """Take in a session whose file was closed."""
        ...

    def set_aside(self, session_id: str) -> None:
        """Let go of a session whose end lies in another folder: it is taken in when that is joined to its file."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """One session to be held.

    Attributes
    ----------
    sensors
        Who wears what; a missing role is "not worn today".
    header
        The session's plain facts; a replay has those of the session it replays.
    place
        The session file to create, and its key, or None for watch-only and replayed sessions: nothing is written.
    marks
        What the keys mean: the profile, and what is switched on in it.
    keeper
        Who says where the session goes once its recording begins, and takes it in at the end; then `place` is None.
    is_replay
        Whether these packets are of an earlier session.
    records_at_once
        False where the straps are connected first and the recording begins when it is asked for.
    script
        What is pressed by itself, in a session of simulated people.
    resumed
        What a session has already that was cut off and goes on; it records at once.
    last_note
        The number of the last note that the session has.
    marked_then
        What was marked when each answer on moving together was given that the session has already; of a replayed
        session the last is what holds for it as a whole.
    relation
        Who the second person is.
    """

    sensors: Mapping[Role, Sensor]
    clock: Clock
    header: SessionHeader
    place: Place | None
    is_replay: bool = False
    marks: MarkSettings = field(default_factory=MarkSettings)
    records_at_once: bool = True
    script: Script = field(default_factory=Script)
    keeper: Keeper | None = None
    resumed: Resumed | None = None
    last_note: int = 0
    marked_then: Sequence[Markings] = ()
    relation: Relation = Relation.THERAPIST

    @property
    def is_recorded(self) -> bool:
        """Whether there is a place for the recording."""
        return self.place is not None or self.keeper is not None

    @property
    def is_simulated(self) -> bool:
        """Whether the people of this session aren't there."""
        return self.header.is_simulated
