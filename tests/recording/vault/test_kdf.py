"""The slow step: an independent answer, its bounds, and how it is fitted to a computer."""

import pytest

from coreg.domain.errors import VaultError
from coreg.recording.vault.kdf import FLOOR, KdfParameters, calibrate, new_salt, stretch


def test_it_gives_what_openssl_gives():
    """The expected key is OpenSSL 3's (RFC 9106, version 0x13, one lane), not libsodium's own."""
    key = stretch(b"password", b"somesaltsomesalt", FLOOR)
    assert key.hex() == "7664ad4ba1a3c999fcdd0991ffc2270f78302d2383233db5e7befc85d1bb1819"


def test_it_gives_what_openssl_gives_at_other_costs():
    argon2 = pytest.importorskip("cryptography.hazmat.primitives.kdf.argon2")
    cost = KdfParameters(memory_mib=100, passes=5)
    peer = argon2.Argon2id(salt=b"s" * 16, length=32, iterations=5, lanes=1, memory_cost=100 * 1024)
    assert stretch("Käse".encode(), b"s" * 16, cost) == peer.derive("Käse".encode())


def test_another_salt_passphrase_or_cost_gives_another_key():
    salt = b"s" * 16
    keys = {
        stretch(b"one", salt, FLOOR),
        stretch(b"two", salt, FLOOR),
        stretch(b"one", new_salt(), FLOOR),
        stretch(b"one", salt, KdfParameters(64, 4)),
        stretch(b"one", salt, KdfParameters(65, 3)),
    }
    assert len(keys) == 5


@pytest.mark.parametrize(
    ("memory_mib", "passes"),
    [
        (63, 3),
        (64, 2),
        (0, 3),
        (-64, 3),
        (1025, 3),
        (16384, 3),
        (64, 21),
        (64, 10**9),
        (10**9, 3),
        (64, -(10**9)),
    ],
)
def test_outside_the_bounds_there_are_no_parameters(memory_mib, passes):
    with pytest.raises(VaultError, match="only 64 to 1024 MiB and 3 to 20 passes are taken"):
        KdfParameters(memory_mib, passes)


def test_a_number_of_many_thousand_digits_is_refused_in_a_short_sentence():
    with pytest.raises(VaultError) as problem:
        KdfParameters(2**32000, -(2**32000))
    assert "1000000000 MiB and -1000000000 passes" in str(problem.value)


@pytest.mark.parametrize(("memory_mib", "passes"), [(64, 3), (1024, 20)])
def test_the_bounds_themselves_are_allowed(memory_mib, passes):
    assert KdfParameters(memory_mib, passes).passes == passes


@pytest.mark.parametrize("floor_s", [0.002, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.45, 0.5, 0.9])
def test_one_guess_takes_half_a_second_to_a_second(floor_s):
    """On computers from seven times as fast as today's to ones that are slow at the floor already."""
    cost = calibrate(lambda asked: time_on(floor_s, asked))
    took_s = time_on(floor_s, cost)
    assert took_s <= 1.0
    assert took_s >= 0.5 or cost == KdfParameters(512, 20)


@pytest.mark.parametrize("floor_s", [0.1, 0.2, 0.3, 0.4, 0.49])
def test_where_twice_the_memory_takes_far_longer_passes_are_added_instead(floor_s):
    """Beyond the processor's caches it does: 0.33 s at 128 MiB became 0.86 s at 256 where this was written."""

    def measure_s(asked):
        return time_on(floor_s, asked) * (asked.memory_mib / 64) ** 0.6

    assert 0.5 <= measure_s(calibrate(measure_s)) <= 1.0


def test_a_slow_computer_gets_the_floor_and_no_less():
    assert calibrate(lambda asked: time_on(30.0, asked)) == FLOOR


def test_memory_that_is_not_there_is_made_up_for_with_passes():
    def measure_s(asked):
        if asked.memory_mib > 64:
            raise VaultError("no memory")
        return time_on(0.1, asked)

    cost = calibrate(measure_s)
    assert cost.memory_mib == 64
    assert 0.5 <= time_on(0.1, cost) <= 1.0


def time_on(floor_s, asked):
    return floor_s * (asked.memory_mib / FLOOR.memory_mib) * (asked.passes / FLOOR.passes)
