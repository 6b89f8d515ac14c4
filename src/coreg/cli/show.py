"""`coreg show`: what is in a session file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.audit_words import audit_json, audit_lines
from coreg.cli.opened import read
from coreg.cli.output import Json, clock_words, number, numbers, print_json, print_lines, words
from coreg.cli.passphrase import PASSPHRASE_FILE
from coreg.domain.person import Role
from coreg.domain.role_name import relation_in, role_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coreg.domain.moment import Moment
    from coreg.domain.strap import Strap
    from coreg.recording.reader import Recording
    from coreg.review.summary import PersonSummary

_CAUSES = {
    "link_lost": "the link was lost",
    "no_data": "no beats came",
    "contact_lost": "no skin contact",
    "off_record": "off the record",
}
_MARKS = {Role.CLIENT: "●", Role.THERAPIST: "◆"}


@click.command(name="show")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option(
    "--audit", "with_audit", is_flag=True, help="List every mark and every correction, with what changed."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (coreg.session/1, docs/JSON.md).")
def command(file: Path, passphrase_file: Path | None, *, with_audit: bool, as_json: bool) -> None:
    """Show what is in the session FILE: who was measured, for how long, with which gaps."""
    from coreg.review.amended import is_amended
    from coreg.review.audit import audit
    from coreg.review.summary import summarize

    recording = read(file, passphrase_file)
    people = {role: summarize(recording, role) for role in Role}
    was_amended = is_amended(recording.moments)
    entries = audit(recording.moments) if with_audit else []
    if as_json:
        body = _body(recording, people)
        listed: dict[str, Json] = {"audit": audit_json(entries)} if with_audit else {}
        print_json("session", body | listed, amended=was_amended)
        return
    _print(recording, people, was_amended=was_amended)
    if with_audit:
        click.echo("\nMarks and corrections, in the order in which they were made")
        print_lines(audit_lines(entries) or [("", "none")], indent="  ")


def _body(recording: "Recording", people: "dict[Role, PersonSummary]") -> dict[str, Json]:
    return {
        "session_id": recording.header.session_id,
        "started_utc": recording.header.started_utc,
        "duration_s": recording.duration_s,
        "simulated": recording.header.is_simulated,
        "ended": recording.ended.value,
        "relation": relation_in(recording.settings).value,
        "people": {role.value: _person(person) for role, person in people.items()},
        "moments": [
            {
                "id": moment.moment_id,
                "t_s": moment.t_s,
                "wall_utc": moment.wall_utc,
                "kind": moment.kind.value,
                "by": moment.by,
                "input": moment.input,
                "payload": moment.payload,
                "amends": moment.amends,
            }
            for moment in recording.moments
        ],
        "imported_from": recording.header.imported_from,
        "clock_events": [
            {"t_s": anchor.t_ns / 1e9, "slept_s": anchor.slept_s, "utc_step_s": anchor.utc_step_s}
            for anchor in recording.anchors
            if anchor.slept_s is not None or anchor.utc_step_s is not None
        ],
        "seal": None if recording.seal is None else {"n": recording.seal.n, "head": recording.seal.head.hex()},
    }


def _person(person: "PersonSummary") -> dict[str, Json]:
    return {
        "strap": _strap(person.strap),
        "n_packets": person.n_packets,
        "n_duplicates_dropped": person.n_duplicates,
        "n_malformed": person.n_malformed,
        "n_beats": person.n_beats,
        "n_beats_differing": person.n_beats_differing,
        "gaps": [{"start_s": gap.start_s, "end_s": gap.end_s, "cause": gap.cause.value} for gap in person.gaps],
        "artifact_pct": number(person.artifact_pct),
        **numbers(person.numbers),
    }


def _strap(strap: "Strap | None") -> dict[str, Json] | None:
    if strap is None:
        return None
    return {
        "identity": strap.identity,
        "model": strap.model,
        "latency_s": strap.latency_s,
        "battery_pct": strap.battery_pct,
        "sends_rr": strap.sends_rr,
    }


def _print(recording: "Recording", people: "dict[Role, PersonSummary]", *, was_amended: bool) -> None:
    header = recording.header
    ended = "closed" if recording.ended.value == "closed" else "interrupted: nothing after its last entry is known"
    lines = [
        ("Session", header.session_id),
        ("Started", f"{header.started_utc} ({header.zone})"),
        ("Length", clock_words(recording.duration_s)),
        ("Ended", ended),
        ("Marks", marks_words(recording.moments)),
    ]
    lines += [("Clock", text) for text in _clock_lines(recording)]
    if recording.seal is not None:
        lines.append(("Seal", f"{recording.seal.n}, {recording.seal.head.hex()}"))
    if header.is_simulated:
        click.echo("Simulated people, not a real session")
    if was_amended:
        click.echo("From amended marks")
    if header.imported_from is not None:
        click.echo(f"Imported ({header.imported_from}), not recorded by Coreg")
    print_lines(lines)
    for role, person in people.items():
        click.echo(f"\n{_MARKS[role]} {role_name(role, relation_in(recording.settings))}")
        print_lines(_person_lines(person, is_simulated=header.is_simulated), indent="  ")


def marks_words(moments: "Sequence[Moment]") -> str:
    """Say what was marked when, in the words of the session's screen; --json has the names of the file."""
    from coreg.ui.session_wording import mark

    return ", ".join(f"{mark(moment)} {clock_words(moment.t_s)}" for moment in moments) or "none"


