"""`coreg beats`: every beat of a session as CSV."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import read
from coreg.cli.output import ROLE, role_of
from coreg.cli.passphrase import PASSPHRASE_FILE
from coreg.domain.person import Role

if TYPE_CHECKING:
    from coreg.domain.beat import Beat
    from coreg.recording.reader import Recording

_COLUMNS = (
    "role",
    "run",
    "segment",
    "t_s",
    "rr_ticks",
    "rr_ms",
    "uncertainty_ms",
    "clock",
    "latency_s",
    "flag",
    "flag_final",
)


@click.command(name="beats")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option("--role", type=ROLE, help="Only this person's beats.")
@click.option(
    "--clock",
    type=click.Choice(["live", "final"]),
    default="live",
    show_default=True,
    help="Times as placed during the session, or found from both sides afterwards.",
)
def command(file: Path, passphrase_file: Path | None, role: str | None, clock: str) -> None:
    """Print every beat that the straps of the session FILE sent, as CSV (columns: docs/JSON.md)."""
    from coreg.review.final_clock import by_final_clock

    recording = read(file, passphrase_file)
    placed = by_final_clock(recording) if clock == "final" else recording
    has_final = placed is not recording
    chosen = role_of(role)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in Role if chosen is None else (chosen,):
        writer.writerows(_rows(placed, each, "final" if has_final else "live"))


def _rows(recording: "Recording", role: Role, clock: str) -> Iterator[tuple[object, ...]]:
    from coreg.readings.marks import read_marks
    from coreg.review.amended import amended_verdicts, every_beat
    from coreg.review.recompute import latency_s
    from coreg.review.worn import read_wearing

    beats = every_beat(recording, read_marks(recording.moments), role)
    wearing = read_wearing(recording.moments)
    latencies = {each: latency_s(recording, each) for each in Role}
    for each, (is_live, is_final) in zip(beats, amended_verdicts(beats), strict=True):
        beat = each.stored.beat
        yield (
            role.value,
            each.stored.run,
            beat.segment,
            repr(beat.t_s),
            beat.ticks,
            repr(beat.rr_ms),
            repr(beat.uncertainty_s * 1000),
            clock,
            latencies[wearing.strap_of(role, beat.t_s)],
            _flag(beat, is_artifact=is_live),
            _flag(beat, is_artifact=is_final, is_excluded=each.is_excluded),
        )


def _flag(beat: "Beat", *, is_artifact: bool, is_excluded: bool = False) -> str:
    words = (["artifact"] if is_artifact else []) + beat.flags.words + (["excluded"] if is_excluded else [])
    return "+".join(words)
