"""Colours, sizes and contrast as data: design section 6's table in light and dark, and what is computed from it."""

from dataclasses import dataclass
from typing import Literal

from coreg.domain.person import Role

MIN_CONTRAST = 4.5  # WCAG 2.2, 1.4.3 (AA): no text of ours is below it on its ground
MIN_LINE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: what is drawn and means something
_MUTED_OPACITY = 0.6  # a rough number, as long as the contrast allows

TextSize = Literal["number", "card_number", "state", "clock", "role", "small_state", "body", "label", "tick"]

_SIZES_PX: dict[TextSize, int] = {
    "number": 60,
    "card_number": 52,
    "state": 40,
    "clock": 20,
    "role": 18,
    "small_state": 15,
    "body": 15,
    "label": 14,
    "tick": 13,
}
_SIZES_ON_LARGE_PX: dict[TextSize, int] = {"number": 76, "state": 48}  # 24 inch 1080p, read from 2 m


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette. Every value is `#RRGGBB`; state is never carried by colour alone, and nothing is red."""

    is_dark: bool
    window: str
    panel: str
    text: str
    muted_text: str
    client: str
    therapist: str
    together: str
    control_edge: str
    set_shade: str
    baseline_band: str
    notice_text: str
    notice_ground: str
    simulated_text: str
    simulated_ground: str

    def of(self, role: Role) -> str:
        """The colour of a person's numbers and lines."""
        return self.client if role is Role.CLIENT else self.therapist

    @property
    def grid(self) -> str:
        """Lines that only help the eye along: fainter than anything that means something."""
        return mix(self.control_edge, self.panel, 0.25)

    @property
    def hatch(self) -> str:
        """The strokes over a stretch without data."""
        return mix(self.control_edge, self.panel, 0.55)

    @property
    def chosen(self) -> str:
        """The ground of a stretch that was chosen."""
        return mix(self.client, self.panel, 0.13)

    def band_of(self, role: Role) -> str:
        """The uncertainty band of a person's line, opaque on the panel."""
        return mix(self.of(role), self.panel, 0.26)


LIGHT = Colours(
    is_dark=False,
    window="#FAF8F4",
    panel="#FFFFFF",
    text="#1F2529",
    muted_text="#515B61",
    client="#005B96",
    therapist="#7F4400",
    together="#3E5C4B",
    control_edge="#8A8F92",
    set_shade="#E9E6DF",
    baseline_band="#DDE9E2",
    notice_text="#5A3B00",
    notice_ground="#FFF1D6",
    simulated_text="#43307A",
    simulated_ground="#E8E1F5",
)

DARK = Colours(
    is_dark=True,
    window="#14181B",
    panel="#1C2226",
    text="#E9ECEE",
    muted_text="#A9B3B9",
    client="#6FB7FF",
    therapist="#F2B84B",
    together="#A9CDB8",
    control_edge="#78838A",
    set_shade="#2B3238",
    baseline_band="#26352E",
    notice_text="#FFE0A8",
    notice_ground="#4A3510",
    simulated_text="#DCD0FF",
    simulated_ground="#3A2F58",
)


@dataclass(frozen=True, slots=True)
class Look:
    """How everything is drawn just now: palette, text scale (1.0 to 1.75), and whether the screen is large."""

    colours: Colours = LIGHT
    scale: float = 1.0
    is_large: bool = False

    def text_px(self, size: TextSize) -> int:
        """The height of a font in pixels; words for the desk never fall under 13."""
        px = _SIZES_ON_LARGE_PX.get(size, _SIZES_PX[size]) if self.is_large else _SIZES_PX[size]
        return round(px * self.scale)

    def px(self, length: float) -> int:
        """A length that grows with the text."""
        return round(length * self.scale)


def rgb(colour: str) -> tuple[int, int, int]:
    """`#RRGGBB` as three numbers of 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, ground: str, opacity: float) -> str:
    """The opaque colour that `colour` at this opacity gives on `ground`."""
    channels = (
        round(over * opacity + under * (1 - opacity)) for over, under in zip(rgb(colour), rgb(ground), strict=True)
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definition of "relative luminance")."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, ground: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, definition of "contrast ratio").

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    brighter, darker = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def muted(colour: str, ground: str) -> str:
    """`colour` at 60 % on `ground`, or as faint as it may be while its contrast stays at 4.5 or more."""
    for percent in range(round(_MUTED_OPACITY * 100), 100, 2):
        fainter = mix(colour, ground, percent / 100)
        if contrast(fainter, ground) >= MIN_CONTRAST:
            return fainter
    return colour
