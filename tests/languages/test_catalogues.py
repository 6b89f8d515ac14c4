"""The catalogues: every sentence of the code in every language, with its places, compiled as it is written."""

import string
from gettext import GNUTranslations

import pytest

from coreg.languages import LANGUAGES
from tools import catalogues

OTHERS = [language for language in LANGUAGES if language != "en"]
HOW = "run `make words`, then fill in what it lists: docs/TRANSLATING.md"


def forms(words: object) -> tuple[str, ...]:
    return tuple(words) if isinstance(words, list | tuple) else (str(words),)


def places(text: str) -> list[tuple[str, str]]:
    """Every named place of a template, with its format."""
    return sorted((name, how or "") for _, name, how, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_exactly_the_sentences_of_the_code(language: str) -> None:
    in_code = {(forms(message.id), message.context) for message in catalogues.said() if message.id}
    in_catalogue = {(forms(message.id), message.context) for message in catalogues.read(language) if message.id}
    assert len(in_code) > 800
    assert not in_code - in_catalogue, HOW
    assert not in_catalogue - in_code, HOW


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_with_the_same_places(language: str) -> None:
    catalogue = catalogues.read(language)
    assert not catalogues.waiting(catalogue), HOW
    for message in catalogue:
        if message.id:
            wanted = {tuple(places(each)) for each in forms(message.id)}
            assert {tuple(places(each)) for each in forms(message.string)} == wanted, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_white_space_and_lines_at_the_edges_are_kept(language: str) -> None:
    for message in catalogues.read(language):
        for english, translated in zip(forms(message.id), forms(message.string), strict=bool(message.pluralizable)):
            if english:
                assert translated[:1].isspace() == english[:1].isspace(), english
                assert translated[-1:].isspace() == english[-1:].isspace(), english


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    with catalogues.source(language).with_suffix(".mo").open("rb") as stream:
        compiled = GNUTranslations(stream)
    for message in catalogues.read(language):
        if not message.id:
            continue
        for n, translated in zip((1, 2), forms(message.string), strict=False):
            english = forms(message.id)
            if message.pluralizable:
                found = compiled.ngettext(english[0], english[1], n)
            elif message.context:
                found = compiled.pgettext(message.context, english[0])
            else:
                found = compiled.gettext(english[0])
            assert found == translated, HOW


def test_there_is_a_catalogue_for_every_language_and_no_other() -> None:
    assert sorted(path.stem for path in catalogues.FOLDER.glob("*.po")) == sorted(OTHERS)
    assert sorted(path.stem for path in catalogues.FOLDER.glob("*.mo")) == sorted(OTHERS)


def test_a_catalogue_that_is_brought_up_stays_as_it_is() -> None:
    for language in OTHERS:
        assert catalogues.source(language).read_bytes() == catalogues.written(catalogues.brought_up(language)), HOW
