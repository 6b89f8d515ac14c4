"""What time it is outside the session's clock, and whether the computer's clock was set meanwhile."""

import time
from dataclasses import dataclass
from pathlib import Path

_STEP_S = 0.5  # design section 7: a UTC step beyond this is an event
_NS_PER_S = 1_000_000_000
_LINUX_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Anchor:
    """UTC and, where the system has one, the clock that also counts sleep, both read at one instant.

    `utc_step_s` says by how much UTC was set since the anchor before, None where it wasn't.
    """

    utc_ns: int
    with_sleep_ns: int | None
    utc_step_s: float | None = None


class AnchorWatch:
    """Takes anchors and compares each with the one before."""

    def __init__(self) -> None:
        self._last_utc_ns: int | None = None
        self._last_elapsed_ns = 0

    def take(self) -> Anchor:
        """Read the clocks now."""
        with_sleep_ns = _with_sleep_ns()
        elapsed_ns = time.monotonic_ns() if with_sleep_ns is None else with_sleep_ns
        return self.compare(time.time_ns(), elapsed_ns, with_sleep_ns)

    def compare(self, utc_ns: int, elapsed_ns: int, with_sleep_ns: int | None) -> Anchor:
        """Make an anchor of clocks that were read; `elapsed_ns` is the best clock that nobody can set.

        >>> watch = AnchorWatch()
        >>> watch.compare(1_000_000_000, 0, None).utc_step_s is None
        True
        >>> watch.compare(62_000_000_000, 60_000_000_000, None).utc_step_s
        1.0
        """
        step_s = None
        if self._last_utc_ns is not None:
            moved_s = (utc_ns - self._last_utc_ns - (elapsed_ns - self._last_elapsed_ns)) / _NS_PER_S
            step_s = moved_s if abs(moved_s) > _STEP_S else None
        self._last_utc_ns, self._last_elapsed_ns = utc_ns, elapsed_ns
        return Anchor(utc_ns, with_sleep_ns, step_s)


def boot_id() -> str:
    """Name this start of the computer: monotonic times of different starts can't be compared."""
    if _LINUX_BOOT_ID.exists():
        return _LINUX_BOOT_ID.read_text(encoding="ascii").strip()
    started_min = round((time.time_ns() - time.monotonic_ns()) / _NS_PER_S / 60)
    return f"started-{started_min}"


def _with_sleep_ns() -> int | None:
    clock = getattr(time, "CLOCK_BOOTTIME", None)  # Linux alone has it
    return None if clock is None else time.clock_gettime_ns(clock)
