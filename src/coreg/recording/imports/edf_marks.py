"""What annotations of an EDF+ file say of heartbeats: others' marks at each beat, or Coreg's own with intervals.

Coreg writes `beat rr_ticks=832 segment=0 flag=first_after_link flag_final=` at the END of each interval: there the
interval itself is given, and a change of the segment is a hole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from coreg.domain.beat import MOST_TICKS, BeatFlag
from coreg.domain.errors import ImportFileError
from coreg.recording.imports.edf_header import EdfHeader, read_annotations
from coreg.recording.imports.imported import MOST_INTERVALS
from coreg.recording.imports.lines import check_room

# 2.2.2: +Onset, perhaps 21 and Duration, 20, then annotations that each end with 20; the list ends with 0.
_ONSET = re.compile(rb"([+-]\d{1,10}(?:\.\d{0,12})?)(?:\x15\d{0,10}(?:\.\d{0,12})?)?")
_NAMES = frozenset(
    ("qrs", "r-wave", "r wave", "r-peak", "r peak", "rpeak", "r-onset", "r", "beat", "heartbeat", "ecg beat")
)
_WFDB_BEATS = frozenset("NLRBAaJSVrFejnE/fQ?")  # PhysioNet's codes of beats, as its converters write them
_OWN = re.compile(r"beat rr_ticks=(\d{1,5})(?: rr_ms=\S+)? segment=(\d{1,9}) flag=(\S*)(?: .*)?")
_FLAGS = {flag.name.lower(): flag for flag in BeatFlag if flag.name}
_MOST_ANNOTATIONS = 2 * MOST_INTERVALS


@dataclass(frozen=True, slots=True)
class OwnBeat:
    """One interval as Coreg annotates it."""

    end: Decimal
    ticks: int
    segment: int
    flags: BeatFlag


class Marks:
    """The annotations that count.

    Attributes
    ----------
    beats
        When the heartbeats were, in seconds after the file's start.
    own
        Intervals that Coreg itself annotated.
    holes
        From when to when a discontinuous recording has nothing, in order.
    n_other
        How many annotations mark something else. What they say isn't kept: it may be names.

    Raises
    ------
    ImportFileError
        The annotations are damaged, or more than one recording has.
    """

    def __init__(self, path: Path, header: EdfHeader) -> None:
        self._path = path
        self.beats: list[Decimal] = []
        self.own: list[OwnBeat] = []
        self.holes: list[tuple[Decimal, Decimal]] = []
        self.n_other = 0
        end: Decimal | None = None
        for record in read_annotations(path, header):
            begun = self._read(record)
            if begun is not None and header.is_discontinuous and header.record_s:
                if end is not None and begun > end:
                    self.holes.append((end, begun))
                end = begun + header.record_s

    def _read(self, record: bytes) -> Decimal | None:
        """Take one record's annotations; return when it begins."""
        begun = None
        for onset, texts in _annotations(self._path, record):
            if begun is None and not texts[0]:  # 2.2.4: an empty text keeps time
                begun = onset
            for text in filter(None, texts):
                self._take(onset, text.decode("utf-8", "replace").strip())
        return begun

    def _take(self, onset: Decimal, text: str) -> None:
        if own := _OWN.fullmatch(text):
            ticks = int(own[1])
            if not 0 < ticks <= MOST_TICKS:
                msg = f"{self._path}: an RR interval of {ticks} 1/1024 s can't be."
                raise ImportFileError(msg)
            flags = BeatFlag.NONE
            for word in own[3].split("+"):
                flags |= _FLAGS.get(word, BeatFlag.NONE)  # artifact verdicts are made anew
            self.own.append(OwnBeat(onset, ticks, int(own[2]), flags))
        elif text.lower() in _NAMES or text in _WFDB_BEATS:
            self.beats.append(onset)
        else:
            self.n_other += 1
        n_beats = len(self.beats) + len(self.own)
        check_room(self._path, n_beats - 1)
        if n_beats + self.n_other > _MOST_ANNOTATIONS:
            msg = f"{self._path} has more than {_MOST_ANNOTATIONS:,} annotations: that is no single recording."
            raise ImportFileError(msg)


def _annotations(path: Path, record: bytes) -> Iterator[tuple[Decimal, list[bytes]]]:
    """Split the bytes of one record's annotations."""
    for stamped in filter(None, record.split(b"\0")):
        onset, *texts = stamped.split(b"\x14")
        found = _ONSET.fullmatch(onset)
        if found is None or not texts:
            msg = f"{path} is damaged: one of its annotations has no time."
            raise ImportFileError(msg)
        yield Decimal(found[1].decode("ascii")), texts
