"""What is said where a correction can't be: one sentence each, with what to do."""

from coreg.domain.language import _
from coreg.review.standing_order import Wrong

WRONG = {
    Wrong.OUTSIDE: _("That lies outside the session, which lasts {length_s:.1f} s: choose a time in it."),
    Wrong.ENDS_BEFORE: _("It would end before it begins: move the other end first, or choose another time."),
    Wrong.SETS_OVERLAP: _("Two sets would lie over each other: move the other one first, or choose another time."),
    Wrong.NEVER_ENDS: _("It would have no end: take back its beginning too, or move the end instead."),
    Wrong.STRETCHES_OVERLAP: _("Two stretches of one kind would lie over each other: choose other times."),
    Wrong.EXCLUDED_NOTHING: _("An excluded stretch ends after it begins: choose a later end."),
}
NO_MARK = _("This session has no mark {number}: choose one of its list.")
STAYS = _(
    "Mark {number} says what was recorded or shown then, so it stays as it is; a stretch can be excluded instead."
)
TAKEN_BACK = _("Mark {number} was taken back: bring it back first.")
STANDS = _("Mark {number} wasn't taken back, so there is nothing to bring back.")
IS_CORRECTION = _("Mark {number} is a correction: take it back, or correct the mark that it corrected.")
NOT_SUCH_A_MARK = _("Mark {number} is of another kind and has no such value: choose another mark.")
NOT_A_TIME = _("That isn't a time: give seconds of the session, as a number.")
NOT_ON_THE_SCALE = _("A rating is a whole number: SUD and Self-energy 0 to 10, VoC 1 to 7.")
NOT_A_PHASE = _("A phase is 1 to 8.")
NOT_A_TARGET = _("Targets are numbered from 1.")
NOT_ADDED = _("A mark of this kind can't be added after the session: only what can have been seen or said.")
NOTHING = _("There is nothing to change.")
