"""Every word of a comparison: both numbers with their intervals, side by side, and no word about which is which."""

from coreg.domain.language import _
from coreg.report import wording as of_report
from coreg.report.page import Names


def title() -> str:
    """What a file says it is; nothing of anybody is in it."""
    return _("Coreg: two sessions")


def heading() -> str:
    """The page's heading."""
    return _("Two sessions on the same scales")


def session(who: str, day: str) -> str:
    """What a session is called."""
    return _("{who}, {day}").format(who=who, day=day) if who else day


def strip_title(name: str) -> str:
    """What a strip is."""
    return _("The session from beginning to end: {name}").format(name=name)


def strip_is(length: str, sets: str) -> str:
    """What is on a strip, for those who don't see it."""
    return _("The client's heart rate and RMSSD over {length}, with {sets} shaded.").format(
        length=length, sets=sets
    )


def strip_names() -> Names:
    """What the rows of a strip are called."""
    return Names(
        _("Phase"),
        _("Heart rate\n/min, 10 s"),
        _("RMSSD\nms, 60 s"),
        _("No beats"),
        _("Ratings"),
        _("Moving\ntogether"),
    )


def left_out(label: str) -> str:
    """Why a stretch is hatched."""
    return {of_report.OFF_RECORD: _("off the record"), of_report.EXCLUDED: _("excluded")}.get(label, label)


def curve_title() -> str:
    """What the curves are."""
    return _("The sets' mean curves, one over the other")


def curve_is(said: str) -> str:
    """What is on it, for those who don't see it."""
    return _("Mean heart rate around the sets against the 20 s before each, with its 95 % band. {said}").format(
        said=said
    )


def curve_labels() -> tuple[str, str, str]:
    """What stands along its foot."""
    return _("20 s"), _("set"), _("60 s after")


def curve_key(first: str, second: str) -> str:
    """Which curve is whose."""
    return _("Solid: {first}. Dashed: {second}.").format(first=first, second=second)


def one_curve(name: str) -> str:
    """Only one of the two has a curve."""
    return _("Only one of them has a curve: {name}.").format(name=name)


def other_strap() -> str:
    """Two straps aren't the same instrument."""
    return _("Another strap model was worn: differences between the two may be the straps'.")


def medication_changed() -> str:
    """A heart under another drug isn't the same instrument either."""
    return _("Medication was ticked as changed in one of them: differences may come from that.")


def other_person() -> str:
    """Two people were measured."""
    return _("These are sessions of two different people.")


def table_title() -> str:
    """The table's caption."""
    return _("Both in numbers")


def of_what() -> str:
    """The head of the first column."""
    return _("The client's")


def rows() -> dict[str, str]:
    """What each row is called."""
    return {
        "length": _("Length"),
        "strap": _("Strap"),
        "usable": _("Time that can be read, %"),
        "baseline_bpm": _("Baseline heart rate, /min"),
        "baseline_ln_rmssd": _("Baseline ln RMSSD"),
        "sets": _("Sets"),
        "rise": _("Rise over the sets, /min"),
        "settled": _("Half of it gone after"),
        "drift": _("Drift before the sets, /min over ten"),
        "sud": "SUD",
        "voc": "VoC",
        "together": _("Moving together"),
        "day": _("Of the day"),
    }


def no_strap() -> str:
    """Nobody was measured."""
    return _("no strap worn")


def strap_unknown() -> str:
    """A strap whose model isn't known."""
    return _("model not known")


def remark() -> str:
    """What stands beneath the table."""
    return _(
        "In brackets: 95 % intervals. Two sessions are too few to tell a change from chance. "
        "Moving together is said as it was in each, and never compared by size."
    )


def align() -> str:
    """What a button does."""
    return _("First sets beneath each other")
