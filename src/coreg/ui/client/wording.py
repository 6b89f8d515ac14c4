"""Every word of the client's window, and what the therapist reads about it."""

from coreg.domain.client import Relation
from coreg.domain.client_picture import ClientPicture, RateFinding, TriedRate
from coreg.domain.client_window import ScreenChoice
from coreg.domain.language import _, pgettext
from coreg.domain.reading import Unknown
from coreg.domain.stage import ClientScreen
from coreg.ui.client.placement import Placing

# What the client may read: no figure in any of it.
IN, OUT = pgettext("the pacer breathes", "in"), pgettext("the pacer breathes", "out")
TITLE = _("A quiet screen")
PACER_NAME = _("A disc to breathe along with, if you like")
CALM_NAME = _("A soft shape")
TOUCH_RESTS = _("a touch lets this rest")
SIMULATED = _("simulated")
TWO_WAVES = {
    Relation.THERAPIST: _("line: you · dashes: your therapist"),
    Relation.PARENT: _("line: you · dashes: your parent"),
    Relation.PARTNER: _("line: you · dashes: your partner"),
    Relation.OTHER: _("line: you · dashes: the other person"),
}
TWO_WAVES_SIMULATED = _("simulated · line: you · dashes: your therapist")
CARD = _("This is the client's screen")
CARD_SMALL = _("Nothing of the session is shown here before you start it.")

# What the therapist reads.
UNPLUGGED = _("Client's screen was unplugged")
MIRRORED = _("Client's screen: both screens show the same picture, so it stays off")
MIRRORED_BEFORE = _(
    "Both screens show the same picture: whatever stands here, the client can read there. Their own screen stays "
    "off until the system shows two different pictures."
)
NO_SECOND = _("Client's screen: there is no second screen")
WHICH_SCREEN = _("Client's screen: choose which")
PANEL_TITLE = _("Client's screen")
WHERE, LOOKS, PACES = _("Where it is shown"), _("How it looks"), _("The pacer")
SHOW_CARD = _("Show a test card on: {screen}")
USE_IT, NOT_THIS = _("Use this screen"), _("Not this one")
IS_DARK, SHOWS_WORD, SHOWS_WAVE = (
    _("Dark"),
    _("“in” and “out” in the disc"),
    _("Their own heart wave below the disc"),
)
REDUCES_MOTION, SMALL_WINDOW = _("Nothing moves: brightness instead of size"), _("A small window on this screen")
SLOWER, FASTER = _("Slower"), _("Faster")
FIND, STOP_FINDING = _("Find a rate (about 13 minutes, stop any time)"), _("Stop")
FINDING_IS = _(
    "Each rate is paced for two and a half minutes. Comfort decides; the client's screen shows no figure."
)
_OTHER_BESIDE = _("The second person's heart beside theirs, in this session only")
SHOWS_BESIDE = dict.fromkeys(Relation, _OTHER_BESIDE) | {
    Relation.THERAPIST: _("My heart beside theirs, in this session only")
}
DONE = _("Done")

_SHOWN = {
    ClientScreen.OFF: _("Client's screen: off"),
    ClientScreen.REST: _("Client's screen: rest"),
    ClientScreen.CALM: _("Client's screen: calm"),
}
_WHY_NO_RATE = {
    Unknown.NOT_FOLLOWED: _("the breath went its own way"),
    Unknown.TOO_SHORT: _("too few beats"),
    Unknown.TOO_FEW_BEATS: _("too few beats"),
    Unknown.INTERVALS_UNEVEN: _("intervals too uneven to compute"),
}


def top_bar(
    picture: ClientPicture,
    placing: Placing | None,
    *,
    was_unplugged: bool,
    shows_wave: bool,
    relation: Relation = Relation.THERAPIST,
) -> str:
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
    pacer = _("Client's screen: pacer and their wave") if shows_wave else _("Client's screen: pacer only")
    if picture.beside is not None:
        is_own = relation is Relation.THERAPIST
        yours, both = _("Client's screen: pacer, their wave and yours"), _("Client's screen: pacer and both waves")
        pacer = yours if is_own else both
    return _SHOWN.get(picture.screen, pacer)


def screen_name(screen: ScreenChoice) -> str:
    """Return a screen by its name and size."""
    return f"{screen.name}, {screen.width_px} × {screen.height_px}"


def rate(rate_per_min: float) -> str:
    """Return a pacer's rate in words."""
    return _("{rate:.1f} breaths a minute").format(rate=rate_per_min)


def seconds_left(left_s: float) -> str:
    """Return how long a rate goes on."""
    whole = max(0, round(left_s))
    return _("this rate for {time} more").format(time=f"{whole // 60}:{whole % 60:02d}")


def tried(found: TriedRate) -> str:
    """Return what one rate came to."""
    if found.wave_bpm.value is None:
        why = _WHY_NO_RATE.get(found.wave_bpm.unknown or Unknown.TOO_FEW_BEATS, "too few beats")
        return _("{rate:.1f} a minute: unknown, {why}").format(rate=found.rate_per_min, why=why)
    plain = _("{rate:.1f} a minute: wave of {wave:.1f} beats a minute")
    as_good = _("{rate:.1f} a minute: wave of {wave:.1f} beats a minute, as good as the largest")
    return (as_good if found.is_as_good else plain).format(rate=found.rate_per_min, wave=found.wave_bpm.value)


def finding(found: RateFinding | None, now_s: float) -> str:
    """Return how the search for a rate stands, a line for each rate that is done."""
    if found is None:
        return FINDING_IS
    lines = [tried(each) for each in found.tried]
    if found.ends_s is not None:
        lines.append(seconds_left(found.ends_s - now_s))
    return "\n".join(lines or [FINDING_IS])
