"""`coreg course`: the sessions of one client, and what they come to together."""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import person_of, vault
from coreg.cli.output import Json, clock_words, number, print_json, print_lines, unknown_words, words
from coreg.cli.passphrase import PASSPHRASE_FILE

if TYPE_CHECKING:
    from coreg.domain.course import Course, CourseSession, Line, TargetCourse
    from coreg.domain.set_readings import Settling

_TOO_FEW = "too few sessions to tell"
_BREAKS = {"other_strap": "another strap", "medication_changed": "medication changed"}
_TOGETHER = {"together": "more than chance would give", "chance": "no more than chance would give"}


@click.command(name="course")
@click.argument("client")
@PASSPHRASE_FILE
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (coreg.course/1, docs/JSON.md).")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="F.html",
    help="Write it as a page instead; an earlier one of this name is replaced.",
)
def command(client: str, passphrase_file: Path | None, out: Path | None, *, as_json: bool) -> None:
    """Show the sessions of CLIENT, a pseudonym of the vault, one beside the other.

    States what was measured in each. A change of strap or of medication breaks every line; with few sessions, most
    of what could be said is "too few sessions to tell". A page (--out) isn't encrypted: whoever has it can read it.
    """
    from coreg.app.course import course_page_of
    from coreg.report.course.html import html
    from coreg.report.file import check_html, write_file

    if out is not None:
        check_html(out)
    with vault(passphrase_file) as opened:
        person = person_of(opened, client)
        course, page = course_page_of(opened, person.person_id, _progress)
    if out is not None:
        write_file(out, html(page))
    if as_json:
        print_json("course", _body(client, course), amended=any(one.is_amended for one in course.sessions))
    elif out is None:
        _print(course)
    else:
        click.echo(f"{out}")


def _progress(n_read: int, n_all: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rreading session {n_read} of {n_all}", nl=n_read == n_all, err=True)


def _body(client: str, course: "Course") -> dict[str, Json]:
    return {
        "client": client,
        "sessions": [_session(i, one, course) for i, one in enumerate(course.sessions)],
        "processing_from": None if course.processing_from is None else course.processing_from + 1,
        "lines": {
            "baseline_hr_bpm": _line(course.baseline_bpm),
            "baseline_ln_rmssd": _line(course.baseline_ln_rmssd),
        },
        "targets": [_target(one) for one in course.targets],
    }


def _session(i: int, one: "CourseSession", course: "Course") -> dict[str, Json]:
    unknown = one.together_unknown
    return {
        "number": i + 1,
        "session_id": one.session_id,
        "started_utc": one.started_utc,
        "utc_offset_s": one.utc_offset_s,
        "length_s": one.length_s,
        "strap_model": one.strap_model,
        "context": sorted(tick.value for tick in one.context),
        "breaks": [why.value for why in course.breaks.get(i, ())],
        "baseline_hr_bpm": number(one.baseline_bpm),
        "baseline_ln_rmssd": number(one.baseline_ln_rmssd),
        "n_sets": one.n_sets,
        "n_processing_sets": one.n_processing,
        "rise_bpm": number(one.rise_bpm),
        "half_settle": _settling(one.half_settle),
        "together": {"state": one.together.value, "unknown": None if unknown is None else unknown.value},
        "amended": one.is_amended,
    }


def _settling(one: "Settling") -> dict[str, Json]:
    return {
        "value": one.seconds,
        "is_longer": one.is_longer,
        "low": one.low_s,
        "high": one.high_s,
        "unknown": None if one.unknown is None else one.unknown.value,
    }


def _line(line: "Line") -> dict[str, Json]:
    usual, overlap = line.usual, line.overlap
    return {
        "usual": None if usual is None else {"low": usual.low, "high": usual.high, "n": usual.n},
        "outside": [i + 1 for i in line.outside],
        "per_ten_sessions": number(line.per_ten),
        "per_ten_sessions_says": None if line.per_ten_too_few is None else line.per_ten_too_few.value,
        "overlap": {
            "n_before": overlap.n_before,
            "n_since": overlap.n_since,
            "nap": overlap.nap,
            "tau": overlap.tau,
            "p": overlap.p,
            "unknown": None if overlap.too_few is None else overlap.too_few.value,
        },
    }


def _target(one: "TargetCourse") -> dict[str, Json]:
    return {
        "target": one.target,
        "is_complete": one.complete,
        "ratings": [
            {
                "session": step.session + 1,
                "t_s": step.rating.t_s,
                "scale": step.rating.scale.value,
                "value": step.rating.value,
            }
            for step in one.steps
        ],
    }


def _print(course: "Course") -> None:
    if not course.sessions:
        click.echo("No session of this client is there yet.")
        return
    for i, one in enumerate(course.sessions):
        for why in course.breaks.get(i, ()):
            click.echo(f"-- {_BREAKS[why.value]}: not compared with what came before")
        click.echo(f"Session {i + 1}, {_day(one)}, {clock_words(one.length_s)}, {one.n_sets} sets")
        print_lines(_session_lines(one), indent="  ")
    click.echo("\nOver the sessions")
    print_lines(
        [
            ("Heart rate of the baselines", _line_words(course.baseline_bpm, "/min", 0)),
            ("ln RMSSD of the baselines", _line_words(course.baseline_ln_rmssd, "", 2)),
            *((_target_name(one), _target_words(one)) for one in course.targets),
        ],
        indent="  ",
    )


def _day(one: "CourseSession") -> str:
    zone = timezone(timedelta(seconds=one.utc_offset_s))
    return f"{datetime.fromisoformat(one.started_utc).astimezone(zone):%Y-%m-%d}"


def _session_lines(one: "CourseSession") -> list[tuple[str, str]]:
    together = _TOGETHER.get(one.together.value)
    if together is None:
        together = f"not known: {unknown_words(one.together_unknown)}" if one.together_unknown else "not known"
    return [
        ("Baseline heart rate", words(one.baseline_bpm, "/min", 0)),
        ("Baseline ln RMSSD", words(one.baseline_ln_rmssd, "", 2)),
        ("Rise over the sets", words(one.rise_bpm, "/min", 1)),
        ("Half of it gone after", _settling_words(one.half_settle)),
        ("Moving together", together),
    ]


def _settling_words(one: "Settling") -> str:
    if one.unknown is not None:
        return f"unknown: {unknown_words(one.unknown)}"
    if one.is_longer:
        return f"more than {one.seconds:.0f} s"
    high = "" if one.high_s is None else f" to {one.high_s:.0f}"
    interval = "" if one.low_s is None else f" ({one.low_s:.0f}{high or ' or more'})"
    return f"{one.seconds:.0f} s{interval}"


def _line_words(line: "Line", unit: str, digits: int) -> str:
    if line.usual is None:
        return _TOO_FEW
    usual = f"usually {line.usual.low:.{digits}f} to {line.usual.high:.{digits}f}{f' {unit}' if unit else ''}"
    if line.per_ten_too_few is not None:
        return f"{usual}; a change over them: {_TOO_FEW}"
    return f"{usual}; over ten sessions {words(line.per_ten, unit, digits)}"


def _target_name(one: "TargetCourse") -> str:
    return "Ratings of no target" if one.target is None else f"Target {one.target}"


def _target_words(one: "TargetCourse") -> str:
    steps = ", ".join(f"{step.rating.scale.value.upper()} {step.rating.value}" for step in one.steps)
    complete = {True: "marked complete", False: "marked not complete", None: "not marked complete"}[one.complete]
    return f"{steps or 'no rating'}; {complete}"
