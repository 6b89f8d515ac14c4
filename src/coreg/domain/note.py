"""What a therapist typed: kept apart from heartbeats and marks, in a file with a key of its own."""

from dataclasses import dataclass, field
from enum import Enum

MOST_CHARACTERS = 1000  # our choice: one line; a process note is a sentence or two


class NoteKind(Enum):
    """What the words are: a process note, a part's or a target's name, the reason for an exclusion."""

    NOTE = "note"
    PART = "part"
    TARGET = "target"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Note:
    """One free text. A moment names it by its number; the words are never in the session's own file."""

    note_id: int
    kind: NoteKind
    text: str = field(repr=False)
    written_utc: str


def one_line(text: str) -> str:
    """Return text as it is kept: one line without control characters, and not longer than it may be.

    >>> one_line("  the kitchen,   the blue door ")
    'the kitchen, the blue door'
    """
    printable = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(printable.split())[:MOST_CHARACTERS].rstrip()
