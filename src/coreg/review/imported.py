"""The beats of an imported session made anew of the intervals as given, and the gaps between them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from coreg.domain.beat import Beat, Gap, GapCause, nearest_ticks
from coreg.domain.person import Role
from coreg.recording.reader import ImportedRr, Recording, StoredBeat


def beats_of_intervals(recording: Recording, role: Role) -> tuple[StoredBeat, ...]:
    """Make a person's beats anew.

    Segments, flags, and times that the file didn't tell are known from the stored beats alone. An interval that has
    no beat any more gets one behind the last.
    """
    stored = recording.beats_of(role)
    given = [each for each in recording.imported if each.role is role]
    beats: list[StoredBeat] = []
    for i, each in enumerate(given):
        beat = stored[i] if i < len(stored) else _next(beats, each)
        t_s = beat.t_s if each.t_s is None else each.t_s
        beats.append(StoredBeat(None, each.run, role, replace(beat, ticks=nearest_ticks(each.rr_ms), t_s=t_s)))
    return tuple(beats)


def gaps_between(beats: Sequence[StoredBeat]) -> tuple[Gap, ...]:
    """Return the holes between segments, where the times show how long they are."""
    holes = (
        Gap(before.beat.t_s, after.beat.t_s - after.beat.rr_ms / 1000, GapCause.NO_DATA)
        for before, after in pairwise(beats)
        if before.beat.segment != after.beat.segment
    )
    return tuple(hole for hole in holes if hole.end_s > hole.start_s)


def _next(beats: Sequence[StoredBeat], interval: ImportedRr) -> Beat:
    segment, end_s = (beats[-1].beat.segment, beats[-1].beat.t_s) if beats else (0, 0.0)
    return Beat(segment, nearest_ticks(interval.rr_ms), end_s + interval.rr_ms / 1000, 0.0)
