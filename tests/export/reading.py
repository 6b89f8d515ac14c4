"""What the session itself says, from the recording and not from an export, for programs to be held against.

An export's beats and gaps are as the final clock places them.
"""

from pathlib import Path

from coreg.domain.beat import Beat, Gap
from coreg.domain.person import Role
from coreg.export.content import Content
from coreg.export.folder import write_folder
from coreg.export.formats import Format, make
from coreg.readings.marks import read_marks
from coreg.recording.reader import Recording
from coreg.review.final_clock import by_final_clock
from coreg.review.person_gaps import person_gaps
from tests.export.samples import NAME


def export(content: Content, format_: Format, out: Path) -> Path:
    """Write an export and return its folder."""
    made = make(content, format_, NAME)
    return write_folder(out, NAME, made.files)


def beats(recording: Recording) -> list[tuple[str, float, int, float]]:
    """Role, end, ticks and milliseconds of every beat, the client's first."""
    return [
        (role.value, beat.t_s, beat.ticks, rr_ms)
        for role in Role
        for beat, rr_ms in zip(beats_of(recording, role), recording.rr_ms_of(role), strict=True)
    ]


def beats_of(recording: Recording, role: Role) -> list[Beat]:
    return by_final_clock(recording).beats_of(role)


def gaps(recording: Recording) -> list[tuple[str, float, float, str]]:
    """Role, start, end and cause of every gap, the client's first."""
    return [(role.value, g.start_s, g.end_s, g.cause.value) for role in Role for g in gaps_of(recording, role)]


def gaps_of(recording: Recording, role: Role) -> tuple[Gap, ...]:
    return person_gaps(by_final_clock(recording), read_marks(recording.moments), role)


def measured(recording: Recording) -> list[Role]:
    """Who wore a strap, or was imported."""
    return [role for role in Role if recording.strap_of(role) is not None or recording.beats_of(role)]
