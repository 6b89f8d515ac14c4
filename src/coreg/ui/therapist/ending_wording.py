"""The words after a session: what was kept where, and what the session as a whole can be read to say.

No direction is called good. What isn't known says why; a change stands beside what sitting still alone gives.
"""

from pathlib import Path

from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SessionSets, SetCurve, Settling
from coreg.domain.snapshot import PersonSnapshot, RecordState, Snapshot
from coreg.ui.wording import clock, number, reason

TITLE = "After the session"
KEPT_IN_VAULT = "Kept in the vault, and sealed."
KEPT_IN_TWO = "Kept in two files: see the line above."
NOTHING_KEPT = "Nothing was recorded."
NOT_FINISHED = "The recording isn't closed yet."
WORDS = "A few words of yours"
WORDS_HOW = "Kept with the notes, in a file of its own. Enter keeps them; they may stay empty."
WORDS_KEPT = "Kept."
KEEPING = "Keeping them …"
SEATED = "sitting still alone: about ±4 bpm"

_NO_CHANGE_KNOWN = "From the start to the last quiet minutes"


def kept(snapshot: Snapshot, place: Path | None) -> str:
    """Where the recording is.

    Parameters
    ----------
    place
        The plain file; None where the vault keeps it, or nothing does.
    """
    if snapshot.record is RecordState.SEALED:
        return KEPT_IN_VAULT
    if snapshot.record is RecordState.NONE:
        return NOTHING_KEPT
    if snapshot.record is not RecordState.ENDED:
        return NOT_FINISHED
    if snapshot.disk.elsewhere is not None or place is None:
        return KEPT_IN_TWO
    return f"Kept in the file {place}, which anybody with this computer account can read."


def length(snapshot: Snapshot) -> str:
    """How long it was, and how many sets stand."""
    n_sets = len(snapshot.marks.sets)
    sets = "no set" if not n_sets else "1 set" if n_sets == 1 else f"{n_sets} sets"
    return f"{clock(snapshot.t_s)} long, {sets}."


def lines_of(person: PersonSnapshot | None) -> tuple[str, ...]:
    """What one person's session can be read to say, a sentence each."""
    if person is None or person.numbers.heart_rate_bpm.unknown is Unknown.NO_STRAP:
        return ("Not worn today: nothing is known.",)
    if person.sets is None:
        return (usable(person.usable_share),)
    return (usable(person.usable_share), *_of_sets(person.sets))


def usable(share: float | None) -> str:
    """How much of the time can be read.

    >>> usable(0.984)
    '98 % of the time can be read.'
    """
    if share is None:
        return "How much of the time can be read isn't known."
    return f"{100 * share:.0f} % of the time can be read."


def _of_sets(sets: SessionSets) -> tuple[str, ...]:
    return (curve(sets.curve), drift(sets.drift_bpm), start_to_end(sets.start_to_end_bpm))


def curve(found: SetCurve) -> str:
    """The session's set curve in words.

    >>> curve(SetCurve(12, Reading(6.1, 4.2, 8.0), Settling(19.0, low_s=12.0, high_s=27.0)))
    'Over 12 sets heart rate rose by 6 (4 to 8) and half of it was gone after 19 s (12 to 27).'
    """
    if found.rise_bpm.value is None:
        return f"Heart rate over the sets: {reason(found.rise_bpm)}."
    return f"Over {found.n} sets heart rate rose by {_with_interval(found.rise_bpm)}{_settling(found.half_settle)}."


def drift(found: Reading) -> str:
    """How heart rate before the sets changed over them."""
    if found.value is None:
        return f"Drift of heart rate before the sets: {reason(found)}."
    return f"Before the sets heart rate drifted by {_signed(found)} over ten sets; {SEATED}."


def start_to_end(found: Reading) -> str:
    """The last quiet minutes against the baseline."""
    if found.value is None:
        return f"{_NO_CHANGE_KNOWN}: {reason(found)}."
    return f"{_NO_CHANGE_KNOWN} heart rate changed by {_signed(found)}; {SEATED}."


def _settling(found: Settling) -> str:
    if found.seconds is None:
        return ""
    if found.is_longer:
        return f"; half of it wasn't gone after {found.seconds:.0f} s"
    words = f" and half of it was gone after {found.seconds:.0f} s"
    if found.low_s is None:
        return words
    high = "more" if found.high_s is None else f"{found.high_s:.0f}"
    return f"{words} ({found.low_s:.0f} to {high})"


def _with_interval(found: Reading) -> str:
    words = _whole(found.value or 0.0)
    if found.low is None or found.high is None:
        return words
    return f"{words} ({_whole(found.low)} to {_whole(found.high)})"


def _signed(found: Reading) -> str:
    plus = "+" if round(found.value or 0.0) > 0 else ""
    return plus + _with_interval(found)


def _whole(value: float) -> str:
    return number(round(value) + 0.0, 0)  # what rounds to nothing has no sign
