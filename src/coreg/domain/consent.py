"""What a person has agreed to: who said so, how, when, to which words, for what. Nothing is recorded without."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from coreg.domain.client import Relation


class GivenBy(Enum):
    """Who gave the consent. From THERAPIST on it is the second person's own, for their own heart."""

    CLIENT = "client"
    GUARDIAN = "guardian"
    BOTH = "both"
    THERAPIST = "therapist"
    PARENT = "parent"
    PARTNER = "partner"
    OTHER = "other"


class Manner(Enum):
    """How the consent was given."""

    WRITTEN = "written"
    SPOKEN = "spoken"
    REMOTE = "remote"
    """In writing from elsewhere: a letter, a message, a form."""


class Purpose(Enum):
    """What a consent is for. Each is asked for, and taken back, by itself."""

    SEEN_LIVE = "seen_live"
    KEPT = "kept"
    SUPERVISION = "supervision"
    RESEARCH = "research"


class ConsentState(Enum):
    """Whether the vault is sure of an entry. After a lost library was rebuilt it asks for confirmation."""

    CONFIRMED = "confirmed"
    TO_BE_CONFIRMED = "to_be_confirmed"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version of the words that people agree to. A change of a word is a new version."""

    version: int
    text: str
    written_utc: str


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """One consent as it was given, and what of it was taken back since.

    Attributes
    ----------
    child_assents
        The child's own yes or no beside a guardian's consent; None where there is no child to ask.
    text_version
        The words it was given to.
    purposes
        What it was given for.
    withdrawn_utc
        When a purpose was taken back, for those that were.
    """

    consent_id: str
    person_id: str
    given_by: GivenBy
    manner: Manner
    given_utc: str
    text_version: int
    purposes: frozenset[Purpose]
    child_assents: bool | None = None
    withdrawn_utc: Mapping[Purpose, str] = field(default_factory=dict)
    state: ConsentState = ConsentState.CONFIRMED

    def allows(self, purpose: Purpose) -> bool:
        """Whether this entry stands for a purpose now: given, confirmed, not taken back, and no child said no.

        >>> given = frozenset({Purpose.SEEN_LIVE, Purpose.KEPT})
        >>> withdrawn = {Purpose.KEPT: "2026-03-02T10:00:00.000Z"}
        >>> utc = "2026-03-01T09:30:00.000Z"
        >>> entry = ConsentEntry("c1", "a1", GivenBy.CLIENT, Manner.SPOKEN, utc, 1, given, withdrawn_utc=withdrawn)
        >>> entry.allows(Purpose.SEEN_LIVE), entry.allows(Purpose.KEPT), entry.allows(Purpose.RESEARCH)
        (True, False, False)
        """
        stands = purpose in self.purposes and purpose not in self.withdrawn_utc
        return stands and self.state is ConsentState.CONFIRMED and self.child_assents is not False


KEPT_WITH_CLIENT = frozenset({GivenBy.PARENT, GivenBy.PARTNER, GivenBy.OTHER})
"""These people have no entry of their own: their consents are kept with the client, and go with the client."""


def given_by_second(relation: Relation) -> GivenBy:
    """Return as whom the second person in a client's sessions gives their own consent.

    >>> given_by_second(Relation.PARENT)
    <GivenBy.PARENT: 'parent'>
    """
    return GivenBy(relation.value)


def is_allowed(entries: Iterable[ConsentEntry], purpose: Purpose) -> bool:
    """Whether any of a person's entries stands for a purpose."""
    return any(entry.allows(purpose) for entry in entries)
