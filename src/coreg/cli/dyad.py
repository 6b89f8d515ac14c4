"""`coreg dyad`: whether two hearts rise and fall together more than chance gives."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.dyad_classic import classic_body, print_classic
from coreg.cli.opened import is_id, read
from coreg.cli.output import Json, clock_words, number, print_json, print_lines, unknown_words, words
from coreg.cli.passphrase import PASSPHRASE_FILE

if TYPE_CHECKING:
    from coreg.domain.together import TogetherReview, TogetherUpdate
    from coreg.review.dyad import Dyad

_SQLITE = b"SQLite format 3\0"
_SUFFIX = ".coreg"
_STATES = {
    "together": "rose and fell together more than at unrelated moments",
    "chance": "rose and fell together no more than at unrelated moments; this does not show that there was no link",
    "opposite": "one rose where the other fell, more than at unrelated moments",
}
_LIVE = {"together": "more than chance would give", "chance": "no more than chance would give"}
_LEADS = {
    "client_first": "client first by about {}",
    "therapist_first": "therapist first by about {}",
    "within": "within about 2.5 s of each other",
    "not_clear": "not clear",
}


@click.command(name="dyad")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option(
    "--sets",
    "sets_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="CSV",
    help="Sets as rows of start_s,end_s, in place of those that FILE holds.",
)
@click.option(
    "--as-marked-then",
    is_flag=True,
    help="Recompute each live answer with what was marked when it was shown, without later corrections.",
)
@click.option("--classic", "has_classic", is_flag=True, help="Measures from the literature too, for researchers.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (coreg.dyad/1, docs/JSON.md).")
def command(
    file: Path,
    passphrase_file: Path | None,
    sets_file: Path | None,
    *,
    as_marked_then: bool,
    has_classic: bool,
    as_json: bool,
) -> None:
    """Compare the two people of FILE: a session, or the CSV of coreg beats (role, t_s, rr_ms).

    Says whether their hearts rose and fell together more than chance gives in this session, with these sets.
    Nothing else: not who influenced whom, and not that a session was good.
    """
    from coreg.domain.errors import UsageError
    from coreg.recording.sets_text import read_sets_text

    if as_marked_then and sets_file is not None:
        msg = "What was marked then and other sets exclude each other: leave out --sets or --as-marked-then."
        raise UsageError(msg)
    sets = None if sets_file is None else read_sets_text(sets_file)
    found, is_amended = _found(file, passphrase_file, sets, as_marked_then=as_marked_then, has_classic=has_classic)
    if as_json:
        body = _body(found, "given" if sets_file is not None else "then" if as_marked_then else "amended")
        classic: dict[str, Json] = {"classic": classic_body(found.classic)} if has_classic else {}
        print_json("dyad", {**body, **classic}, amended=is_amended)
        return
    if is_amended:
        click.echo("From amended marks")
    _print(found)
    if has_classic:
        print_classic(found.classic)


def _found(
    file: Path,
    passphrase_file: Path | None,
    sets: tuple[tuple[float, float], ...] | None,
    *,
    as_marked_then: bool,
    has_classic: bool,
) -> "tuple[Dyad, bool]":
    from coreg.review.amended import is_amended
    from coreg.review.dyad import dyad_of_recording, dyad_of_text

    if file.suffix == _SUFFIX or is_id(file) or _is_sqlite(file):
        recording = read(file, passphrase_file)
        found = dyad_of_recording(recording, sets, is_as_marked_then=as_marked_then, has_classic=has_classic)
        return found, is_amended(recording.moments)
    from coreg.recording.rr_text import read_rr_text

    return dyad_of_text(read_rr_text(file), sets, has_classic=has_classic), False


def _is_sqlite(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # the reader says what is wrong with it


def _body(dyad: "Dyad", marks: str) -> dict[str, Json]:
    review = dyad.found.review
    return {
        "length_s": dyad.length_s,
        "n_sets": dyad.n_sets,
        "live": {
            "updates": [_update(one) for one in dyad.found.updates],
            "first_together_s": dyad.found.first_together_s,
            "marks": marks,
            "shown": [{**_update(one), "up_to_moment": one.marks_revision} for one in dyad.shown],
        },
        "review": {
            "state": review.state.value,
            "unknown": None if review.unknown is None else review.unknown.value,
            "n_segments": review.n_segments,
            "z": review.z,
            "lag_s": review.lag_s,
            "excess": number(review.excess),
            "lead_s": number(review.lead_s),
            "lead": review.lead.value,
        },
        "breathing_in_step": review.breathing_in_step,
        "breathing": {
            "p": review.breathing_p,
            "unknown": None if review.breathing_unknown is None else review.breathing_unknown.value,
        },
    }


def _update(one: "TogetherUpdate") -> dict[str, Json]:
    unknown = None if one.unknown is None else one.unknown.value
    return {"t_s": one.t_s, "a": one.a, "state": one.state.value, "unknown": unknown}


def _print(dyad: "Dyad") -> None:
    review = dyad.found.review
    print_lines(
        [
            ("Length", f"{clock_words(dyad.length_s)}, {dyad.n_sets} sets"),
            ("Whole session", _review_words(review)),
            ("Lead", _lead_words(review)),
            ("Breathing", _breathing_words(review)),
        ]
    )
    click.echo("\nMoving together in the ten minutes before, recomputed as live")
    print_lines(_live_lines(dyad.found.updates), indent="  ")
    if dyad.shown:
        click.echo(_shown_words(dyad))
    click.echo(
        "\nIn about 1 of 15 sessions of two people who don't influence each other it appears at least once;"
        "\na weak link is often missed. docs/METRICS.md says what it is and how often it errs."
    )


def _review_words(review: "TogetherReview") -> str:
    if review.unknown is not None:
        return f"not known: {unknown_words(review.unknown)}"
    text = _STATES[review.state.value]
    if review.state.value == "chance" or review.excess.value is None or review.excess.high is None:
        return text
    return f"{text} (excess {review.excess.value:.2f} ± {review.excess.high - review.excess.value:.2f})"


def _lead_words(review: "TogetherReview") -> str:
    if review.lead_s.unknown is not None:
        return f"not known: {unknown_words(review.lead_s.unknown)}"
    return _LEADS[review.lead.value].format(words(review.lead_s, "s")) + "; first, never cause"


def _breathing_words(review: "TogetherReview") -> str:
    if review.breathing_in_step is None:
        reason = "" if review.breathing_unknown is None else f": {unknown_words(review.breathing_unknown)}"
        return f"not known{reason}"
    return "in step" if review.breathing_in_step else "not in step more than chance would give"


def _shown_words(dyad: "Dyad") -> str:
    n_otherwise = dyad.n_shown_otherwise
    if not n_otherwise:
        return f"All {len(dyad.shown)} answers that were shown are recomputed the same, with the same marks."
    return (
        f"{n_otherwise} of {len(dyad.shown)} answers were shown otherwise, or with other marks"
        " (--as-marked-then takes those of then)."
    )


def _live_lines(updates: "tuple[TogetherUpdate, ...]") -> list[tuple[str, str]]:
    """One line a stretch that says the same."""
    lines = []
    for (state, unknown), one in groupby(updates, key=lambda update: (update.state, update.unknown)):
        stretch = list(one)
        text = _LIVE.get(state.value, "") if unknown is None else f"not known: {unknown_words(unknown)}"
        lines.append((f"{clock_words(stretch[0].t_s)} to {clock_words(stretch[-1].t_s)}", text))
    return lines or [("", "not known: too short")]
