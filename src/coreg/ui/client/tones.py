"""The client's colours, dark and light: design section 6 (b). They are few, still, and none is red."""

from dataclasses import dataclass

from coreg.ui.theme import mix

BREATHES = 0.15  # design section 6 (b): reduced motion changes the brightness by so much


@dataclass(frozen=True, slots=True)
class Tones:
    """One palette: the ground, the shape on it, the outline where there is one, and the word in the shape."""

    ground: str
    shape: str
    outline: str | None
    word: str
    small: str

    @property
    def line(self) -> str:
        """The colour of the wave."""
        return self.outline or self.shape

    def shape_at(self, brightness: float) -> str:
        """The shape's colour at a brightness of 0.85 to 1.15."""
        if brightness <= 1.0:
            return mix("#000000", self.shape, 1.0 - brightness)
        return mix("#FFFFFF", self.shape, brightness - 1.0)


DARK = Tones(ground="#10181C", shape="#7FB9BA", outline=None, word="#16292C", small="#7F9C9E")
LIGHT = Tones(ground="#F3F1EA", shape="#7FB9BA", outline="#4B8083", word="#16292C", small="#4A6163")
