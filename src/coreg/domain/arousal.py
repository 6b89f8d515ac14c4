"""When a simulated heart is aroused: told to it, not measured by anything."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Surge:
    """A stretch of arousal, in s since the simulation began; `height` is a share of what the heart can rise."""

    start_s: float
    end_s: float
    height: float
