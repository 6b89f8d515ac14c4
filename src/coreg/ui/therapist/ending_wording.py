"""The words after a session: what was kept where, and what the session as a whole can be read to say.

No direction is called good. What isn't known says why; a change stands beside what sitting still alone gives.
"""

from pathlib import Path

from coreg.domain.language import _, pgettext
from coreg.domain.marks import Scale
from coreg.domain.moment import MomentKind
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SessionSets, SetCurve, Settling
from coreg.domain.snapshot import PersonSnapshot, RecordState, Snapshot
from coreg.ui.wording import clock, number, reason

TITLE = _("After the session")
LENGTH, SETS, RATINGS, MARKED = _("Length"), _("Sets"), _("Ratings"), _("Stars")
NO_RATING = pgettext("ratings", "none")
RATED = "{scale} {values}"
SCALES = {Scale.SUD: "SUD", Scale.VOC: "VoC", Scale.SELF_ENERGY: _("Self-energy")}
PER_MIN = "{value} /min"
FACT_SPOKEN = "{name}: {value}"
KEPT_IN_VAULT = _("Kept in the vault, and sealed.")
KEPT_FOR = _("Kept in the vault for {who}, and sealed.")
KEPT_IN_TWO = _("Kept in two files: see the line above.")
NOTHING_KEPT = _("Nothing was recorded.")
NOT_FINISHED = _("The recording isn't closed yet.")
WORDS = _("A few words of yours")
WORDS_HOW = _(
    "Kept with the notes, in a file of its own. Enter keeps them, and goes back to the start where there are none."
)
WORDS_KEPT = _("Kept.")
KEEPING = _("Keeping them …")
SEATED = _("sitting still alone: about ±4 bpm")

_NO_CHANGE_KNOWN = _("The change from the start to the last quiet minutes is {reason}.")


def kept(snapshot: Snapshot, place: Path | None, who: str = "") -> str:
    """Where the recording is.

    Parameters
    ----------
    place
        The plain file; None where the vault keeps it, or nothing does.
    who
        The client's pseudonym, where the vault keeps it.
    """
    if snapshot.record is RecordState.SEALED:
        return KEPT_FOR.format(who=who) if who else KEPT_IN_VAULT
    if snapshot.record is RecordState.NONE:
        return NOTHING_KEPT
    if snapshot.record is not RecordState.ENDED:
        return NOT_FINISHED
    if snapshot.disk.elsewhere is not None or place is None:
        return KEPT_IN_TWO
    return _("Kept in the file {place}, which anybody with this computer account can read.").format(place=place)


def facts(snapshot: Snapshot) -> dict[str, str]:
    """What the session was made of: length, sets, stars, and the ratings in the order they were given."""
    marks = snapshot.marks
    n_stars = sum(moment.kind is MomentKind.STAR for moment in marks.moments)
    rated = [
        RATED.format(scale=words, values=", ".join(str(one.value) for one in marks.ratings if one.scale is scale))
        for scale, words in SCALES.items()
        if any(one.scale is scale for one in marks.ratings)
    ]
    return {
        LENGTH: clock(snapshot.t_s),
        SETS: str(len(marks.sets)),
        MARKED: str(n_stars),
        RATINGS: " · ".join(rated) or NO_RATING,
    }


def lines_of(person: PersonSnapshot | None) -> tuple[str, ...]:
    """What one person's session can be read to say, a sentence each."""
    if person is None or person.numbers.heart_rate_bpm.unknown is Unknown.NO_STRAP:
        return (_("Not worn today: nothing is known."),)
    if person.sets is None:
        return (usable(person.usable_share),)
    return (usable(person.usable_share), *_of_sets(person.sets))


def usable(share: float | None) -> str:
    """How much of the time can be read.

    >>> usable(0.984)
    '98 % of the time can be read.'
    """
    if share is None:
        return _("How much of the time can be read isn't known.")
    return _("{share:.0f} % of the time can be read.").format(share=100 * share)


def _of_sets(sets: SessionSets) -> tuple[str, ...]:
    return (curve(sets.curve), drift(sets.drift_bpm), start_to_end(sets.start_to_end_bpm))


def curve(found: SetCurve) -> str:
    """The session's set curve in words.

    >>> curve(SetCurve(12, Reading(6.1, 4.2, 8.0), Settling(19.0, low_s=12.0, high_s=27.0)))
    'Over 12 sets heart rate rose by 6 /min (4 to 8) and half of it was gone after 19 s (12 to 27).'
    """
    if found.rise_bpm.value is None:
        return _("A rise over the sets is {reason}.").format(reason=reason(found.rise_bpm))
    rise = {"n": found.n, "rise": _with_interval(found.rise_bpm)}
    settling = found.half_settle
    if settling.seconds is None:
        return _("Over {n} sets heart rate rose by {rise}.").format(**rise)
    after = f"{settling.seconds:.0f} s"
    if settling.is_longer:
        words = _("Over {n} sets heart rate rose by {rise}; half of it wasn't gone after {after}.")
    else:
        words = _("Over {n} sets heart rate rose by {rise} and half of it was gone after {after}.")
        after = _after(after, settling)
    return words.format(**rise, after=after)


def drift(found: Reading) -> str:
    """How heart rate before the sets changed over them."""
    if found.value is None:
        return _("A drift of heart rate before the sets is {reason}.").format(reason=reason(found))
    return _("Before the sets heart rate drifted by {change} over ten sets; {seated}.").format(
        change=_signed(found), seated=SEATED
    )


def start_to_end(found: Reading) -> str:
    """The last quiet minutes against the baseline."""
    if found.value is None:
        return _NO_CHANGE_KNOWN.format(reason=reason(found))
    return _("From the start to the last quiet minutes heart rate changed by {change}; {seated}.").format(
        change=_signed(found), seated=SEATED
    )


def _after(after: str, settling: Settling) -> str:
    if settling.low_s is None:
        return after
    low, high = f"{settling.low_s:.0f}", _("more") if settling.high_s is None else f"{settling.high_s:.0f}"
    return _("{value} ({low} to {high})").format(value=after, low=low, high=high)


def _with_interval(found: Reading) -> str:
    words = PER_MIN.format(value=_whole(found.value or 0.0))
    if found.low is None or found.high is None:
        return words
    return _("{value} ({low} to {high})").format(value=words, low=_whole(found.low), high=_whole(found.high))


def _signed(found: Reading) -> str:
    plus = "+" if round(found.value or 0.0) > 0 else ""
    return plus + _with_interval(found)


def _whole(value: float) -> str:
    return number(round(value) + 0.0, 0)  # what rounds to nothing has no sign
