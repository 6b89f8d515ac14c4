"""Each client's band as the therapist last set and named it: kept in the library, and gone with the client."""

import json

from coreg.domain.band import MOST_NAME_CHARACTERS, Band
from coreg.recording.vault.facts import delete_fact, read_fact, write_fact
from coreg.recording.vault.library_file import LibraryFile


def keep_band(library: LibraryFile, person_id: str, band: Band) -> None:
    """Keep a client's band, inside a transaction, in the place of the one before."""
    said = {"numbers": band.numbers, "dated_utc": band.dated_utc, "name": band.name[:MOST_NAME_CHARACTERS]}
    write_fact(library, _fact(person_id), json.dumps(said))


def band_of(library: LibraryFile, person_id: str) -> Band | None:
    """Return a client's last band."""
    said = read_fact(library, _fact(person_id))
    if said is None:
        return None
    read = json.loads(said)
    low_bpm, high_bpm, low_ln_rmssd, high_ln_rmssd = read["numbers"]
    return Band(low_bpm, high_bpm, low_ln_rmssd, high_ln_rmssd, read["dated_utc"], read["name"])


def forget_band_of(library: LibraryFile, person_id: str) -> None:
    """Forget it, inside a transaction."""
    delete_fact(library, _fact(person_id))


def _fact(person_id: str) -> str:
    return f"band:{person_id}"
