"""What the sets of a session can be read to say: the curve first; single sets are noisy. No direction is good."""

from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SessionSets, SetCurve, SetReadings, Settling
from coreg.ui.review.wording import set_name
from coreg.ui.wording import DASH, REASON, clock, number, reason

CURVE = _("All sets together")
CURVE_NAME = _("Heart rate around the sets, against the 20 s before")
CURVE_CAPTION = _("Mean heart rate against before (/min), with its uncertainty")
BEFORE, IN_SET, AFTER = _("20 s before"), _("the sets"), _("60 s after")
TABLE = _("Set by set")
NOISY = _("Single sets are noisy: read the curve.")
WITHIN = _("* within its uncertainty: not a change")
COLUMNS = (_("Set"), _("Length"), _("Before"), _("In set"), _("ln RMSSD"), _("Breaths"))
UNITS = ("", "", _("/min"), _("/min"), _("change"), _("/min"))
NO_SETS = _("No set was marked.")
NOT_WORN = _("Not worn: nothing is known of the sets.")
LAG = _("Half-settled reads about 5 s late: it is a 10-s mean.")

_RISE = _("{who}: over {n} sets heart rate rose by {rise} /min ({low} to {high}).")
_HALF = _("Half of it was gone {seconds} s after the end ({low} to {high}).")
_HALF_OPEN = _("Half of it was gone {seconds} s after the end ({low} or more).")
_HALF_PLAIN = _("Half of it was gone {seconds} s after the end.")
_HALF_LONGER = _("Half of it was not gone after {seconds} s.")
_NO_RISE = _("{who}: no clear rise over {n} sets.")
_RISE_UNKNOWN = _("{who}: the curve is {reason}.")
_DRIFT = _(
    "Before the sets heart rate drifted by {value} /min over ten sets ({low} to {high}). "
    "Sitting still alone: about ±4 bpm."
)
_DRIFT_UNKNOWN = _("Drift of heart rate before the sets: {reason}.")
_START_TO_END = _(
    "From today's start to the last quiet minutes: {value} /min ({low} to {high}). "
    "Sitting still alone: about ±4 bpm."
)
_START_TO_END_UNKNOWN = _("From today's start to the last quiet minutes: {reason}.")
_SPOKEN = _(
    "{set}, at {at}, {length} long. Heart rate before: {before}. In the set: {during}. "
    "RMSSD against today's start, as a logarithm: {rmssd}. Breaths: {breaths}."
)
_CLOSE = _("{letter}: {reason}")
_PEOPLE = {Role.CLIENT: _("Client"), Role.THERAPIST: _("Therapist")}


def curve(role: Role, found: SetCurve) -> str:
    """The rise over the sets, and how it went."""
    who, rise = _PEOPLE[role], found.rise_bpm
    if rise.unknown is Unknown.NO_CLEAR_RISE:
        return _NO_RISE.format(who=who, n=found.n)
    if rise.value is None:
        return _RISE_UNKNOWN.format(who=who, reason=reason(rise))
    words = _RISE.format(
        who=who, n=found.n, rise=signed(rise.value, 0).lstrip("+"), low=_whole(rise.low), high=_whole(rise.high)
    )
    half = _half(found.half_settle)
    return f"{words} {half}" if half else words


def drift(found: Reading) -> str:
    """How heart rate before the sets changed over them."""
    return _change(found, _DRIFT, _DRIFT_UNKNOWN)


def start_to_end(found: Reading) -> str:
    """The last quiet minutes against the start."""
    return _change(found, _START_TO_END, _START_TO_END_UNKNOWN)


def cells(one: SetReadings) -> tuple[str, ...]:
    """A set's row; what isn't known is a dash."""
    mark = one.mark
    length = DASH if mark.end_s is None else clock(mark.end_s - mark.start_s)
    return (
        f"{mark.number}" if mark.is_counted else f"({mark.number})",
        length,
        _plain(one.before_bpm),
        _starred(one.during_bpm, 0),
        _starred(one.ln_rmssd_change, 2),
        _plain(one.breaths_per_min),
    )


