"""What is left of a recording once a part of it is taken out. Nothing here touches a file.

A strap's packets aren't cut at an instant: one arrives up to some seconds after the heartbeats it tells of, and may
be kept back until the next explains it. So every packet goes that arrived in the span or tells of a beat in it, and
every one without beats that came soon enough after it to hold some.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from coreg.domain.beat import BeatFlag
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.strap import LinkState
from coreg.recording.reader import (
    ImportedRr,
    Recording,
    StoredBeat,
    StoredLinkEvent,
    StoredPacket,
    StoredStrap,
)

# Our choice: the decoder takes no packet that holds more than 10 s beyond the time since the one before it, and no
# strap is known that sends a beat more than 3 s late.
_LATE_S = 13.0
# An answer on moving together of time t needs beats of up to 10 s later, and one after them.
_ANSWERED_FROM_S = 30.0
_NS_PER_S = 1_000_000_000

Rebuild = Callable[[Recording, Role], Collection[StoredBeat]]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the session's clock, and whose heartbeats in it are meant."""

    start_s: float
    end_s: float
    roles: frozenset[Role]

    def holds(self, t_s: float) -> bool:
        """Whether an instant lies in it."""
        return self.start_s <= t_s <= self.end_s

    @property
    def who(self) -> str:
        """The role, or `both`."""
        return "both" if len(self.roles) > 1 else next(iter(self.roles)).value


def without_span(recording: Recording, span: Span, tombstone: Moment, rebuild: Rebuild) -> Recording:
    """Return the recording without what was recorded of a span's people in it.

    Where both people are meant, what was marked in the span goes as well, and every amendment of it. That a strap
    was connected is kept as it stood at the end of the span, without saying when in it that came to be.

    Parameters
    ----------
    tombstone
        The moment that says that something was erased here; it is numbered after all others.
    rebuild
        Decodes a person's packets anew: the beats after the span no longer follow on those before it.
    """
    marked = [m.moment_id for m in recording.moments if span.holds(m.t_s)] if len(span.roles) > 1 else []
    gone = _with_amendments(recording, marked)
    told = {each.packet for each in recording.beats if each.role in span.roles and _is_beat_in(each, span)}
    has_beats = {each.packet for each in recording.beats}
    left = replace(
        recording,
        packets=tuple(p for p in recording.packets if not _is_packet_in(p, span, told, has_beats)),
        link_events=tuple(_left_of_links(recording, span)),
        straps=tuple(_left_of_strap(each, span) for each in recording.straps),
        moments=(*(m for m in recording.moments if m.moment_id not in gone), tombstone),
        imported=tuple(_left_of_imported(recording, span)),
        together=tuple(one for one in recording.together if one.t_s + _ANSWERED_FROM_S < span.start_s),
        seal=None,
    )
    if recording.header.imported_from is not None:
        return replace(left, beats=tuple(_left_of_imported_beats(recording, span)))
    return replace(left, beats=tuple(each for role in Role for each in rebuild(left, role)))


def without_moments(recording: Recording, moment_ids: Collection[int]) -> Recording:
    """Return the recording with an empty tombstone in the place of each of the moments and of their amendments."""
    gone = _with_amendments(recording, moment_ids)
    return replace(
        recording,
        moments=tuple(_emptied(m) if m.moment_id in gone else m for m in recording.moments),
        seal=None,
    )


def _emptied(moment: Moment) -> Moment:
    return replace(moment, kind=MomentKind.ERASED, payload={}, amends=None)


def _with_amendments(recording: Recording, moment_ids: Collection[int]) -> set[int]:
    gone = set(moment_ids)
    for moment in recording.moments:  # an amendment comes after what it amends
        if moment.amends in gone:
            gone.add(moment.moment_id)
    return gone


def _is_beat_in(stored: StoredBeat, span: Span) -> bool:
    beat = stored.beat
    return beat.t_s - beat.rr_ms / 1000 <= span.end_s and beat.t_s >= span.start_s


def _is_packet_in(
    packet: StoredPacket, span: Span, told: Collection[int | None], has_beats: Collection[int | None]
) -> bool:
    if packet.role not in span.roles:
        return False
    t_s = packet.t_ns / _NS_PER_S
    may_tell = packet.entry not in has_beats and span.start_s <= t_s <= span.end_s + _LATE_S
    return span.holds(t_s) or packet.entry in told or may_tell


def _left_of_links(recording: Recording, span: Span) -> Iterator[StoredLinkEvent]:
    """Keep of the links in the span that one began, and how it stood at the end; packets after it rest on both."""
    kept: set[int] = set()
    for role in span.roles:
        inside = [event for event in recording.link_events_of(role) if span.holds(event.t_ns / _NS_PER_S)]
        begun = [event for event in inside if event.state is LinkState.SUBSCRIBING]
        kept |= {event.entry for event in (*begun[:1], *inside[-1:])}
    for event in recording.link_events:
        if event.role not in span.roles or not span.holds(event.t_ns / _NS_PER_S):
            yield event
        elif event.entry in kept:
            yield replace(event, t_ns=_end_ns(span))


def _left_of_strap(stored: StoredStrap, span: Span) -> StoredStrap:
    is_inside = stored.role in span.roles and span.holds(stored.t_ns / _NS_PER_S)
    return replace(stored, t_ns=_end_ns(span)) if is_inside else stored


def _end_ns(span: Span) -> int:
    return round(span.end_s * _NS_PER_S)


def _left_of_imported(recording: Recording, span: Span) -> Iterator[ImportedRr]:
    """Where the file told no times, intervals are taken to follow one another from the session's zero."""
    for role in Role:
        rows = [each for each in recording.imported if each.role is role]
        counted_s = accumulate(each.rr_ms / 1000 for each in rows)
        for each, sum_s in zip(rows, counted_s, strict=True):
            t_s = sum_s if each.t_s is None else each.t_s
            is_inside = t_s >= span.start_s and t_s - each.rr_ms / 1000 <= span.end_s
            if role not in span.roles or not is_inside:
                yield each


def _left_of_imported_beats(recording: Recording, span: Span) -> Iterator[StoredBeat]:
    is_first_after = dict.fromkeys(span.roles, True)
    for each in recording.beats:
        if each.role not in span.roles or each.beat.t_s < span.start_s:
            yield each
        elif not _is_beat_in(each, span):
            flag = BeatFlag.SPANS_GAP if is_first_after[each.role] else BeatFlag.NONE
            is_first_after[each.role] = False
            beat = replace(each.beat, segment=each.beat.segment + 1, flags=each.beat.flags | flag)
            yield replace(each, beat=beat)
