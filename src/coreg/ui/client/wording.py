"""Every word of the client's window, and what the therapist reads about it."""

from coreg.domain.client_picture import ClientPicture, RateFinding, TriedRate
from coreg.domain.client_window import ScreenChoice
from coreg.domain.reading import Unknown
from coreg.domain.stage import ClientScreen
from coreg.ui.client.placement import Placing

# What the client may read: no figure in any of it.
IN, OUT = "in", "out"
TITLE = "A quiet screen"
PACER_NAME = "A disc to breathe along with, if you like"
CALM_NAME = "A soft shape"
TOUCH_RESTS = "a touch lets this rest"
SIMULATED = "simulated"
CARD = "This is the client's screen"
CARD_SMALL = "Nothing of the session is shown here before you start it."

# What the therapist reads.
UNPLUGGED = "Client's screen was unplugged"
MIRRORED = "Client's screen: both screens show the same picture, so it stays off"
NO_SECOND = "Client's screen: there is no second screen"
WHICH_SCREEN = "Client's screen: choose which"
PANEL_TITLE = "Client's screen"
WHERE, LOOKS, PACES = "Where it is shown", "How it looks", "The pacer"
SHOW_CARD = "Show a test card on: {}"
USE_IT, NOT_THIS = "Use this screen", "Not this one"
IS_DARK, SHOWS_WORD, SHOWS_WAVE = "Dark", "“in” and “out” in the disc", "Their own heart wave below the disc"
REDUCES_MOTION, SMALL_WINDOW = "Nothing moves: brightness instead of size", "A small window on this screen"
SLOWER, FASTER = "Slower", "Faster"
FIND, STOP_FINDING = "Find a rate (about 13 minutes, stop any time)", "Stop"
FINDING_IS = "Each rate is paced for two and a half minutes. Comfort decides; the client's screen shows no figure."
DONE = "Done"

_SHOWN = {ClientScreen.OFF: "off", ClientScreen.REST: "rest", ClientScreen.CALM: "calm"}
_WHY_NO_RATE = {
    Unknown.NOT_FOLLOWED: "the breath went its own way",
    Unknown.TOO_SHORT: "too few beats",
    Unknown.TOO_FEW_BEATS: "too few beats",
    Unknown.INTERVALS_UNEVEN: "intervals too uneven to compute",
}


def top_bar(picture: ClientPicture, placing: Placing | None, *, was_unplugged: bool, shows_wave: bool) -> str:
    """Return what stands in the therapist's top bar about the client's screen; empty where there is nothing to say.

    Parameters
    ----------
    placing
        Where its window is, or why there is none; None where it wasn't asked for.
    """
    if was_unplugged:
        return UNPLUGGED
    if picture.screen is ClientScreen.OFF:
        return ""
    missing = {Placing.MIRRORED: MIRRORED, Placing.NOWHERE: NO_SECOND, Placing.ASK: WHICH_SCREEN}
    if placing in missing:
        return missing[placing]
    pacer = "pacer and their wave" if shows_wave else "pacer only"
    return f"Client's screen: {_SHOWN.get(picture.screen, pacer)}"


def screen_name(screen: ScreenChoice) -> str:
    """Return a screen by its name and size."""
    return f"{screen.name}, {screen.width_px} × {screen.height_px}"


def rate(rate_per_min: float) -> str:
    """Return a pacer's rate in words."""
    return f"{rate_per_min:.1f} breaths a minute"


def seconds_left(left_s: float) -> str:
    """Return how long a rate goes on."""
    whole = max(0, round(left_s))
    return f"this rate for {whole // 60}:{whole % 60:02d} more"


def tried(found: TriedRate) -> str:
    """Return what one rate came to."""
    if found.wave_bpm.value is None:
        why = _WHY_NO_RATE.get(found.wave_bpm.unknown or Unknown.TOO_FEW_BEATS, "too few beats")
        return f"{found.rate_per_min:.1f} a minute: unknown, {why}"
    good = ", as good as the largest" if found.is_as_good else ""
    return f"{found.rate_per_min:.1f} a minute: wave of {found.wave_bpm.value:.1f} beats a minute{good}"


def finding(found: RateFinding | None, now_s: float) -> str:
    """Return how the search for a rate stands, a line for each rate that is done."""
    if found is None:
        return FINDING_IS
    lines = [tried(each) for each in found.tried]
    if found.ends_s is not None:
        lines.append(seconds_left(found.ends_s - now_s))
    return "\n".join(lines or [FINDING_IS])
