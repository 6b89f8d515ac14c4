"""Which language the program speaks, and its catalogue: COREG_LANGUAGE, else what was chosen, else the system's.

A language is a `.po` file beside this one and the `.mo` made of it (docs/TRANSLATING.md). English needs neither:
nothing is read for it.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from coreg.domain.errors import UsageError
from coreg.domain.language import speak

VARIABLE = "COREG_LANGUAGE"
LANGUAGES = {  # each by its own name, and what it says once it is chosen: for who can't read the others
    "en": ("English", "Coreg speaks English from its next start on."),
    "de": ("Deutsch", "Coreg spricht Deutsch, sobald Sie es neu starten."),
}

_spoken = "en"
_FOLDER = Path(__file__).parent


def begin(chosen: str | None = None) -> None:
    """Have the program speak its language. Before any screen is imported: constants are translated only once.

    Parameters
    ----------
    chosen
        The therapist's own choice, if there is one.

    Raises
    ------
    UsageError
        Where COREG_LANGUAGE asks for a language that there is none of.
    """
    language = language_of(os.environ, chosen)
    global _spoken
    _spoken = language
    if language == "en":
        speak(None)
        return
    from gettext import GNUTranslations  # 10 ms, and English doesn't need it

    with (_FOLDER / f"{language}.mo").open("rb") as catalogue:
        speak(GNUTranslations(catalogue))


def others() -> dict[str, tuple[str, str]]:
    """Return the languages that aren't spoken just now: their names, and what each says once it is chosen."""
    return {language: words for language, words in LANGUAGES.items() if language != _spoken}


def language_of(environment: Mapping[str, str], chosen: str | None = None) -> str:
    """Return the language to speak: asked for, chosen, or the system's; English where there is none of it.

    >>> language_of({"LANG": "de_AT.UTF-8"}), language_of({"LANG": "de_AT.UTF-8"}, "en"), language_of({"LANG": "C"})
    ('de', 'en', 'en')
    """
    asked = environment.get(VARIABLE)
    if asked:
        if _short(asked) not in LANGUAGES:
            msg = f"{VARIABLE} is {asked[:20]!r}: Coreg speaks {', '.join(LANGUAGES)}."
            raise UsageError(msg)
        return _short(asked)
    if chosen in LANGUAGES:
        return str(chosen)
    return next((short for short in map(_short, _of_system(environment)) if short in LANGUAGES), "en")


def _short(name: str) -> str:
    return name.replace("-", "_").split("_")[0].split(".")[0].lower()


def _of_system(environment: Mapping[str, str]) -> list[str]:
    """What the system says, first choice first; the variables alone where they are set."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return [environment[variable]]
    return _of_desktop()


def _of_desktop() -> list[str]:
    if sys.platform == "win32":
        return _of_windows()
    preferences = Path.home() / "Library" / "Preferences" / ".GlobalPreferences.plist"
    return _of_mac(preferences) if sys.platform == "darwin" else []


def _of_windows() -> list[str]:
    import ctypes
    import locale

    asked: int = getattr(ctypes, "windll").kernel32.GetUserDefaultUILanguage()  # noqa: B009  # absent elsewhere
    return [locale.windows_locale.get(asked, "en")]


def _of_mac(preferences: Path) -> list[str]:
    """A program that was started from the Finder has no LANG: the list of languages stands in the preferences."""
    import plistlib

    try:
        languages = plistlib.loads(preferences.read_bytes())["AppleLanguages"]
        return [str(language) for language in languages]
    except (OSError, ValueError, KeyError, TypeError, plistlib.InvalidFileException):
        return []
