"""The beats that a review reads: those of the recording, with what was amended after the session applied."""

from collections.abc import Sequence
from dataclasses import replace

from coreg.domain.beat import Beat
from coreg.domain.marks import Marks, Span, SpanKind
from coreg.domain.person import Role
from coreg.recording.reader import Recording


def amended_beats(recording: Recording, marks: Marks, role: Role) -> list[Beat]:
    """Return a person's beats without those that lie in excluded stretches."""
    return without_spans(recording.beats_of(role), marks.spans_of(SpanKind.EXCLUDED))


def without_spans(beats: Sequence[Beat], spans: Sequence[Span]) -> list[Beat]:
    """Leave out the beats whose interval reaches into a stretch; nothing is paired across what is left out.

    >>> beats = [Beat(1, 1024, float(i), 0.025) for i in range(1, 7)]
    >>> [(beat.segment, beat.t_s) for beat in without_spans(beats, [Span(SpanKind.EXCLUDED, 2.5, 3.5)])]
    [(1, 1.0), (1, 2.0), (2, 5.0), (2, 6.0)]
    """
    kept: list[Beat] = []
    n_holes, is_hole = 0, False
    for beat in beats:
        begins_s = beat.t_s - beat.rr_ms / 1000.0
        if any(span.start_s < beat.t_s and (span.end_s is None or span.end_s > begins_s) for span in spans):
            n_holes += not is_hole
            is_hole = True
            continue
        is_hole = False
        kept.append(replace(beat, segment=beat.segment + n_holes) if n_holes else beat)
    return kept
