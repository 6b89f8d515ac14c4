"""The holes among stored beats, found without decoding anything anew: that takes seconds an hour."""

from collections.abc import Sequence, Set
from itertools import pairwise

from coreg.domain.beat import Beat, BeatFlag, Gap, GapCause
from coreg.domain.marks import Span
from coreg.domain.strap import LinkState
from coreg.recording.reader import StoredBeat, StoredLinkEvent
from coreg.sensors.beat_clock import GAP_SLACK_S
from coreg.sensors.decoder import MAX_CREDIBLE_RR_MS

_WITHOUT_CONTACT = (
    BeatFlag.SUSPECT | BeatFlag.FIRST_AFTER_LINK
)  # what the decoder flags a beat without contact with


def stored_gaps(
    stored: Sequence[StoredBeat], links: Sequence[StoredLinkEvent], off_record: Sequence[Span]
) -> tuple[Gap, ...]:
    """Return a person's gaps in order: where beats aren't of one segment, as the decoder told them live."""
    found = []
    for last, first in pairwise(stored):
        if last.beat.segment == first.beat.segment:
            continue
        start_s, end_s = last.beat.t_s, max(last.beat.t_s, _begins_s(first.beat))
        cause = GapCause.NO_DATA
        if last.run == first.run:
            between = {event.state for event in links if (last.packet or 0) < event.entry < (first.packet or 0)}
            if _WITHOUT_CONTACT in last.beat.flags:
                between.add(LinkState.CONTACT_LOST)
            cause = _cause(first.beat, start_s, between, off_record)
        if cause is not GapCause.CONTACT_LOST or end_s - start_s > GAP_SLACK_S:
            found.append(Gap(start_s, end_s, cause))
    return tuple(found)


def _begins_s(first: Beat) -> float:
    """Return when its interval began; one that is too long to be true may hold the hole itself."""
    return first.t_s - first.rr_ms / 1000 if first.rr_ms <= MAX_CREDIBLE_RR_MS else first.t_s


def _cause(first: Beat, start_s: float, between: Set[LinkState], off_record: Sequence[Span]) -> GapCause:
    if any(span.start_s < first.t_s and (span.end_s is None or span.end_s > start_s) for span in off_record):
        return GapCause.OFF_RECORD
    if LinkState.SUBSCRIBING in between and BeatFlag.SPANS_GAP not in first.flags:
        return GapCause.LINK_LOST
    return GapCause.CONTACT_LOST if LinkState.CONTACT_LOST in between else GapCause.NO_DATA
