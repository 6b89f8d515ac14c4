"""A letter for every reason that a table names, in the order in which it needs them."""

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class Letters:
    """Gives each reason its letter.

    >>> letters = Letters()
    >>> letters.letter("too short"), letters.letter("no strap"), letters.letter("too short")
    ('a', 'b', 'a')
    """

    def __init__(self) -> None:
        self._letter: dict[str, str] = {}

    def letter(self, words: str) -> str:
        """Return the letter of this reason."""
        return self._letter.setdefault(words, _ALPHABET[len(self._letter) % len(_ALPHABET)])

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """Every letter with its reason."""
        return tuple((letter, words) for words, letter in self._letter.items())
