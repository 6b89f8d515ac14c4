"""NeuroKit's numbers beside ours, as `coreg analyze --second-opinion` prints them."""

import math
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from coreg.cli.output import Json, clock_words, number, print_lines, words
from coreg.domain.errors import UsageError

if TYPE_CHECKING:
    from coreg.domain.beat import Beat
    from coreg.review.second_opinion import Opinion, SecondOpinion

_LOADING = "NeuroKit is being loaded: that takes a few seconds."
_HEAD = (
    "\nA second opinion: NeuroKit {version}, of {start} to {end}, {n_counted} of {n_intervals} intervals counted"
)
_ONE = "ours {ours}   NeuroKit of all {of_all}, of those that count {of_counted}"
_NO_STRETCH = "A stretch ends after it begins: choose a later --to."
_NONE = "none"


def opinion_on(beats: "Sequence[Beat]", from_s: float | None, to_s: float | None) -> "SecondOpinion":
    """Ask NeuroKit; says on a terminal that it takes a while."""
    from coreg.review.second_opinion import second_opinion

    bounds = [each for each in (from_s, to_s) if each is not None]
    if not all(map(math.isfinite, bounds)) or bounds != sorted(bounds):
        raise UsageError(_NO_STRETCH)
    if sys.stderr.isatty():
        click.echo(_LOADING, err=True)
    return second_opinion(beats, from_s, to_s)


def opinion_json(found: "SecondOpinion") -> dict[str, Json]:
    """The second opinion as JSON (coreg.analysis/1, `second_opinion`)."""
    from coreg.review.second_opinion_wording import words_of

    return {
        "by": "neurokit2",
        "version": found.neurokit_version,
        "start_s": found.start_s,
        "end_s": found.end_s,
        "n_intervals": found.n_intervals,
        "n_counted": found.n_counted,
        "n_breaks": found.n_breaks,
        "numbers": {
            one.name: {
                "ours": number(one.ours),
                "of_all": one.of_all,
                "of_counted": one.of_counted,
                "why": [{"cause": why.value, "words": words_of(why)} for why in one.why],
            }
            for one in found.numbers
        },
    }


def print_opinion(found: "SecondOpinion") -> None:
    """Print both programs' numbers, and once each reason."""
    from coreg.review.second_opinion import Why
    from coreg.review.second_opinion_wording import both, words_of

    click.echo(
        _HEAD.format(
            version=found.neurokit_version,
            start=clock_words(found.start_s),
            end=clock_words(found.end_s),
            n_counted=found.n_counted,
            n_intervals=found.n_intervals,
        )
    )
    print_lines([(one.name, _line(one)) for one in found.numbers], indent="  ")
    said = {why: [one.name for one in found.numbers if why in one.why] for why in Why}
    click.echo("")
    print_lines([(", ".join(names), words_of(why)) for why, names in said.items() if names], indent="  ")
    click.echo(f"  {both()}")


def _line(one: "Opinion") -> str:
    return _ONE.format(ours=words(one.ours), of_all=_plain(one.of_all), of_counted=_plain(one.of_counted))


def _plain(value: float | None) -> str:
    return _NONE if value is None else f"{value:.1f}"
