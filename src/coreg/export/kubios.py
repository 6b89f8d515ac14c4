"""RR text for Kubios and whatever else reads one interval a line: one file per person, in ms, exact."""

from collections.abc import Mapping, Sequence

from coreg.domain.beat import BeatFlag, Gap
from coreg.export.content import Content, ExportedPerson

CANNOT_CARRY = (
    "gaps: the intervals before and after one stand on neighbouring lines; README.txt lists which",
    "artifact flags: every interval that was sent is there, artifacts too; README.txt lists the lines to leave out",
    "when a beat was, marks, ratings, moving together, and who it was: README.txt says who",
)


def kubios_files(content: Content, name: str) -> Mapping[str, bytes]:
    """Return the files by their names."""
    return {f"{name}-{person.role.value}.txt": _text(person) for person in content.people if person.beats}


def kubios_remarks(content: Content) -> tuple[str, ...]:
    """Return what README.txt says because the text can't: after which lines gaps are, which lines are artifacts."""
    return tuple(line for person in content.people for line in _remarks(person))


def _text(person: ExportedPerson) -> bytes:
    return "".join(f"{each.rr_ms!r}\n" for each in person.beats).encode("ascii")


def _remarks(person: ExportedPerson) -> list[str]:
    if not person.beats:
        return [f"{person.role.value}: no beats, so no file"]
    lines = [f"{person.role.value}, gap {_gap(person, gap)}" for gap in person.gaps]
    first = [n for n, each in enumerate(person.beats, 1) if each.beat.flags & BeatFlag.FIRST_AFTER_LINK]
    spans = [n for n, each in enumerate(person.beats, 1) if each.beat.flags & BeatFlag.SPANS_GAP]
    artifacts = [n for n, each in enumerate(person.beats, 1) if each.is_artifact_final]
    excluded = [n for n, each in enumerate(person.beats, 1) if each.is_excluded]
    flagged = (
        ("first after a link", first),
        ("spans a gap", spans),
        ("artifact", artifacts),
        ("excluded", excluded),
    )
    for word, numbers in flagged:
        if numbers:
            lines.append(f"{person.role.value}, {word}: lines {_ranges(numbers)}")
    return lines


def _gap(person: ExportedPerson, gap: Gap) -> str:
    n_before = sum(each.beat.t_s <= gap.start_s for each in person.beats)
    return f"{gap.start_s:.3f} to {gap.end_s:.3f} s ({gap.cause.value}): after line {n_before}"


def _ranges(numbers: Sequence[int]) -> str:
    """Say numbers in order as ranges.

    >>> _ranges([3, 4, 5, 9])
    '3-5, 9'
    """
    said: list[str] = []
    first = last = numbers[0]
    for number in (*numbers[1:], None):
        if number == last + 1:
            last = number
            continue
        said.append(str(first) if first == last else f"{first}-{last}")
        if number is not None:
            first = last = number
    return ", ".join(said)