def unknowns(one: SetReadings) -> tuple[Unknown | None, ...]:
    """Why a row's cells aren't known, beside them."""
    return (
        None,
        None,
        one.before_bpm.unknown,
        one.during_bpm.unknown,
        one.ln_rmssd_change.unknown,
        one.breaths_per_min.unknown,
    )


def reasons(sets: SessionSets) -> dict[Unknown, str]:
    """A letter for each reason that occurs in the table."""
    found = dict.fromkeys(why for one in sets.sets for why in unknowns(one) if why is not None)
    return {why: chr(ord("a") + nth) for nth, why in enumerate(found)}


def footnote(why: Unknown, letter: str) -> str:
    """What a letter in the table stands for."""
    return _CLOSE.format(letter=letter, reason=_why(why))


def spoken(one: SetReadings) -> str:
    """A row as a sentence."""
    mark = one.mark
    return _SPOKEN.format(
        set=set_name(mark.number, mark.kind),
        at=clock(mark.start_s),
        length=DASH if mark.end_s is None else clock(mark.end_s - mark.start_s),
        before=_spoken(one.before_bpm, 0, _("beats a minute")),
        during=_spoken(one.during_bpm, 0, _("beats a minute"), is_change=True),
        rmssd=_spoken(one.ln_rmssd_change, 2, "", is_change=True),
        breaths=_spoken(one.breaths_per_min, 0, _("a minute")),
    )


def spoken_curve(role: Role, found: SetCurve) -> str:
    """The curve for those who hear the screen."""
    return _("Heart rate around the sets, against the 20 s before. {curve}").format(curve=curve(role, found))


def signed(value: float, decimals: int) -> str:
    """A change with its sign; what rounds to nothing has none.

    >>> signed(4.6, 0), signed(-0.3, 0), signed(-0.43, 2)
    ('+5', '0', '−0.43')
    """
    rounded = round(value, decimals) + 0.0
    return ("+" if rounded > 0 else "") + number(rounded, decimals)


def _change(found: Reading, known: str, unknown: str) -> str:
    if found.value is None:
        return unknown.format(reason=reason(found))
    low, high = (signed(each, 0) if each is not None else DASH for each in (found.low, found.high))
    return known.format(value=signed(found.value, 0), low=low, high=high)


def _half(found: Settling) -> str:
    if found.seconds is None:
        return ""
    seconds = f"{found.seconds:.0f}"
    if found.is_longer:
        return _HALF_LONGER.format(seconds=seconds)
    if found.low_s is None:
        return _HALF_PLAIN.format(seconds=seconds)
    if found.high_s is None:
        return _HALF_OPEN.format(seconds=seconds, low=f"{found.low_s:.0f}")
    return _HALF.format(seconds=seconds, low=f"{found.low_s:.0f}", high=f"{found.high_s:.0f}")


def _whole(value: float | None) -> str:
    return DASH if value is None else number(round(value) + 0.0, 0)


def _plain(found: Reading) -> str:
    return DASH if found.value is None else number(found.value, 0)


def _starred(found: Reading, decimals: int) -> str:
    if found.value is None:
        return DASH
    return signed(found.value, decimals) + ("*" if _is_within(found) else "")


def _is_within(found: Reading) -> bool:
    return found.low is not None and found.high is not None and found.low <= 0.0 <= found.high


def _spoken(found: Reading, decimals: int, unit: str, *, is_change: bool = False) -> str:
    if found.value is None:
        return reason(found)
    value = signed(found.value, decimals) if is_change else number(found.value, decimals)
    words = f"{value} {unit}".strip()
    return _("{value}, within its uncertainty").format(value=words) if is_change and _is_within(found) else words


def _why(why: Unknown) -> str:
    return REASON[why]
