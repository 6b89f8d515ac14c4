"""`coreg beats`: every beat of a session as CSV."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import read
from coreg.cli.output import ROLE, role_of
from coreg.domain.person import Role

if TYPE_CHECKING:
    from coreg.recording.reader import Recording, StoredBeat

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
@click.option("--role", type=ROLE, help="Only this person's beats.")
def command(file: Path, role: str | None) -> None:
    """Print every beat that the straps of the session FILE sent, as CSV (columns: docs/JSON.md)."""
    recording = read(file)
    chosen = role_of(role)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in Role if chosen is None else (chosen,):
        writer.writerows(_rows(recording, each))


def _rows(recording: "Recording", role: Role) -> Iterator[tuple[object, ...]]:
    from coreg.readings.verdicts import judge
    from coreg.review.recompute import latency_s

    stored = [each for each in recording.beats if each.role is role]
    latency = latency_s(recording, role)
    live, final = judge([each.beat for each in stored])
    for each, is_live, is_final in zip(stored, live, final, strict=True):
        beat = each.beat
        yield (
            role.value,
            each.run,
            beat.segment,
            repr(beat.t_s),
            beat.ticks,
            repr(beat.rr_ms),
            repr(beat.uncertainty_s * 1000),
            "live",
            latency,
            _flag(each, is_artifact=is_live),
            _flag(each, is_artifact=is_final),
        )


def _flag(stored: "StoredBeat", *, is_artifact: bool) -> str:
    return "+".join((["artifact"] if is_artifact else []) + stored.beat.flags.words)
