"""`coreg replay`: a recorded session in the live window."""

from pathlib import Path

import click

from coreg.cli.speed import SPEED


@click.command(name="replay")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--speed", default="1", show_default=True, type=SPEED, help="How many times as fast, or max.")
@click.pass_context
def command(ctx: click.Context, file: Path, speed: float | None) -> None:
    """Play FILE in the live window, as it was seen then. Nothing is written."""
    from coreg import app
    from coreg.settings import recordings_folder
    from coreg.ui.application import run_window

    plan = app.replay_plan(file, speed)
    doors = app.doors(recordings_folder(ctx.find_root().params["data"]))
    ctx.exit(run_window(doors, plan))
