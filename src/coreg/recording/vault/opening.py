"""Opens a vault's library, and first finishes whatever a killed program left undone."""

from contextlib import suppress
from pathlib import Path

from coreg.domain.errors import DiskProblemError, LibraryLostError, VaultError
from coreg.domain.language import _
from coreg.recording.vault import consents
from coreg.recording.vault.consent_text import default_text
from coreg.recording.vault.durable import UNFINISHED, remove
from coreg.recording.vault.facts import notice
from coreg.recording.vault.finding import Finding
from coreg.recording.vault.forget import finish_forgetting
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import NAME, LibraryFile, make_library, put_in_place
from coreg.recording.vault.library_seal import NAME as SEAL_NAME
from coreg.recording.vault.library_seal import NO_HEAD, LibrarySeal, read_seal, write_seal
from coreg.recording.vault.people import now_utc
from coreg.recording.vault.renewal import unfinished_renewal
from coreg.recording.vault.rewrap import rewrap_library
from coreg.recording.vault.sessions import sessions_folder, write_due_sidecars
from coreg.recording.vault.sidecar import SUFFIX
from coreg.recording.vault.unlock import library_keys
from coreg.recording.vault.vault_file import FILE_NAME

_BEFORE_ANY = -1  # the number of the seal that is written before there is a library


def open_library(folder: Path, keys: Keys) -> LibraryFile:
    """Open the library, or make the first one. What was noticed of it stands in its facts.

    Raises
    ------
    LibraryLostError
        There was one and it is missing, damaged, or under a key that isn't there.
    """
    make_sessions_folder(folder)
    if not (folder / NAME).exists():
        _make_first(folder, keys)
    library = open_with_any_key(folder, keys)
    try:
        _settle(library, keys)
    except BaseException:
        library.close()
        raise
    return library


def open_with_any_key(folder: Path, keys: Keys) -> LibraryFile:
    """Open the library as it lies there; during a change of its key there are several, the newest first."""
    candidates = library_keys(folder, keys)
    for key in candidates[:-1]:
        with suppress(LibraryLostError):
            return LibraryFile(folder, keys, key)
    return LibraryFile(folder, keys, candidates[-1])


def make_sessions_folder(folder: Path) -> None:
    """Make the folder of the session files where it isn't there yet."""
    try:
        sessions_folder(folder).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        msg = _("{folder} can't be made: check the permissions of the vault's folder.").format(
            folder=sessions_folder(folder)
        )
        raise DiskProblemError(msg) from error


def _make_first(folder: Path, keys: Keys) -> None:
    if _was_there_one(folder, keys):
        msg = _("{folder} is missing: rebuild the library from the sessions folder, or restore a backup.").format(
            folder=folder / NAME
        )
        raise LibraryLostError(msg)
    write_seal(folder, keys, LibrarySeal(_BEFORE_ANY, NO_HEAD))
    put_in_place(make_library(folder, keys, library_keys(folder, keys)[0]))


def _was_there_one(folder: Path, keys: Keys) -> bool:
    """A folder with sidecars had a library; so had one whose seal says more than that one was about to be made."""
    if any(sessions_folder(folder).glob(f"*{SUFFIX}")):
        return True
    if not (folder / SEAL_NAME).exists():
        return False
    try:
        return read_seal(folder, keys).n != _BEFORE_ANY
    except VaultError:
        return True


def _settle(library: LibraryFile, keys: Keys) -> None:
    previous = unfinished_renewal(library.folder, keys)
    wrong = library.check(previous)
    if wrong:
        _remember(library, keys, wrong)
    else:
        library.write_seal()
    if previous is not None:
        rewrap_library(library, previous, keys)
    _remove_unfinished(library.folder)
    finish_forgetting(library, keys)
    write_due_sidecars(library, keys)
    if not consents.texts(library):
        with library.transaction():
            consents.add_text(library, default_text(), now_utc())


def _remove_unfinished(folder: Path) -> None:
    """Small files that a kill cut off: a vault.toml among them may hold a wrap of a key that is to be forgotten."""
    sidecars = sessions_folder(folder).glob(f"*{SUFFIX}{UNFINISHED}")
    remove(folder / (FILE_NAME + UNFINISHED), folder / (SEAL_NAME + UNFINISHED), *sidecars)


def _remember(library: LibraryFile, keys: Keys, wrong: list[Finding]) -> None:
    """The next change gets a new seal: what was noticed is kept in the library, and no number is used twice."""
    outside_n = 0
    with suppress(VaultError):
        outside_n = read_seal(library.folder, keys).n
    with library.transaction(at_least_n=outside_n + 1):
        notice(library, wrong)
