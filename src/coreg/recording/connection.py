"""Opens the database of a place: its key is given before anything else is asked of it.

This is the only file that hands a key to SQLite. The statement that does so is never cached, logged or put into an
error: SQLite's own errors name tables and files, and a key is in neither.
"""

from pathlib import Path

import apsw

KEY_BYTES = 32  # ChaCha20 (RFC 8439, 2.3): a 256-bit key
_BUSY_MS = 2000  # our choice: another program may hold the file for a moment (a backup), the writer waits meanwhile
_PLAIN_START = b"SQLite format 3\0"  # SQLite's file format, 1.3
# SQLite3 Multiple Ciphers leaves the bytes 16 to 23 of the header readable: 4096-byte pages, version 1 or 2 twice,
# 32 bytes a page kept for ChaCha20-Poly1305's nonce and tag, and three numbers that SQLite fixes.
_PAGE_SIZE, _AFTER_VERSIONS = b"\x10\x00", b"\x20\x40\x20\x20"


def connect(path: Path | str, key: bytes | None, flags: int) -> apsw.Connection:
    """Open a database; `path` may be a URI where the flags say so. `key` None opens a plain one.

    Whether the key is the right one shows at the first question, as apsw.NotADBError.
    """
    if key is not None and len(key) != KEY_BYTES:
        msg = f"a session's key has {KEY_BYTES} bytes, not {len(key)}"
        raise ValueError(msg)
    connection = apsw.Connection(str(path), flags=flags)
    if key is not None:
        try:
            connection.execute("PRAGMA cipher = 'chacha20'")
            connection.execute(f'PRAGMA key = "raw:{key.hex()}"', can_cache=False)
        except apsw.Error:
            connection.close()
            raise
    connection.execute("PRAGMA temp_store = MEMORY")  # what doesn't fit a page cache is sorted in plain files else
    return connection


def looks_encrypted(path: Path) -> bool:
    """Whether a file has the form of an encrypted database; without the key no more can be known of it."""
    with path.open("rb") as file:
        start = file.read(24)
    return not start.startswith(_PLAIN_START) and start[16:18] == _PAGE_SIZE and start[20:] == _AFTER_VERSIONS


def copy_under_new_key(connection: apsw.Connection, path: Path, key: bytes) -> None:
    """Write all rows of an open database to another file under another key, and nothing that was deleted before."""
    uri = f"{path.absolute().as_uri()}?cipher=chacha20&key=raw:{key.hex()}"
    connection.execute("VACUUM INTO ?", (uri,), can_cache=False).fetchall()


def connect_to_write(path: Path, key: bytes | None) -> apsw.Connection:
    """Open a database for appending: a commit is one once the disk has confirmed it."""
    connection = connect(path, key, apsw.SQLITE_OPEN_READWRITE)
    connection.set_busy_timeout(_BUSY_MS)
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)  # ours have none; a hostile file's would run
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone stops at the drive's own cache
    return connection
