"""`coreg differences`: what was shown live against what review says, each difference with its cause."""

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import read
from coreg.cli.output import Json, clock_words, number, print_json, print_lines
from coreg.cli.passphrase import PASSPHRASE_FILE

if TYPE_CHECKING:
    from coreg.domain.reading import Reading
    from coreg.review.differences import Comparison, Difference

_CAUSES = {
    "verdict_revised": "the verdict on a beat was revised",
    "added_up_anew": "the same sums added up in another order, in the ninth digit",
    "final_clock": "beats placed by the final clock",
    "marks_amended": "marks were corrected",
    "straps_swapped": "the straps were given to who wore them",
    "excluded": "a stretch was excluded",
    "other_definitions": "recorded with another version of the definitions",
    "unexplained": "not explained",
}
_SAME = "{n_same} of {n_values} values that were shown are the same in review, bit for bit."
_NONE = "Nothing differs."
_VERSIONS = (
    "Recorded with version {then} of the definitions, computed here with version {now}: what was shown then can't "
    "be found again, only what would be shown today."
)
_ONE = "{n} differ, most at {at}: {live} → {review}"


@click.command(name="differences")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option("--all", "lists_all", is_flag=True, help="With --json: list every difference, not only the largest.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (coreg.differences/1, docs/JSON.md).")
def command(file: Path, passphrase_file: Path | None, *, lists_all: bool, as_json: bool) -> None:
    """Find every value that was shown while FILE was recorded again, and say where review says another, and why."""
    from coreg.review.amended import is_amended
    from coreg.review.differences import compare

    recording = read(file, passphrase_file)
    found = compare(recording, _progress())
    largest = _largest(found.differences)
    if as_json:
        listed = found.differences if lists_all else [one for one, _ in largest]
        print_json("differences", _body(found, listed), amended=is_amended(recording.moments))
    else:
        _print(found, largest)


def _body(found: "Comparison", listed: "Sequence[Difference]") -> dict[str, Json]:
    return {
        "recorded_definitions": found.recorded_definitions,
        "n_beats_differing": found.n_beats_differing,
        "n_values": found.n_values,
        "n_same": found.n_same,
        "n_by_cause": {cause.value: n for cause, n in found.n_by_cause.items()},
        "results": [
            {"role": one.role.value, "t_s": one.t_s, "stored": one.stored, "found": one.found}
            for one in found.results
        ],
        "differences": [
            {
                "role": None if one.role is None else one.role.value,
                "t_s": one.t_s,
                "name": one.name,
                "live": None if one.live is None else number(one.live),
                "review": None if one.review is None else number(one.review),
                "causes": sorted(cause.value for cause in one.causes),
            }
            for one in listed
        ],
    }


def _largest(differences: "Sequence[Difference]") -> "list[tuple[Difference, int]]":
    """Return the largest difference of every person, name and cause, and how many there are."""
    groups: dict[tuple[object, ...], list[Difference]] = defaultdict(list)
    for one in differences:
        groups[one.role, one.name, one.causes].append(one)
    return [(max(group, key=_size), len(group)) for group in groups.values()]


def _size(one: "Difference") -> float:
    if one.live is None or one.review is None or one.live.value is None or one.review.value is None:
        return float("inf")  # known in one of them only: more than any number
    return abs(one.live.value - one.review.value)


def _print(found: "Comparison", largest: "list[tuple[Difference, int]]") -> None:
    click.echo(_SAME.format(n_same=found.n_same, n_values=found.n_values))
    if found.recorded_definitions not in (None, found.definitions):
        click.echo(_VERSIONS.format(then=found.recorded_definitions, now=found.definitions))
    if not found.differences:
        click.echo(_NONE)
        return
    print_lines([(_CAUSES[cause.value], f"{n}") for cause, n in found.n_by_cause.items()], indent="  ")
    click.echo("")
    print_lines([(_whose(one), _words(one, n)) for one, n in largest])


def _whose(one: "Difference") -> str:
    return f"{'both' if one.role is None else one.role.value}, {one.name}"


def _words(one: "Difference", n: int) -> str:
    live, review = _value(one.live), _value(one.review)
    text = _ONE.format(n=n, at=clock_words(one.t_s), live=live, review=review)
    return f"{text}; {', '.join(sorted(_CAUSES[cause.value] for cause in one.causes))}"


def _value(reading: "Reading | None") -> str:
    if reading is None:
        return "none"
    return "unknown" if reading.value is None else f"{reading.value:.6g}"


def _progress() -> Callable[[float], None] | None:
    """Say how far it is, to a person only."""
    if not sys.stderr.isatty():
        return None
    said = [-1]

    def tell(share: float) -> None:
        percent = int(100 * share)
        if percent != said[0]:
            said[0] = percent
            end = "\n" if percent >= 100 else ""
            click.echo(f"\r{percent} %", nl=False, err=True)
            click.echo(end, nl=False, err=True)

    return tell
