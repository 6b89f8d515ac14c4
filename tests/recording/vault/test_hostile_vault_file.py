"""vault.toml as somebody hostile, a bad disk or a newer version would have it: refused in words, at once.

COREG_TEST_HOSTILE says how many random files are tried.
"""

import os
import random
import re
import time
import tracemalloc

import pytest

from coreg.domain.errors import VaultError, WrongPassphraseError
from coreg.recording.vault.lock import Opens
from coreg.recording.vault.recovery_code import typed_code
from coreg.recording.vault.sealed_file import is_as_written
from coreg.recording.vault.unlock import change_passphrase, library_keys, renew_master, unlock
from coreg.recording.vault.vault_file import read_vault_file, vault_path

N_HOSTILE = int(os.environ.get("COREG_TEST_HOSTILE", "300"))


@pytest.fixture(scope="module")
def opening(vault_once):
    """The slow step of both locks, done once: (file, key of the passphrase, key of the code)."""
    file = read_vault_file(vault_once.folder)
    code = typed_code(vault_once.code)
    assert code is not None
    return file, file.passphrase.key(vault_once.passphrase.encode()), file.recovery.key(code.secret)


@pytest.fixture(scope="module")
def content(vault_once):
    return vault_path(vault_once.folder).read_bytes()


@pytest.fixture
def reading(tmp_path):
    """Reads a content as a vault's file: the file, or None where it is refused in words."""

    def read(content):
        vault_path(tmp_path).write_bytes(content)
        try:
            return read_vault_file(tmp_path)
        except WrongPassphraseError:
            pytest.fail("nothing was unlocked")
        except VaultError:
            return None

    return read


def check_noticed(changed, opening, keys):
    """A changed file that can be read: the part that was changed doesn't open, and the seal doesn't hold."""
    file, passphrase_key, code_key = opening
    if changed == file:
        return
    assert not is_as_written(changed, keys)
    for lock, other, key, opens in (
        (changed.passphrase, file.passphrase, passphrase_key, Opens.PASSPHRASE),
        (changed.recovery, file.recovery, code_key, Opens.RECOVERY_CODE),
    ):
        if lock != other or changed.vault_id != file.vault_id:
            with pytest.raises(WrongPassphraseError):
                lock.master(key, changed.vault_id, opens)
        else:
            assert lock.master(key, changed.vault_id, opens) == keys.master


def test_every_single_bit_that_is_flipped_is_noticed(vault_once, content, opening, reading):
    n_read = 0
    for place in range(len(content)):
        for bit in range(8):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            changed = reading(bytes(flipped))
            if changed is not None:
                n_read += 1
                assert changed != opening[0]
                check_noticed(changed, opening, vault_once.keys)
    assert n_read > 1000  # else the check of the file's form hides whether the wraps are authenticated


def test_every_bit_of_a_wrap_or_a_salt_is_authenticated(vault_once, content, opening, reading):
    """As above, but in the values: every bit of every hexadecimal value, written as Coreg writes it."""
    text = content.decode()
    values = [each.strip(' ",') for line in text.splitlines() for each in line.split("=") if len(each) > 30]
    assert [len(value) for value in values] == [32, 80, 32, 144, 32, 144, 144]
    for value in values:
        number = int(value, 16)
        for bit in range(4 * len(value)):
            other = f"{number ^ 1 << bit:0{len(value)}x}"
            changed = reading(text.replace(value, other).encode())
            assert changed is not None
            check_noticed(changed, opening, vault_once.keys)


def test_a_file_cut_short_anywhere_is_refused(content, reading, opening):
    for n_bytes in range(len(content) - 1):
        cut = reading(content[:n_bytes])
        assert cut is None or cut == opening[0]
    assert reading(content[:-3]) is None


def test_random_bytes_are_refused(reading):
    chance = random.Random(6)
    for _ in range(N_HOSTILE):
        assert reading(chance.randbytes(chance.randrange(2000))) is None


def test_a_file_changed_at_random_is_refused_or_noticed(vault_once, content, opening, reading):
    chance = random.Random(7)
    slowest_s = 0.0
    for _ in range(N_HOSTILE):
        changed = mutated(content, chance)
        began_s = time.process_time()
        file = reading(changed)
        slowest_s = max(slowest_s, time.process_time() - began_s)
        if file is not None:
            check_noticed(file, opening, vault_once.keys)
    assert slowest_s < 1.0


