"""Which screen the client's window belongs on. A rule over names, sizes and places; Qt's screens only fill it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from coreg.domain.client_window import ScreenChoice


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen as the system has it now; its number is its place in the system's list."""

    number: int
    name: str
    x: int
    y: int
    width_px: int
    height_px: int

    @property
    def choice(self) -> ScreenChoice:
        """What it is known again by."""
        return ScreenChoice(self.name, self.width_px, self.height_px)

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Where it lies on the desk."""
        return (self.x, self.y, self.width_px, self.height_px)


class Placing(Enum):
    """Where the client's window goes: on a screen of its own, nowhere before that was asked, or nowhere."""

    ON_SCREEN = "on_screen"
    SMALL_WINDOW = "small_window"
    ASK = "ask"
    MIRRORED = "mirrored"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the window goes; `screen` is given for ON_SCREEN only."""

    placing: Placing
    screen: Screen | None = None


def candidates(screens: Sequence[Screen], therapist: Screen) -> list[Screen]:
    """Return the screens that aren't the therapist's and don't overlap it: those could show the same picture."""
    return [screen for screen in screens if screen.number != therapist.number and not _overlap(screen, therapist)]


def place(
    screens: Sequence[Screen], therapist: Screen, choice: ScreenChoice | None, *, in_small_window: bool
) -> Placement:
    """Return where the client's window goes.

    Parameters
    ----------
    therapist
        The screen that the therapist's window is on: never a place for the client's.
    choice
        The screen that was last said to be the client's.
    """
    others = candidates(screens, therapist)
    known = next((screen for screen in others if screen.choice == choice), None)
    if known is not None:
        return Placement(Placing.ON_SCREEN, known)
    if others:
        return Placement(Placing.ASK)
    if in_small_window:
        return Placement(Placing.SMALL_WINDOW)
    return Placement(Placing.MIRRORED if len(screens) > 1 else Placing.NOWHERE)


def may_stay(screen: Screen, screens: Sequence[Screen], therapist: Screen) -> bool:
    """Return whether the window may stay where it is: its screen is there, and shows it to nobody else."""
    return any(other.place == screen.place for other in candidates(screens, therapist))


def _overlap(one: Screen, other: Screen) -> bool:
    is_beside = one.x + one.width_px <= other.x or other.x + other.width_px <= one.x
    is_above = one.y + one.height_px <= other.y or other.y + other.height_px <= one.y
    return not (is_beside or is_above)
