"""`coreg demo`: a session of two simulated people."""

import os
from pathlib import Path

import click

from coreg.cli.speed import SPEED
from coreg.domain.errors import FileProblemError, SessionFileError

_HEADLESS_MINUTES = 12.0
_PICTURES_AT_S = (3.0, 30.0, 120.0, 600.0)
_LAST_SECONDS = 5.0
_PICTURES = "at-[0-9][0-9]m[0-9][0-9]s.png"
_SESSION_FILE = "session.coreg"


@click.command(name="demo")
@click.option("--minutes", type=click.FloatRange(min=0.1), help="End after this many simulated minutes.")
@click.option("--speed", type=SPEED, help="How many times as fast, or max.  [default: 1; headless: max]")
@click.option("--seed", default=1, show_default=True, help="Another number gives two other people.")
@click.option("--headless", is_flag=True, help="Needs no screen; ends by itself.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Leave session and pictures here.")
@click.pass_context
def command(
    ctx: click.Context,
    minutes: float | None,
    speed: float | None,
    seed: int,
    out: Path | None,
    *,
    headless: bool,
) -> None:
    """Show a session of two simulated people: nobody is there, and the screen says so.

    With --out the session file and pictures of the window are left in that folder; without it nothing is written.
    """
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded, or it looks for a screen
        minutes = minutes or _HEADLESS_MINUTES
    if ctx.get_parameter_source("speed") is click.core.ParameterSource.DEFAULT:
        speed = None if headless else 1.0
    path = None if out is None else _session_path(out)

    from coreg import app
    from coreg.recording.place import Place
    from coreg.settings import recordings_folder
    from coreg.ui.application import run_window
    from coreg.ui.pictures import Pictures

    duration_s = None if minutes is None else minutes * 60
    place = None if path is None else Place(path)
    plan = app.simulated_plan(speed=speed, seed=seed, duration_s=duration_s, place=place)
    pictures = None if out is None else Pictures(out, _pictures_at_s(duration_s))
    doors = app.doors(recordings_folder(ctx.find_root().params["data"]), seed=seed)
    exit_code = run_window(doors, plan, pictures=pictures, quits_at_end=headless)
    if path is not None and out is not None:
        names = ", ".join(sorted(file.name for file in (path, *out.glob(_PICTURES))))
        click.echo(f"Left in {out}: {names}. Simulated people, not a real session.")
    ctx.exit(exit_code)


def _session_path(folder: Path) -> Path:
    """Return where the session goes; what an earlier demonstration left there makes way, and nothing else does."""
    path = folder / _SESSION_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and not _is_of_demo(path):
            msg = f"{path} isn't a demonstration's: choose another folder with --out"
            raise FileProblemError(msg)
        for old in (*folder.glob(_PICTURES), *folder.glob(f"{_SESSION_FILE}*")):
            old.unlink()
    except OSError as problem:
        msg = f"{folder} can't be written to ({problem.strerror}): choose another folder with --out"
        raise FileProblemError(msg) from problem
    return path


def _is_of_demo(path: Path) -> bool:
    from coreg.recording.reader import read_session

    try:
        return read_session(path).header.is_simulated
    except SessionFileError:
        return False


def _pictures_at_s(duration_s: float | None) -> dict[str, float]:
    """Return when to take pictures, by name; a session that ends before ten minutes gives its last seconds."""
    at_s = [t_s for t_s in _PICTURES_AT_S if duration_s is None or t_s < duration_s - _LAST_SECONDS]
    if duration_s is not None and duration_s <= max(_PICTURES_AT_S):
        at_s.append(duration_s - _LAST_SECONDS)
    return {f"at-{int(t_s) // 60:02}m{int(t_s) % 60:02}s": t_s for t_s in at_s}
