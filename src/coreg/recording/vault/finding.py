"""One thing in a vault that isn't as it was put there."""

from dataclasses import dataclass
from enum import Enum


class Wrong(Enum):
    """What is wrong with it. The sentences that go with these are the screens' and commands'."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    """Damaged, changed, cut short, or another's: it doesn't open with its key."""
    SWAPPED = "swapped"
    """It is another session's."""
    CHANGED = "changed"
    ROLLED_BACK = "rolled_back"
    """An older state of itself, or others are newer than it."""
    UNKNOWN = "unknown"
    """It lies there, and the library doesn't know it."""


class Thing(Enum):
    """What the finding is about, where it isn't a table of the session file."""

    LIBRARY = "library"
    LIBRARY_SEAL = "library.seal"
    FILE = "file"
    SIDECAR = "sidecar"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes
    ----------
    session_id
        The session concerned, None for the vault itself.
    thing
        "library", "library.seal", "file", "sidecar", "notes", or the name of a session file's table.
    file_name
        The file in the vault's folder where one looks.
    """

    session_id: str | None
    thing: str
    wrong: Wrong
    file_name: str

    def __str__(self) -> str:
        of = "the vault" if self.session_id is None else f"session {self.session_id}"
        return f"{of}: {self.thing} is {self.wrong.value.replace('_', ' ')} ({self.file_name})"
