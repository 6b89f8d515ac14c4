"""How fast a strap's clock runs against ours: what one segment says of it, and what was known before."""

import math

from coreg.sensors.cadence import DEFAULT_PERIOD_S
from coreg.sensors.lower_hull import LowerHull
from coreg.sensors.strip import Strip

MAX_SKEW = 0.025  # our choice: 2 % has been seen; a 2.4 % slope is the mark of RR in milliseconds
_HULL_SCALE = 6.0  # simulated: over T s the hull's slope has an SD of about 6 * spread / T^2 from 30 to 600 s
_STRIP_SCALE = 3.0  # simulated: half of that where both bounds are tight, from 20 s on
_JITTER_S = 0.015  # simulated: and never less than this over T
_CRYSTAL_SD = 0.0001  # what nearly every strap's clock is, held to be so until its slope is 4 SD away
_N_SD = 4.0  # simulated: of 4000 slopes one was further off
_SEARCH_SD = 16.0  # our choice: beats in step with the packets leave the hull's slope this far off
N_TO_LEARN = 10
LEAST_SPREAD_S = 0.02  # our choice: no radio is more regular than its connection interval

Skew = tuple[float, float]
"""Seconds of ours in one of the strap's, and their standard uncertainty."""


def own_skew(strip: Strip, spread_s: float) -> Skew:
    """Return what a segment's packets say; `spread_s` is for how long its beats wait for their packet."""
    low, high = 1 - MAX_SKEW, 1 + MAX_SKEW
    slope = strip.arrivals.slope(low, high)
    span_s = max(strip.arrivals.span_s, 1.0)
    sd = _HULL_SCALE * spread_s / span_s**2
    better = strip.slope(max(low, slope - _SEARCH_SD * sd), min(high, slope + _SEARCH_SD * sd))
    if strip.is_tight(strip.middle(better)[1], spread_s):
        sd = math.hypot(_STRIP_SCALE * spread_s / span_s**2, _JITTER_S / span_s)
        return better, min(MAX_SKEW, sd)
    return slope, min(MAX_SKEW, sd)


def settle_skew(known: Skew | None, own: Skew) -> Skew:
    """Return what to believe of a strap whose skew was `known` before, None for one never seen.

    >>> settle_skew(None, (1.02, 0.025))[0] < 1.001, settle_skew(None, (1.02, 0.0001))[0]
    (True, 1.02)
    """
    slope, sd = known or (1.0, _CRYSTAL_SD)
    own_slope, own_sd = own
    if abs(own_slope - slope) > _N_SD * math.hypot(own_sd, sd):
        return own
    share = sd**2 / (sd**2 + own_sd**2)
    # What is only assumed of a strap never seen before makes the line better, but not better known.
    return slope + share * (own_slope - slope), math.sqrt(share) * own_sd if known else own_sd


def spread_s(arrivals: LowerHull, slope: float) -> float:
    """Return for how long beats wait for their packet, if evenly; the usual period until that can be told."""
    if len(arrivals) < N_TO_LEARN:
        return DEFAULT_PERIOD_S
    return max(LEAST_SPREAD_S, 2 * arrivals.mean_above(slope, arrivals.offset(slope)))
