"""`coreg supervision`: a session for a supervisor in one encrypted file, and the comments that come back."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import entry_of, is_id, vault
from coreg.cli.output import Json, clock_words, print_json, print_lines
from coreg.cli.passphrase import FILE, NEW_PASSPHRASE_FILE, PASSPHRASE_FILE, new_passphrase, passphrase
from coreg.domain.errors import UnknownPackageError, UsageError
from coreg.domain.person import Role

if TYPE_CHECKING:
    from coreg.domain.comment import Comment
    from coreg.recording.package.package import Package

_INSTANT = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]?\d(?:\.\d+)?)")
_PACKAGE = click.argument("package", type=click.Path(path_type=Path, dir_okay=False))
_COMMENTS = click.option(
    "--comments", type=FILE, help="The file of comments; it lies beside the package where this isn't given."
)
_OPENS_PACKAGE = click.option("--passphrase-file", type=FILE, help="Take the package's passphrase from this file.")


@click.group(name="supervision")
def command() -> None:
    """Give one session to a supervisor, encrypted under a passphrase of its own, and take comments back.

    docs/SUPERVISION.md says what is in a package, and what in it still tells who it is.
    """


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=FILE, help="The package: a new file, F.coregpack.")
@click.option("--with-therapist", is_flag=True, help="Put the therapist's heart in too.")
@click.option("--with-notes", is_flag=True, help="Put in what was typed: notes, names of parts and targets.")
@click.option("--pseudonym", default="client", show_default=True, help="How a plain FILE's client is called in it.")
@PASSPHRASE_FILE
@NEW_PASSPHRASE_FILE
def pack(
    file: Path,
    out: Path,
    pseudonym: str,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
    *,
    with_therapist: bool,
    with_notes: bool,
) -> None:
    """Put the session FILE into a package: without its date, addresses of straps, and names.

    A session of the vault needs the client's consent for supervision. The vault opens with --passphrase-file, the
    package with --new-passphrase-file; pass the passphrase on in another way than
    the file.
    """
    from coreg.app import supervision
    from coreg.recording.place import Place

    def chosen() -> str:
        return new_passphrase(
            new_passphrase_file, "New passphrase, the package's", "--new-passphrase-file", of_package=True
        )

    if is_id(file):
        with vault(passphrase_file) as opened:
            session_id = entry_of(opened, str(file)).session_id
            supervision.check_may_be_packed(opened, session_id, with_therapist=with_therapist)
            supervision.pack_session(
                opened, session_id, out, chosen(), with_therapist=with_therapist, with_notes=with_notes
            )
    elif with_notes:
        msg = f"{file} is a plain session file, which has no notes: leave --with-notes away."
        raise UsageError(msg)
    else:
        supervision.pack_file(Place(file), out, pseudonym, chosen(), with_therapist=with_therapist)
    click.echo(f"{out}")
    click.echo("Pass its passphrase on in another way than the file.", err=True)


@command.command()
@_PACKAGE
@_OPENS_PACKAGE
@_COMMENTS
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object (coreg.package/1, docs/JSON.md).")
def show(package: Path, passphrase_file: Path | None, comments: Path | None, *, as_json: bool) -> None:
    """Show what is in the PACKAGE, and the comments on it."""
    from coreg.app.comments import comments_path
    from coreg.recording.package.package import comments_with

    opened = _opened(package, passphrase_file)
    said = comments_with(comments or comments_path(package), opened.lid)
    if as_json:
        amended = any(moment.amends is not None for moment in opened.recording.moments)
        print_json("package", _body(opened, said), amended=amended)
    else:
        _print(opened, said)


@command.command()
@_PACKAGE
@click.option("--at", "at", help="The instant it is about, as 12:34 or 1:02:05; without it, the whole session.")
@click.option("--text", required=True, help="The comment, in one line.")
@click.option("--by", default="", help="What you call yourself in it; it stands before the words.")
@_OPENS_PACKAGE
@_COMMENTS
def comment(
    package: Path, at: str | None, text: str, by: str, passphrase_file: Path | None, comments: Path | None
) -> None:
    """Add a comment to the PACKAGE's file of comments, which goes back to the therapist.

    The package itself is never changed.
    """
    from coreg.app.comments import add_comment, comments_path

    t_s = None if at is None else _instant(at)
    path = comments or comments_path(package)
    every = add_comment(path, _opened(package, passphrase_file), text, t_s, by)
    click.echo(f"{path}: {len(every)} comment{'' if len(every) == 1 else 's'}")


@command.command(name="take-back")
@click.argument("comments", type=click.Path(path_type=Path, dir_okay=False))
@PASSPHRASE_FILE
@click.option(
    "--session", help="The session they are on, where the library was rebuilt and can't know it any more."
)
@click.option("--package-passphrase-file", type=FILE, help="With --session: the package's passphrase.")
def take_back(
    comments: Path, passphrase_file: Path | None, session: str | None, package_passphrase_file: Path | None
) -> None:
    """Merge the COMMENTS into the vault's session that they are on; doing it again adds nothing."""
    from coreg.app import comments as house

    def opens_package() -> str:
        return passphrase(package_passphrase_file, "The package's passphrase", "--package-passphrase-file")

    with vault(passphrase_file) as opened:
        session_id = None if session is None else entry_of(opened, session).session_id
        try:
            done = house.take_back(opened, comments, passphrase=opens_package, session_id=session_id)
        except UnknownPackageError as problem:
            msg = f"{problem} Where the library was rebuilt since, name the session with --session."
            raise UsageError(msg) from None
    click.echo(f"{done.n_comments} comments, {done.n_new} of them new, in session {done.session_id[:8]}.")


