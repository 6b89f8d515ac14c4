"""The unlocked vault as the rest of the program uses it: people, consents, sessions, and what keeps them whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from coreg.domain.band import Band
from coreg.domain.client import HealthNote, PersonEntry, Relation
from coreg.domain.consent import ConsentEntry, ConsentState, ConsentText, GivenBy, Manner, Purpose, given_by_second
from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.domain.moment import Moment
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.strap import RememberedStrap, Strap
from coreg.recording.place import Place
from coreg.recording.seal import Seal
from coreg.recording.vault import (
    bands,
    consents,
    course_texts,
    facts,
    packages,
    people,
    session_life,
    worn_straps,
)
from coreg.recording.vault.backup import back_up
from coreg.recording.vault.check import check_vault
from coreg.recording.vault.finding import Finding
from coreg.recording.vault.forget import forget, forgotten_ids
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.one_program import OneProgram
from coreg.recording.vault.opening import open_library
from coreg.recording.vault.rebuild import rebuild_library
from coreg.recording.vault.rekey import finish_rekey
from coreg.recording.vault.rewrap import rewrap_library
from coreg.recording.vault.sessions import mark_sidecars_due, stored_sessions, write_due_sidecars
from coreg.recording.vault.stored_session import SessionEntry
from coreg.recording.vault.unlock import renew_master

_THERAPIST = "Therapist"


class OpenVault:
    """A vault that was unlocked; `lock` ends it. May be used from any thread.

    Raises
    ------
    VaultInUseError
        Another program has it open.
    LibraryLostError
        The library is missing or can't be read: `OpenVault.rebuilt` makes it anew from the sessions folder.
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder = folder
        self._keys: Keys | None = keys
        self._program = OneProgram(folder)
        self._being_written: frozenset[str] = frozenset()
        try:
            self._library = open_library(folder, keys)
        except BaseException:
            self._program.release()
            raise
        try:
            session_life.finish_what_was_begun(self._library, keys)
        except BaseException:
            self.lock()
            raise

    @classmethod
    def rebuilt(cls, folder: Path, keys: Keys) -> tuple["OpenVault", list[Finding]]:
        """Make a lost library anew and open it; the findings are sidecars that can't be read."""
        program = OneProgram(folder)
        try:
            findings = rebuild_library(folder, keys)
        finally:
            program.release()
        return cls(folder, keys), findings

    def lock(self) -> None:
        """Close the library and forget the keys. Safe to call again."""
        self._library.close()
        self._keys = None
        self._program.release()

    @property
    def keys(self) -> Keys:
        """The vault's keys, as long as it is unlocked."""
        if self._keys is None:
            msg = _("The vault is locked: unlock it first.")
            raise VaultError(msg)
        return self._keys

    def people(self) -> list[PersonEntry]:
        """Everybody the vault knows, by pseudonym."""
        return people.people(self._library)

    def person(self, person_id: str) -> PersonEntry:
        """One person."""
        return people.person(self._library, person_id)

    def therapist(self) -> PersonEntry:
        """The vault's own entry, made when it is first asked for."""
        with self._library.lock:
            own = [entry for entry in self.people() if entry.role is Role.THERAPIST]
            if own:
                return min(own, key=lambda entry: (entry.created_utc, entry.person_id))
            taken = [entry.pseudonym for entry in self.people()]
            return self.add_person(people.free_pseudonym(_THERAPIST, taken), Role.THERAPIST)

    def add_person(self, pseudonym: str, role: Role = Role.CLIENT, name: str | None = None) -> PersonEntry:
        """Add somebody under a new random id."""
        entry = PersonEntry(people.new_id(), role, pseudonym, people.now_utc(), name)
        people.add(self._library, entry)
        return entry

    def rename(self, person_id: str, pseudonym: str, name: str | None = None) -> PersonEntry:
        """Give a person another pseudonym and name."""
        return self._change_person(replace(self.person(person_id), pseudonym=pseudonym, name=name))

    def set_relation(self, person_id: str, relation: Relation) -> PersonEntry:
        """Say who the second person in this client's sessions is."""
        return self._change_person(replace(self.person(person_id), relation=relation))

    def set_retention(self, person_id: str, retention: date | None) -> PersonEntry:
        """Say when this person's recordings fall due for deletion."""
        return self._change_person(replace(self.person(person_id), retention=retention))

    def set_health_notes(self, person_id: str, notes: Iterable[HealthNote]) -> PersonEntry:
        """Keep what was ticked about this person's heart."""
        return self._change_person(replace(self.person(person_id), health_notes=frozenset(notes)))

    def due(self, today: date) -> list[PersonEntry]:
        """Whose retention date has come. Nothing is deleted by itself."""
        return [entry for entry in self.people() if entry.is_due(today)]

    def forget(self, person_id: str) -> None:
        """Delete a person's files, keys and rows for good.

        Raises
        ------
        VaultError
            A session of this person is being recorded, or the vault doesn't know the id.
        """
        self.person(person_id)
        if self._being_written & {each.session_id for each in stored_sessions(self._library, person_id)}:
            msg = _("A session of this person is being recorded: end it first.")
            raise VaultError(msg)
        forget(self._library, self.keys, person_id)

    def forgotten(self) -> tuple[str, ...]:
        """The random ids of those who were forgotten: `restore` is given them."""
        return forgotten_ids(self._library)

    def consents(self, person_id: str) -> list[ConsentEntry]:
        """A person's own consents, oldest first."""
        return consents.consents(self._library, person_id)

    def second_consents(self, client_id: str) -> list[ConsentEntry]:
        """The consents of who is the second person in this client's sessions now, oldest first."""
        second = given_by_second(self.person(client_id).relation)
        if second is GivenBy.THERAPIST:
            return self.consents(self.therapist().person_id)
        return consents.consents_of(self._library, client_id, second)

    def add_consent(
        self,
        person_id: str,
        given_by: GivenBy,
        manner: Manner,
        purposes: Iterable[Purpose],
        *,
        given_utc: str | None = None,
        text_version: int | None = None,
        child_assents: bool | None = None,
    ) -> ConsentEntry:
        """Write down a consent; without more it was given now, to the newest words."""
        self.person(person_id)
        version = self.consent_texts()[-1].version if text_version is None else text_version
        when_utc = given_utc or people.now_utc()
        how = (given_by, manner, when_utc, version, frozenset(purposes), child_assents)
        entry = ConsentEntry(people.new_id(), person_id, *how)
        with self._changing(person_id):
            consents.insert(self._library, entry)
        return entry

    def withdraw(self, consent_id: str, purpose: Purpose, when_utc: str | None = None) -> ConsentEntry:
        """Write down that a purpose was taken back."""
        entry = consents.consent(self._library, consent_id)
        with self._changing(entry.person_id):
            consents.withdraw(self._library, consent_id, purpose, when_utc or people.now_utc())
        return consents.consent(self._library, consent_id)

    def confirm_consent(self, consent_id: str) -> ConsentEntry:
        """Write down that a consent of before the library was rebuilt stands."""
        entry = consents.consent(self._library, consent_id)
        with self._changing(entry.person_id):
            consents.confirm(self._library, consent_id)
        return replace(entry, state=ConsentState.CONFIRMED)

    def check_consent(self, person_id: str) -> None:
        """Raise NoConsentError where this person's session may not be kept."""
        session_life.check_consent(self._library, person_id)

    def consent_texts(self) -> list[ConsentText]:
        """Every version of the words, oldest first."""
        return consents.texts(self._library)

    def edit_consent_text(self, text: str) -> ConsentText:
        """Put other words in the place of those there are: a new version."""
        with self._library.transaction():
            consents.add_text(self._library, text, people.now_utc())
        return self.consent_texts()[-1]

    def sessions(self, person_id: str | None = None) -> list[SessionEntry]:
        """All sessions, or one person's, oldest first."""
        found = stored_sessions(self._library, person_id)
        return [session_life.entry_of(self._library, each, self._being_written) for each in found]

    def begin_session(self, header: SessionHeader, person_id: str, *, needs_consent: bool = True) -> Place:
        """Make ready for a new session: its keys are kept twice before there is a file.

        Simulated and imported sessions need no consent here, nor does a plain file that is taken in, where
        `needs_consent` says so.
        """
        with self._library.lock:
            place = session_life.begin(self._library, self.keys, header, person_id, needs_consent=needs_consent)
            self._being_written |= {header.session_id}
        return place

    def resume_session(self, session_id: str) -> Place:
        """Go on with an interrupted session."""
        with self._library.lock:
            place = self.place_of(session_id)
            self._being_written |= {session_id}
        return place

    def abandon_session(self, session_id: str) -> None:
        """Take back a session whose file couldn't be made."""
        with self._library.lock:
            session_life.abandon(self._library, session_id)
            self._being_written -= {session_id}

    def finish_session(self, session_id: str, duration_s: float | None = None) -> Seal:
        """Seal a session whose file was closed, and keep how long it was."""
        with self._library.lock:
            made = session_life.finish(self._library, self.keys, session_id, duration_s)
            self._being_written -= {session_id}
        return made

    def set_aside_session(self, session_id: str) -> None:
        """Let go of a session whose end lies in another folder, as of one that was interrupted."""
        with self._library.lock:
            self._being_written -= {session_id}

    def join_parts(self, session_id: str, parts: Sequence[Path]) -> None:
        """Join the parts of a session, in their order, to its file; seal it where its end is there."""
        with self._library.lock:
            session_life.join_parts(self._library, self.keys, session_id, parts)

    def amend_session(self, session_id: str, moments: Sequence[Moment]) -> Seal:
        """Append moments to a finished session; they are sealed with it."""
        with self._library.lock:
            return session_life.amended(self._library, self.keys, session_id, moments)

    def rewrite_session(self, session_id: str, write: Callable[[Place, Place, bytes], Seal | None]) -> None:
        """Have a session written anew, as erasing does: `write(place, new place, key of the seals)`."""
        with self._library.lock:
            session_life.rewrite(self._library, self.keys, session_id, write)

    def rewrite_notes(self, session_id: str, write: Callable[[Place, Place], None]) -> None:
        """Have a session's notes written anew, as erasing a word does: `write(place, new place)`."""
        with self._library.lock:
            session_life.rewrite_notes(self._library, self.keys, session_id, write)

    def remember_straps(self, person_id: str, straps: Mapping[Role, Strap]) -> None:
        """Remember who wore which strap when a recording of this client began."""
        with self._library.transaction():
            worn_straps.remember_straps(self._library, person_id, straps)

    def remembered_straps(self) -> dict[Role, RememberedStrap]:
        """Who wore which strap when a recording last began."""
        return worn_straps.remembered_straps(self._library)

    def course_texts(self, person_id: str) -> dict[str, str | None]:
        """What is kept for the course of each of a person's sessions, by its id; None where it has to be read."""
        found = stored_sessions(self._library, person_id)
        return {each.session_id: course_texts.kept_text(self._library, each) for each in found}

    def keep_course_texts(self, texts: dict[str, str]) -> None:
        """Keep what the course needs of sessions, by their ids."""
        with self._library.transaction():
            course_texts.keep_texts(self._library, texts)

    def band_of(self, person_id: str) -> Band | None:
        """The last band that was set for this client, with the therapist's name for it."""
        return bands.band_of(self._library, person_id)

    def keep_band(self, person_id: str, band: Band) -> None:
        """Keep a band for this client's next session."""
        with self._library.transaction():
            bands.keep_band(self._library, person_id, band)

    def remember_packed(self, packed: packages.Packed) -> None:
        """Remember which session went into a package, and which comments on it were taken back."""
        with self._library.transaction():
            packages.remember_packed(self._library, packed)

    def packed(self, package_id: str) -> packages.Packed | None:
        """What is known of a package by its id; None where it isn't one of this vault's."""
        return packages.packed(self._library, package_id)

    def place_of(self, session_id: str) -> Place:
        """Where a session file lies, and its key."""
        return session_life.place(self._library, self.keys, session_id)

    def notes_of(self, session_id: str) -> Place:
        """Where a session's notes lie, and their key, made when first asked for (`SessionEntry.has_notes` says)."""
        with self._library.lock:
            return session_life.notes_place(self._library, self.keys, session_id)

    def verify(self) -> list[Finding]:
        """Hold everything against everything else, and name what isn't as it was put there."""
        return check_vault(self._library, self.keys, self._being_written)

    def noticed(self) -> list[Finding]:
        """What was wrong with the library when it was opened, now or earlier."""
        return facts.noticed(self._library)

    def acknowledge(self) -> None:
        """Say no more of what was noticed."""
        with self._library.transaction():
            facts.acknowledge(self._library)

    def backup(self, to: Path) -> list[Finding]:
        """Copy the vault to a new folder while it is in use, and return what isn't right in the copy."""
        return back_up(self._library, self.keys, to)

    def rebuild_library(self) -> list[Finding]:
        """Make the library anew from the sidecars and what it still tells; consents then ask to be confirmed."""
        with self._library.lock:
            self._library.close()
            findings = rebuild_library(self.folder, self.keys)
            self._library = open_library(self.folder, self.keys)
        return findings

    def renew_master(self, old: str, new: str) -> str:
        """Give the vault a new master key and passphrase; returns the new recovery code, to be shown once."""
        with self._library.lock:
            self._keys, code = renew_master(self.folder, old, new, self.rewrap)
            finish_rekey(self._library, self.keys)
        return code

    def rewrap(self, old: Keys, new: Keys) -> None:
        """Bring all keys that the vault holds under a new master key; may be done again after a kill."""
        rewrap_library(self._library, old, new)
        self._keys = new

    def _change_person(self, entry: PersonEntry) -> PersonEntry:
        with self._changing(entry.person_id):
            people.replace(self._library, entry)
        return entry

    @contextmanager
    def _changing(self, person_id: str) -> Iterator[None]:
        """Change what is known of a person, in the library and in the sidecars of their sessions."""
        with self._library.lock:
            with self._library.transaction():
                yield
                mark_sidecars_due(self._library, stored_sessions(self._library, person_id))
            write_due_sidecars(self._library, self.keys)
