"""What the library's page shows, read from the open vault in one go: people, their consent and their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coreg.domain.client import Relation
from coreg.domain.consent import (
    ConsentEntry,
    ConsentState,
    ConsentText,
    GivenBy,
    Purpose,
    given_by_second,
    is_allowed,
)

if TYPE_CHECKING:
    from coreg.domain.client import PersonEntry
    from coreg.domain.person import Role
    from coreg.domain.strap import RememberedStrap
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.stored_session import SessionEntry

_NEEDED_TO_RECORD = (Purpose.SEEN_LIVE, Purpose.KEPT)


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person with all that the page says of them; sessions newest first, consents oldest first.

    Attributes
    ----------
    gives_own
        As whom the second person in somebody's sessions gives their own consent; None for a client.
    """

    entry: PersonEntry
    consents: tuple[ConsentEntry, ...]
    sessions: tuple[SessionEntry, ...] = ()
    gives_own: GivenBy | None = None

    @property
    def allowed(self) -> frozenset[Purpose]:
        """For what there is consent just now."""
        return frozenset(purpose for purpose in Purpose if is_allowed(self.consents, purpose))

    @property
    def may_record(self) -> bool:
        """Whether this person may be shown and recorded."""
        return self.allowed.issuperset(_NEEDED_TO_RECORD)

    @property
    def consent_state(self) -> ConsentState | None:
        """Whether the newest consent is confirmed; None where there is none."""
        return self.consents[-1].state if self.consents else None

    @property
    def last_consent_utc(self) -> str | None:
        """When the newest consent was given."""
        return self.consents[-1].given_utc if self.consents else None


@dataclass(frozen=True, slots=True)
class Listing:
    """Everybody, those seen last first; the newest words of consent; whether the library was found changed.

    `straps` is who wore which when a recording last began; `seconds` who the second person in a client's sessions
    is, by the client's id, where it isn't the therapist: they are kept with the client.
    """

    clients: tuple[PersonView, ...]
    therapist: PersonView
    text: ConsentText
    has_findings: bool
    straps: dict[Role, RememberedStrap]
    seconds: dict[str, PersonView]

    def person(self, person_id: str | None) -> PersonView | None:
        """The person of this id, the therapist too."""
        everybody = (*self.clients, self.therapist)
        return next((view for view in everybody if view.entry.person_id == person_id), None)

    def second(self, client_id: str) -> PersonView:
        """Who is the second person in this client's sessions."""
        return self.seconds.get(client_id, self.therapist)

    def session(self, session_id: str | None) -> SessionEntry | None:
        """The session of this id."""
        sessions = (session for view in self.clients for session in view.sessions)
        return next((session for session in sessions if session.session_id == session_id), None)

    def due(self, today: date) -> tuple[PersonView, ...]:
        """Those whose retention date has come."""
        return tuple(view for view in self.clients if view.entry.is_due(today))


def listing(vault: OpenVault) -> Listing:
    """Read it. Blocks as long as the disk takes."""
    sessions: dict[str, list[SessionEntry]] = {}
    for session in sorted(vault.sessions(), key=_started, reverse=True):
        sessions.setdefault(session.person_id, []).append(session)

    def view(entry: PersonEntry) -> PersonView:
        return PersonView(entry, tuple(vault.consents(entry.person_id)), tuple(sessions.get(entry.person_id, ())))

    therapist = vault.therapist()
    clients = [view(entry) for entry in vault.people() if entry.person_id != therapist.person_id]
    clients.sort(key=_last_seen, reverse=True)
    text, has_findings = vault.consent_texts()[-1], bool(vault.noticed())
    own = PersonView(therapist, tuple(vault.consents(therapist.person_id)), gives_own=GivenBy.THERAPIST)
    seconds = {each.entry.person_id: _second(vault, each.entry) for each in clients if _has_second(each.entry)}
    return Listing(tuple(clients), own, text, has_findings, vault.remembered_straps(), seconds)


def _has_second(client: PersonEntry) -> bool:
    return client.relation is not Relation.THERAPIST


def _second(vault: OpenVault, client: PersonEntry) -> PersonView:
    consents = tuple(vault.second_consents(client.person_id))
    return PersonView(client, consents, gives_own=given_by_second(client.relation))


def matching(people: tuple[PersonView, ...], typed: str) -> tuple[PersonView, ...]:
    """Those whose pseudonym or name holds what was typed, in whatever case."""
    wanted = typed.strip().casefold()
    return tuple(
        view
        for view in people
        if wanted in view.entry.pseudonym.casefold() or wanted in (view.entry.name or "").casefold()
    )


def _started(session: SessionEntry) -> str:
    return session.started_utc


def _last_seen(view: PersonView) -> str:
    return view.sessions[0].started_utc if view.sessions else view.entry.created_utc
