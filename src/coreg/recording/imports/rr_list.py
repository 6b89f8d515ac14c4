"""Lists of RR intervals in milliseconds, one a line, and tables with a column of them: rr_text.py reads both.

Elite HRV's export, a list made for or by Kubios and the CSV of `coreg beats` are such files.
"""

from array import array
from pathlib import Path

from coreg.domain.beat import BeatFlag
from coreg.domain.errors import ImportFileError
from coreg.domain.person import Role
from coreg.recording.imports.imported import Format, Imported
from coreg.recording.imports.lines import check_room, lines_of
from coreg.recording.rr_text import RrSeries, read_rr_text


def read_rr_list(path: Path, role: Role, kind: Format) -> Imported:
    """Read a list or table of intervals; of a file that names roles, that role's.

    Raises
    ------
    ImportFileError
        The file names roles and has no intervals of this one.
    RrTextError
        It holds something that isn't an RR interval.
    """
    for i, _ in enumerate(lines_of(path)):
        check_room(path, i)  # a line may name the columns
    series = _of_role(path, read_rr_text(path), role)
    beats = series.beats
    check_room(path, len(beats))
    return Imported(
        kind,
        array("d", series.rr_ms),
        array("d", (beat.t_s for beat in beats)) if series.has_times else None,
        tuple(i for i in range(1, len(beats)) if beats[i].segment != beats[i - 1].segment),
        {i: beat.flags for i, beat in enumerate(beats) if beat.flags is not BeatFlag.NONE},
    )


def _of_role(path: Path, found: tuple[RrSeries, ...], role: Role) -> RrSeries:
    for series in found:
        if series.role in (role, None):
            return series
    msg = (
        f"{path} holds no beats of the {role.value}: they are the {found[0].role.value if found[0].role else ''}'s."
    )
    raise ImportFileError(msg)
