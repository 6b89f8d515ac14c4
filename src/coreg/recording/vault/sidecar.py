"""The sidecar beside a session file: all that a lost library needs to know of it, encrypted and authenticated.

It holds the session's keys, whose it is, which consent it was recorded under, and the seal it was closed with.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coreg.domain.client import Relation
from coreg.domain.consent import GivenBy, Manner, Purpose
from coreg.domain.errors import VaultError
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.recording.vault.keys import Context, Keys
from coreg.recording.vault.wrap import KEY_BYTES
from coreg.recording.whole_file import write_whole

SUFFIX = ".key"
FORMAT = "coreg.sidecar/1"
_LONGEST = 64 * 1024  # bytes; our choice: a real one has under 2,000
_PURPOSE = "sidecar"
_Said = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class StoredSeal:
    """The newest seal of a session file: its number in the file's chain, and its head."""

    n: int
    head: bytes


@dataclass(frozen=True, slots=True)
class SidecarConsent:
    """The consent that a session was recorded under, as short as it can be confirmed again from."""

    given_by: GivenBy
    manner: Manner
    given_utc: str
    text_version: int
    purposes: frozenset[Purpose]
    child_assents: bool | None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says. `library_n` is the number of the library's seal that it was written under."""

    file_id: str
    person_id: str
    role: Role
    pseudonym: str
    relation: Relation
    header: SessionHeader
    is_imported: bool
    is_finished: bool
    duration_s: float | None
    library_n: int
    consent: SidecarConsent | None = None
    seal: StoredSeal | None = None
    key: bytes = field(default=b"", repr=False)
    next_key: bytes | None = field(default=None, repr=False)
    seal_key: bytes = field(default=b"", repr=False)
    notes_key: bytes | None = field(default=None, repr=False)


def sidecar_path(sessions: Path, file_id: str) -> Path:
    """Where the sidecar of a session file lies."""
    return sessions / f"{file_id}{SUFFIX}"


def write_sidecar(sessions: Path, keys: Keys, sidecar: Sidecar) -> None:
    """Write or replace a sidecar in one step; DiskProblemError where the disk doesn't take it."""
    content = keys.wrap(json.dumps(_said(sidecar)).encode(), Context.WRAP, _PURPOSE, sidecar.file_id)
    write_whole(sidecar_path(sessions, sidecar.file_id), content)


def read_sidecar(path: Path, *any_of: Keys) -> Sidecar:
    """Read a sidecar with the first of these keys that opens it.

    Raises
    ------
    VaultError
        It is missing, damaged, another vault's, or another file's sidecar under this name.
    """
    file_id = path.name.removesuffix(SUFFIX)
    try:
        if path.stat().st_size > _LONGEST:
            msg = f"{path} is far too long for a sidecar: it was damaged or changed."
            raise VaultError(msg)
        return _sidecar(file_id, _as_object(_opened(path.read_bytes(), file_id, any_of)))
    except OSError as error:
        msg = f"{path} can't be read: it is missing, or its permissions don't allow it."
        raise VaultError(msg) from error
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        msg = f"{path} isn't a sidecar that this program understands: it was damaged, or is a newer version's."
        raise VaultError(msg) from error


def _opened(content: bytes, file_id: str, any_of: tuple[Keys, ...]) -> object:
    for keys in any_of[:-1]:
        try:
            return json.loads(keys.unwrap(content, Context.WRAP, _PURPOSE, file_id))
        except VaultError:
            continue
    return json.loads(any_of[-1].unwrap(content, Context.WRAP, _PURPOSE, file_id))


def _said(sidecar: Sidecar) -> _Said:
    header = sidecar.header
    return {
        "format": FORMAT,
        "person": {
            "id": sidecar.person_id,
            "role": sidecar.role.value,
            "pseudonym": sidecar.pseudonym,
            "relation": sidecar.relation.value,
        },
        "session": {
            "id": header.session_id,
            "app_version": header.app_version,
            "started_utc": header.started_utc,
            "zone": header.zone,
            "utc_offset_s": header.utc_offset_s,
            "is_simulated": header.is_simulated,
            "is_imported": sidecar.is_imported,
            "is_finished": sidecar.is_finished,
            "duration_s": sidecar.duration_s,
        },
        "consent": None if sidecar.consent is None else _consent_said(sidecar.consent),
        "seal": None if sidecar.seal is None else {"n": sidecar.seal.n, "head": sidecar.seal.head.hex()},
        "library_n": sidecar.library_n,
        "keys": {
            "session": sidecar.key.hex(),
            "next": None if sidecar.next_key is None else sidecar.next_key.hex(),
            "seal": sidecar.seal_key.hex(),
            "notes": None if sidecar.notes_key is None else sidecar.notes_key.hex(),
        },
    }


def _consent_said(consent: SidecarConsent) -> _Said:
    return {
        "given_by": consent.given_by.value,
        "manner": consent.manner.value,
        "given_utc": consent.given_utc,
        "text_version": consent.text_version,
        "purposes": sorted(purpose.value for purpose in consent.purposes),
        "child_assents": consent.child_assents,
    }


def _sidecar(file_id: str, said: _Said) -> Sidecar:
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    person, session, keys = (_as_object(said[part]) for part in ("person", "session", "keys"))
    return Sidecar(
        file_id=file_id,
        person_id=_text(person["id"]),
        role=Role(person["role"]),
        pseudonym=_text(person["pseudonym"]),
        relation=Relation(person["relation"]),
        header=SessionHeader(
            *(_text(session[name]) for name in ("id", "app_version", "started_utc", "zone")),
            utc_offset_s=_whole(session["utc_offset_s"]),
            is_simulated=bool(session["is_simulated"]),
        ),
        is_imported=bool(session["is_imported"]),
        is_finished=bool(session["is_finished"]),
        duration_s=None if session["duration_s"] is None else _number(session["duration_s"]),
        library_n=_whole(said["library_n"]),
        consent=None if said["consent"] is None else _consent(_as_object(said["consent"])),
        seal=None if said["seal"] is None else _seal(_as_object(said["seal"])),
        key=_key(keys["session"]),
        next_key=None if keys["next"] is None else _key(keys["next"]),
        seal_key=_key(keys["seal"]),
        notes_key=None if keys["notes"] is None else _key(keys["notes"]),
    )


def _consent(said: _Said) -> SidecarConsent:
    purposes = said["purposes"]
    if not isinstance(purposes, list):
        raise TypeError(purposes)
    assents = said["child_assents"]
    return SidecarConsent(
        given_by=GivenBy(said["given_by"]),
        manner=Manner(said["manner"]),
        given_utc=_text(said["given_utc"]),
        text_version=_whole(said["text_version"]),
        purposes=frozenset(Purpose(purpose) for purpose in purposes),
        child_assents=None if assents is None else bool(assents),
    )


def _seal(said: _Said) -> StoredSeal:
    return StoredSeal(_whole(said["n"]), bytes.fromhex(_text(said["head"])))


def _as_object(value: object) -> _Said:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def _key(value: object) -> bytes:
    key = bytes.fromhex(_text(value))
    if len(key) != KEY_BYTES:
        msg = "not a key"  # its bytes are in no error
        raise ValueError(msg)
    return key
