"""The words of consent: who gave it, how, for what; and what is asked about a heart before it is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coreg.domain.client import HealthNote
from coreg.domain.consent import ConsentState, GivenBy, Manner, Purpose
from coreg.ui.vault.library_wording import day_of_utc

if TYPE_CHECKING:
    from coreg.domain.consent import ConsentEntry

SECTION = "Consent"
TITLE_THERAPIST = "Your own consent"
HOW = "Nothing is recorded before this stands here. Watching, with nothing written down, is always possible."
HOW_THERAPIST = "Your heart is recorded too: what you agree to for yourself stands here, and can be taken back."
THE_WORDS = "The words that are agreed to"
EDIT = "Change the words"
KEEP_WORDS = "Keep as a new version"
DROP_WORDS = "Drop the change"
WORDS_OPEN = "Keep the changed words as a new version first, or drop the change."

WHO = "Who agrees?"
GIVEN_BY = {GivenBy.CLIENT: "The client", GivenBy.GUARDIAN: "A guardian", GivenBy.BOTH: "Both"}
CHILD_ASKED = "And the child, asked in words of their own?"
CHILD_ANSWER: dict[bool | None, str] = {True: "Agrees", False: "Doesn't agree", None: "Isn't a child"}
MANNER_ASKED = "How?"
MANNER = {
    Manner.SPOKEN: "In spoken words",
    Manner.WRITTEN: "In writing",
    Manner.REMOTE: "In writing, from elsewhere",
}
FOR_WHAT = "For what? Each by itself."
PURPOSE = {
    Purpose.SEEN_LIVE: "Seen during the session",
    Purpose.KEPT: "Kept, to be looked at later",
    Purpose.SUPERVISION: "Shown in supervision, without the name",
    Purpose.RESEARCH: "Used in research, without the name",
}
SHORT_PURPOSE = {
    Purpose.SEEN_LIVE: "seen live",
    Purpose.KEPT: "kept",
    Purpose.SUPERVISION: "supervision",
    Purpose.RESEARCH: "research",
}
HEALTH = "Ask about the heart, and tick what holds"
HEALTH_NOTE = {
    HealthNote.IMPLANT: "A pacemaker or another implant: ask the doctor first",
    HealthNote.UNEVEN_RHYTHM: "Atrial fibrillation, or often uneven heartbeats: the readings can't be used",
    HealthNote.HEART_RATE_DRUGS: "Beta-blockers or other heart-rate drugs: compare only within the same dose",
}
DIZZY = "Slow breathing makes you dizzy? Breathe as usual. Coreg is not a medical device, and nobody is watching."
ASKED = "I have asked about the heart"

KEEP = "Keep this consent"
KEEPING = "Writing it down …"
WATCH_ONLY = "Watch only, write nothing"
SO_FAR = "Agreed so far"
WITHDRAW = "Take back"
WITHDRAWING = "Taking it back …"
CONFIRM_AGAIN = "The library was rebuilt: ask again and keep a new consent."

WHO_MISSING = "Say who agrees."
MANNER_MISSING = "Say how it was given."
PURPOSE_MISSING = "Tick at least one purpose."
CHILD_MISSING = "Say whether the child was asked."
HEALTH_MISSING = "Ask about the heart first, and tick that you have."
NEEDED = "Recording needs “kept” and “seen during the session”."


def title(pseudonym: str) -> str:
    """Whose consent this is."""
    return f"Consent of {pseudonym}"


def version(number: int, written_utc: str) -> str:
    """Which version of the words stands there."""
    return f"Version {number}, of {day_of_utc(written_utc)}"


def entry_words(entry: ConsentEntry) -> str:
    """One consent in a line: who, how, when, to which words."""
    by = {
        GivenBy.CLIENT: "Given by the client",
        GivenBy.GUARDIAN: "Given by a guardian",
        GivenBy.BOTH: "Given by client and guardian",
        GivenBy.THERAPIST: "Given by you",
    }[entry.given_by]
    manner = {Manner.SPOKEN: "spoken", Manner.WRITTEN: "in writing", Manner.REMOTE: "in writing, from elsewhere"}
    parts = [by, manner[entry.manner], day_of_utc(entry.given_utc), f"version {entry.text_version} of the words"]
    if entry.child_assents is not None:
        parts.append("the child agrees" if entry.child_assents else "the child doesn't agree")
    return " · ".join(parts)


def purpose_line(entry: ConsentEntry, purpose: Purpose) -> str:
    """One purpose of a consent, and since when it is taken back if it is."""
    withdrawn_utc = entry.withdrawn_utc.get(purpose)
    words = PURPOSE[purpose]
    return words if withdrawn_utc is None else f"{words}: taken back on {day_of_utc(withdrawn_utc)}"


def in_short(allowed: frozenset[Purpose], state: ConsentState | None, last_utc: str | None) -> str:
    """What stands beside a person: for what there is consent just now."""
    if state is ConsentState.TO_BE_CONFIRMED and not allowed:
        return f"Consent: to be asked for again. {CONFIRM_AGAIN}"
    if not allowed or last_utc is None:
        return "No consent: nothing is recorded."
    purposes = ", ".join(SHORT_PURPOSE[purpose] for purpose in Purpose if purpose in allowed)
    tail = "" if Purpose.KEPT in allowed else ". Nothing is recorded: watch only"
    return f"Consent since {day_of_utc(last_utc)}: {purposes}{tail}."


def health_words(notes: frozenset[HealthNote]) -> str:
    """What was ticked about the heart, as a line; empty where nothing was."""
    return " · ".join(HEALTH_NOTE[note] for note in HealthNote if note in notes)
