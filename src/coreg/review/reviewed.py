"""A session as review reads it: verdicts final, marks as amended. Window, report and course share it.

The readings are the ones that ran live, fed with all the beats at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from coreg.domain.baseline import Baseline
from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.set_readings import SessionSets
from coreg.domain.together import Together
from coreg.readings.marks import marks_of
from coreg.readings.session_sets import read_session_sets
from coreg.recording.reader import Recording
from coreg.review.amended import is_amended
from coreg.review.dyad import together_of
from coreg.review.final_clock import by_final_clock
from coreg.review.strip import PersonStrip, SessionStrip, read_strip


class Clock(Enum):
    """How beats were placed in time: as during the session, from both sides, or as an imported file told."""

    LIVE = "live"
    FINAL = "final"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, eq=False)
class ReviewedPerson(PersonStrip):
    """One person's part of a session: what a strip shows, and the readings of the sets."""

    sets: SessionSets

    @property
    def baseline(self) -> Baseline | None:
        """The newest accepted baseline."""
        return next((one for one in reversed(self.baselines) if one.is_accepted), None)


@dataclass(frozen=True, slots=True, eq=False)
class ReviewedSession:
    """A session, read anew.

    Attributes
    ----------
    people
        Those who sent beats; nobody in a session of marks only.
    recording
        As it is in the file: beats by the live clock, straps as they were thought to be worn.
    is_amended
        Whether marks were corrected, or added, after the session had ended.
    """

    recording: Recording
    length_s: float
    marks: Marks
    people: Mapping[Role, ReviewedPerson]
    together: Together
    is_amended: bool
    clock: Clock = Clock.LIVE


def review(recording: Recording) -> ReviewedSession:
    """Read a whole session anew, with beats as the live clock placed them: under a second for an hour.

    Raises
    ------
    UsageError
        The session is too long.
    """
    return complete(read_strip(recording))


def review_finally(recording: Recording) -> ReviewedSession:
    """Read a whole session anew, with beats as the final clock places them: some 0.3 s more than `review`.

    What is said on paper or exported from a review is of this one; a window may begin with `review` and take this
    one over when it is there. An imported session has no packets, and is the same in both.

    Raises
    ------
    UsageError
        The session is too long.
    """
    return complete(read_strip(recording, by_final_clock(recording)))


def complete(strip: SessionStrip) -> ReviewedSession:
    """Read what a strip doesn't show yet: everybody's sets, and the two together.

    Raises
    ------
    UsageError
        The session is too long.
    """
    recording, marks = strip.recording, strip.marks
    clock = Clock.LIVE if strip.placed is recording else Clock.FINAL
    return ReviewedSession(
        recording=recording,
        length_s=strip.length_s,
        marks=marks,
        people={role: _with_sets(person, marks) for role, person in strip.people.items()},
        together=together_of(strip.placed, marks, {role: person.series for role, person in strip.people.items()}),
        is_amended=is_amended(recording.moments),
        clock=clock if recording.header.imported_from is None else Clock.IMPORTED,
    )


def _with_sets(person: PersonStrip, marks: Marks) -> ReviewedPerson:
    return ReviewedPerson(
        role=person.role,
        strap=person.strap,
        beats=person.beats,
        series=person.series,
        heart_rate_lane=person.heart_rate_lane,
        rmssd_lane=person.rmssd_lane,
        gaps=person.gaps,
        usable_share=person.usable_share,
        baselines=person.baselines,
        sets=read_session_sets(person.series, marks_of(marks, person.role), person.baselines),
    )
