"""The recovery code: what is printed is what is read, however it is typed; a typo is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.recording.vault.recovery_code import RecoveryCode, is_mistyped, new_code, typed_code

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford, base32: no I, L, O, U
codes = st.binary(min_size=16, max_size=16).map(RecoveryCode)


def test_it_has_28_characters_in_seven_groups():
    groups = new_code().words.split("-")
    assert [len(group) for group in groups] == [4] * 7
    assert set("".join(groups)) <= set(ALPHABET)


def test_no_two_are_the_same():
    assert len({new_code().words for _ in range(1000)}) == 1000


def test_it_does_not_show_itself():
    code = new_code()
    assert code.secret.hex() not in repr(code)
    assert code.words not in repr(code)
    assert repr(code.secret) not in repr(code)


@given(codes)
def test_what_is_printed_is_read(code):
    assert typed_code(code.words) == code


@given(codes, st.sampled_from(["", " ", "-", "  ", "–", "\u00a0", "\n", " - "]), st.booleans())
def test_grouping_capitals_and_look_alikes_do_not_matter(code, between, is_lower):
    typed = between.join(code.words.replace("-", ""))
    typed = typed.replace("0", "O").replace("1", "l")
    assert typed_code(f" {typed.lower() if is_lower else typed}\n") == code
    assert typed_code(typed.replace("l", "I").replace("O", "o")) == code


@given(codes)
def test_fullwidth_letters_of_an_east_asian_keyboard_are_read(code):
    wide = "".join(chr(ord(each) + 0xFEE0) if each != "-" else each for each in code.words)
    assert typed_code(wide) == code


@given(codes, st.integers(0, 27), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(code, place, other):
    plain = code.words.replace("-", "")
    typed = plain[:place] + other + plain[place + 1 :]
    assert is_mistyped(typed) == (typed != plain)


@given(codes)
def test_every_two_neighbours_swapped_are_noticed(code):
    plain = code.words.replace("-", "")
    for place in range(27):
        swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
        assert is_mistyped(swapped) == (swapped != plain)


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_a_mistake(typed):
    assert typed_code(typed) is None or isinstance(typed_code(typed), RecoveryCode)


@pytest.mark.parametrize("typed", ["", "0000", "0" * 28, "U" * 28, "0" * 27, "0" * 29, "0" * 10**6])
def test_what_cannot_be_a_code_is_a_mistake(typed):
    assert is_mistyped(typed)


@given(codes)
def test_the_checksum_is_the_remainder_of_long_division(code):
    number = 0
    for each in code.words.replace("-", ""):
        number = number * 32 + ALPHABET.index(each)
    start = 0xFFF << 116  # over the first 12 bits
    assert number & 0xFFF == remainder((start ^ number >> 12) << 12)


def test_the_long_division_is_crc_12_as_published():
    """CRC-12/DECT (ETSI EN 300 175-3; the reveng catalogue): polynomial 0x80F, check value of "123456789" 0xF5B."""
    assert remainder(int.from_bytes(b"123456789", "big") << 12) == 0xF5B


def remainder(number):
    while number.bit_length() > 12:
        number ^= 0x180F << number.bit_length() - 13
    return number
