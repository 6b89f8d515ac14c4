"""The large words of a panel have at most 24 characters, in every language (design section 6)."""

import ast

import pytest

from coreg.ui.session_wording import _ALONE, _BESIDE
from coreg.ui.wording import MAX_LARGE_CHARACTERS
from tests.languages.spoken import CODE, name_of
from tests.languages.test_catalogues import OTHERS
from tools import catalogues


def large_words() -> set[str]:
    """Every first argument of a `State`, and where a heart stands."""
    found = set(_ALONE.values()).union(*(words.values() for words in _BESIDE.values()))
    for path in (CODE / "ui" / "wording.py", CODE / "ui" / "session_wording.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node.func) == "State":
                found |= _sentences(node.args[0])
            if isinstance(node, ast.Assign) and _names(node) & {"NO_BASELINE", "NOT_KNOWN", "NOT_COMPARED"}:
                found |= _sentences(node.value)
    return found


def _sentences(node: ast.AST) -> set[str]:
    constants = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def _names(node: ast.Assign) -> set[str]:
    return {each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def test_every_large_word_fits_its_place() -> None:
    found = large_words()
    assert {"No signal", "No baseline yet", "Not worn today", "Slower, more variable", "Off the record"} <= found
    assert not [words for words in found if len(words) > MAX_LARGE_CHARACTERS]


@pytest.mark.parametrize("language", OTHERS)
def test_every_large_word_fits_its_place_in_another_language(language: str) -> None:
    catalogue = catalogues.read(language)
    said = [str(message.string) for words in large_words() if (message := catalogue.get(words)) is not None]
    assert len(said) > 20
    assert not [words for words in said if len(words) > MAX_LARGE_CHARACTERS]
