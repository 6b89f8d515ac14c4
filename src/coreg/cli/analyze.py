"""`coreg analyze`: the numbers of one series of RR intervals."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import is_id, read
from coreg.cli.output import ROLE, Json, clock_words, number, numbers, print_json, print_lines, role_of, words
from coreg.cli.passphrase import PASSPHRASE_FILE
from coreg.cli.second_opinion import opinion_json, opinion_on, print_opinion
from coreg.domain.errors import UsageError
from coreg.domain.person import Role

if TYPE_CHECKING:
    from coreg.domain.beat import Beat
    from coreg.readings.whole import WindowNumbers
    from coreg.recording.reader import Recording
    from coreg.review.analysis import Analysis

    _Series = dict[Role | None, tuple[list[Beat], list[float]]]

_SQLITE = b"SQLite format 3\0"
_SUFFIX = ".coreg"
_LINES = (
    ("mean_hr_bpm", "Heart rate", "/min", 1),
    ("mean_rr_ms", "Mean RR", "ms", 1),
    ("rmssd_ms", "RMSSD", "ms", 1),
    ("ln_rmssd", "ln RMSSD", "", 2),
    ("sdnn_ms", "SDNN", "ms", 1),
    ("sdsd_ms", "SDSD", "ms", 1),
    ("nn50", "NN50", "", 0),
    ("pnn50_pct", "pNN50", "%", 1),
    ("sd1_ms", "SD1", "ms", 1),
    ("sd2_ms", "SD2", "ms", 1),
    ("rsa_ln_ms2", "RSA", "ln ms²", 2),
    ("hf_ms2", "HF", "ms²", 0),
    ("lf_ms2", "LF", "ms²", 0),
    ("breaths_per_min", "Breathing", "/min", 1),
    ("coherence", "Coherence", "", 2),
)


@click.command(name="analyze")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option("--role", type=ROLE, help="Whose beats, where FILE holds those of two people.  [default: client]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (coreg.analysis/1, docs/JSON.md).")
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.png",
    help="Draw the intervals with those left out, RMSSD with its interval, and the spectrum.",
)
@click.option("--second-opinion", is_flag=True, help="Put NeuroKit's numbers beside ours, and say why they differ.")
@click.option("--from", "from_s", type=float, help="With --second-opinion: of the stretch from this second on …")
@click.option("--to", "to_s", type=float, help="… to this one.  [default: all of it]")
def command(
    file: Path,
    passphrase_file: Path | None,
    role: str | None,
    plot: Path | None,
    from_s: float | None,
    to_s: float | None,
    *,
    second_opinion: bool,
    as_json: bool,
) -> None:
    """Analyse FILE: RR text (ms, one a line, # comments), CSV with a column rr_ms, or a session file."""
    from coreg.review.analysis import analyze

    series, was_amended = _series_of(file, passphrase_file)
    chosen = _choose(file, role_of(role), list(series))
    opinion = opinion_on(series[chosen][0], from_s, to_s) if second_opinion else None
    found = analyze(*series[chosen])
    if plot is not None:
        from coreg.cli.analyze_plot import draw
        from coreg.review.curves import curves

        draw(curves(series[chosen][0]), plot)
    others = [other.value for other in series if other not in (None, chosen)]
    if as_json:
        body: dict[str, Json] = {"role": None if chosen is None else chosen.value, **_body(found)}
        if opinion is not None:
            body["second_opinion"] = opinion_json(opinion)
        print_json("analysis", body, amended=was_amended)
    else:
        if was_amended:
            click.echo("From amended marks")
        _print(found)
        if opinion is not None:
            print_opinion(opinion)
        if others:
            click.echo(f"\nThe file holds the {others[0]}'s beats too: --role {others[0]}")


def _series_of(file: Path, passphrase_file: Path | None) -> "tuple[_Series, bool]":
    """Every series in the file, by whose it is: its beats and the exact intervals; and whether it was amended."""
    if file.suffix == _SUFFIX or is_id(file) or _begins_with(file, _SQLITE):
        from coreg.review.amended import is_amended

        recording = read(file, passphrase_file)
        return _series_of_recording(recording), is_amended(recording.moments)
    from coreg.recording.rr_text import read_rr_text

    return {series.role: (list(series.beats), list(series.rr_ms)) for series in read_rr_text(file)}, False


def _series_of_recording(recording: "Recording") -> "_Series":
    from coreg.readings.marks import read_marks
    from coreg.review.amended import amended_beats, every_beat

    marks = read_marks(recording.moments)
    found: _Series = {}
    for role in Role:
        beats = amended_beats(recording, marks, role)
        if beats:
            every = every_beat(recording, marks, role)
            found[role] = (beats, [each.rr_ms for each in every if not each.is_excluded])
    return found


def _begins_with(file: Path, magic: bytes) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(magic)) == magic
    except OSError:
        return False  # the reader says what is wrong with it


def _choose(file: Path, asked: Role | None, there: "list[Role | None]") -> Role | None:
    if asked is None:
        if not there:
            msg = f"{file} holds no beats."
            raise UsageError(msg)
        return Role.CLIENT if Role.CLIENT in there else there[0]
    if asked not in there:
        msg = f"{file} holds no beats of the {asked.value}."
        raise UsageError(msg)
    return asked


def _body(found: "Analysis") -> dict[str, Json]:
    return {
        "n_beats": found.n_beats,
        "duration_s": found.duration_s,
        "artifact_pct": number(found.artifact_pct),
        "as_given": dict(found.as_given),
        "whole": numbers(found.whole),
        "windows": [
            {"start_s": window.start_s, "end_s": window.end_s, **numbers(window.numbers)}
            for window in found.windows
        ],
    }


def _print(found: "Analysis") -> None:
    print_lines(
        [
            ("Beats", f"{found.n_beats} in {clock_words(found.duration_s)}"),
            ("Artifacts", words(found.artifact_pct, "%")),
        ]
    )
    click.echo("\nWith artifacts left out (in brackets: 95 % interval)")
    print_lines(_whole_lines(found), indent="  ")
    click.echo("\nEvery interval as given, nothing left out")
    print_lines(
        [
            (name, _plain(found.as_given[key], unit, digits))
            for key, name, unit, digits in _LINES
            if key in found.as_given
        ],
        indent="  ",
    )
    click.echo("\nMinute by minute")
    print_lines([_window_line(window) for window in found.windows], indent="  ")


def _whole_lines(found: "Analysis") -> list[tuple[str, str]]:
    """One line a number; one for all where nothing is known for one reason."""
    reasons = {reading.unknown for reading in found.whole.values()}
    if len(reasons) == 1 and None not in reasons:
        return [("Every number", words(found.whole["rmssd_ms"]))]
    return [(name, words(found.whole[key], unit, digits)) for key, name, unit, digits in _LINES]


def _window_line(window: "WindowNumbers") -> tuple[str, str]:
    span = f"{clock_words(window.start_s)} to {clock_words(window.end_s)}"
    heart_rate, rmssd = window.numbers["mean_hr_bpm"], window.numbers["rmssd_ms"]
    if heart_rate.unknown is not None and heart_rate.unknown is rmssd.unknown:
        return span, words(rmssd)
    return span, f"heart rate {words(heart_rate, '/min'):<24}  RMSSD {words(rmssd, 'ms')}"


def _plain(value: float | None, unit: str, digits: int) -> str:
    return "too few intervals" if value is None else f"{value:.{digits}f} {unit}".rstrip()
