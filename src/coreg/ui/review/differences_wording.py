"""The words of what was shown live held against what the review says."""

from collections import defaultdict

from coreg.domain.language import _, ngettext
from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.review.differences import Comparison, Difference
from coreg.review.worlds import Cause
from coreg.ui.wording import clock

TAB = _("Differences")
HEADING = _("What was shown live, and what the review says")
HOW = _(
    "Every number that was on the screen is found again and held against the review's. An hour takes about half a "
    "minute; everything else goes on meanwhile."
)
COMPARE, AGAIN = _("Compare"), _("Compare again")
NONE_DIFFERS = _("Nothing differs.")
BY_CAUSE, LARGEST = _("Why they differ, and how often"), _("The largest of each")
STALE = _("The marks were corrected since: this is of before.")
CAUSES = {
    Cause.VERDICT_REVISED: _("The verdict on a beat was revised"),
    Cause.ADDED_UP_ANEW: _("The same sums in another order, in the ninth digit"),
    Cause.FINAL_CLOCK: _("Beats were placed from both sides"),
    Cause.MARKS_AMENDED: _("Marks were corrected"),
    Cause.STRAPS_SWAPPED: _("The straps were given to who wore them"),
    Cause.EXCLUDED: _("A stretch was left out"),
    Cause.OTHER_DEFINITIONS: _("It was recorded with other definitions"),
    Cause.UNEXPLAINED: _("Not explained"),
}
_WHO = {Role.CLIENT: _("client"), Role.THERAPIST: _("therapist"), None: _("both")}
_NAMES = {
    "heart_rate_bpm": _("heart rate"),
    "heart_rate_60s_bpm": _("heart rate, 60 s"),
    "rmssd_ms": _("RMSSD"),
    "ln_rmssd": _("lnRMSSD"),
    "rsa_ln_ms2": _("RSA"),
    "artifact_pct": _("share of beats left out"),
    "together a": _("moving together"),
    "drift_bpm": _("slow change over the session"),
    "start_to_end_bpm": _("start to end"),
    "curve rise_bpm": _("rise in the sets"),
}
_NOT_KNOWN, _NONE = _("not known"), _("none")


def progress(share: float) -> str:
    """How far it is."""
    return _("Comparing: {percent} %").format(percent=round(100 * share))


def same(found: Comparison) -> str:
    """How many are the same."""
    return _("{n_same} of {n} values that were shown are the same in the review, bit for bit.").format(
        n_same=_thousands(found.n_same), n=_thousands(found.n_values)
    )


def versions(found: Comparison) -> str:
    """Which definitions gave which number."""
    then = found.recorded_definitions
    if then is None:
        return _("The file doesn't say which definitions were used; the review uses version {now}.").format(
            now=found.definitions
        )
    if then == found.definitions:
        return _("Live and review: both by version {now} of the definitions.").format(now=then)
    return _(
        "Live: version {then} of the definitions. Here: version {now}. What was shown then can't be found again, "
        "only what would be shown today."
    ).format(then=then, now=found.definitions)


def beats(n: int) -> str:
    """What the packets say of the stored beats."""
    if not n:
        return _("Every stored beat is what its packets give today.")
    return ngettext(
        "{n} stored beat isn't what its packets give today.",
        "{n} stored beats aren't what their packets give today.",
        n,
    ).format(n=n)


def cause(why: Cause, n: int) -> str:
    """A cause and its count."""
    return _("{cause}: {n}").format(cause=CAUSES[why], n=_thousands(n))


def largest(found: Comparison, most: int = 12) -> list[str]:
    """The largest difference of each person and number, and how many there are."""
    groups: dict[tuple[Role | None, str], list[Difference]] = defaultdict(list)
    for one in found.differences:
        groups[one.role, one.name].append(one)
    in_order = sorted(groups.values(), key=len, reverse=True)
    return [_largest(max(group, key=_size), len(group)) for group in in_order[:most]]


def _largest(one: Difference, n: int) -> str:
    return _("{who}, {name}: {n}, most at {time}: {live}\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}{review}").format(
        who=_WHO[one.role],
        name=_NAMES.get(one.name, one.name),
        n=_thousands(n),
        time=clock(one.t_s),
        live=_value(one.live),
        review=_value(one.review),
    )


def _size(one: Difference) -> float:
    if one.live is None or one.review is None or one.live.value is None or one.review.value is None:
        return -1.0  # where one isn't known there is no size: any number says more
    return abs(one.live.value - one.review.value)


def _value(reading: Reading | None) -> str:
    if reading is None:
        return _NONE
    return _NOT_KNOWN if reading.value is None else f"{reading.value:.4g}"


def _thousands(n: int) -> str:
    return f"{n:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
