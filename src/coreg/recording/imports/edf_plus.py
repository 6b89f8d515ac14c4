"""EDF+ with annotated heartbeats: the intervals between annotations that mark a beat. No beat is detected here.

Kemp & Olivan 2003, "European data format 'plus'". Only the header and the bytes of the signals called
`EDF Annotations` are read, however long the recorded signals are.
"""

from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from coreg.domain.beat import MS_PER_TICK, BeatFlag
from coreg.domain.errors import ImportFileError
from coreg.recording.imports.edf_header import EdfHeader, read_header
from coreg.recording.imports.edf_marks import Marks, OwnBeat
from coreg.recording.imports.imported import Format, Imported
from coreg.recording.imports.lines import check_size, unreadable

_LONGEST_RR_S = Decimal(10)  # as between packets of a strap (design section 2): longer, and no beat was marked
_MS_PER_S = 1000
_CUT = "The file ends before its header says: what there is was taken."


def read_edf_plus(path: Path) -> Imported:
    """Read the intervals between annotated heartbeats, or those that Coreg annotated.

    Raises
    ------
    ImportFileError
        The file isn't EDF+, is damaged, or none of its annotations marks a heartbeat.
    """
    check_size(path, largest=None)
    try:
        header = read_header(path)
        marks = Marks(path, header)
    except OSError as error:
        raise unreadable(path, error) from error
    remarks = (_CUT,) if header.is_cut else ()
    if marks.own:
        return _own(header, sorted(marks.own, key=lambda beat: beat.end), remarks)
    intervals = list(_intervals(sorted(set(marks.beats)), marks.holes))
    if not intervals:
        msg = (
            f"{path}: of its {len(marks.beats) + marks.n_other} annotations no two mark heartbeats that follow each"
        )
        msg += " other (QRS, R-wave, beat, N …). Coreg finds no beats in an ECG."
        raise ImportFileError(msg)
    return _between_beats(header, intervals, remarks)


def _own(header: EdfHeader, beats: Sequence[OwnBeat], remarks: tuple[str, ...]) -> Imported:
    rr_ms = array("d", (beat.ticks * MS_PER_TICK for beat in beats))
    zero = min(Decimal(0), beats[0].end - Decimal(rr_ms[0]) / _MS_PER_S)
    return Imported(
        Format.EDF_PLUS,
        rr_ms,
        array("d", (float(beat.end - zero) for beat in beats)),
        tuple(i for i in range(1, len(beats)) if beats[i].segment != beats[i - 1].segment),
        {i: beat.flags for i, beat in enumerate(beats) if beat.flags is not BeatFlag.NONE},
        started=header.started_after(float(zero)),
        remarks=remarks,
    )


def _between_beats(
    header: EdfHeader, intervals: Sequence[tuple[Decimal, Decimal]], remarks: tuple[str, ...]
) -> Imported:
    zero = intervals[0][0]
    starts = [i for i in range(1, len(intervals)) if intervals[i][0] != intervals[i - 1][1]]
    return Imported(
        Format.EDF_PLUS,
        array("d", (float((onset - before) * _MS_PER_S) for before, onset in intervals)),
        array("d", (float(onset - zero) for _, onset in intervals)),
        tuple(starts),
        started=header.started_after(float(zero)),
        remarks=remarks,
    )


def _intervals(
    onsets: Sequence[Decimal], holes: Sequence[tuple[Decimal, Decimal]]
) -> Iterator[tuple[Decimal, Decimal]]:
    """Give the beats that follow each other with nothing missing between them."""
    n_past = 0
    for before, onset in pairwise(onsets):
        while n_past < len(holes) and holes[n_past][1] <= before:
            n_past += 1
        has_hole = n_past < len(holes) and holes[n_past][0] < onset
        if not has_hole and onset - before <= _LONGEST_RR_S:
            yield before, onset
