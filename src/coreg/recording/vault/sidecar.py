"""The sidecar beside a session file: all that a lost library needs to know of it, encrypted and authenticated.

It holds the session's wrapped keys, whose it is, under which consent it was recorded, and its newest seal.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coreg.domain.client import Relation
from coreg.domain.consent import GivenBy, Manner, Purpose
from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.recording.seal import Seal
from coreg.recording.vault.keys import Context, Keys
from coreg.recording.vault.stored_session import StoredSession
from coreg.recording.whole_file import write_whole

SUFFIX = ".key"
FORMAT = "coreg.sidecar/1"
_LONGEST = 64 * 1024  # bytes; our choice: a real one has under 2,000
_PURPOSE = "sidecar"
_Said = Mapping[str, object]


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
    """What a sidecar says."""

    session: StoredSession
    role: Role
    pseudonym: str
    relation: Relation
    consent: SidecarConsent | None = None


def sidecar_path(sessions: Path, file_id: str) -> Path:
    """Where the sidecar of a session file lies."""
    return sessions / f"{file_id}{SUFFIX}"


def write_sidecar(sessions: Path, keys: Keys, sidecar: Sidecar) -> None:
    """Write or replace a sidecar in one step; DiskProblemError where the disk doesn't take it."""
    file_id = sidecar.session.file_id
    content = keys.wrap(json.dumps(_said(sidecar)).encode(), Context.WRAP, _PURPOSE, file_id)
    write_whole(sidecar_path(sessions, file_id), content)


def read_sidecar(path: Path, *any_of: Keys) -> Sidecar:
    """Read a sidecar with the first of these keys that opens it.

    Raises
    ------
    VaultError
        It is missing, damaged, another vault's, or another file's sidecar under this name.
    """
    file_id = path.name.removesuffix(SUFFIX)
    try:
        if not path.is_file() or path.stat().st_size > _LONGEST:
            msg = _("{path} isn't a sidecar: it is missing, was damaged, or was changed.").format(path=path)
            raise VaultError(msg)
        return _sidecar(file_id, _as_object(_opened(path.read_bytes(), file_id, any_of)))
    except OSError as error:
        msg = _("{path} can't be read: check the disk and the permissions of its folder.").format(path=path)
        raise VaultError(msg) from error
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        msg = _(
            "{path} isn't a sidecar that this program understands: it was damaged, or is a newer version's."
        ).format(path=path)
        raise VaultError(msg) from None


def _opened(content: bytes, file_id: str, any_of: tuple[Keys, ...]) -> object:
    for keys in any_of[:-1]:
        with suppress(VaultError):
            return json.loads(keys.unwrap(content, Context.WRAP, _PURPOSE, file_id))
    return json.loads(any_of[-1].unwrap(content, Context.WRAP, _PURPOSE, file_id))


def _said(sidecar: Sidecar) -> _Said:
    session, header = sidecar.session, sidecar.session.header
    return {
        "format": FORMAT,
        "library_n": session.sidecar_n,
        "person": {
            "id": session.person_id,
            "role": sidecar.role.value,
            "pseudonym": sidecar.pseudonym,
            "relation": sidecar.relation.value,
        },
        "consent": None if sidecar.consent is None else _consent_said(sidecar.consent),
        "session": {
            "id": header.session_id,
            "app_version": header.app_version,
            "started_utc": header.started_utc,
            "zone": header.zone,
            "utc_offset_s": header.utc_offset_s,
            "is_simulated": header.is_simulated,
            "imported_from": header.imported_from,
            "is_finished": session.is_finished,
            "duration_s": session.duration_s,
        },
        "seal": None if session.seal is None else {"n": session.seal.n, "head": session.seal.head.hex()},
        "is_sealing": session.is_sealing,
        "notes_id": session.notes_id,
        "leftover_id": session.leftover_id,
        "wraps": {
            "key": session.key_wrap.hex(),
            "seal_key": session.seal_key_wrap.hex(),
            "notes_key": None if session.notes_key_wrap is None else session.notes_key_wrap.hex(),
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
    person = _as_object(said["person"])
    return Sidecar(
        session=_session(file_id, _text(person["id"]), said),
        role=Role(person["role"]),
        pseudonym=_text(person["pseudonym"]),
        relation=Relation(person["relation"]),
        consent=None if said["consent"] is None else _consent(_as_object(said["consent"])),
    )


def _session(file_id: str, person_id: str, said: _Said) -> StoredSession:
    session, wraps = _as_object(said["session"]), _as_object(said["wraps"])
    header = SessionHeader(
        session_id=_text(session["id"]),
        app_version=_text(session["app_version"]),
        started_utc=_text(session["started_utc"]),
        zone=_text(session["zone"]),
        utc_offset_s=_whole(session["utc_offset_s"]),
        is_simulated=bool(session["is_simulated"]),
        imported_from=_text_or_none(session["imported_from"]),
    )
    return StoredSession(
        header=header,
        file_id=file_id,
        person_id=person_id,
        key_wrap=bytes.fromhex(_text(wraps["key"])),
        seal_key_wrap=bytes.fromhex(_text(wraps["seal_key"])),
        notes_id=_text_or_none(said["notes_id"]),
        notes_key_wrap=None if wraps["notes_key"] is None else bytes.fromhex(_text(wraps["notes_key"])),
        is_finished=bool(session["is_finished"]),
        duration_s=None if session["duration_s"] is None else _number(session["duration_s"]),
        seal=None if said["seal"] is None else _seal(_as_object(said["seal"])),
        is_sealing=bool(said["is_sealing"]),
        leftover_id=_text_or_none(said["leftover_id"]),
        sidecar_n=_whole(said["library_n"]),
    )


def _consent(said: _Said) -> SidecarConsent:
    purposes, assents = said["purposes"], said["child_assents"]
    if not isinstance(purposes, list):
        raise TypeError(purposes)
    return SidecarConsent(
        given_by=GivenBy(said["given_by"]),
        manner=Manner(said["manner"]),
        given_utc=_text(said["given_utc"]),
        text_version=_whole(said["text_version"]),
        purposes=frozenset(Purpose(purpose) for purpose in purposes),
        child_assents=None if assents is None else bool(assents),
    )


def _seal(said: _Said) -> Seal:
    return Seal(_whole(said["n"]), bytes.fromhex(_text(said["head"])))


def _as_object(value: object) -> _Said:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)