def _opened(package: Path, passphrase_file: Path | None) -> "Package":
    from coreg.recording.package.package import open_package

    return open_package(package, passphrase(passphrase_file, "The package's passphrase"))


def _instant(at: str) -> float:
    found = _INSTANT.fullmatch(at.strip())
    if found is None:
        msg = f"{at} is no instant: write 12:34 for minutes and seconds, or 1:02:05."
        raise UsageError(msg)
    hours, minutes, seconds = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)


def _body(opened: "Package", comments: "Sequence[Comment]") -> dict[str, Json]:
    recording = opened.recording
    return {
        "package_id": opened.package_id,
        "pseudonym": opened.pseudonym,
        "number": opened.number,
        "day": opened.day,
        "duration_s": recording.duration_s,
        "simulated": recording.header.is_simulated,
        "n_beats": {role.value: len(recording.rr_ms_of(role)) for role in Role},
        "n_moments": len(recording.moments),
        "notes": [{"id": note.note_id, "kind": note.kind.value, "text": note.text} for note in opened.notes],
        "comments": [
            {
                "id": each.comment_id,
                "t_s": each.t_s,
                "text": each.text,
                "by": each.by,
                "written_utc": each.written_utc,
            }
            for each in comments
        ],
    }


def _print(opened: "Package", comments: "Sequence[Comment]") -> None:
    recording = opened.recording
    if recording.header.is_simulated:
        click.echo("Simulated people, not a real session")
    beats = [f"{role.value} {len(recording.rr_ms_of(role))}" for role in Role if recording.rr_ms_of(role)]
    print_lines(
        [
            ("Client", opened.pseudonym),
            ("Session", f"{opened.number}, day {opened.day} since the first"),
            ("Length", clock_words(recording.duration_s)),
            ("Beats", ", ".join(beats) or "none"),
            ("Marks", str(len(recording.moments))),
            ("Notes", str(len(opened.notes)) if opened.notes else "none in it"),
            ("Comments", str(len(comments)) if comments else "none yet"),
        ]
    )
    for each in comments:
        when = "the whole session" if each.t_s is None else clock_words(each.t_s)
        click.echo(f"  {when}: {f'{each.by}: ' if each.by else ''}{each.text}")
