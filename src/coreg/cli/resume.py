"""`coreg resume`: a session that was cut off, gone on with in the window."""

from pathlib import Path

import click

from coreg.cli.opened import entry_of, is_id, vault
from coreg.cli.passphrase import PASSPHRASE_FILE


@click.command(name="resume")
@click.argument("file", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.pass_context
def command(ctx: click.Context, file: Path, passphrase_file: Path | None) -> None:
    """Go on with the session FILE, which was cut off less than two hours ago: its straps, marks and numbers.

    What was running ended with the last stored beat; the time since is a gap. `coreg end` ends it there instead.
    """
    from coreg import app
    from coreg.recording.place import Place
    from coreg.settings import recordings_folder
    from coreg.ui.application import run_window

    doors = app.doors(recordings_folder(ctx.find_root().params["data"]))
    if not is_id(file):
        ctx.exit(run_window(doors, app.plan_to_resume(Place(file))))
    with vault(passphrase_file) as opened:
        session_id = entry_of(opened, str(file)).session_id
        code = run_window(doors, app.plan_to_resume_kept(opened, session_id))
    ctx.exit(code)
