"""What time it is outside the session's clock, and whether the computer slept or its clock was set meanwhile."""

import time
from dataclasses import dataclass
from pathlib import Path

_STEP_S = 0.5  # design section 7: a UTC step beyond this is an event
_SLEPT_S = 0.5  # our choice: far more than lies between two clocks read one after the other
_NS_PER_S = 1_000_000_000
_LINUX_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Anchor:
    """UTC and, where the system has one, the clock that also counts sleep, both read at one instant.

    `utc_step_s` says by how much UTC was set since the anchor before, None where it wasn't; `slept_s` how long the
    computer slept, None where it didn't or where no clock tells.
    """

    utc_ns: int
    with_sleep_ns: int | None
    utc_step_s: float | None = None
    slept_s: float | None = None


@dataclass(frozen=True, slots=True)
class Instant:
    """All clocks of this computer, read at once; `monotonic_ns` is that of whoever stamps packets."""

    boot_id: str
    monotonic_ns: int
    with_sleep_ns: int | None
    utc_ns: int

    @classmethod
    def now(cls, clock_ns: int) -> "Instant":
        """Read them now; `clock_ns` is what the session's clock shows."""
        return cls(boot_id(), clock_ns, _with_sleep_ns(), time.time_ns())


class AnchorWatch:
    """Takes anchors and compares each with the one before."""

    def __init__(self) -> None:
        self._last_utc_ns: int | None = None
        self._last_elapsed_ns = 0
        self._last_asleep_ns: int | None = None

    @property
    def has_slept(self) -> bool:
        """Whether the computer has slept since the last anchor, where a clock tells."""
        with_sleep_ns = _with_sleep_ns()
        if with_sleep_ns is None or self._last_asleep_ns is None:
            return False
        return (with_sleep_ns - time.monotonic_ns() - self._last_asleep_ns) / _NS_PER_S > _SLEPT_S

    def take(self) -> Anchor:
        """Read the clocks now."""
        return self.compare(time.time_ns(), time.monotonic_ns(), _with_sleep_ns())

    def compare(self, utc_ns: int, monotonic_ns: int, with_sleep_ns: int | None) -> Anchor:
        """Make an anchor of clocks that were read; `with_sleep_ns` counts sleep, where there is such a clock.

        >>> watch = AnchorWatch()
        >>> watch.compare(1_000_000_000, 0, None).utc_step_s is None
        True
        >>> watch.compare(62_000_000_000, 60_000_000_000, None).utc_step_s
        1.0
        """
        elapsed_ns = monotonic_ns if with_sleep_ns is None else with_sleep_ns
        asleep_ns = None if with_sleep_ns is None else with_sleep_ns - monotonic_ns
        step_s = slept_s = None
        if self._last_utc_ns is not None:
            moved_s = (utc_ns - self._last_utc_ns - (elapsed_ns - self._last_elapsed_ns)) / _NS_PER_S
            step_s = moved_s if abs(moved_s) > _STEP_S else None
        if asleep_ns is not None and self._last_asleep_ns is not None:
            more_s = (asleep_ns - self._last_asleep_ns) / _NS_PER_S
            slept_s = more_s if more_s > _SLEPT_S else None
        self._last_utc_ns, self._last_elapsed_ns, self._last_asleep_ns = utc_ns, elapsed_ns, asleep_ns
        return Anchor(utc_ns, with_sleep_ns, step_s, slept_s)


def boot_id() -> str:
    """Name this start of the computer: monotonic times of different starts can't be compared."""
    if _LINUX_BOOT_ID.exists():
        return _LINUX_BOOT_ID.read_text(encoding="ascii").strip()
    started_min = round((time.time_ns() - time.monotonic_ns()) / _NS_PER_S / 60)
    return f"started-{started_min}"


def _with_sleep_ns() -> int | None:
    clock: int | None = getattr(time, "CLOCK_BOOTTIME", None)  # Linux has it
    if clock is None and hasattr(time, "CLOCK_UPTIME_RAW"):  # macOS, whose CLOCK_MONOTONIC counts sleep
        clock = time.CLOCK_MONOTONIC
    return None if clock is None else time.clock_gettime_ns(clock)
