"""A report's file: it appears whole or not at all, and only its owner may read it."""

import errno
import os
import secrets
from pathlib import Path

from coreg.domain.errors import DiskProblemError, FileProblemError, UsageError
from coreg.domain.language import _
from coreg.report.page import Face

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def face_of(out: Path) -> Face:
    """Return what a file of this name is to be written as.

    Raises
    ------
    UsageError
        Its name says neither.
    """
    for face in Face:
        if out.suffix.lower() == face.value:
            return face
    msg = _("{file} is neither .html nor .pdf: let the file's name end in one of them.").format(file=out)
    raise UsageError(msg)


def check_html(out: Path) -> None:
    """Let a page be written under this name.

    Raises
    ------
    UsageError
        Its name doesn't say that it is one.
    """
    if out.suffix.lower() != Face.HTML.value:
        raise UsageError(_("{file} isn't .html: let the page's name end in it.").format(file=out))


def write_file(out: Path, content: bytes) -> None:
    """Write the file; an earlier one of this name is replaced.

    It is written under another name beside it, confirmed by the disk, and then named.

    Raises
    ------
    DiskProblemError
        The disk is full; nothing is left behind.
    FileProblemError
        There is no such folder, or it can't be written to.
    """
    unfinished = out.with_name(f".coreg-{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(out)
    except OSError as problem:
        raise _said(out, problem) from problem
    finally:
        unfinished.unlink(missing_ok=True)  # gone already where all went well


def _said(out: Path, problem: OSError) -> DiskProblemError | FileProblemError:
    if problem.errno in _FULL:
        msg = _("The disk is full: {file} wasn't written. Make room, or choose another disk.").format(file=out)
        return DiskProblemError(msg)
    if out.is_dir():
        return FileProblemError(_("{file} is a folder: name a file to write the report to.").format(file=out))
    msg = _("{file} can't be written ({why}): choose another folder.")
    return FileProblemError(msg.format(file=out, why=problem.strerror or problem))
