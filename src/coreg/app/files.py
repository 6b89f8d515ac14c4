"""Session files that are made or rewritten outside a session: imports, and what is erased for good."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coreg.app.plans import new_header
from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader

if TYPE_CHECKING:
    from coreg.recording.imports.beginning import Beginning
    from coreg.recording.imports.imported import Imported
    from coreg.recording.place import Place
    from coreg.recording.reader import Recording, StoredBeat
    from coreg.recording.seal import Seal


def write_import(
    file: Path,
    imported: "Imported",
    role: Role,
    make_place: "Callable[[SessionHeader], Place]",
    started: datetime | None = None,
) -> "Beginning":
    """Write a session of what was imported from `file`, and return when it began.

    Parameters
    ----------
    make_place
        Says where the session with this header goes.

    Raises
    ------
    DiskProblemError
        The session file can't be made.
    """
    from coreg.recording.imports.beginning import beginning_of
    from coreg.recording.imports.write import write_imported

    beginning = beginning_of(file, imported, started)
    header = new_header(is_simulated=False, started=beginning.began, imported_from=imported.format.value)
    write_imported(make_place(header), header, imported, role, {"started_known_from": beginning.known_from.value})
    return beginning


def erase(
    place: "Place",
    target: "Place",
    seal_key: bytes | None,
    now_utc: datetime,
    *,
    span: tuple[float, float, str] | None,
    moments: Collection[int],
) -> "Seal | None":
    """Write a session anew without a span (start, end, whose: a role or "both"), or without moments."""
    from coreg.recording.cut import Span
    from coreg.recording.erase import erase_moments, erase_span
    from coreg.review.recompute import rebuild

    if span is None:
        return erase_moments(place, target, moments, seal_key)
    start_s, end_s, who = span
    roles = frozenset(Role) if who == "both" else frozenset({Role(who)})

    def stored(recording: "Recording", role: Role) -> "Collection[StoredBeat]":
        return rebuild(recording, role).stored

    return erase_span(place, target, Span(start_s, end_s, roles), now_utc, stored, seal_key)


def erase_from_file(
    path: Path, now_utc: datetime, *, span: tuple[float, float, str] | None, moments: Collection[int]
) -> None:
    """Erase a span or moments of a plain session file for good; its old bytes may stay on the disk for a while.

    Raises
    ------
    SessionFileError, DiskProblemError
        The session isn't closed, is sealed by a vault, or has no such moment; the file can't be read or written.
    """
    from coreg.recording.place import Place

    check_plain(path)
    erase(Place(path), Place(path), None, now_utc, span=span, moments=moments)


def check_plain(path: Path) -> "Recording":
    """Read a plain session file that is to be changed; SessionFileError where that is a vault's to do."""
    from coreg.domain.errors import SessionFileError
    from coreg.recording.reader import Ended, read_session

    recording = read_session(path)
    if recording.seal is not None:
        msg = _("{path} was sealed by a vault: change the session there, by its id.").format(path=path)
        raise SessionFileError(msg)
    if recording.ended is not Ended.CLOSED:
        msg = _("{path} isn't closed: end the session first (coreg end), then change it.").format(path=path)
        raise SessionFileError(msg)
    return recording
