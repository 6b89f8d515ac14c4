"""How long a passphrase stands is said honestly, and never takes long to say."""

import time

import pytest

from coreg.recording.vault.strength import strength


@pytest.mark.parametrize("passphrase", ["", "password", "P@ssw0rd!", "qwertyuiop", "anna1984", "a" * 24])
def test_what_everybody_tries_first_is_weak(passphrase):
    said = strength(passphrase)
    assert said.is_weak
    assert said.words.startswith("Would be guessed within an hour")
    assert "Five or more words" in said.words


def test_words_that_have_nothing_to_do_with_each_other_are_not(made):
    said = strength(made.passphrase)
    assert not said.is_weak
    assert "doesn't know songs" in said.words


def test_what_is_known_of_the_user_is_guessed_sooner():
    about = ["Wilhelmine", "Traunstein"]
    assert strength("WilhelmineTraunstein", about).guess_s < strength("WilhelmineTraunstein").guess_s / 1000


@pytest.mark.parametrize("passphrase", ["x" * 10**6, "4@8({[<369!/\\1|7+$5%2" * 1000, "ab12!" * 10**5])
def test_long_ones_do_not_take_long(passphrase):
    began_s = time.process_time()
    strength(passphrase, ["word" * 1000] * 1000)
    assert time.process_time() - began_s < 10
