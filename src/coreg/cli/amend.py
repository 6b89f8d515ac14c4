"""`coreg amend`: corrections after the session; what was marked stays in the file, and in the audit list."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from coreg.cli.audit_words import audit_line
from coreg.cli.opened import entry_of, is_id, vault
from coreg.cli.output import ROLE, print_lines, role_of
from coreg.cli.passphrase import PASSPHRASE_FILE
from coreg.domain.errors import UsageError
from coreg.domain.marks import Scale, SetKind, SpanKind
from coreg.domain.moment import MomentKind

if TYPE_CHECKING:
    from coreg.domain.moment import Moment
    from coreg.review.amendments import Amending

    _Correct = Callable[[Amending, int | None], Amending]

_Value = TypeVar("_Value", int, float)

_FILE = click.argument("file", type=click.Path(path_type=Path))
_MARK = click.argument("mark", type=int)
_SECONDS = click.FLOAT
_SCALE = click.Choice([scale.value for scale in Scale])
_KIND = click.Choice([kind.value for kind in SetKind])


@click.group(name="amend")
def command() -> None:
    """Correct the marks of a session that has ended: FILE is a plain session file, or its id in the vault.

    MARK is a mark's number in `coreg show FILE --audit`. Nothing that was marked is lost: a correction is one entry
    more, and can be taken back itself.
    """


@command.command()
@_FILE
@_MARK
@PASSPHRASE_FILE
@click.option("--to", "to_s", type=_SECONDS, help="To this second of the session.")
@click.option("--by", "by_s", type=_SECONDS, help="By so many seconds: 1.5 later, -1.5 earlier.")
@click.option("--end", "end_s", type=_SECONDS, help="The end of an excluded stretch, to this second.")
def move(
    file: Path, mark: int, passphrase_file: Path | None, to_s: float | None, by_s: float | None, end_s: float | None
) -> None:
    """Move a mark in time."""
    if sum(each is not None for each in (to_s, by_s, end_s)) != 1:
        msg = "Say where to: --to, --by or --end."
        raise UsageError(msg)

    def correct(begun: "Amending", _note: int | None) -> "Amending":
        if end_s is not None:
            return begun.end_excluded_at(mark, end_s)
        return begun.move(mark, to_s) if to_s is not None else begun.move_by(mark, by_s or 0.0)

    _amend(file, passphrase_file, correct)


@command.command()
@_FILE
@_MARK
@PASSPHRASE_FILE
@click.option("--kind", type=_KIND, help="What the set was for.")
@click.option("--value", type=int, help="The number that was given.")
@click.option("--scale", type=_SCALE, help="The scale that it was given on.")
@click.option("--phase", type=int, help="The phase, 1 to 8.")
@click.option("--target", type=int, help="The target's number.")
@click.option("--mark-as", help="Another mark, such as star or strong_reaction.")
def change(
    file: Path,
    mark: int,
    passphrase_file: Path | None,
    kind: str | None,
    value: int | None,
    scale: str | None,
    phase: int | None,
    target: int | None,
    mark_as: str | None,
) -> None:
    """Change what a mark says."""

    def correct(begun: "Amending", _note: int | None) -> "Amending":
        if kind is not None:
            begun = begun.as_set_of(mark, SetKind(kind))
        if value is not None or scale is not None:
            begun = begun.as_rating(mark, value, None if scale is None else Scale(scale))
        if phase is not None:
            begun = begun.as_phase(mark, phase)
        if target is not None:
            begun = begun.for_target(mark, target)
        return begun if mark_as is None else begun.as_mark(mark, _kind_of(mark_as))

    _amend(file, passphrase_file, correct)


@command.command()
@_FILE
@_MARK
@PASSPHRASE_FILE
def retract(file: Path, mark: int, passphrase_file: Path | None) -> None:
    """Take a mark or a correction back; of a set or a stretch, both ends."""
    _amend(file, passphrase_file, lambda begun, _: begun.retract(mark))


@command.command(name="bring-back")
@_FILE
@_MARK
@PASSPHRASE_FILE
def bring_back(file: Path, mark: int, passphrase_file: Path | None) -> None:
    """Bring back what was taken back."""
    _amend(file, passphrase_file, lambda begun, _: begun.bring_back(mark))


@command.command(name="take-all-back")
@_FILE
@PASSPHRASE_FILE
def take_all_back(file: Path, passphrase_file: Path | None) -> None:
    """Take back everything that was corrected or added after the session."""
    _amend(file, passphrase_file, lambda begun, _: begun.take_all_back())


@command.command()
@_FILE
@click.argument("what")
@PASSPHRASE_FILE
@click.option("--at", "at_s", type=_SECONDS, required=True, help="When, or when it began, in seconds.")
@click.option("--to", "to_s", type=_SECONDS, help="When a set or a stretch ended.")
@click.option("--kind", type=_KIND, default="processing", show_default=True, help="Of a set.")
@click.option("--target", type=int, help="Of a set or a rating; else the one of then.")
@click.option("--value", type=int, help="Of a rating, or the phase.")
@click.option("--scale", type=_SCALE, default="sud", show_default=True, help="Of a rating.")
def add(
    file: Path,
    what: str,
    passphrase_file: Path | None,
    at_s: float,
    to_s: float | None,
    kind: str,
    target: int | None,
    value: int | None,
    scale: str,
) -> None:
    """Add what wasn't marked: WHAT is set, rating, phase, a stretch such as quiet, or a mark such as star."""

    def correct(begun: "Amending", _note: int | None) -> "Amending":
        stretch = next((each for each in SpanKind if each.value == what), None)
        if what == "set":
            return begun.add_set(at_s, _given(to_s, "--to"), SetKind(kind), target)
        if what == "rating":
            return begun.add_rating(at_s, Scale(scale), _given(value, "--value"), target)
        if what == "phase":
            return begun.add_phase(at_s, _given(value, "--value"))
        if stretch is not None:
            return begun.add_stretch(stretch, at_s, _given(to_s, "--to"))
        return begun.add_mark(at_s, _kind_of(what))

    _amend(file, passphrase_file, correct)


