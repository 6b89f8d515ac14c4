"""What the amend page asks for, as corrections that can be given to a file: each returns what does it. No Qt."""

from coreg.domain.marks import Scale, SetKind, SpanKind
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.review.amendments import Amending
from coreg.review.last_correction import without_last
from coreg.ui.review.chosen import Chosen, Part, chosen_of
from coreg.ui.review_source import Correct


def shifted(chosen: Chosen, part: Part, by_s: float) -> Correct:
    """Move a mark, or one end or both of a set or a stretch, by so many seconds."""
    number, end, end_s = chosen.moment.moment_id, chosen.end, chosen.end_s

    def move_start(begun: Amending) -> Amending:
        return begun.move_by(number, by_s)

    def move_end(begun: Amending) -> Amending:
        if end is not None:
            return begun.move_by(end.moment_id, by_s)
        now_s = _end_now_s(begun, number)
        return begun if now_s is None else begun.end_excluded_at(number, now_s + by_s)

    def correct(begun: Amending, _note: int | None) -> Amending:
        if part is Part.BEGINNING or end_s is None:
            return move_start(begun)
        if part is Part.END:
            return move_end(begun)
        # the end that leads goes first: what is shorter than the way would else end before it begins
        return move_start(move_end(begun)) if by_s > 0 else move_end(move_start(begun))

    return correct


def moved_to(chosen: Chosen, part: Part, to_s: float) -> Correct:
    """Move it so that it, or the end that is named, is at an instant."""
    end_s = chosen.end_s
    from_s = end_s if part is Part.END and end_s is not None else chosen.moment.t_s
    return shifted(chosen, part, to_s - from_s)


def as_set_of(chosen: Chosen, kind: SetKind) -> Correct:
    """Say what a set was for."""
    return lambda begun, _note: begun.as_set_of(chosen.moment.moment_id, kind)


def as_rating(chosen: Chosen, scale: Scale, value: int) -> Correct:
    """Say which number was given, and on which scale."""
    return lambda begun, _note: begun.as_rating(chosen.moment.moment_id, value, scale)


def as_phase(chosen: Chosen, phase: int) -> Correct:
    """Say which phase began."""
    return lambda begun, _note: begun.as_phase(chosen.moment.moment_id, phase)


def as_mark(chosen: Chosen, kind: MomentKind) -> Correct:
    """Make another mark of it."""
    return lambda begun, _note: begun.as_mark(chosen.moment.moment_id, kind)


def taken_back(chosen: Chosen) -> Correct:
    """Take it back."""
    return lambda begun, _note: begun.retract(chosen.moment.moment_id)


def brought_back(chosen: Chosen) -> Correct:
    """Bring it back."""
    return lambda begun, _note: begun.bring_back(chosen.moment.moment_id)


def with_mark(t_s: float, kind: MomentKind) -> Correct:
    """Add a mark."""
    return lambda begun, _note: begun.add_mark(t_s, kind)


def with_rating(t_s: float, scale: Scale, value: int) -> Correct:
    """Add a number that was given."""
    return lambda begun, _note: begun.add_rating(t_s, scale, value)


def with_phase(t_s: float, phase: int) -> Correct:
    """Add the beginning of a phase."""
    return lambda begun, _note: begun.add_phase(t_s, phase)


def with_set(span_s: tuple[float, float], kind: SetKind) -> Correct:
    """Add a set."""
    return lambda begun, _note: begun.add_set(*span_s, kind)


def with_stretch(span_s: tuple[float, float], kind: SpanKind) -> Correct:
    """Add a stretch."""
    return lambda begun, _note: begun.add_stretch(kind, *span_s)


def without_stretch(span_s: tuple[float, float], who: Role | None) -> Correct:
    """Leave a stretch out of every number."""
    return lambda begun, note: begun.exclude(*span_s, who, note)


def with_straps_swapped(from_s: float) -> Correct:
    """Give each the other's strap, from an instant on."""
    return lambda begun, _note: begun.swap_straps(from_s)


def undo(begun: Amending, _note: int | None) -> Amending:
    """Take the newest correction back."""
    return without_last(begun)


def _end_now_s(begun: Amending, number: int) -> float | None:
    """When what was left out ends, as the marks stand by now: corrections may wait in line."""
    one = chosen_of(begun.moments, number)
    return None if one is None else one.end_s
