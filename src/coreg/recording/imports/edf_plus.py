"""EDF+ with annotated heartbeats: the intervals between annotations that mark a beat. No beat is detected here.

Kemp & Olivan 2003, "European data format 'plus'" (section numbers below). Only the header and the bytes of the
signals called `EDF Annotations` are read, however long the recorded signals are.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.edf_header import EdfHeader, read_annotations, read_header
from coreg.recording.imports.imported import Format, Imported
from coreg.recording.imports.lines import check_room, unreadable

# 2.2.2: +Onset, perhaps 21 and Duration, 20, then annotations that each end with 20; the list ends with 0.
_ONSET = re.compile(rb"([+-]\d{1,10}(?:\.\d{0,12})?)(?:\x15\d{0,10}(?:\.\d{0,12})?)?")
_NAMES = frozenset(
    ("qrs", "r-wave", "r wave", "r-peak", "r peak", "rpeak", "r-onset", "beat", "heartbeat", "ecg beat")
)
_WFDB_BEATS = frozenset("NLRBAaJSVrFejnE/fQ?")  # PhysioNet's codes of beats, as its converters write them
_LONGEST_RR_S = Decimal(10)  # as between packets of a strap (design section 2): longer, and no beat was marked
_MS_PER_S = 1000
_CUT = "The file ends before its header says: what there is was taken."


def read_edf_plus(path: Path) -> Imported:
    """Read the intervals between annotated heartbeats.

    Raises
    ------
    ImportFileError
        The file isn't EDF+, is damaged, or none of its annotations marks a heartbeat.
    """
    try:
        header = read_header(path)
        marks = _Marks(path, header)
    except OSError as error:
        raise unreadable(path, error) from error
    intervals = list(_intervals(sorted(set(marks.beats)), marks.holes))
    if not intervals:
        msg = (
            f"{path}: of its {len(marks.beats) + marks.n_other} annotations no two mark heartbeats that follow each"
        )
        msg += " other (QRS, R-wave, beat, N …). Coreg finds no beats in an ECG."
        raise ImportFileError(msg)
    return _imported(header, intervals)


class _Marks:
    """The annotations that count.

    Attributes
    ----------
    beats
        When the heartbeats were, in seconds after the file's start.
    holes
        From when to when a discontinuous recording has nothing, in order.
    n_other
        How many annotations mark something else. What they say isn't kept: it may be names.
    """

    def __init__(self, path: Path, header: EdfHeader) -> None:
        self.beats: list[Decimal] = []
        self.holes: list[tuple[Decimal, Decimal]] = []
        self.n_other = 0
        end = None
        for record in read_annotations(path, header):
            keeping = None
            for onset, texts in _annotations(path, record):
                keeping = onset if keeping is None and not texts[0] else keeping  # 2.2.4: an empty text keeps time
                self._take(path, onset, texts)
            if keeping is not None and header.is_discontinuous and header.record_s:
                if end is not None and keeping > end:
                    self.holes.append((end, keeping))
                end = keeping + header.record_s

    def _take(self, path: Path, onset: Decimal, texts: list[bytes]) -> None:
        for text in filter(None, texts):
            if _marks_beat(text):
                self.beats.append(onset)
                check_room(path, len(self.beats) - 1)
            else:
                self.n_other += 1


def _annotations(path: Path, record: bytes) -> Iterator[tuple[Decimal, list[bytes]]]:
    """Split the bytes of one record's annotations."""
    for stamped in filter(None, record.split(b"\0")):
        onset, *texts = stamped.split(b"\x14")
        found = _ONSET.fullmatch(onset)
        if found is None or not texts:
            msg = f"{path} is damaged: one of its annotations has no time."
            raise ImportFileError(msg)
        yield Decimal(found[1].decode("ascii")), texts


def _marks_beat(text: bytes) -> bool:
    word = text.decode("utf-8", "replace").strip()
    return word.lower() in _NAMES or word in _WFDB_BEATS


def _imported(header: EdfHeader, intervals: Sequence[tuple[Decimal, Decimal]]) -> Imported:
    zero = intervals[0][0]
    starts = [i for i in range(1, len(intervals)) if intervals[i][0] != intervals[i - 1][1]]
    return Imported(
        Format.EDF_PLUS,
        array("d", (float((onset - before) * _MS_PER_S) for before, onset in intervals)),
        array("d", (float(onset - zero) for _, onset in intervals)),
        tuple(starts),
        started=header.started_after(float(zero)),
        remarks=(_CUT,) if header.is_cut else (),
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
