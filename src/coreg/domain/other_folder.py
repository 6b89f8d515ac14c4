"""A folder that a recording could go on in where its own disk takes nothing more."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OtherFolder:
    """Where it is, how much room its disk has, and whether that is the user's own home or a disk by its name."""

    folder: Path
    free_bytes: int
    is_home: bool
