"""How the client's own window is set up on this computer; nothing in here is of a person."""

from dataclasses import dataclass, field

from coreg.domain.stage import Pacer


@dataclass(frozen=True, slots=True)
class ScreenChoice:
    """A screen as it is known again: by its name and size."""

    name: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class ClientWindowSettings:
    """What the therapist has set for the client's window.

    Attributes
    ----------
    shows_word
        Whether "in" and "out" stand in the disc.
    shows_wave
        Whether the pacer has the client's own heart wave below it.
    reduces_motion
        Nothing changes its size, brightness breathes instead; None is as the system has it.
    in_small_window
        Whether it may be a small window on the only screen there is.
    screen
        Where it was last said to belong; None before it was asked.
    pacer
        The usual rate, and how much of a breath goes in.
    """

    is_dark: bool = True
    shows_word: bool = True
    shows_wave: bool = False
    reduces_motion: bool | None = None
    in_small_window: bool = False
    screen: ScreenChoice | None = None
    pacer: Pacer = field(default_factory=Pacer)
