"""Every screen, opened for real in each language: all of it is in that language, keeps to the list, and fits.

Each language has a process of its own: a window speaks what was settled before it was imported.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from coreg.languages import LANGUAGES
from tests.languages.never import never_said
from tests.languages.test_catalogues import OTHERS, forms
from tools import catalogues

ROOT = Path(__file__).parents[2]
SHEETS = ROOT / "docs" / "sheets"
NAMED_BY_THE_TESTS = {"This file isn't a Coreg recording: choose another."}  # a sentence that a picture is given
FITS = [
    "tests/ui/test_therapist_window.py",
    "tests/ui/test_pairing.py",
    "tests/ui/test_ending.py",
    "tests/ui/test_key_card.py",
    "tests/ui/vault/test_layout.py",
    "tests/ui/marking",
    "tests/ui/client",
]
_ABOUT_ROOM = "(cut_short or card_has_room or keep_their_room or fits_on_one_page) and not large and not small"


@cache
def read_in(language: str) -> dict[str, list[str]]:
    """Everything that can be read or heard on every screen, and on the sheets to print."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.languages.windows"],
        cwd=ROOT,
        env={**os.environ, "COREG_LANGUAGE": language, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    read: dict[str, list[str]] = json.loads(ran.stdout)
    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_a_window_says_is_on_the_list(language: str) -> None:
    read = read_in(language)
    assert len(read) > 50
    said = [(name, text) for name, texts in read.items() for text in texts]
    assert len(said) > 1000
    assert not [(name, text, never_said(language, text)) for name, text in said if never_said(language, text)]


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_in_a_window_that_speaks_another_language(language: str) -> None:
    english = {
        one
        for message in catalogues.read(language)
        for one, other in zip(forms(message.id), forms(message.string), strict=False)
        if one and one != other and "{" not in one
    }
    spoken = {text for message in catalogues.read(language) for text in forms(message.string)}
    said = {text for texts in read_in(language).values() for text in texts}
    assert not (said & english) - spoken
    long = [one for one in english if len(one) > 15 and not any(one in other for other in spoken)]
    assert not [(text, one) for text in said for one in long if one in text and text not in NAMED_BY_THE_TESTS]


@pytest.mark.parametrize("language", OTHERS)
def test_the_sheets_in_the_documents_are_those_that_are_printed(language: str) -> None:
    read = read_in(language)
    for name in ("for-the-client", "keys"):
        printed = (SHEETS / f"{name}.{language}.md").read_text(encoding="utf-8")
        assert printed == read[f"sheet-{name}"][0], f"write it anew: COREG_LANGUAGE={language}, docs/TRANSLATING.md"


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_has_room_on_every_screen(language: str) -> None:
    """The tests of what fits, in another language: labels, cards, pages, the sheet on one page."""
    assert_passes(language, FITS, _ABOUT_ROOM)


def assert_passes(language: str, tests: list[str], which: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", which, *tests],
        cwd=ROOT,
        env={**os.environ, "COREG_TEST_LANGUAGE": language, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4000:]
