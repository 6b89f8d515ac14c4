"""`coreg replay`: a recorded session in the live window."""

from pathlib import Path

import click

from coreg.cli.opened import found
from coreg.cli.passphrase import PASSPHRASE_FILE
from coreg.cli.speed import SPEED


@click.command(name="replay")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.option("--speed", default="1", show_default=True, type=SPEED, help="How many times as fast, or max.")
@click.pass_context
def command(ctx: click.Context, file: Path, passphrase_file: Path | None, speed: float | None) -> None:
    """Play FILE in the live window, as it was seen then. Nothing is written."""
    from coreg import app
    from coreg.settings import recordings_folder
    from coreg.ui.application import run_window

    with found(file, passphrase_file) as (place, _):
        plan = app.replay_plan(place.path, speed, place.key)
    doors = app.doors(recordings_folder(ctx.find_root().params["data"]))
    ctx.exit(run_window(doors, plan))
