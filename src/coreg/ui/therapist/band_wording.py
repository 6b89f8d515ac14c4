"""The words about the therapist's band: what is offered, and what lies outside it. No side of it is good or bad."""

from datetime import datetime
from math import exp

from coreg.domain.band import Outside, Side
from coreg.domain.language import _
from coreg.ui.vault.library_wording import day
from coreg.ui.wording import length

TITLE = _("Your band")
FIELD_IS_BAND = _(" · field: your band")
HEART_RATE_LOW, HEART_RATE_HIGH = _("Heart rate from"), _("to")
RMSSD_LOW, RMSSD_HIGH = _("RMSSD from"), _("to")
HEART_RATE_LOW_NAME, HEART_RATE_HIGH_NAME = _("The band's heart rate from"), _("The band's heart rate to")
RMSSD_LOW_NAME, RMSSD_HIGH_NAME = _("The band's RMSSD from"), _("The band's RMSSD to")
NAME_HOW = _("A name for it, if you like")
NAME = _("The band's name")
TAKE, TAKE_KEY = _("Show it"), _("Enter")
AT_START = _("Around today's start")
OFF = _("No band")

NOTHING_TO_OFFER = _("Offered once a baseline is accepted: B begins one. F4 closes this.")
OFFERED_AT_START = _(
    "Offered: 10 /min and 0.7 ln RMSSD around today's start. Shown once you press Enter; Esc closes this."
)
OFFERED_EARLIER = _("The band of {day}, offered again. Shown once you press Enter; Esc closes this.")
SHOWN = _("Shown now, set on {day}. Enter shows it as it stands here; Esc closes this.")
CHANGED = _("Changed and not shown yet: Enter shows it, Esc leaves it as it was.")

_ABOVE = {Side.ABOVE: _("above the band for {time}"), Side.BELOW: _("below the band for {time}")}
_VARIABLE = {
    Side.ABOVE: _("more variable than the band for {time}"),
    Side.BELOW: _("less variable than the band for {time}"),
}
_SPOKEN_LIMIT = _("{name} {value} {unit}")


def heart_rate_outside(found: Outside | None, now_s: float) -> str:
    """For how long heart rate is outside; empty where it isn't.

    >>> heart_rate_outside(Outside(Side.ABOVE, 100.0), 125.0)
    'above the band for 25 s'
    """
    return "" if found is None else _ABOVE[found.side].format(time=length(now_s - found.since_s))


def rmssd_outside(found: Outside | None, now_s: float) -> str:
    """For how long RMSSD is outside.

    >>> rmssd_outside(Outside(Side.BELOW, 0.0), 75.0)
    'less variable than the band for 1:15'
    """
    return "" if found is None else _VARIABLE[found.side].format(time=length(now_s - found.since_s))


def dated(words: str, dated_utc: str) -> str:
    """A sentence with the day on which a band was set."""
    return words.format(day=day(datetime.fromisoformat(dated_utc).astimezone().date()))


def milliseconds(ln_rmssd: float) -> str:
    """A limit of ln RMSSD as RMSSD in ms.

    >>> milliseconds(3.0)
    '20'
    """
    return f"{exp(ln_rmssd):.0f}"


def spoken_limit(name: str, unit: str, value: str) -> str:
    """One limit for those who hear the screen."""
    return _SPOKEN_LIMIT.format(name=name, value=value, unit=unit)
