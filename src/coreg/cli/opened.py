"""The one place where a command turns what was named as FILE into a recording."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreg.recording.reader import Recording


def read(file_or_id: Path) -> "Recording":
    """Read the session that FILE names.

    Raises
    ------
    SessionFileError
        It isn't a session that this program can read.
    """
    from coreg.recording.reader import read_session

    return read_session(file_or_id)