def mutated(content, chance):
    """Bytes changed, pieces cut out, doubled, moved; lines swapped; numbers and words of TOML put in."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        at, until = sorted((chance.randrange(len(changed) + 1), chance.randrange(len(changed) + 1)))
        until = min(until, at + 200)
        match chance.randrange(6):
            case 0 if changed:
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            case 1:
                del changed[at:until]
            case 2:
                changed[at:at] = changed[at:until]
            case 3:
                changed[at:until] = chance.choice(WORDS)
            case 4:
                lines = bytes(changed).split(b"\n")
                chance.shuffle(lines)
                changed = bytearray(b"\n".join(lines))
            case _:
                changed = bytearray(bytes(changed).replace(b" = ", chance.choice(WORDS), chance.randrange(1, 3)))
    return bytes(changed)


WORDS = (
    b"99999999999999999999",
    b"-1",
    b"true",
    b"inf",
    b"nan",
    b"1979-05-27T07:32:00Z",
    b"[[",
    b"{a=",
    b'"""',
    b"\x00",
    b"\xff\xfe",
    b"[passphrase]\n",
    b"[renewal]\n",
    b"passes = 3\n",
    b" = ",
    b"\r\n",
    b"# ",
    b"0x40",
    b"64.0",
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_mib", "16384"),
        ("memory_mib", "16777216"),
        ("memory_mib", "63"),
        ("memory_mib", "0"),
        ("memory_mib", "-64"),
        ("memory_mib", "64.0"),
        ("memory_mib", '"64"'),
        ("memory_mib", "true"),
        ("memory_mib", "inf"),
        ("memory_mib", "[64]"),
        ("memory_mib", "9" * 6000),
        ("memory_mib", "0x" + "f" * 6000),
        ("passes", "2"),
        ("passes", "21"),
        ("passes", "4294967296"),
        ("passes", "nan"),
        ("vault_id", '"../../etc"'),
        ("salt", '""'),
        ("salt", '"' + "A" * 32 + '"'),
        ("seal", "1"),
        ("format", "1"),
        ("format", '"coreg.vault/0"'),
        ("format", '"coreg.vault/1 "'),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_once(content, tmp_path, name, value):
    changed = re.sub(rf"(?m)^{name} = .*$", lambda _: f"{name} = {value}", content.decode())
    vault_path(tmp_path).write_text(changed)
    tracemalloc.start()
    began_s = time.process_time()
    with pytest.raises(VaultError, match=r"changed by something else|isn't as Coreg wrote it") as problem:
        unlock(tmp_path, "anything")
    assert len(str(problem.value)) < 300
    took_s = time.process_time() - began_s
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took_s < 1.0
    assert peak_bytes < 5_000_000


@pytest.mark.parametrize(
    "text",
    [
        "x=" + "[" * 8000,
        "x=" + "{a=" * 2600,
        "a." * 4000 + "b=1",
        "[" + "a." * 4000 + "b]",
        "[[a]]\n" * 1300,
        "x = '''" + "\n" * 8000,
        "\n" * 8191,
        "x=1" + "0" * 8000,
        "x=1e" + "9" * 8000,
        '"' + "\\u0061" * 1300 + '"=1',
    ],
)
def test_toml_made_to_be_slow_or_deep_is_refused_soon(reading, text):
    began_s = time.process_time()
    assert reading(text.encode()) is None
    assert time.process_time() - began_s < 5.0


def test_a_huge_file_is_not_read(tmp_path):
    with vault_path(tmp_path).open("wb") as file:
        file.truncate(16 << 30)
    tracemalloc.start()
    with pytest.raises(VaultError, match="too long"):
        read_vault_file(tmp_path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes in folders")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path):
    os.mkfifo(vault_path(tmp_path))
    with pytest.raises(VaultError, match="isn't a file"):
        read_vault_file(tmp_path)


def test_a_folder_in_its_place_is_refused(tmp_path):
    vault_path(tmp_path).mkdir()
    with pytest.raises(VaultError, match="isn't a file"):
        read_vault_file(tmp_path)


@pytest.mark.parametrize("number", ["2", "10", "999999"])
def test_a_newer_vault_is_refused_in_words(content, tmp_path, number):
    newer = content.replace(b"coreg.vault/1", f"coreg.vault/{number}".encode()) + b"\n[something.new]\nx = 1\n"
    vault_path(tmp_path).write_bytes(newer)
    with pytest.raises(VaultError, match="newer version of Coreg: update"):
        read_vault_file(tmp_path)


def test_one_entry_more_or_less_is_refused(content, reading):
    assert reading(content + b"[more]\nx = 1\n") is None
    assert reading(content + b"more = 1\n") is None
    lines = content.splitlines(keepends=True)
    for left_out in range(len(lines)):
        if lines[left_out].strip():
            assert reading(b"".join(lines[:left_out] + lines[left_out + 1 :])) is None


def test_line_ends_of_another_system_change_nothing(content, opening, reading):
    assert reading(content.replace(b"\n", b"\r\n")) == opening[0]


def test_a_damaged_recovery_lock_does_not_keep_the_passphrase_out(made, caplog):
    damage(made, "recovery")
    assert unlock(made.folder, made.passphrase) == made.keys
    assert "isn't as Coreg wrote it" in caplog.text
    with pytest.raises(VaultError, match="--new-master"):
        change_passphrase(made.folder, made.passphrase, "another")
    keys, _ = renew_master(made.folder, made.passphrase, "another", lambda _old, _new: None)
    assert is_as_written(read_vault_file(made.folder), keys)


def test_a_damaged_library_wrap_opens_nothing_and_is_not_sealed_over(made):
    damage(made, "library")
    before = vault_path(made.folder).read_bytes()
    with pytest.raises(VaultError):
        library_keys(made.folder, made.keys)
    with pytest.raises(VaultError):
        renew_master(made.folder, made.passphrase, "another", lambda _old, _new: None)
    assert vault_path(made.folder).read_bytes() == before


def damage(made, table):
    """Change the last digit of a table's wrap."""
    head, name, tail = vault_path(made.folder).read_text().partition(f"[{table}]")
    end = tail.index('"', tail.index('"', tail.index("wrap")) + 1)
    other = "0" if tail[end - 1] != "0" else "1"
    vault_path(made.folder).write_text(head + name + tail[: end - 1] + other + tail[end:])
