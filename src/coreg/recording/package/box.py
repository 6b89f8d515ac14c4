"""A box: bytes in one file under a passphrase of its own, so that what was changed or cut off is noticed and said.

`magic | length of the head | head, as JSON | body`. The head holds what the passphrase is stretched with and the
box's random key, wrapped; the body is encrypted under that key and bound to every byte of the head.
"""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from coreg.domain.errors import PackageError, VaultError
from coreg.domain.language import _
from coreg.recording.vault.kdf import N_SALT_BYTES, KdfParameters, new_salt, stretch
from coreg.recording.vault.passphrase import passphrase_bytes
from coreg.recording.vault.wrap import KEY_BYTES, N_EXTRA_BYTES, new_key, unwrap, wrap

MOST_BYTES = 256 * 1024 * 1024  # our choice: a session of hours has some tens of MB
_MOST_HEAD = 4096
_N_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Lid:
    """What opens a box, once its passphrase was right: its id and its key. A second box may be closed with it."""

    box_id: str
    head: bytes
    key: bytes = field(repr=False)


def new_lid(box_id: str, passphrase: str, parameters: KdfParameters) -> Lid:
    """Make a lid for a new box. The slow step; VaultError where the passphrase can't be one."""
    salt, key = new_salt(), new_key()
    wrapped = wrap(
        key, stretch(passphrase_bytes(passphrase), salt, parameters), _belongs_to(box_id, parameters, salt)
    )
    said = {
        "box_id": box_id,
        "memory_mib": parameters.memory_mib,
        "passes": parameters.passes,
        "salt": base64.b64encode(salt).decode(),
        "key": base64.b64encode(wrapped).decode(),
    }
    return Lid(box_id, json.dumps(said).encode(), key)


def closed(lid: Lid, magic: bytes, content: bytes) -> bytes:
    """Return the bytes of a box."""
    body = wrap(content, lid.key, _bound_to(magic, lid.head))
    return magic + len(lid.head).to_bytes(_N_LENGTH, "big") + lid.head + body


def open_box(box: bytes, magic: bytes, passphrase: str) -> tuple[Lid, bytes]:
    """Open a box. The slow step.

    Raises
    ------
    PackageError
        It isn't a box of this kind, is cut off, was changed, or the passphrase isn't its own.
    VaultError
        The passphrase can't be one, or the computer hasn't the memory.
    """
    head, body = _parts(box, magic)
    box_id, parameters, salt, wrapped = _head(head)
    stretched = stretch(passphrase_bytes(passphrase), salt, parameters)
    try:
        key = unwrap(wrapped, stretched, _belongs_to(box_id, parameters, salt))
    except VaultError:
        msg = _("This passphrase doesn't open it: check what you typed and try again.")
        raise PackageError(msg) from None
    lid = Lid(box_id, head, key)
    return lid, opened(lid, magic, body)


def open_with(lid: Lid, box: bytes, magic: bytes) -> bytes:
    """Open a box that was closed with this lid."""
    head, body = _parts(box, magic)
    if head != lid.head:
        msg = _("It belongs to another package: open the package that it was made for.")
        raise PackageError(msg)
    return opened(lid, magic, body)


def box_id_of(box: bytes, magic: bytes) -> str:
    """Return what a box says it is called, before anything shows that it is true."""
    return _head(_parts(box, magic)[0])[0]


def opened(lid: Lid, magic: bytes, body: bytes) -> bytes:
    """Return what a body holds; PackageError where a bit of it was changed, or its end is missing."""
    try:
        content = unwrap(body, lid.key, _bound_to(magic, lid.head))
    except VaultError:
        msg = _("It was changed or cut off since it was made: ask for it to be sent again.")
        raise PackageError(msg) from None
    if len(content) > MOST_BYTES:
        raise PackageError(_("It is too large to be a session."))
    return content


def _parts(box: bytes, magic: bytes) -> tuple[bytes, bytes]:
    begins = len(magic) + _N_LENGTH
    if not box.startswith(magic):
        raise PackageError(_("It isn't a package of Coreg, or its beginning was changed."))
    n_head = int.from_bytes(box[len(magic) : begins], "big")
    if n_head > _MOST_HEAD or len(box) < begins + n_head + N_EXTRA_BYTES:
        raise PackageError(_("It is cut off: ask for it to be sent again."))
    return box[begins : begins + n_head], box[begins + n_head :]


def _head(head: bytes) -> tuple[str, KdfParameters, bytes, bytes]:
    try:
        said: dict[str, Any] = json.loads(head)
        salt, wrapped = (base64.b64decode(said[name], validate=True) for name in ("salt", "key"))
        parameters = KdfParameters(int(said["memory_mib"]), int(said["passes"]))
        box_id = str(said["box_id"])
        if len(salt) != N_SALT_BYTES or len(wrapped) != N_EXTRA_BYTES + KEY_BYTES or not box_id.isalnum():
            raise ValueError(box_id)
    except (ValueError, KeyError, TypeError, VaultError, RecursionError):
        msg = _("It was changed or damaged since it was made: ask for it to be sent again.")
        raise PackageError(msg) from None
    return box_id, parameters, salt, wrapped


def _belongs_to(box_id: str, parameters: KdfParameters, salt: bytes) -> list[str]:
    return ["coreg box", box_id, str(parameters.memory_mib), str(parameters.passes), salt.hex()]


def _bound_to(magic: bytes, head: bytes) -> list[str]:
    return ["coreg box body", magic.hex(), hashlib.blake2b(head).hexdigest()]
