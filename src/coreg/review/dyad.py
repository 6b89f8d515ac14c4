"""Two people's moving together, of a recording or of the beats of a text file, and measures from the literature."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coreg.domain.beat import Beat, BeatFlag
from coreg.domain.classic import ClassicMeasure
from coreg.domain.errors import UsageError
from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.together import Together, TogetherUpdate
from coreg.readings.classic import read_classic
from coreg.readings.marks import read_marks
from coreg.readings.series import BeatSeries
from coreg.readings.together import read_together, read_together_of
from coreg.readings.together_marks import Markings, Stretch, as_marked_then, profile_of, read_markings
from coreg.recording.reader import Recording
from coreg.recording.rr_text import RrSeries
from coreg.review.amended import amended_beats
from coreg.review.recompute import latency_s

LONGEST_S = 8 * 3600.0  # our choice: the comparison grows with the square of the length.
LONGEST_CLASSIC_S = 3 * 3600.0  # our choice: at every lag, every half-minute with every other is kept.


@dataclass(frozen=True, slots=True)
class Dyad:
    """What was found, of how long a session and how many sets.

    Attributes
    ----------
    shown
        The live answers as they were shown while it was recorded; none of older files and of beats alone.
    classic
        Measures from the literature, only where they were asked for.
    """

    length_s: float
    n_sets: int
    found: Together
    shown: tuple[TogetherUpdate, ...] = ()
    classic: tuple[ClassicMeasure, ...] = ()

    @property
    def n_shown_otherwise(self) -> int:
        """How many answers were shown otherwise than they are recomputed."""
        return sum(then != now for then, now in zip(self.shown, self.found.updates, strict=False)) + max(
            0, len(self.shown) - len(self.found.updates)
        )


def dyad_of_recording(
    recording: Recording,
    sets: Sequence[Stretch] | None = None,
    *,
    is_as_marked_then: bool = False,
    has_classic: bool = False,
) -> Dyad:
    """Return what the recording, as amended, says of the two; `sets` stand in for the marked ones.

    Parameters
    ----------
    is_as_marked_then
        Whether each live answer is recomputed with what was marked when it was shown, and whose beats it was taken
        for then, without later corrections.
    has_classic
        Whether to compute the measures from the literature, too.

    Raises
    ------
    UsageError
        The session is too long.
    """
    marks = read_marks(recording.moments)
    profile = profile_of(recording.settings, marks)
    markings = _with(read_markings(marks, profile), sets)
    then: Sequence[Markings] = ()
    if is_as_marked_then:
        revisions = [answer.marks_revision for answer in recording.together]
        then = as_marked_then(recording.moments, revisions, profile)
    has_latencies = _has_latencies(recording)
    beats = {
        role: recording.beats_of(role) if is_as_marked_then else amended_beats(recording, marks, role)
        for role in Role
    }
    found = _dyad(beats, markings, recording.duration_s, has_latencies=has_latencies, marked_then=then)
    classic = _classic(beats, markings, recording.duration_s) if has_classic else ()
    return replace(found, shown=recording.together, classic=classic)


def together_of(recording: Recording, marks: Marks, series: Mapping[Role, BeatSeries]) -> Together:
    """Return the same of both people's finished series, without judging their beats once more.

    Raises
    ------
    UsageError
        The session is too long.
    """
    length_s = recording.duration_s
    _check_length(length_s)
    whole = {role: series.get(role) or BeatSeries() for role in Role}
    if any(one.n_beats and one.t_s[-1] > length_s for one in whole.values()):
        return dyad_of_recording(recording).found
    markings, has_latencies = read_markings(marks, profile_of(recording.settings, marks)), _has_latencies(recording)
    return read_together_of(whole, markings, max(0.0, length_s), has_latencies=has_latencies)


def _has_latencies(recording: Recording) -> bool:
    return all(latency_s(recording, role) is not None for role in Role)


def classic_of_recording(recording: Recording) -> tuple[ClassicMeasure, ...]:
    """Return the measures from the literature; none where only one was measured, or of over three hours."""
    marks = read_marks(recording.moments)
    beats = {role: amended_beats(recording, marks, role) for role in Role}
    if not all(beats.values()) or not 0.0 < recording.duration_s <= LONGEST_CLASSIC_S:
        return ()
    markings = read_markings(marks, profile_of(recording.settings, marks))
    return _classic(beats, markings, recording.duration_s)


def dyad_of_text(
    series: Sequence[RrSeries], sets: Sequence[Stretch] | None = None, *, has_classic: bool = False
) -> Dyad:
    """Return what the beats of a text file say of the two. Flags are ignored; the session ends with the last thing.

    Raises
    ------
    UsageError
        The series don't say whose they are or when the intervals end, or the session is too long.
    """
    if not all(one.role is not None and one.has_ends for one in series):
        msg = "Two people's beats need the columns role, t_s (the END of each interval) and rr_ms."
        raise UsageError(msg)
    beats = {
        one.role: [replace(beat, flags=BeatFlag.NONE) for beat in one.beats]
        for one in series
        if one.role is not None
    }
    ends_s = [beat.t_s for one in beats.values() for beat in one] + [end_s for _, end_s in sets or ()]
    has_latencies = all(one.has_latency for one in series)
    markings, length_s = _with(Markings(), sets), float(math.ceil(max(ends_s)))
    found = _dyad(beats, markings, length_s, has_latencies=has_latencies)
    return replace(found, classic=_classic(beats, markings, length_s)) if has_classic else found


def _with(markings: Markings, sets: Sequence[Stretch] | None) -> Markings:
    return markings if sets is None else replace(markings, sets=tuple(sets))


def _dyad(
    beats: Mapping[Role, Sequence[Beat]],
    markings: Markings,
    length_s: float,
    *,
    has_latencies: bool,
    marked_then: Sequence[Markings] = (),
) -> Dyad:
    _check_length(length_s)
    within = {role: [beat for beat in one if beat.t_s <= length_s] for role, one in beats.items()}
    found = read_together(
        within, markings, max(0.0, length_s), has_latencies=has_latencies, marked_then=marked_then
    )
    return Dyad(length_s, len(markings.sets), found)


def _check_length(length_s: float) -> None:
    if not length_s <= LONGEST_S:
        longest_h = LONGEST_S / 3600
        msg = f"{length_s / 3600:.0f} hours are too long to compare two people over: at most {longest_h:.0f}."
        raise UsageError(msg)


def _classic(
    beats: Mapping[Role, Sequence[Beat]], markings: Markings, length_s: float
) -> tuple[ClassicMeasure, ...]:
    if length_s > LONGEST_CLASSIC_S:
        longest_h = LONGEST_CLASSIC_S / 3600
        msg = f"{length_s / 3600:.1f} hours are too long for --classic: at most {longest_h:.0f}."
        raise UsageError(msg)
    within = {role: [beat for beat in one if beat.t_s <= length_s] for role, one in beats.items()}
    return read_classic(within, markings, max(0.0, length_s))
