"""Who wore which strap, as was found out afterwards: from an instant on, each person's beats are the other strap's.

Nothing that was recorded is changed. Packets are decoded strap by strap, as they came, and only then given to whom
they are: a strap's clock goes on across the instant at which it changes hands.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coreg.domain.beat import BeatFlag
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.readings.marks import standing_moments
from coreg.recording.reader import ImportedRr, Recording, StoredBeat, StoredStrap

_NS_PER_S = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch in which a person wore the strap that was recorded as `strap`'s."""

    start_s: float
    end_s: float
    strap: Role

    def holds(self, t_s: float) -> bool:
        """Whether an instant lies in it; its start is the piece's before."""
        return self.start_s < t_s <= self.end_s


@dataclass(frozen=True, slots=True)
class Wearing:
    """The instants at which the two straps changed hands, in order.

    >>> wearing = Wearing((60.0,))
    >>> wearing.strap_of(Role.CLIENT, 30.0), wearing.strap_of(Role.CLIENT, 90.0)
    (<Role.CLIENT: 'client'>, <Role.THERAPIST: 'therapist'>)
    """

    swaps_s: tuple[float, ...] = ()

    def pieces(self, role: Role) -> list[Piece]:
        """Return which strap a person wore, from the beginning to the end of all time."""
        bounds = (-math.inf, *self.swaps_s, math.inf)
        worn = [role if i % 2 == 0 else role.other for i in range(len(bounds) - 1)]
        pieces = [
            Piece(start_s, end_s, strap) for (start_s, end_s), strap in zip(pairwise(bounds), worn, strict=True)
        ]
        return [piece for piece in pieces if piece.end_s > piece.start_s]

    def strap_of(self, role: Role, t_s: float) -> Role:
        """Return whose strap a person wore then, as it was recorded."""
        return next(piece.strap for piece in self.pieces(role) if piece.holds(t_s))

    def newest(self, role: Role) -> Role:
        """Return whose strap a person wore at the end."""
        return self.pieces(role)[-1].strap


def read_wearing(moments: Sequence[Moment]) -> Wearing:
    """Return who wore which strap, as the marks that stand say. At or before zero is from the beginning."""
    swaps = sorted(m.t_s for m in standing_moments(moments) if m.kind is MomentKind.ROLES_SWAPPED)
    once: list[float] = []
    for t_s in (t_s if t_s > 0.0 else -math.inf for t_s in swaps):
        if once and once[-1] == t_s:
            once.pop()  # twice at one instant is not at all
        else:
            once.append(t_s)
    return Wearing(tuple(once))


def as_worn(recording: Recording) -> Recording:
    """Return the recording with everything given to who wore the strap it came from; itself where nobody swapped.

    An interval that lies across the instant of a swap is kept, and enters no number.
    """
    wearing = read_wearing(recording.moments)
    if not wearing.swaps_s:
        return recording
    beats = [each for role in Role for each in _worn_beats(recording, role, wearing)]
    return replace(
        recording,
        straps=tuple(each for role in Role for each in _worn_straps(recording, role, wearing)),
        packets=tuple(replace(p, role=wearing.strap_of(p.role, p.t_ns / _NS_PER_S)) for p in recording.packets),
        beats=tuple(stored for stored, _ in beats),
        link_events=tuple(
            replace(e, role=wearing.strap_of(e.role, e.t_ns / _NS_PER_S)) for e in recording.link_events
        ),
        imported=tuple(imported for _, imported in beats if imported is not None),
    )


def _worn_beats(
    recording: Recording, role: Role, wearing: Wearing
) -> Iterator[tuple[StoredBeat, ImportedRr | None]]:
    n_segments = 0
    for nth, piece in enumerate(wearing.pieces(role)):
        found = [each for each in _with_intervals(recording, piece.strap) if piece.holds(each[0].beat.t_s)]
        moved = n_segments - found[0][0].beat.segment if found and nth else 0
        for stored, imported in found:
            beat = replace(stored.beat, segment=stored.beat.segment + moved)
            if beat.t_s - beat.rr_ms / 1000.0 < piece.start_s:
                beat = replace(beat, flags=beat.flags | BeatFlag.SPANS_GAP)
            n_segments = beat.segment + 1
            yield replace(stored, role=role, beat=beat), None if imported is None else replace(imported, role=role)


def _with_intervals(recording: Recording, role: Role) -> list[tuple[StoredBeat, ImportedRr | None]]:
    stored = [each for each in recording.beats if each.role is role]
    given: list[ImportedRr | None] = [each for each in recording.imported if each.role is role]
    return list(zip(stored, given or [None] * len(stored), strict=len(given) == len(stored)))


def _worn_straps(recording: Recording, role: Role, wearing: Wearing) -> Iterator[StoredStrap]:
    for piece in wearing.pieces(role):
        own = [each for each in recording.straps if each.role is piece.strap]
        before = [each for each in own if each.t_ns / _NS_PER_S <= piece.start_s][-1:]
        for each in before:
            yield replace(each, role=role, t_ns=round(piece.start_s * _NS_PER_S))
        for each in own:
            if piece.holds(each.t_ns / _NS_PER_S):
                yield replace(each, role=role)
