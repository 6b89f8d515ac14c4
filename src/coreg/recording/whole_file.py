"""Writes a small file whole or not at all: a crash leaves the one from before or the new one, never a piece."""

import errno
import os
from pathlib import Path

from coreg.domain.errors import DiskProblemError
from coreg.domain.language import _

_OWNER_ALONE = 0o600
_BEING_WRITTEN = ".new"
_NOT_FOR_FOLDERS = {errno.EINVAL, errno.ENOTSUP}  # what network shares say that sync no folders


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`, readable by its owner alone and on the disk when this returns.

    Raises
    ------
    DiskProblemError
        The disk is full, gone or refuses; the file that was there is still there.
    """
    written = path.with_name(path.name + _BEING_WRITTEN)
    try:
        written.unlink(missing_ok=True)
        _write_new(written, content)
        written.replace(path)
        _sync_folder(path.parent)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        msg = _(
            "{name} can't be written ({reason}): make room on the disk or check that it may be written to."
        ).format(name=path.name, reason=reason)
        raise DiskProblemError(msg) from None


def _write_new(path: Path, content: bytes) -> None:
    """O_EXCL: whatever another program put in the way (a link to somewhere else) isn't written through."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_ALONE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Windows has no such call for folders, and needs none: its rename is in the journal."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(descriptor)
