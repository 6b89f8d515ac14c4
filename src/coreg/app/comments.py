"""Comments on a package: written by the supervisor, and taken back into the session that they are on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from coreg.app.supervision import session_of
from coreg.domain.comment import Comment
from coreg.domain.errors import DiskProblemError, PackageError, UnknownPackageError, VaultError
from coreg.domain.language import _
from coreg.domain.moment import SUPERVISOR, Moment, MomentKind
from coreg.domain.note import Note, NoteKind, one_line
from coreg.domain.session import utc_words

if TYPE_CHECKING:
    from coreg.recording.package.package import Package
    from coreg.recording.place import Place
    from coreg.recording.vault.library import OpenVault

INPUT = "comments"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of taking comments back: the session they are in now, how many there were, how many were new."""

    session_id: str
    n_comments: int
    n_new: int


def comments_path(package: Path) -> Path:
    """Where the comments on a package are kept, unless somebody says otherwise: beside it.

    >>> comments_path(Path("for-supervision.coregpack")).name
    'for-supervision.coregcomments'
    """
    from coreg.recording.package.package import COMMENTS_SUFFIX

    return package.with_suffix(COMMENTS_SUFFIX)


def add_comment(path: Path, package: "Package", text: str, t_s: float | None, by: str = "") -> list[Comment]:
    """Write one more comment into the file of comments on a package, and return all that are in it.

    Parameters
    ----------
    t_s
        The instant it is about; None where it is about the whole session.

    Raises
    ------
    PackageError
        There are no words in it, its instant lies outside the session, or the file belongs to another package.
    DiskProblemError
        The file can't be written.
    """
    from coreg.recording.package.package import comments_with, merged, write_comments

    if not one_line(text):
        raise PackageError(_("There are no words in this comment: type some."))
    if t_s is not None and not 0 <= t_s <= package.recording.duration_s:
        raise PackageError(_("The session has no such instant: name one between its beginning and its end."))
    now = utc_words(datetime.now(UTC))
    comment = Comment(uuid4().hex, t_s, one_line(text), one_line(by), now)
    every = merged(comments_with(path, package.lid), [comment])
    write_comments(path, package.lid, every)
    return every


def take_back(
    vault: "OpenVault",
    path: Path,
    *,
    passphrase: Callable[[], str] | None = None,
    session_id: str | None = None,
) -> TakenBack:
    """Merge the comments in a file into the session that they are on; those that are there already stay once.

    Parameters
    ----------
    passphrase, session_id
        The package's passphrase and its session, where the vault doesn't know the package any more because its
        library was made anew.

    Raises
    ------
    PackageError
        It isn't such a file, was changed or cut off, or is on a package that isn't this vault's.
    VaultError, SessionFileError, NotesFileError, DiskProblemError
        The session can't be added to.
    """
    from coreg.recording.package.box import Lid
    from coreg.recording.package.package import comments_with, package_of_comments, read_comments
    from coreg.recording.vault.packages import with_taken

    known = vault.packed(package_of_comments(path))
    if known is not None:
        comments = comments_with(path, Lid(known.package_id, known.head, known.key))
        new = _merge(vault, known.session_id, comments, known.taken)
        vault.remember_packed(with_taken(known, (each.comment_id for each in comments)))
        return TakenBack(known.session_id, len(comments), len(new))
    if session_id is None or passphrase is None:
        raise UnknownPackageError(
            _("These comments are on a package that this vault doesn't know, or were changed on their way.")
        )
    _package_id, comments = read_comments(path, passphrase())
    new = _merge(vault, session_id, comments, frozenset())
    return TakenBack(session_id, len(comments), len(new))


def _merge(
    vault: "OpenVault", session_id: str, comments: Sequence[Comment], taken: frozenset[str]
) -> list[Comment]:
    """Append those that aren't there: first the words, then the marks that name them, sealed with the session.

    Killed in between, the words stand there already the next time and are named then.
    """
    from coreg.recording.reader import read_session

    session = session_of(vault, session_id)
    if session.seal is None:
        raise VaultError(_("The session isn't finished: comments can be taken back when it is."))
    place = vault.place_of(session_id)
    recording = read_session(place.path, place.key)
    there = taken.union(
        str(moment.payload["comment"]) for moment in recording.moments if "comment" in moment.payload
    )
    new = [comment for comment in comments if comment.comment_id not in there]
    if not new:
        return []
    note_ids = _keep_words(vault.notes_of(session_id), new)
    first = max((moment.moment_id for moment in recording.moments), default=0) + 1
    now, end_s = utc_words(datetime.now(UTC)), recording.duration_s
    moments = [
        Moment(
            first + i,
            end_s if comment.t_s is None else min(max(comment.t_s, 0.0), end_s),
            now,
            MomentKind.NOTE,
            SUPERVISOR,
            INPUT,
            {"note": note_ids[comment.comment_id], "comment": comment.comment_id},
        )
        for i, comment in enumerate(new)
    ]
    vault.amend_session(session_id, moments)
    return new


def _keep_words(notes: "Place", comments: Sequence[Comment]) -> dict[str, int]:
    """Write the comments' words where notes are kept; returns the number that each has there."""
    import apsw

    from coreg.recording.notes_file import append_notes, read_notes

    known = read_notes(notes)
    numbers = {(note.text, note.written_utc): note.note_id for note in known}
    next_id = max((note.note_id for note in known), default=0) + 1
    missing = [each for each in comments if (_words(each), each.written_utc) not in numbers]
    new = [Note(next_id + i, NoteKind.NOTE, _words(each), each.written_utc) for i, each in enumerate(missing)]
    if new:
        try:
            append_notes(notes, new)
        except (apsw.Error, OSError) as error:
            msg = _("The comments can't be written: make room on the vault's disk, then take them back again.")
            raise DiskProblemError(msg) from error
    numbers |= {(note.text, note.written_utc): note.note_id for note in new}
    return {each.comment_id: numbers[_words(each), each.written_utc] for each in comments}


def _words(comment: Comment) -> str:
    return one_line(f"{comment.by}: {comment.text}" if comment.by else comment.text)
