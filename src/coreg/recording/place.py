"""Where a session is kept, and the key that it is read and written with."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A session file and its key.

    Attributes
    ----------
    key
        32 random bytes, the file's own; None for a plain file, which anybody can read.
    """

    path: Path
    key: bytes | None = field(default=None, repr=False)
