"""Bring the catalogues up to the code and compile them: `make words`, or `python -m tools.catalogues [LANGUAGE]`.

Naming a language that there is none of begins its catalogue. What nobody says any more goes, what is new waits with
an empty translation and is listed.
"""

import io
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CODE = ROOT / "src" / "coreg"
FOLDER = CODE / "languages"
_SINCE = datetime(2026, 11, 26, tzinfo=UTC)
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


@cache
def said() -> Catalog:
    """Return every sentence of the code, without a translation."""
    catalogue = Catalog(charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(
        str(CODE),
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("NOTE:",),
        strip_comment_tags=True,
    ):
        catalogue.add(message, None, [(f"src/coreg/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def source(language: str) -> Path:
    """Return where a language's translations are written."""
    return FOLDER / f"{language}.po"


def read(language: str) -> Catalog:
    """Return a language's catalogue as it stands."""
    with source(language).open("rb") as stream:
        return read_po(stream, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Return what the program reads of a catalogue."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as it is written for translators: by file, without line numbers, so that it merges."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=116, include_lineno=False, ignore_obsolete=True, sort_by_file=True)
    return stream.getvalue()


def brought_up(language: str) -> Catalog:
    """Return a language's catalogue with exactly the sentences of the code."""
    old = read(language) if source(language).exists() else Catalog(locale=language)
    new = Catalog(
        locale=language,
        header_comment=f"# What Coreg says, in {language}. Brought up to the code by `make words`.",
        project="Coreg",
        version="1",
        msgid_bugs_address="docs/TRANSLATING.md",
        creation_date=_SINCE,  # one date for good: a date of today would be all that changes
        revision_date=_SINCE,
        last_translator="Coreg",
        language_team=language,
        charset="utf-8",
        fuzzy=False,
    )
    for message in said():
        if message.id:
            before = old.get(message.id, message.context)
            words = before.string if before is not None else ""
            added = new.add(
                message.id, words, message.locations, auto_comments=message.auto_comments, context=message.context
            )
            added.flags.discard("python-format")  # places are named in braces; "95 % interval" is none
    return new


def waiting(catalogue: Catalog) -> list[str]:
    """Return the sentences without a translation."""
    return [str(message.id) for message in catalogue if message.id and not all(_forms(message.string))]


def _forms(words: object) -> tuple[str, ...]:
    return tuple(words) if isinstance(words, tuple | list) else (str(words),)


def main(languages: list[str]) -> int:
    """Bring these languages up to the code, or all that there are."""
    for language in languages or sorted(path.stem for path in FOLDER.glob("*.po")):
        source(language).write_bytes(written(brought_up(language)))
        catalogue = read(language)
        source(language).with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = waiting(catalogue)
        print(f"{language}: {len(catalogue)} sentences, {len(missing)} wait for a translation")
        for english in missing:
            print(f"  {english!r}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
