"""A passphrase is the same however it was composed, and what can't be one is refused in words."""

import pytest

from coreg.domain.errors import VaultError
from coreg.recording.vault.passphrase import passphrase_bytes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("café", "cafe\u0301"),
        ("ﬁsh", "fish"),
        ("Å", "\u212b"),
        ("ＡＢＣ", "ABC"),
        ("한", "\u1112\u1161\u11ab"),
    ],
)
def test_however_it_is_composed_it_is_the_same(one, other):
    assert passphrase_bytes(one) == passphrase_bytes(other)


def test_capitals_and_spaces_count():
    assert len({passphrase_bytes(each) for each in ("a b", "ab", "A b", "a b ")}) == 4


def test_a_thousand_and_twenty_four_characters_are_allowed_and_no_more():
    assert len(passphrase_bytes("x" * 1024)) == 1024
    with pytest.raises(VaultError, match="more than 1024 characters"):
        passphrase_bytes("x" * 1025)


@pytest.mark.parametrize(("passphrase", "words"), [("", "is empty"), ("half \ud800", "isn't a character")])
def test_what_cannot_be_one_is_refused_in_words(passphrase, words):
    with pytest.raises(VaultError, match=words):
        passphrase_bytes(passphrase)