@command.command()
@_FILE
@PASSPHRASE_FILE
@click.option("--from", "from_s", type=_SECONDS, required=True, help="Beginning of the stretch, in seconds.")
@click.option("--to", "to_s", type=_SECONDS, required=True, help="End of the stretch, in seconds.")
@click.option("--who", type=ROLE, help="Whose heartbeats alone.  [default: both]")
@click.option("--reason", help="Why, in a few words: kept with the session's notes, so only in the vault.")
def exclude(
    file: Path, passphrase_file: Path | None, from_s: float, to_s: float, who: str | None, reason: str | None
) -> None:
    """Leave a stretch out of every number; the heartbeats stay in the file."""
    _amend(
        file, passphrase_file, lambda begun, note: begun.exclude(from_s, to_s, role_of(who), note), reason=reason
    )


@command.command()
@_FILE
@PASSPHRASE_FILE
@click.option("--from", "from_s", type=_SECONDS, default=0.0, help="From this second on.  [default: all of it]")
def swap(file: Path, passphrase_file: Path | None, from_s: float) -> None:
    """Say that each wore the strap that was recorded as the other's."""
    _amend(file, passphrase_file, lambda begun, _: begun.swap_straps(from_s))


def _amend(file: Path, passphrase_file: Path | None, correct: "_Correct", reason: str | None = None) -> None:
    from coreg import app

    if not is_id(file):
        _print(app.amend_file(file, correct, reason))
        return
    with vault(passphrase_file) as opened:
        session_id = entry_of(opened, str(file)).session_id
        added = app.amend_kept(opened, session_id, correct, reason)
    _print(added)
    click.echo("The session has a new seal.")


def _print(added: "tuple[Moment, ...]") -> None:
    print_lines([audit_line(moment) for moment in added])


def _kind_of(name: str) -> MomentKind:
    found = next((kind for kind in MomentKind if kind.value == name), None)
    if found is None:
        msg = f"There is no mark called {name}."
        raise UsageError(msg)
    return found


def _given(value: "_Value | None", option: str) -> "_Value":
    if value is None:
        msg = f"That needs {option}."
        raise UsageError(msg)
    return value
