"""No string that somebody reads stands outside the one mechanism."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from coreg.domain import errors
from tests.languages.spoken import CODE, MECHANISM, Literal, literals, name_of

UI = CODE / "ui"
# The list itself, the program's own names of keys, and what goes to the log.
NOT_SAID = {"never.py", "key_table.py", "key_names.py", "failure_log.py"}
IN_UI = sorted(path for path in UI.rglob("*.py") if path.name not in NOT_SAID)
WORDINGS = [path for path in IN_UI if path.stem.endswith("wording") or path.name == "key_card.py"]
# What is given to one of these first is shown or read aloud.
SHOWS = {
    *(
        "setText",
        "setAccessibleName",
        "setAccessibleDescription",
        "setToolTip",
        "setWindowTitle",
        "setPlaceholderText",
    ),
    *(
        "setStatusTip",
        "setWhatsThis",
        "setTitle",
        "setDocName",
        "addItem",
        "addAction",
        "setLabelText",
        "insertRow",
    ),
    *(
        "QLabel",
        "QPushButton",
        "QCheckBox",
        "QGroupBox",
        "QAction",
        "KeyButton",
        "ChoiceButton",
        "HoldButton",
        "TickBox",
    ),
    *("Words", "Field", "Choice", "RowList", "say", "say_problem", "say_status", "show_words", "heading"),
}
_SENTENCE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
_OF_ANOTHER_LANGUAGE = re.compile(r"[{};<>]|%s|px ")  # a style sheet, HTML, a line for the log
# Only commands raise from these, and commands speak English (docs/decisions/0023).
OF_COMMANDS = ("cli", "export", "languages", "recording/imports", "dsp")
FILES_OF_COMMANDS = {
    *("rr_text.py", "sets_text.py", "capture.py", "heart_rate_profile.py", "decoder.py", "probe.py", "script.py"),
    *("restore.py", "dyad.py", "simulator.py", "marker.py", "unlock.py", "amend.py"),
}


@pytest.mark.parametrize("path", WORDINGS, ids=lambda path: str(path.relative_to(UI)))
def test_every_word_of_a_wording_module_is_translated(path: Path) -> None:
    said = [each for each in literals(path) if each.has_words and not each.is_for_the_program]
    assert not [str(each) for each in said if not each.is_translated]


def test_nothing_is_shown_that_is_not_translated() -> None:
    shown = [each for path in IN_UI for each in literals(path) if each.has_words and is_shown(each)]
    assert not [str(each) for each in shown if not each.is_translated]


def test_no_sentence_of_the_screens_stands_outside() -> None:
    said = [each for path in IN_UI for each in literals(path) if each.has_words and _SENTENCE.search(each.text)]
    assert len(said) > 300
    left = [
        each for each in said if not each.is_translated and not each.is_for_the_program and not of_an_enum(each)
    ]
    assert not [str(each) for each in left if not _OF_ANOTHER_LANGUAGE.search(each.text)]


def test_every_error_that_a_window_may_show_is_translated() -> None:
    paths = [path for path in sorted(CODE.rglob("*.py")) if may_be_shown(path)]
    raised = [each for path in paths for each in literals(path) if is_raised(each)]
    assert len(raised) > 80
    assert not [str(each) for each in raised if not each.is_translated]


def test_outside_the_screens_nothing_is_translated_before_the_language_is_settled() -> None:
    for path in sorted(CODE.rglob("*.py")):
        if UI not in path.parents:
            early = [each for each in literals(path) if each.is_translated and not in_a_function(each)]
            assert not early, f"{path}: {[each.text for each in early]} would stay English: say it in a function"


def test_what_is_translated_is_a_plain_string_that_the_catalogues_can_hold() -> None:
    for path in sorted(CODE.rglob("*.py")):
        in_f_string = [each for each in literals(path) if each.is_translated and is_in_f_string(each)]
        assert not in_f_string, f"{path}: {[each.text for each in in_f_string]}: no `_` inside an f-string"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MECHANISM:
                words = node.args[:-1] if node.func.id == "ngettext" else node.args
                where = f"{path}:{node.lineno}: "
                assert all(isinstance(each, ast.Constant) and each.value for each in words), (
                    where + 'an f-string or a variable isn\'t found by `make words`: _("for {n} s").format(n=…)'
                )


def is_shown(literal: Literal) -> bool:
    """Whether it is the first thing given to something that shows it."""
    for inner, node in zip((None, *literal.within), literal.within, strict=False):
        if isinstance(node, ast.Call) and name_of(node.func) in SHOWS:
            first = node.args[0] if node.args else None
            return first is inner or (
                isinstance(first, ast.Constant) and first.value == literal.text and first.lineno == literal.line
            )
        if isinstance(node, ast.Call):
            return False
    return False


def is_in_f_string(literal: Literal) -> bool:
    return any(isinstance(node, ast.JoinedStr) for node in literal.within)


def of_an_enum(literal: Literal) -> bool:
    return any(
        isinstance(node, ast.ClassDef) and any("Enum" in name_of(base) for base in node.bases)
        for node in literal.within
    )


def is_raised(literal: Literal) -> bool:
    """Whether it is a `msg` that one of our errors is raised with."""
    assigned = [node for node in literal.within if isinstance(node, ast.Assign)]
    if not assigned or not _SENTENCE.search(literal.text) or name_of(assigned[0].targets[0]) != "msg":
        return False
    scope = next(node for node in literal.within if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    after = [node for node in ast.walk(scope) if isinstance(node, ast.Raise) and node.lineno > literal.line]
    first = min(after, key=lambda node: node.lineno, default=None)
    return first is not None and isinstance(first.exc, ast.Call) and name_of(first.exc.func) in vars(errors)


def in_a_function(literal: Literal) -> bool:
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) for node in literal.within)


def may_be_shown(path: Path) -> bool:
    room = path.relative_to(CODE).as_posix()
    return not room.startswith(OF_COMMANDS) and path.name not in FILES_OF_COMMANDS


def test_every_place_of_a_template_is_filled() -> None:
    n_templates = 0
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            template = template_of(node)
            if template is not None and isinstance(node, ast.Call) and all(word.arg for word in node.keywords):
                n_templates += 1
                wanted = {name for _, name, _, _ in Formatter().parse(template) if name}
                given = {word.arg for word in node.keywords}
                assert given == wanted, f"{path}:{node.lineno}: {template!r} is given {sorted(map(str, given))}"
    assert n_templates > 100


def template_of(node: ast.AST) -> str | None:
    """Return the template of `_("…").format(…)`, None for everything else."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "format":
        return None
    said = node.func.value
    if not isinstance(said, ast.Call) or name_of(said.func) not in MECHANISM:
        return None
    template = said.args[1 if name_of(said.func) == "pgettext" else 0]
    return template.value if isinstance(template, ast.Constant) and isinstance(template.value, str) else None
