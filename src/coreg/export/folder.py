"""An export's folder: it appears whole or not at all, and nothing that is there already is touched."""

import errno
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from coreg.domain.errors import DiskProblemError, FileProblemError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def new_name() -> str:
    """Return a name that says nothing: `coreg-` and eight random digits."""
    return f"coreg-{secrets.token_hex(4)}"


def write_folder(out: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Write the files into a new folder `name` in `out`, which is made if it isn't there.

    They are written under another name beside it, confirmed by the disk, and then named. Only their owner may read
    them.

    Raises
    ------
    DiskProblemError
        The disk is full; nothing is left behind.
    FileProblemError
        `out` can't be written to, or has a folder of this name already.
    """
    folder, unfinished = out / name, out / f".{name}.part"
    try:
        out.mkdir(parents=True, exist_ok=True)
        unfinished.mkdir(mode=0o700)
    except OSError as problem:
        raise _said(out, problem) from problem
    try:
        for path, content in files.items():
            _write(unfinished / path, content)
        if folder.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
        unfinished.rename(folder)
    except OSError as problem:
        raise _said(out, problem) from problem
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)  # gone already where all went well
    return folder


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _said(out: Path, problem: OSError) -> DiskProblemError | FileProblemError:
    if problem.errno in _FULL:
        return DiskProblemError(
            f"The disk is full: nothing was exported to {out}. Make room, or choose another disk."
        )
    if out.exists() and not out.is_dir():
        return FileProblemError(f"{out} is a file: name a folder to export to.")
    return FileProblemError(f"{out} can't be written to ({problem.strerror or problem}): choose another folder.")