def _clock_lines(recording: "Recording") -> list[str]:
    """Say where the session's clock stood still, began anew, or where the computer's own was set."""
    slept = [(a.t_ns / 1e9, f"the computer slept {a.slept_s:.0f} s") for a in recording.anchors if a.slept_s]
    was_set = [
        (a.t_ns / 1e9, f"the computer's clock was set by {a.utc_step_s:+.1f} s")
        for a in recording.anchors
        if a.utc_step_s
    ]
    return [f"{clock_words(t_s)}: {text}" for t_s, text in sorted(slept + was_set)]


def _person_lines(person: "PersonSummary", *, is_simulated: bool) -> list[tuple[str, str]]:
    if person.strap is None and not person.n_beats and not person.n_packets:
        return [("Strap", "none was worn")]
    lost_s = sum(gap.end_s - gap.start_s for gap in person.gaps)
    lines = [
        ("Strap", _strap_words(person.strap, is_simulated=is_simulated)),
        ("Packets", _packet_words(person)),
        ("Beats", f"{person.n_beats}, {_recomputed_words(person)}"),
        ("Gaps", f"{len(person.gaps)}, {lost_s:.1f} s in all" if person.gaps else "none"),
    ]
    lines += [
        ("", f"{clock_words(gap.start_s)} to {clock_words(gap.end_s)}: {_CAUSES[gap.cause.value]}")
        for gap in person.gaps
    ]
    return [
        *lines,
        ("Artifacts", words(person.artifact_pct, "%")),
        ("Heart rate", words(person.numbers["mean_hr_bpm"], "/min")),
        ("RMSSD", words(person.numbers["rmssd_ms"], "ms")),
        ("RSA", words(person.numbers["rsa_ln_ms2"], "ln ms²", digits=2)),
    ]


def _strap_words(strap: "Strap | None", *, is_simulated: bool) -> str:
    if strap is None:
        return "not known"
    if is_simulated:
        return "simulated"
    battery = "" if strap.battery_pct is None else f", battery {strap.battery_pct} %"
    return f"{strap.model or 'model not known'}, …{strap.tail}{battery}"


def _packet_words(person: "PersonSummary") -> str:
    if not person.n_packets:
        return "none"
    return f"{person.n_packets}, {person.n_malformed} malformed, {person.n_duplicates} copies dropped"


def _recomputed_words(person: "PersonSummary") -> str:
    source = "packets" if person.n_packets else "intervals"
    if not person.n_beats_differing:
        return f"the same when computed anew from the {source}"
    return f"{person.n_beats_differing} differ when computed anew from the {source}"
