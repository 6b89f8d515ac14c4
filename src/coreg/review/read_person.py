"""One person's part of a session, read anew: what counts of the beats, baselines, sets."""

from collections.abc import Sequence
from dataclasses import dataclass

from coreg.domain.baseline import Baseline
from coreg.domain.beat import Beat
from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.set_readings import SessionSets
from coreg.readings.baseline import read_baselines
from coreg.readings.marks import marks_of
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.session_sets import read_session_sets
from coreg.recording.reader import Recording
from coreg.review.amended import amended_beats


@dataclass(frozen=True, slots=True, eq=False)
class PersonRead:
    """What the readings that ran live give of all the beats at once, as amended since."""

    beats: Sequence[Beat]
    series: BeatSeries
    baselines: tuple[Baseline, ...]
    sets: SessionSets


def read_person(recording: Recording, marks: Marks, role: Role) -> PersonRead:
    """Read a person's part of a recording, placed by whichever clock; of no beats where no strap was worn."""
    beats = amended_beats(recording, marks, role)
    series, own = finished_series(beats), marks_of(marks, role)
    baselines = read_baselines(series, own)
    return PersonRead(beats, series, baselines, read_session_sets(series, own, baselines))
