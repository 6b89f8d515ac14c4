"""Letters: Inter from its package with tabular figures, or the system's own font where that can't be had."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from coreg.ui.theme import Look, TextSize

REGULAR, MEDIUM, STRONG = 400, 500, 600

_FILE = "Inter[opsz,wght].ttf"
_DISPLAY_FROM_PX = 28  # Inter's optical size: "display" cut from about here on
_families: list[str] = []


def load_inter() -> bool:
    """Register Inter with Qt, once; False where its package isn't installed."""
    if _families:
        return True
    spec = find_spec("fontpkg_inter")
    if spec is None or spec.origin is None:
        return False
    font_id = QFontDatabase.addApplicationFont(str(Path(spec.origin).parent / "files" / _FILE))
    if font_id >= 0:
        _families.extend(QFontDatabase.applicationFontFamilies(font_id))
    return bool(_families)


def font(look: Look, size: TextSize, weight: int = REGULAR) -> QFont:
    """A font of our scale, figures all of one width so that numbers don't jump."""
    return font_of_px(look.text_px(size), weight)


@cache
def font_of_px(px: int, weight: int = REGULAR) -> QFont:
    """A font of this height in pixels. Kept: Qt loads one that nobody holds anew, amid a paint."""
    result = QFont(_families) if _families else QFont()
    result.setPixelSize(px)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    result.setFeature(QFont.Tag("tnum"), 1)
    if _families:  # the file is a variable font: its weights are an axis, and setWeight would draw them twice
        result.setVariableAxis(QFont.Tag("wght"), weight)
        result.setVariableAxis(QFont.Tag("opsz"), 32 if px >= _DISPLAY_FROM_PX else 14)
    else:
        result.setWeight(QFont.Weight(weight))
    return result
