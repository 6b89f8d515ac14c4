"""What the code says, read from its source: every sentence, and whether it goes through the one mechanism."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import coreg

CODE = Path(coreg.__path__[0])
MECHANISM = ("_", "ngettext", "pgettext")
# Units, names of scales and of what is on the market: the same in every language.
SAME_EVERYWHERE = {
    "Coreg",
    "RSA",
    "ms",
    "ln ms²",
    "ms²",
    "EMDR",
    "IFS",
    "SUD",
    "VoC",
    "min",
    "dBm",
    "GB",
    "MB",
    "Hz",
    "coreg",
}
_DATA_CALLS = {
    "get",
    "replace",
    "split",
    "join",
    "removesuffix",
    "removeprefix",
    "startswith",
    "endswith",
    "strftime",
}
_LOG_CALLS = {"debug", "info", "warning", "error", "exception"}
_WORDS = re.compile(r"[^\W\d_]{2,}")
_FIELD = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")  # rsa_ln_ms2: no language writes so


@dataclass(frozen=True, slots=True)
class Literal:
    """A string in the source, and the nodes that it stands in, from the inside out."""

    path: Path
    line: int
    text: str
    within: tuple[ast.AST, ...]

    @property
    def is_translated(self) -> bool:
        """Whether it goes through the mechanism."""
        return any(isinstance(node, ast.Call) and name_of(node.func) in MECHANISM for node in self.within)

    @property
    def has_words(self) -> bool:
        """Whether it holds words of a language."""
        words = re.sub(r"\{[^}]*\}", "", self.text)
        for same in sorted(SAME_EVERYWHERE, key=len, reverse=True):
            words = re.sub(rf"(?<!\w){re.escape(same)}(?!\w)", "", words)
        return bool(_WORDS.search(words))

    @property
    def is_for_the_program(self) -> bool:
        """Whether the program alone reads it: a key, a type, a log, a name of a key on the keyboard."""
        inner, *outer = self.within
        if _FIELD.fullmatch(self.text):
            return True
        if isinstance(inner, ast.Dict):
            return any(key is not None and _is_at(key, self) for key in inner.keys)
        if isinstance(inner, ast.Subscript | ast.Compare | ast.MatchValue):
            return True
        if isinstance(inner, ast.Call) and name_of(inner.func) in _DATA_CALLS | _LOG_CALLS:
            return True
        return any(_is_said_to_the_program(node, self) for node in (inner, *outer))

    def __str__(self) -> str:
        name = self.path.relative_to(CODE.parent)
        return (
            f"{name}:{self.line}: {self.text!r} isn't translated: write _({self.text!r}) with "
            "`from coreg.domain.language import _`, run `make words`, and put the German into "
            "src/coreg/languages/de.po (docs/TRANSLATING.md)"
        )


@cache
def literals(path: Path) -> tuple[Literal, ...]:
    """Return every string of a file but its docstrings; of an f-string its constant parts."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}

    def visit(node: ast.AST, within: tuple[ast.AST, ...]) -> Iterator[Literal]:
        if node in docstrings and isinstance(node, ast.Constant):
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Literal(path, node.lineno, node.value, within)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, (node, *within))

    return tuple(visit(tree, ()))


def name_of(called: ast.AST) -> str:
    """Return the last part of what is called."""
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _is_at(node: ast.AST, literal: Literal) -> bool:
    return isinstance(node, ast.Constant) and node.value == literal.text and node.lineno == literal.line


def _is_said_to_the_program(node: ast.AST, literal: Literal) -> bool:
    if isinstance(node, ast.Assign):
        names = [each for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)]
        values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value] * len(names)
        return any(
            name.id.endswith("_KEY") and _is_at(value, literal) for name, value in zip(names, values, strict=False)
        )
    if isinstance(node, ast.AnnAssign):
        return any(_is_at(each, literal) for each in ast.walk(node.annotation))
    if isinstance(node, ast.arg | ast.FunctionDef):
        notes = [node.annotation] if isinstance(node, ast.arg) else [node.returns, *node.decorator_list]
        return any(_is_at(each, literal) for note in notes if note is not None for each in ast.walk(note))
    return isinstance(node, ast.Call) and name_of(node.func) in _LOG_CALLS
