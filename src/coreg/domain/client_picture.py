"""What the client's own screen is given: a picture without numbers, and nothing of the therapist."""

from dataclasses import dataclass

from coreg.domain.reading import Reading
from coreg.domain.stage import ClientScreen, Pacer


@dataclass(frozen=True, slots=True)
class ClientPicture:
    """What the client's screen shows just now, everything in shares of what it can show.

    Attributes
    ----------
    calm
        Where the heart is against its own last minute, -1 to 1; None, like rest, where it isn't known.
    wave_share
        How large the slow wave is among this person's own, 0.25 to 1; None before anything is known.
    wave
        The heart's own wave of the last half minute: when on the session clock, and how high, -1 to 1.
    is_wave_known
        Whether the newest end of the wave is of now; where not, the wave fades out.
    beside, is_beside_known
        The same of the therapist's heart, where it was chosen for this session; None where it wasn't.
    """

    screen: ClientScreen = ClientScreen.OFF
    calm: float | None = None
    wave_share: float | None = None
    wave: tuple[tuple[float, float], ...] = ()
    is_wave_known: bool = False
    pacer: Pacer | None = None
    beside: tuple[tuple[float, float], ...] | None = None
    is_beside_known: bool = False


@dataclass(frozen=True, slots=True)
class TriedRate:
    """One rate of the search for a comfortable one: its wave, or why there is none."""

    rate_per_min: float
    wave_bpm: Reading
    is_as_good: bool = False


@dataclass(frozen=True, slots=True)
class RateFinding:
    """How far the search for a comfortable rate is, for the therapist's eyes.

    Attributes
    ----------
    tried
        What is known of the rates so far, in the order they were tried; the running one is the last.
    ends_s
        When the running rate is over, on the session clock; None where none runs.
    """

    tried: tuple[TriedRate, ...] = ()
    ends_s: float | None = None
