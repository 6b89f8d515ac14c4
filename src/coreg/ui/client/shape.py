"""The one shape of the client's screen as numbers: how large, how soft, how bright, and which word stands in it.

Everything here is a share of the window's height, and a function of time that is handed in.
"""

import math
from dataclasses import dataclass

from coreg.domain.client_picture import ClientPicture
from coreg.domain.stage import ClientScreen, Pacer
from coreg.ui.client.tones import BREATHES

SMALLEST, LARGEST = 0.15, 0.32  # design section 6 (b)
AT_REST = (SMALLEST + LARGEST) / 2
CALM_SWING = 0.06  # our choice: seen, and far from the pacer's, so that nothing seems asked for
CALM_EASED_S = 2.0  # design section 5
CHANGES_WITHIN_S = 1.5  # our choice: one picture becomes the next, nothing jumps
SOFT_AT_REST = 0.35
_SOFTEST, _HARDEST = 0.6, 0.1
_WORD_FADES_S = 0.4  # our choice: the word has settled before the breath has turned


@dataclass(frozen=True, slots=True)
class Shape:
    """What is painted.

    Attributes
    ----------
    radius
        Of the height.
    softness
        How much of the radius, counted from its edge, fades into the ground.
    word_opacity
        0 where no word is to be seen.
    """

    radius: float = AT_REST
    softness: float = SOFT_AT_REST
    brightness: float = 1.0
    is_in: bool = True
    word_opacity: float = 0.0

    def towards(self, other: "Shape", share: float) -> "Shape":
        """Return a shape on the way to another; the word is the other's.

        >>> Shape(radius=0.2).towards(Shape(radius=0.3), 0.5).radius
        0.25
        """
        return Shape(
            _between(self.radius, other.radius, share),
            _between(self.softness, other.softness, share),
            _between(self.brightness, other.brightness, share),
            other.is_in,
            other.word_opacity * share,
        )


@dataclass(frozen=True, slots=True)
class Breath:
    """Where in a breath the pacer is: how full, 0 to 1, whether in or out, and how far from the next turn."""

    fullness: float
    is_in: bool
    since_turn_s: float
    to_turn_s: float


def breath_at(pacer: Pacer, since_start_s: float) -> Breath:
    """Return the breath `since_start_s` after the first one began; in and out ease by a cosine, without a hold.

    >>> breath_at(Pacer(rate_per_min=6.0), 4.0).fullness
    1.0
    """
    length_s = 60.0 / pacer.rate_per_min
    in_s = length_s * pacer.in_share
    at_s = max(0.0, since_start_s) % length_s
    if at_s < in_s:
        return Breath((1.0 - math.cos(math.pi * at_s / in_s)) / 2.0, True, at_s, in_s - at_s)
    out_s = at_s - in_s
    fullness = (1.0 + math.cos(math.pi * out_s / (length_s - in_s))) / 2.0
    return Breath(fullness, False, out_s, length_s - at_s)


def shape_of(
    picture: ClientPicture, calm: float, since_start_s: float, *, is_reduced: bool, shows_word: bool
) -> Shape:
    """Return the shape of a picture.

    Parameters
    ----------
    calm
        The picture's own, eased.
    since_start_s
        How long the pacer has run.
    is_reduced
        Nothing changes its size: brightness breathes instead, and the word leads.
    """
    if picture.screen is ClientScreen.PACER and picture.pacer is not None:
        breath = breath_at(picture.pacer, since_start_s)
        swing, word_opacity = 2.0 * breath.fullness - 1.0, 1.0 if shows_word or is_reduced else 0.0
        share = picture.wave_share
        softness = SOFT_AT_REST if share is None else _between(_HARDEST, _SOFTEST, share)
        fades = min(1.0, breath.since_turn_s / _WORD_FADES_S, breath.to_turn_s / _WORD_FADES_S)
        radius = _between(SMALLEST, LARGEST, breath.fullness)
        still = Shape(AT_REST, softness, 1.0 + BREATHES * swing, breath.is_in, word_opacity * fades)
        return still if is_reduced else Shape(radius, softness, 1.0, breath.is_in, word_opacity * fades)
    if picture.screen is ClientScreen.CALM:
        return Shape(brightness=1.0 + BREATHES * calm) if is_reduced else Shape(radius=AT_REST + CALM_SWING * calm)
    return Shape()


def eased(value: float, target: float, passed_s: float, time_constant_s: float) -> float:
    """Return where a value is after `passed_s` on its way to a target."""
    return target + (value - target) * math.exp(-max(0.0, passed_s) / time_constant_s)


def smooth(share: float) -> float:
    """Ease in and out: 0 to 1, without a jolt at either end."""
    within = min(1.0, max(0.0, share))
    return within * within * (3.0 - 2.0 * within)


def _between(low: float, high: float, share: float) -> float:
    return low + (high - low) * share
