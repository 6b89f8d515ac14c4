"""The therapist's band: which one was shown when, what today's start offers, and for how long a number is outside.

A number is outside while it is beyond a limit by the near end of its interval, as in the words against today's
start (standing.py): with the band that is offered, line and words agree. It is looked at once a second, with the
beats that had come by then, so that a session read anew says what was said live. Being outside is said from 15 s on
and ends at the first second that isn't: "above the band for 25 s" is true to the second.
"""

from collections.abc import Callable, Iterable, Sequence
from math import ceil

from coreg.domain.band import Band, BandStanding, Outside, Side
from coreg.domain.baseline import Baseline
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.reading import Reading
from coreg.readings.standing import BEYOND_BPM, BEYOND_LN_RMSSD, HOLDS_S

_LIMITS = ("low_bpm", "high_bpm", "low_ln_rmssd", "high_ln_rmssd")
_EVERY_S = 1.0

Minute = Callable[[float], tuple[Reading, Reading]]
"""Gives heart rate and ln RMSSD of the minute that ends at an instant, with the beats known now."""


def offered_band(baselines: Sequence[Baseline]) -> Band | None:
    """Return the band around the newest accepted baseline; None where there is none.

    Whole beats a minute, so that the panel shows what it is: the limits are a choice, not a measurement.
    """
    accepted = next((one for one in reversed(baselines) if one.is_accepted), None)
    if accepted is None or accepted.heart_rate_bpm.value is None or accepted.ln_rmssd.value is None:
        return None
    rate, ln_rmssd = float(round(accepted.heart_rate_bpm.value)), accepted.ln_rmssd.value
    return Band(rate - BEYOND_BPM, rate + BEYOND_BPM, ln_rmssd - BEYOND_LN_RMSSD, ln_rmssd + BEYOND_LN_RMSSD)


def payload_of(band: Band | None) -> dict[str, PayloadValue]:
    """Return what a moment says of a band that is shown from now on, or of none; its name isn't in it."""
    if band is None:
        return {"is_shown": False}
    return {"is_shown": True, "dated_utc": band.dated_utc, **dict(zip(_LIMITS, band.numbers, strict=True))}


def band_of(moment: Moment) -> Band | None:
    """Return the band that was shown from this moment on; None where it was switched off, or isn't one."""
    limits = [moment.payload.get(name) for name in _LIMITS]
    numbers = [float(limit) for limit in limits if isinstance(limit, int | float)]
    if moment.payload.get("is_shown") is not True or len(numbers) < len(_LIMITS):
        return None
    low_bpm, high_bpm, low_ln, high_ln = numbers
    found = Band(low_bpm, high_bpm, low_ln, high_ln, str(moment.payload.get("dated_utc", "")))
    return found if found.is_one else None


def band_at(moments: Iterable[Moment], t_s: float) -> Band | None:
    """Return the band that was shown just before an instant; what was shown isn't taken back by a correction."""
    newest = None
    for moment in moments:
        if moment.kind is MomentKind.BAND and moment.t_s < t_s:
            newest = moment
    return None if newest is None else band_of(newest)


class BandWatch:
    """Follows one client's minute against the band, second by second.

    >>> watch = BandWatch()
    >>> watch.take(Band(60.0, 80.0, 2.5, 3.9))
    >>> fast = (Reading(90.0, 86.0, 94.0), Reading(3.0, 2.8, 3.2))
    >>> watch.advance(14.0, lambda _: fast)
    >>> watch.standing.heart_rate
    >>> watch.advance(15.0, lambda _: fast)
    >>> watch.standing.heart_rate
    Outside(side=<Side.ABOVE: 'above'>, since_s=0.0)
    """

    def __init__(self, begins_s: float = 0.0) -> None:
        self._next_s = float(ceil(begins_s))
        self._band: Band | None = None
        self._outside: list[Outside | None] = [None, None]
        self.standing = BandStanding()

    def take(self, band: Band | None) -> None:
        """Hold the numbers against this band from the next second on; against another one, it all begins anew."""
        if band != self._band:
            self._band = band
            self._outside = [None, None]
            self.standing = BandStanding()

    def advance(self, now_s: float, minute: Minute) -> None:
        """Look at every whole second up to now; called before beats are taken in, and when time passes."""
        if self._band is None:
            self._next_s = max(self._next_s, float(int(now_s) + 1))
            return
        while self._next_s <= now_s:
            self._look(self._next_s, self._band, *minute(self._next_s))
            self._next_s += _EVERY_S

    def _look(self, now_s: float, band: Band, heart_rate: Reading, ln_rmssd: Reading) -> None:
        sides = (
            side_of(heart_rate, band.low_bpm, band.high_bpm),
            side_of(ln_rmssd, band.low_ln_rmssd, band.high_ln_rmssd),
        )
        for nth, side in enumerate(sides):
            before = self._outside[nth]
            if side is None:
                self._outside[nth] = None
            elif before is None or before.side is not side:
                self._outside[nth] = Outside(side, now_s)
        said = [one if one is not None and now_s - one.since_s >= HOLDS_S else None for one in self._outside]
        self.standing = BandStanding(*said)


def side_of(reading: Reading, low: float, high: float) -> Side | None:
    """Return beyond which limit a number is by the near end of its interval; None within, or where unknown."""
    if reading.value is None:
        return None
    near_low = reading.value if reading.low is None else reading.low
    near_high = reading.value if reading.high is None else reading.high
    if near_low > high:
        return Side.ABOVE
    return Side.BELOW if near_high < low else None
