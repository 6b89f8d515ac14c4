"""The words of consent: who gave it, how, for what; and what is asked about a heart before it is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coreg.domain.client import HealthNote
from coreg.domain.consent import ConsentState, GivenBy, Manner, Purpose
from coreg.domain.language import _
from coreg.ui.vault.library_wording import day_of_utc

if TYPE_CHECKING:
    from coreg.domain.consent import ConsentEntry

SECTION = _("Consent")
TITLE_OWN = {
    GivenBy.THERAPIST: _("Your own consent"),
    GivenBy.PARENT: _("Own consent of the parent in the sessions with {pseudonym}"),
    GivenBy.PARTNER: _("Own consent of the partner in the sessions with {pseudonym}"),
    GivenBy.OTHER: _("Own consent of the second person in the sessions with {pseudonym}"),
}
HOW = _("Nothing is recorded before this stands here. Watching, with nothing written down, is always possible.")
_HOW_SECOND = _(
    "Their heart is recorded too: what they agree to for themselves stands here, and can be taken back. It is kept"
    " with the client, and goes with the client."
)
HOW_OWN = dict.fromkeys(GivenBy, _HOW_SECOND)
HOW_OWN[GivenBy.THERAPIST] = _(
    "Your heart is recorded too: what you agree to for yourself stands here, and can be taken back."
)
THE_WORDS = _("The words that are agreed to")
EDIT = _("Change the words")
KEEP_WORDS = _("Keep as a new version")
DROP_WORDS = _("Drop the change")
WORDS_OPEN = _("Keep the changed words as a new version first, or drop the change.")

WHO = _("Who agrees?")
GIVEN_BY = {GivenBy.CLIENT: _("The client"), GivenBy.GUARDIAN: _("A guardian"), GivenBy.BOTH: _("Both")}
CHILD_ASKED = _("And the child, asked in words of their own?")
CHILD_ANSWER: dict[bool | None, str] = {True: _("Agrees"), False: _("Doesn't agree"), None: _("Isn't a child")}
MANNER_ASKED = _("How?")
MANNER = {
    Manner.SPOKEN: _("In spoken words"),
    Manner.WRITTEN: _("In writing"),
    Manner.REMOTE: _("In writing, from elsewhere"),
}
FOR_WHAT = _("For what? Each by itself.")
PURPOSE = {
    Purpose.SEEN_LIVE: _("Seen during the session"),
    Purpose.KEPT: _("Kept, to be looked at later"),
    Purpose.SUPERVISION: _("Shown in supervision, without the name"),
    Purpose.RESEARCH: _("Used in research, without the name"),
}
SHORT_PURPOSE = {
    Purpose.SEEN_LIVE: _("seen live"),
    Purpose.KEPT: _("kept"),
    Purpose.SUPERVISION: _("supervision"),
    Purpose.RESEARCH: _("research"),
}
HEALTH = _("Ask about the heart, and tick what holds")
HEALTH_NOTE = {
    HealthNote.IMPLANT: _("A pacemaker or another implant: ask the doctor first"),
    HealthNote.UNEVEN_RHYTHM: _("Atrial fibrillation, or often uneven heartbeats: the readings can't be used"),
    HealthNote.HEART_RATE_DRUGS: _("Beta-blockers or other heart-rate drugs: compare only within the same dose"),
}
DIZZY = _(
    "Slow breathing makes you dizzy? Breathe as usual. Coreg is not a medical device, and nobody is watching."
)
ASKED = _("I have asked about the heart")

KEEP = _("Keep this consent")
KEEPING = _("Writing it down …")
PRINT_SHEET = _("Print the client's sheet")
WATCH_ONLY = _("Watch only, write nothing")
SO_FAR = _("Agreed so far")
WITHDRAW = _("Take back")
WITHDRAWING = _("Taking it back …")
CONFIRM_AGAIN = _("The library was rebuilt: ask again and keep a new consent.")

WHO_MISSING = _("Say who agrees.")
MANNER_MISSING = _("Say how it was given.")
PURPOSE_MISSING = _("Tick at least one purpose.")
CHILD_MISSING = _("Say whether the child was asked.")
HEALTH_MISSING = _("Ask about the heart first, and tick that you have.")
NEEDED = _("Recording needs “kept” and “seen during the session”.")


def title(pseudonym: str, gives_own: GivenBy | None = None) -> str:
    """Whose consent this is: the client's, or the second person's own."""
    if gives_own is not None:
        return TITLE_OWN[gives_own].format(pseudonym=pseudonym)
    return _("Consent of {pseudonym}").format(pseudonym=pseudonym)


def version(number: int, written_utc: str) -> str:
    """Which version of the words stands there."""
    return _("Version {number}, of {day}").format(number=number, day=day_of_utc(written_utc))


def entry_words(entry: ConsentEntry) -> str:
    """One consent in a line: who, how, when, to which words."""
    by = {
        GivenBy.CLIENT: _("Given by the client"),
        GivenBy.GUARDIAN: _("Given by a guardian"),
        GivenBy.BOTH: _("Given by client and guardian"),
        GivenBy.THERAPIST: _("Given by you"),
        GivenBy.PARENT: _("Given by the parent, for their own heart"),
        GivenBy.PARTNER: _("Given by the partner, for their own heart"),
        GivenBy.OTHER: _("Given by the second person, for their own heart"),
    }[entry.given_by]
    manner = {
        Manner.SPOKEN: _("spoken"),
        Manner.WRITTEN: _("in writing"),
        Manner.REMOTE: _("in writing, from elsewhere"),
    }
    parts = [
        by,
        manner[entry.manner],
        day_of_utc(entry.given_utc),
        _("version {number} of the words").format(number=entry.text_version),
    ]
    if entry.child_assents is not None:
        parts.append(_("the child agrees") if entry.child_assents else _("the child doesn't agree"))
    return " · ".join(parts)


def purpose_line(entry: ConsentEntry, purpose: Purpose) -> str:
    """One purpose of a consent, and since when it is taken back if it is."""
    withdrawn_utc = entry.withdrawn_utc.get(purpose)
    words = PURPOSE[purpose]
    if withdrawn_utc is None:
        return words
    return _("{purpose}: taken back on {day}").format(purpose=words, day=day_of_utc(withdrawn_utc))


def in_short(allowed: frozenset[Purpose], state: ConsentState | None, last_utc: str | None) -> str:
    """What stands beside a person: for what there is consent just now."""
    if state is ConsentState.TO_BE_CONFIRMED and not allowed:
        return _("Consent: to be asked for again.") + f" {CONFIRM_AGAIN}"
    if not allowed or last_utc is None:
        return _("No consent: nothing is recorded.")
    purposes = ", ".join(SHORT_PURPOSE[purpose] for purpose in Purpose if purpose in allowed)
    kept, only_seen = (
        _("Consent since {day}: {purposes}."),
        _("Consent since {day}: {purposes}. Nothing is recorded: watch only."),
    )
    return (kept if Purpose.KEPT in allowed else only_seen).format(day=day_of_utc(last_utc), purposes=purposes)


def health_words(notes: frozenset[HealthNote]) -> str:
    """What was ticked about the heart, as a line; empty where nothing was."""
    return " · ".join(HEALTH_NOTE[note] for note in HealthNote if note in notes)
