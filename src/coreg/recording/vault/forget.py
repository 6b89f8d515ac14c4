"""Forgets a person: files, keys and rows, and then the library's own memory of them.

The wish is committed first. Whenever the program is killed after that, the next unlock goes on where it stopped.
"""

from pathlib import Path

from coreg.recording.vault.bands import forget_band_of
from coreg.recording.vault.course_texts import forget_texts_of
from coreg.recording.vault.durable import remove, with_logs
from coreg.recording.vault.facts import want_rekey
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.packages import forget_packages_of
from coreg.recording.vault.rekey import finish_rekey
from coreg.recording.vault.sessions import sessions_folder, stored_sessions
from coreg.recording.vault.stored_session import StoredSession
from coreg.recording.vault.worn_straps import forget_straps_of


def forget(library: LibraryFile, keys: Keys, *person_ids: str) -> None:
    """Forget these people for good; ids that the vault doesn't know are remembered as forgotten all the same."""
    with library.lock:
        with library.transaction():
            for person_id in person_ids:
                library.change("INSERT OR REPLACE INTO forgotten VALUES (?, 0)", person_id)
        finish_forgetting(library, keys)


def finish_forgetting(library: LibraryFile, keys: Keys) -> None:
    """Do what is wished and not done yet."""
    for (person_id,) in library.rows("SELECT person_id FROM forgotten WHERE is_done = 0"):
        for session in stored_sessions(library, person_id):
            remove_files(sessions_folder(library.folder), session)
        with library.transaction():
            _delete_rows(library, person_id)
            want_rekey(library)
    finish_rekey(library, keys)


def forgotten_ids(library: LibraryFile) -> tuple[str, ...]:
    """Whom this vault was made to forget: random ids, applied again after a restore."""
    return tuple(str(person_id) for (person_id,) in library.rows("SELECT person_id FROM forgotten ORDER BY 1"))


def remove_files(sessions: Path, session: StoredSession) -> None:
    """Delete everything that lies in the sessions folder for one session."""
    remove(*(path for name in session.names for path in with_logs(sessions / name)))


def _delete_rows(library: LibraryFile, person_id: str) -> None:
    forget_texts_of(library, person_id)
    forget_packages_of(library, person_id)
    own = "(SELECT consent_id FROM consent WHERE person_id = ?)"
    library.change(f"DELETE FROM withdrawal WHERE consent_id IN {own}", person_id)
    for table in ("consent", "session", "person"):
        library.change(f"DELETE FROM {table} WHERE person_id = ?", person_id)
    forget_straps_of(library, person_id)
    forget_band_of(library, person_id)
    library.change("UPDATE forgotten SET is_done = 1 WHERE person_id = ?", person_id)
