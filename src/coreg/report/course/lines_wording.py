"""What one number over the sessions says, and what too few sessions can't tell; looked up where it is said."""

from coreg.domain.course import Line, Overlap, TooFew
from coreg.domain.language import _
from coreg.report.figures import plain, signed


def heart_rate_title() -> str:
    """A heading."""
    return _("Heart rate of the baselines, /min")


def variability_title() -> str:
    """A heading."""
    return _("ln RMSSD of the baselines")


def usual(line: Line, decimals: int) -> str:
    """Where the next session is expected."""
    if line.usual is None:
        return _("Usual range: too few sessions to tell; it needs 6 with a baseline since the last break.")
    return _(
        "Usual range {low} to {high}, from how much {n} sessions of this client differ. Where nothing has changed "
        "about 1 session in 20 lies outside."
    ).format(low=plain(line.usual.low, decimals), high=plain(line.usual.high, decimals), n=line.usual.n)


def outside(numbers: str) -> str:
    """Which sessions lay outside."""
    return _("Outside the usual range of the sessions before them: {numbers}.").format(numbers=numbers)


def per_ten(line: Line, decimals: int) -> str:
    """A change over the sessions, as far as it can be told."""
    if line.per_ten_too_few is TooFew.SESSIONS:
        return _("A change over the sessions: too few sessions to tell.")
    found = line.per_ten
    interval = signed(found.low or 0.0, decimals), signed(found.high or 0.0, decimals)
    if line.per_ten_too_few is not None:
        words = _("A change over the sessions: too few sessions to tell (over ten sessions {low} to {high}).")
        return words.format(low=interval[0], high=interval[1])
    words = _("Over ten sessions {value} ({low} to {high}).")
    return words.format(value=signed(found.value or 0.0, decimals), low=interval[0], high=interval[1])


def overlap(found: Overlap) -> str:
    """How the sessions with processing lie to those before."""
    if found.nap is None or found.tau is None or found.p is None:
        return _(
            "Before and since processing began: too few sessions to tell; it needs 3 with a baseline on either "
            "side since the last break."
        )
    return _(
        "{since} sessions since processing began against {before} before: NAP {nap}, Tau {tau}, exact p {p}. "
        "A description, not proof."
    ).format(
        since=found.n_since,
        before=found.n_before,
        nap=plain(found.nap, 2),
        tau=signed(found.tau, 2),
        p=plain(found.p, 3),
    )


def never_known(what: str) -> str:
    """What no session knows."""
    return _("{what}: not known in any session; the list says why.").format(what=what)


def unknown_title() -> str:
    """A heading."""
    return _("Not known in any session")


def nap_is() -> str:
    """What the two numbers are."""
    return _(
        "NAP: of all pairs of a session before and one since, the share in which the later value is the higher. "
        "Tau is the same from −1 to 1."
    )
