"""The people a vault knows: by pseudonym, and only as far as a recording needs it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from coreg.domain.person import Role


class Relation(Enum):
    """Who the second person in the room is to the client. Words, consent and copies follow it."""

    THERAPIST = "therapist"
    PARENT = "parent"
    PARTNER = "partner"
    OTHER = "other"


class HealthNote(Enum):
    """What is asked once about a person's heart, because it limits what the numbers can say."""

    IMPLANT = "implant"
    """A pacemaker or another implant: the doctor is asked first."""
    UNEVEN_RHYTHM = "uneven_rhythm"
    """Atrial fibrillation or many extra beats: readings are unusable."""
    HEART_RATE_DRUGS = "heart_rate_drugs"
    """Beta-blockers and others: compared only within the same dose."""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person of the vault.

    Attributes
    ----------
    person_id
        Random hex; says nothing of the person, and stays on a list after the person was forgotten.
    pseudonym
        How the person is called everywhere; no two people share one.
    name
        Optional, and kept in the vault's library alone.
    relation
        Who the second person in this client's sessions is.
    retention
        When the recordings fall due for deletion. Nothing is deleted by itself.
    health_notes
        What was ticked; None while nobody has asked yet.
    """

    person_id: str
    role: Role
    pseudonym: str
    created_utc: str
    name: str | None = None
    relation: Relation = Relation.THERAPIST
    retention: date | None = None
    health_notes: frozenset[HealthNote] | None = None

    def is_due(self, today: date) -> bool:
        """Whether the retention date has come.

        >>> person = PersonEntry("a1", Role.CLIENT, "K-12", "2026-03-01T09:30:00.000Z", retention=date(2027, 1, 1))
        >>> person.is_due(date(2026, 12, 31)), person.is_due(date(2027, 1, 1))
        (False, True)
        """
        return self.retention is not None and self.retention <= today
