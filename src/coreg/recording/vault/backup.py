"""Copies a vault while it is in use, session files that are being written included, and checks the copy.

The copy is built in a folder beside its place and gets its name when it is whole: a kill leaves no half backup that
looks like one. It is as encrypted as the vault, under the same passphrase.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import apsw

from coreg.domain.errors import DiskProblemError, VaultError
from coreg.domain.language import _
from coreg.recording.connection import connect
from coreg.recording.vault.check import check_vault
from coreg.recording.vault.durable import remove, sync_file, sync_folder, with_logs
from coreg.recording.vault.finding import Finding
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import NAME, LibraryFile
from coreg.recording.vault.library_seal import NAME as SEAL_NAME
from coreg.recording.vault.opening import make_sessions_folder, open_with_any_key
from coreg.recording.vault.sessions import sessions_folder, sidecar_of, stored_sessions
from coreg.recording.vault.sidecar import write_sidecar
from coreg.recording.vault.stored_session import StoredSession
from coreg.recording.vault.vault_file import FILE_NAME

_BUSY_MS = 2000
_Copied = dict[str, StoredSession]


def back_up(library: LibraryFile, keys: Keys, to: Path) -> list[Finding]:
    """Copy the vault to a folder that isn't there yet, and return what isn't right in the copy.

    A session that is damaged in the vault is copied as it lies there, and is among the findings.

    Raises
    ------
    VaultError
        Something stands at `to` already.
    DiskProblemError
        The disk there is full, gone, or refuses.
    """
    with new_folder(to) as unfinished:
        make_sessions_folder(unfinished)
        copied: _Copied = {}
        _copy_sessions(library, keys, unfinished, copied)
        with library.lock:  # what changed meanwhile once more, and then the library itself
            _copy_sessions(library, keys, unfinished, copied)
            _copy_library(library, keys, unfinished)
            _remove_others(library, unfinished)
        return check_folder(unfinished, keys)


def check_folder(folder: Path, keys: Keys) -> list[Finding]:
    """Check a vault that lies in a folder and isn't in use."""
    library = open_with_any_key(folder, keys)
    try:
        return check_vault(library, keys)
    finally:
        library.close()


@contextmanager
def new_folder(to: Path) -> Iterator[Path]:
    """Give a folder to fill that gets the name `to` in one step when all went well, and is removed otherwise."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        msg = _("{to} isn't empty: choose a new folder.").format(to=to)
        raise VaultError(msg)
    unfinished = to.with_name(f"{to.name}.{secrets.token_hex(4)}.new")
    try:
        unfinished.mkdir(mode=0o700, parents=True)
        yield unfinished
        sync_folder(unfinished)
        if to.exists():
            to.rmdir()
        unfinished.rename(to)
        sync_folder(to.parent)
    except OSError as error:
        msg = _("{to} can't be written ({strerror}): make room on the disk, or choose another folder.").format(
            to=to, strerror=error.strerror
        )
        raise DiskProblemError(msg) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _copy_sessions(library: LibraryFile, keys: Keys, to: Path, copied: _Copied) -> None:
    """Copy the sessions that aren't copied yet as they are now."""
    for session in stored_sessions(library):
        known = copied.get(session.session_id)
        if known is None or replace(known, sidecar_n=0, is_sidecar_due=False) != replace(
            session, sidecar_n=0, is_sidecar_due=False
        ):
            source, target = sessions_folder(library.folder), sessions_folder(to)
            _copy_database(source / session.file_name, target / session.file_name, session.key(keys))
            if session.notes_name is not None:
                _copy_database(source / session.notes_name, target / session.notes_name, session.notes_key(keys))
            copied[session.session_id] = session


def _copy_library(library: LibraryFile, keys: Keys, to: Path) -> None:
    for name in (FILE_NAME, SEAL_NAME):
        shutil.copyfile(library.folder / name, to / name)
        (to / name).chmod(0o600)
        sync_file(to / name)
    library.copy_to(to / NAME)
    for session in stored_sessions(library):
        write_sidecar(sessions_folder(to), keys, sidecar_of(library, session))


def _remove_others(library: LibraryFile, to: Path) -> None:
    """Delete copies of what was forgotten, or rewritten, while the backup was being made."""
    known = {name for session in stored_sessions(library) for name in session.names}
    for path in sessions_folder(to).iterdir():
        if path.name.removesuffix("-wal") not in known:
            remove(path)


def _copy_database(source: Path, target: Path, key: bytes | None) -> None:
    """Copy one state of a database that somebody may be writing to, or its bytes where it doesn't open."""
    if key is None or not source.is_file():
        return
    remove(*with_logs(target))
    target.touch(mode=0o600)
    try:
        _copy_pages(source, target, key)
    except apsw.FullError as error:
        msg = _("{target} can't be written: the disk is full. Make room on it, or choose another folder.").format(
            target=target
        )
        raise DiskProblemError(msg) from error
    except apsw.Error:  # damaged: its bytes may still be of use to somebody
        remove(*with_logs(target))
        for suffix in ("", "-wal"):
            part = source.with_name(source.name + suffix)
            if part.is_file():
                shutil.copyfile(part, target.with_name(target.name + suffix))
                target.with_name(target.name + suffix).chmod(0o600)
    sync_file(target)


def _copy_pages(source: Path, target: Path, key: bytes) -> None:
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    read = connect(f"{source.absolute().as_uri()}?mode=ro", key, flags)
    write = None
    try:
        read.set_busy_timeout(_BUSY_MS)
        write = connect(target, key, apsw.SQLITE_OPEN_READWRITE)
        with write.backup("main", read, "main") as pages:
            pages.step()
        write.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        read.close()
        if write is not None:
            write.close()
