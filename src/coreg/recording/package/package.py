"""A package: one session for one supervisor, and the comments that come back. docs/EXPORTS.md says what is in it.

What the package holds is a session file in memory, never on the supervisor's disk. Comments travel in a file of
their own under the same key, so that they open with the package and with nothing else.
"""

import json
import math
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coreg.domain.comment import Comment
from coreg.domain.errors import PackageError
from coreg.domain.language import _
from coreg.domain.note import Note, NoteKind, one_line
from coreg.recording.package.box import MOST_BYTES, Lid, box_id_of, closed, new_lid, open_box, open_with
from coreg.recording.reader import Recording, read_session_bytes
from coreg.recording.vault.kdf import KdfParameters
from coreg.recording.whole_file import write_whole

SUFFIX, COMMENTS_SUFFIX = ".coregpack", ".coregcomments"
_MAGIC, _COMMENTS_MAGIC = b"COREGPK1", b"COREGCM1"
_N_LENGTH = 4
_MOST_COMMENTS = 10_000  # our choice: a hostile file shall not fill a list for ever


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """An opened package.

    Attributes
    ----------
    pseudonym, day, number
        Who, how many days after their first session, and which session of theirs it is.
    notes
        Only what was ticked when it was made.
    """

    lid: Lid = field(repr=False)
    pseudonym: str
    day: int
    number: int
    recording: Recording = field(repr=False)
    notes: tuple[Note, ...] = field(default=(), repr=False)

    @property
    def package_id(self) -> str:
        """Random hex, by which comments find back to the session."""
        return self.lid.box_id


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a package: a session file's bytes, and what may be said beside it."""

    session: bytes = field(repr=False)
    pseudonym: str
    day: int
    number: int
    notes: tuple[Note, ...] = field(default=(), repr=False)


def pack(path: Path, contents: Contents, passphrase: str, parameters: KdfParameters) -> Lid:
    """Write a package and return what opens it, and the comments on it, without the passphrase.

    Raises
    ------
    DiskProblemError
        The disk doesn't take it.
    """
    lid = new_lid(secrets.token_hex(16), passphrase, parameters)
    said = json.dumps(
        {
            "pseudonym": contents.pseudonym,
            "day": contents.day,
            "number": contents.number,
            "notes": [[note.note_id, note.kind.value, note.text, note.written_utc] for note in contents.notes],
        }
    ).encode()
    content = len(said).to_bytes(_N_LENGTH, "big") + said + contents.session
    write_whole(path, closed(lid, _MAGIC, content))
    return lid


def open_package(path: Path, passphrase: str) -> Package:
    """Open a package, in memory alone. The slow step.

    Raises
    ------
    PackageError
        It isn't a package, is cut off, was changed, or the passphrase isn't its own.
    SessionFileError
        What it holds is no session that this program can read.
    """
    lid, content = open_box(_read(path), _MAGIC, passphrase)
    try:
        n_said = int.from_bytes(content[:_N_LENGTH], "big")
        said: dict[str, Any] = json.loads(content[_N_LENGTH : _N_LENGTH + n_said])
        notes = tuple(
            Note(int(n), NoteKind(kind), one_line(text), str(utc)) for n, kind, text, utc in said["notes"]
        )
        about = (one_line(str(said["pseudonym"])), int(said["day"]), int(said["number"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise PackageError(_("It was made by another version of Coreg: use that one.")) from None
    recording = read_session_bytes(content[_N_LENGTH + n_said :], Path(path.name))
    return Package(lid, *about, recording, notes)


def write_comments(path: Path, lid: Lid, comments: Iterable[Comment]) -> None:
    """Write the comments on a package to a file that goes back; DiskProblemError where the disk doesn't take it."""
    said = [[each.comment_id, each.t_s, each.text, each.by, each.written_utc] for each in comments]
    write_whole(path, closed(lid, _COMMENTS_MAGIC, json.dumps(said).encode()))


def read_comments(path: Path, passphrase: str) -> tuple[str, tuple[Comment, ...]]:
    """Return a package's id and the comments on it. The slow step; raises PackageError as `open_package` does."""
    lid, content = open_box(_read(path), _COMMENTS_MAGIC, passphrase)
    return lid.box_id, tuple(_comments(content))


def package_of_comments(path: Path) -> str:
    """Return the id of the package that a file of comments says it is on; PackageError where it is no such file."""
    return box_id_of(_read(path), _COMMENTS_MAGIC)


def comments_with(path: Path, lid: Lid) -> tuple[Comment, ...]:
    """Return the comments in a file that was written with this lid, none where there is none yet."""
    return tuple(_comments(open_with(lid, _read(path), _COMMENTS_MAGIC))) if path.exists() else ()


def merged(known: Sequence[Comment], new: Sequence[Comment]) -> list[Comment]:
    """Return all comments once, in the order in which they were written.

    >>> one = Comment("a1", 5.0, "here", "S", "2026-01-01T10:00:00.000Z")
    >>> merged([one], [one]) == [one]
    True
    """
    every = {each.comment_id: each for each in (*new, *known)}
    return sorted(every.values(), key=lambda each: (each.written_utc, each.comment_id))


def _comments(content: bytes) -> Iterable[Comment]:
    try:
        said = json.loads(content)
        for comment_id, t_s, text, by, written_utc in said[:_MOST_COMMENTS]:
            at_s = None if t_s is None else float(t_s)
            if at_s is not None and not math.isfinite(at_s):
                raise ValueError(at_s)
            yield Comment(one_line(comment_id), at_s, one_line(text), one_line(by), one_line(written_utc))
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        raise PackageError(_("It was made by another version of Coreg: use that one.")) from None


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PackageError(_("It is too large to be a session."))
        return path.read_bytes()
    except OSError as problem:
        msg = _("{name} can't be read ({reason}).").format(name=path.name, reason=problem.strerror)
        raise PackageError(msg) from None
