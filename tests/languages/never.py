"""What is on the list of words that no screen says, in either language."""

import re

from coreg.ui.never import NEVER

# Design section 5: the first-start page alone may say so.
ALLOWED = {"en": "not an alarm, not for diagnosis", "de": "kein Alarm, nicht zur Diagnose"}
PATTERN = {language: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for language, words in NEVER.items()}


def never_said(language: str, text: str) -> list[str]:
    """Return the words of a text that are on the language's list."""
    return [found.group() for found in PATTERN[language].finditer(text.replace(ALLOWED[language], ""))]
