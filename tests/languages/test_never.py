"""The words that are never said: in no sentence of the code, its translations, commands, errors or sheets.

What stands in the real windows is looked at in `test_real_windows.py`.
"""

import re
from pathlib import Path

import click
import pytest

from coreg.cli.commands import main
from tests.languages.never import ALLOWED, never_said
from tests.languages.spoken import CODE, literals
from tests.languages.test_catalogues import OTHERS, forms
from tools import catalogues

ROOT = Path(__file__).parents[2]
_SENTENCE = re.compile(r"[^\W\d_]{2,}")
# In `dsp` and `readings` the field's own words are names of things that no screen shows.
SILENT = ("dsp", "readings", "domain/together.py", "ui/never.py")


@pytest.mark.parametrize(
    "phrase",
    [
        "This detects stress",
        "Monitoring",
        "an ABNORMAL beat",
        "diagnostic",
        "a safe place",
        "extra beats",
        "alarm!",
        "in sync",
        "more synchronous than yesterday",
        "attunement",
        "a score of 3",
        "ranked",
    ],
)
def test_the_list_finds_inflections_in_any_case(phrase: str) -> None:
    assert never_said("en", phrase)


@pytest.mark.parametrize(
    "phrase", ["co-regulation", "a screen", "treaty", "unknown", "moving together", "underscore"]
)
def test_the_list_leaves_other_words_alone(phrase: str) -> None:
    assert not never_said("en", phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "Erkennt Stress",
        "wird überwacht",
        "ABNORMAL",
        "ein sicherer Ort",
        "dysregulierte Phase",
        "dissoziativ",
        "der Sympathikus",
        "Alarm!",
        "empfohlen",
        "Behandlung",
        "synchron",
        "detektiert",
    ],
)
def test_the_german_list_finds_inflections_too(phrase: str) -> None:
    assert never_said("de", phrase)


@pytest.mark.parametrize("phrase", ["Sicherungskopie", "Bildschirm", "Koregulation", "gemeinsam bewegt", "bekannt"])
def test_the_german_list_leaves_other_words_alone(phrase: str) -> None:
    assert not never_said("de", phrase)


def test_no_sentence_of_the_catalogues_is_on_the_list() -> None:
    english = [text for message in catalogues.said() for text in forms(message.id)]
    assert not [(text, never_said("en", text)) for text in english if never_said("en", text)]


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_on_the_list_of_its_language(language: str) -> None:
    said = [text for message in catalogues.read(language) if message.id for text in forms(message.string)]
    assert not [(text, never_said(language, text)) for text in said if never_said(language, text)]


def test_no_string_of_the_program_is_on_the_list() -> None:
    """Errors, commands, exports and whatever else is printed or written, translated or not."""
    paths = [
        path for path in sorted(CODE.rglob("*.py")) if not path.relative_to(CODE).as_posix().startswith(SILENT)
    ]
    said = [each for path in paths for each in literals(path) if _SENTENCE.search(each.text)]
    assert len(said) > 1000
    said = [
        each for each in said if "synchronous = FULL" not in each.text
    ]  # what SQLite calls waiting for the disk
    assert not [(each.path.name, each.text) for each in said if never_said("en", each.text)]


def test_the_help_of_no_command_is_on_the_list() -> None:
    helps = list(help_of(main, click.Context(main, info_name="coreg")))
    assert len(helps) > 20
    assert not [(text, never_said("en", text)) for text in helps if never_said("en", text)]


def help_of(command: click.Command, context: click.Context) -> list[str]:
    """Return the help of a command and of all beneath it."""
    found = [command.get_help(context)]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            beneath = command.get_command(context, name)
            assert beneath is not None
            found += help_of(beneath, click.Context(beneath, parent=context, info_name=name))
    return found


@pytest.mark.parametrize("sheet", sorted((ROOT / "docs" / "sheets").iterdir()), ids=lambda path: path.name)
def test_no_sheet_that_is_printed_is_on_the_list(sheet: Path) -> None:
    language = sheet.stem.rpartition(".")[2] if "." in sheet.stem else "en"
    assert not never_said(language, sheet.read_text(encoding="utf-8"))


def test_the_first_start_alone_says_what_it_is_not_for() -> None:
    english = [each for path in CODE.rglob("*.py") for each in literals(path) if ALLOWED["en"] in each.text]
    assert [each.path.relative_to(CODE).as_posix() for each in english] == ["ui/vault/wording.py"]
    for language in OTHERS:
        said = [text for message in catalogues.read(language) for text in forms(message.string)]
        assert sum(ALLOWED[language] in text for text in said) == 1
