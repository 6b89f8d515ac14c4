"""How long a passphrase would stand, said honestly: an estimate of guessing, not a promise.

zxcvbn counts the guesses of somebody who knows common passwords, names, words, dates and keyboard patterns. It
doesn't know songs, quotations, or what is known of a person; the words say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coreg.domain.language import _

_MOST_CHARACTERS = 40  # zxcvbn's time grows fast: 1 s at worst at 40, 3 s at 72; what follows only adds strength
_MOST_WORDS = 20
_MOST_WORD_CHARACTERS = 40
_GUESSES_PER_S = 1e4  # our choice: rented hardware, though one guess takes a good half second here
_HOUR_S = 3600.0
_DAY_S = 24 * _HOUR_S
_YEAR_S = 365 * _DAY_S
_STANDS_S = 100 * _YEAR_S


@dataclass(frozen=True, slots=True)
class Strength:
    """How long guessing would take, in words, and whether it is too short for what a vault holds."""

    guess_s: float
    is_weak: bool
    words: str


def strength(passphrase: str, about_the_user: Sequence[str] = (), *, of_package: bool = False) -> Strength:
    """Estimate how long a passphrase stands against guessing; takes up to a second, so not on Qt's thread.

    Parameters
    ----------
    about_the_user
        Names and words that somebody who knows the user would try first.
    of_package
        Whether it is a package for a supervisor that is guessed at, not the vault.
    """
    from zxcvbn import zxcvbn

    known = [word[:_MOST_WORD_CHARACTERS] for word in about_the_user[:_MOST_WORDS]]
    guesses = float(zxcvbn(passphrase[:_MOST_CHARACTERS], user_inputs=known)["guesses"]) if passphrase else 0.0
    guess_s = guesses / _GUESSES_PER_S
    is_weak = guess_s < _STANDS_S
    stronger = _("Five or more words that have nothing to do with each other are stronger.")
    blind = _("This estimate doesn't know songs, quotations, or what others know of you.")
    guessed = (
        _("Would be guessed {time} by somebody with a copy of the package and rented computers.")
        if of_package
        else _("Would be guessed {time} by somebody with a copy of the vault and rented computers.")
    )
    return Strength(
        guess_s, is_weak, f"{guessed.format(time=_time_words(guess_s))} {stronger if is_weak else blind}"
    )


def _time_words(guess_s: float) -> str:
    """How long, rounded as a person would.

    >>> _time_words(20), _time_words(5 * 86400), _time_words(1e12)
    ('within an hour', 'within about 5 days', 'in more than 100 years')
    """
    if guess_s < _HOUR_S:
        return _("within an hour")
    if guess_s < _DAY_S:
        return _("within a day")
    if guess_s < _YEAR_S:
        return _("within about {n} days").format(n=max(2, round(guess_s / _DAY_S)))
    if guess_s < _STANDS_S:
        return _("within about {n} years").format(n=max(2, round(guess_s / _YEAR_S)))
    return _("in more than 100 years")
