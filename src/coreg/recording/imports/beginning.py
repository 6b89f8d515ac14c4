"""When an imported recording began: somebody says it, the file says it, or its date has to do."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from coreg.recording.imports.imported import Imported
from coreg.recording.imports.lines import unreadable


class KnownFrom(Enum):
    """Who says when a recording began; the session file keeps the value."""

    GIVEN = "given"
    CONTENT = "content"
    FILE_DATE = "file_date"


@dataclass(frozen=True, slots=True)
class Beginning:
    """When a recording began, and how that is known. A time without a zone is taken for this computer's."""

    began: datetime
    known_from: KnownFrom


def beginning_of(path: Path, imported: Imported, given: datetime | None = None) -> Beginning:
    """Find out when a recording began.

    Raises
    ------
    ImportFileError
        The file's date is needed and can't be read.
    """
    if given is not None:
        return Beginning(given, KnownFrom.GIVEN)
    if imported.started is not None:
        return Beginning(imported.started, KnownFrom.CONTENT)
    try:
        written_s = path.stat().st_mtime
    except OSError as error:
        raise unreadable(path, error) from error
    return Beginning(datetime.fromtimestamp(max(0.0, written_s), UTC), KnownFrom.FILE_DATE)
