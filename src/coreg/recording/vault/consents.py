"""The library's consents: given, taken back purpose by purpose, confirmed again; and the words of them."""

import json

from coreg.domain.consent import KEPT_WITH_CLIENT, ConsentEntry, ConsentState, ConsentText, GivenBy, Manner, Purpose
from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.library_seal import Value

_LONGEST_TEXT = 100_000  # characters; our choice


def consents(library: LibraryFile, person_id: str) -> list[ConsentEntry]:
    """A person's own consents, oldest first."""
    return [each for each in every_consent(library, person_id) if each.given_by not in KEPT_WITH_CLIENT]


def consents_of(library: LibraryFile, client_id: str, second: GivenBy) -> list[ConsentEntry]:
    """What the second person in a client's sessions agreed to, where it is kept with the client; oldest first."""
    return [each for each in every_consent(library, client_id) if each.given_by is second]


def every_consent(library: LibraryFile, person_id: str) -> list[ConsentEntry]:
    """All that are kept with a person, whoever gave them, oldest first."""
    order = "SELECT * FROM consent WHERE person_id = ? ORDER BY given_utc, consent_id"
    return [_entry(library, row) for row in library.rows(order, (person_id,))]


def consent(library: LibraryFile, consent_id: str) -> ConsentEntry:
    """One consent; VaultError where the vault doesn't know the id."""
    found = library.rows("SELECT * FROM consent WHERE consent_id = ?", (consent_id,))
    if not found:
        msg = _("The vault knows no consent with the id {consent_id}.").format(consent_id=consent_id)
        raise VaultError(msg)
    return _entry(library, found[0])


def insert(library: LibraryFile, entry: ConsentEntry) -> None:
    """Write a new consent, inside a transaction."""
    assents = None if entry.child_assents is None else int(entry.child_assents)
    library.change(
        "INSERT INTO consent VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.consent_id,
        entry.person_id,
        entry.given_by.value,
        entry.manner.value,
        entry.given_utc,
        entry.text_version,
        json.dumps(sorted(purpose.value for purpose in entry.purposes)),
        assents,
        entry.state.value,
    )
    for purpose, when in entry.withdrawn_utc.items():
        withdraw(library, entry.consent_id, purpose, when)


def withdraw(library: LibraryFile, consent_id: str, purpose: Purpose, when_utc: str) -> None:
    """Write that a purpose was taken back, inside a transaction; the first time stands."""
    given = "INSERT INTO withdrawal VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    library.change(given, consent_id, purpose.value, when_utc)


def confirm(library: LibraryFile, consent_id: str) -> None:
    """Write that the therapist has confirmed an entry, inside a transaction."""
    library.change("UPDATE consent SET state = ? WHERE consent_id = ?", ConsentState.CONFIRMED.value, consent_id)


def texts(library: LibraryFile) -> list[ConsentText]:
    """Every version of the words, oldest first."""
    found = library.rows("SELECT version, text, written_utc FROM consent_text ORDER BY version")
    return [ConsentText(_whole(version), str(text), str(written)) for version, text, written in found]


def add_text(library: LibraryFile, text: str, written_utc: str) -> int:
    """Write the next version of the words, inside a transaction, and return its number."""
    if not text.strip() or len(text) > _LONGEST_TEXT:
        msg = _(
            "The words of a consent have at least one letter and {longest_text} characters at the most."
        ).format(longest_text=_LONGEST_TEXT)
        raise VaultError(msg)
    known = library.rows("SELECT coalesce(max(version), 0) FROM consent_text")
    version = _whole(known[0][0]) + 1
    library.change("INSERT INTO consent_text VALUES (?, ?, ?)", version, text, written_utc)
    return version


def _entry(library: LibraryFile, row: tuple[Value, ...]) -> ConsentEntry:
    consent_id, person_id, given_by, manner, given_utc, version, purposes, assents, state = row
    taken_back = library.rows("SELECT purpose, withdrawn_utc FROM withdrawal WHERE consent_id = ?", (consent_id,))
    return ConsentEntry(
        consent_id=str(consent_id),
        person_id=str(person_id),
        given_by=GivenBy(given_by),
        manner=Manner(manner),
        given_utc=str(given_utc),
        text_version=_whole(version),
        purposes=frozenset(Purpose(purpose) for purpose in json.loads(str(purposes))),
        child_assents=None if assents is None else bool(assents),
        withdrawn_utc={Purpose(purpose): str(when) for purpose, when in taken_back},
        state=ConsentState(state),
    )


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
