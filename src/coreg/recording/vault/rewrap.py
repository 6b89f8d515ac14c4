"""Brings every key that library and sidecars hold under a new master key. May be done again after a kill."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.recording.vault.facts import want_rekey
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.sessions import mark_sidecars_due, stored_sessions, write_due_sidecars
from coreg.recording.vault.stored_session import StoredSession


def rewrap_library(library: LibraryFile, old: Keys, new: Keys) -> None:
    """Rewrap all session, seal and notes keys, seal with the new master, and write all sidecars anew.

    The library's own key is changed when the renewal is done, or at the next unlock.
    """
    with library.lock:
        library.use_keys(new)
        with library.transaction():
            mark_sidecars_due(library, [_rewrapped(each, old, new) for each in stored_sessions(library)])
            want_rekey(library)
        write_due_sidecars(library, new)


def _rewrapped(session: StoredSession, old: Keys, new: Keys) -> StoredSession:
    notes_key = None if session.notes_key_wrap is None else _either(session.notes_key, old, new)
    return replace(
        session,
        key_wrap=session.wrapped(new, _known(_either(session.key, old, new))),
        seal_key_wrap=session.wrapped_seal_key(new, _known(_either(session.seal_key, old, new))),
        notes_key_wrap=None if notes_key is None else session.wrapped_notes_key(new, notes_key),
    )


def _either(unwrapped: Callable[[Keys], bytes | None], old: Keys, new: Keys) -> bytes | None:
    with suppress(VaultError):
        return unwrapped(new)
    return unwrapped(old)


def _known(key: bytes | None) -> bytes:
    if key is None:
        msg = _("A session of the vault has no key: rebuild the library from the sessions folder.")
        raise VaultError(msg)
    return key
