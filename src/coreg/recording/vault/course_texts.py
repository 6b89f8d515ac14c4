"""What the course of a therapy keeps of each session: in the library, as of a seal, and gone with the person.

It is derived: a library that is made anew has none, and it is read from the sessions again.
"""

import json

from coreg.recording.vault.facts import delete_fact, read_fact, write_fact
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.sessions import stored_sessions
from coreg.recording.vault.stored_session import StoredSession

_OF = "course:"


def kept_text(library: LibraryFile, session: StoredSession) -> str | None:
    """Return what was kept of a session; None where nothing was, or the session was amended since."""
    said = read_fact(library, _OF + session.session_id)
    if said is None or session.seal is None:
        return None
    kept = json.loads(said)
    return str(kept["text"]) if kept["seal"] == session.seal.head.hex() else None


def keep_texts(library: LibraryFile, texts: dict[str, str]) -> None:
    """Keep what is to be kept of sessions, by their ids, inside a transaction; none of an unsealed one."""
    for session in stored_sessions(library):
        text = texts.get(session.session_id)
        if text is not None and session.seal is not None:
            said = json.dumps({"seal": session.seal.head.hex(), "text": text})
            write_fact(library, _OF + session.session_id, said)


def forget_texts_of(library: LibraryFile, person_id: str) -> None:
    """Forget, inside a transaction, what was kept of this person's sessions."""
    for session in stored_sessions(library, person_id):
        delete_fact(library, _OF + session.session_id)
