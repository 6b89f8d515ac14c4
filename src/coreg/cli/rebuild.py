"""`coreg rebuild`: a session's beats made anew from its packets, and compared."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import found
from coreg.cli.output import Json, print_json
from coreg.cli.passphrase import PASSPHRASE_FILE
from coreg.domain.errors import UsageError
from coreg.domain.person import Role

if TYPE_CHECKING:
    from coreg.recording.place import Place
    from coreg.recording.reader import Recording
    from coreg.review.recompute import Rebuilt


@click.command(name="rebuild")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option("--write", is_flag=True, help="Put the new beats in the place of the stored ones.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (coreg.rebuild/1, docs/JSON.md).")
def command(file: Path, passphrase_file: Path | None, *, write: bool, as_json: bool) -> None:
    """Make the beats of the session FILE anew from its packets, and say how many differ from the stored ones.

    Packets are what was recorded; beats are computed from them. Nothing is changed without --write.
    """
    from coreg.recording.reader import read_session
    from coreg.review.recompute import rebuild

    with found(file, passphrase_file) as (place, _):
        recording = read_session(place.path, place.key)
        rebuilt = {role: rebuild(recording, role) for role in Role}
        if write:
            _replace(place, recording, rebuilt)
    body = {role.value: _counts(recording, role, rebuilt[role]) for role in Role}
    if as_json:
        print_json("rebuild", {"people": body, "written": write})
        return
    for role, counts in body.items():
        click.echo(
            f"{role}: {counts['n_stored']} beats stored, {counts['n_rebuilt']} from {_source(recording, counts)},"
            f" {counts['n_differing']} differ"
        )
    if write:
        click.echo(f"The beats in {file} are those of today now.")


def _counts(recording: "Recording", role: Role, rebuilt: "Rebuilt") -> dict[str, Json]:
    from coreg.review.recompute import n_beats_differing

    stored = recording.beats_of(role)
    return {
        "n_packets": len(recording.packets_of(role)),
        "n_stored": len(stored),
        "n_rebuilt": len(rebuilt.stored),
        "n_differing": n_beats_differing(stored, rebuilt),
    }


def _source(recording: "Recording", counts: dict[str, Json]) -> str:
    if recording.header.imported_from is not None:
        return f"{counts['n_rebuilt']} imported intervals"
    return f"{counts['n_packets']} packets"


def _replace(place: "Place", recording: "Recording", rebuilt: "dict[Role, Rebuilt]") -> None:
    from coreg.recording.derived import replace_beats
    from coreg.recording.reader import Ended

    if recording.ended is not Ended.CLOSED:
        msg = f"{recording.path} isn't closed: it may still be recorded, so its beats are left alone."
        raise UsageError(msg)
    replace_beats(place, [each for role in Role for each in rebuilt[role].stored])
