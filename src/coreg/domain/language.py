"""The language of what people read: English stands in the code and is the key, another language is a catalogue.

`_("Nothing is recorded yet")` stands round a whole sentence, or round a whole template with named places that are
filled afterwards: `_("for {length}").format(length=…)`. Which language it is, is settled once, before the first
screen is imported (`coreg.languages`), so that constants of a module are translated like everything else.
"""

from typing import Protocol


class Catalogue(Protocol):
    """The sentences of a language, as the standard library's gettext reads them."""

    def gettext(self, message: str, /) -> str:
        """Return a sentence in this language."""

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """Return the one or the other sentence, as this language counts."""

    def pgettext(self, context: str, message: str, /) -> str:
        """Return a sentence that means different things in different places."""


_catalogue: Catalogue | None = None  # None is English: nothing is looked up


def speak(catalogue: Catalogue | None) -> None:
    """Have everything that is said from now on said in this language; None is English."""
    global _catalogue
    _catalogue = catalogue


def _(english: str) -> str:
    """Return a sentence in the language of the program.

    >>> _("Nothing is recorded yet")
    'Nothing is recorded yet'
    """
    return english if _catalogue is None else _catalogue.gettext(english)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the sentence for one or for many.

    >>> ngettext("{n} set", "{n} sets", 2).format(n=2)
    '2 sets'
    """
    if _catalogue is None:
        return one if n == 1 else many
    return _catalogue.ngettext(one, many, n)


def pgettext(context: str, english: str) -> str:
    """Return a sentence whose English means different things in different places: `context` says which.

    >>> pgettext("the client's screen", "rest")
    'rest'
    """
    return english if _catalogue is None else _catalogue.pgettext(context, english)
