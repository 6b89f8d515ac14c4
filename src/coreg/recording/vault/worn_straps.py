"""Who wore which strap when a recording last began: kept in the library, and gone with the person it was."""

import json
from collections.abc import Mapping

from coreg.domain.person import Role
from coreg.domain.strap import RememberedStrap, Strap
from coreg.recording.vault.facts import delete_fact, read_fact, write_fact
from coreg.recording.vault.library_file import LibraryFile

_WORN = "straps_worn"


def remember_straps(library: LibraryFile, person_id: str, straps: Mapping[Role, Strap]) -> None:
    """Remember, inside a transaction, what was worn in this client's session: identity and model, no name."""
    worn = {role.value: [strap.identity, strap.model] for role, strap in straps.items()}
    write_fact(library, _WORN, json.dumps({"person_id": person_id, "straps": worn}))


def remembered_straps(library: LibraryFile) -> dict[Role, RememberedStrap]:
    """Return who wore which strap; nobody where nothing was recorded yet, or its client was forgotten."""
    said = json.loads(read_fact(library, _WORN) or '{"straps": {}}')
    return {Role(role): RememberedStrap(identity, model) for role, (identity, model) in said["straps"].items()}


def forget_straps_of(library: LibraryFile, person_id: str) -> None:
    """Forget them, inside a transaction, where it was this client's session."""
    said = read_fact(library, _WORN)
    if said is not None and json.loads(said)["person_id"] == person_id:
        delete_fact(library, _WORN)
