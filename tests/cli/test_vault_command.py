"""`coreg vault`: secrets come from files and terminals, never from arguments; a code is printed alone, and once."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coreg.recording.vault.kdf import FLOOR, MEMORY_MIB, PASSES
from coreg.recording.vault.unlock import create, is_vault, recover, unlock
from coreg.recording.vault.vault_file import read_vault_file, vault_path
from tests.cli.conftest import Ran

Coreg = Callable[..., Ran]
CODE = re.compile(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}\n")
DOES_NOT_OPEN = "coreg: This doesn't open the vault: check what you typed and try again.\n"


@pytest.fixture(scope="session")
def small_vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    folder = tmp_path_factory.mktemp("small")
    _, code = create(folder, "the first", FLOOR)
    return vault_path(folder).read_bytes(), code


@pytest.fixture
def folder(small_vault: tuple[bytes, str], tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    vault_path(folder).write_bytes(small_vault[0])
    return folder


@pytest.fixture
def in_file(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def put(content: str | bytes) -> Path:
        path = tmp_path / f"secret-{len(list(tmp_path.iterdir()))}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


def test_create_prints_the_code_alone_and_fits_the_cost_to_this_computer(coreg: Coreg, tmp_path, in_file):
    ran = coreg("--data", tmp_path / "new", "vault", "create", "--passphrase-file", in_file("käse und brot\n"))
    assert ran.code == 0
    assert CODE.fullmatch(ran.out)
    assert "shown this once" in ran.err
    keys = unlock(tmp_path / "new", "käse und brot")
    cost = read_vault_file(tmp_path / "new").passphrase.parameters
    assert cost.memory_mib in MEMORY_MIB
    assert cost.passes in PASSES
    assert recover(tmp_path / "new", ran.out, "another")[0] == keys


def test_create_leaves_a_vault_that_is_there_alone(coreg: Coreg, folder, in_file):
    before = vault_path(folder).read_bytes()
    ran = coreg("--data", folder, "vault", "create", "--passphrase-file", in_file("another"))
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("coreg: There is a vault in ")
    assert vault_path(folder).read_bytes() == before


def test_the_vault_is_the_data_folder_of_the_environment_too(coreg: Coreg, tmp_path, in_file, monkeypatch):
    monkeypatch.setenv("COREG_HOME", str(tmp_path / "home"))
    ran = coreg("vault", "passphrase", "--passphrase-file", in_file("a"), "--new-passphrase-file", in_file("b"))
    assert ran.code == 2
    assert "There is no vault in" in ran.err
    assert str(tmp_path / "home") in ran.err


def test_passphrase_changes_it(coreg: Coreg, folder, in_file):
    old, new = in_file("the first\n"), in_file("the second\n")
    ran = coreg("--data", folder, "vault", "passphrase", "--passphrase-file", old, "--new-passphrase-file", new)
    assert (ran.code, ran.out) == (0, "")
    unlock(folder, "the second")
    again = coreg("--data", folder, "vault", "passphrase", "--passphrase-file", old, "--new-passphrase-file", new)
    assert (again.code, again.out, again.err) == (2, "", DOES_NOT_OPEN)


def test_a_new_master_comes_with_a_new_code(coreg: Coreg, folder, in_file):
    before = unlock(folder, "the first")
    ran = coreg(
        *("--data", folder, "vault", "passphrase", "--new-master"),
        *("--passphrase-file", in_file("the first"), "--new-passphrase-file", in_file("the second")),
    )
    assert ran.code == 0
    assert CODE.fullmatch(ran.out)
    keys = unlock(folder, "the second")
    assert keys.master != before.master
    assert recover(folder, ran.out, "third")[0] == keys


def test_recover_takes_the_code_from_a_file_or_a_pipe_and_renews_it(
    coreg: Coreg, folder, in_file, small_vault, monkeypatch
):
    new = in_file("the second")
    ran = coreg(
        "--data", folder, "vault", "recover", "--passphrase-file", new, "--code-file", in_file(small_vault[1])
    )
    assert ran.code == 0
    assert CODE.fullmatch(ran.out)
    unlock(folder, "the second")
    with in_file(ran.out.lower()).open() as pipe:
        monkeypatch.setattr("sys.stdin", pipe)
        again = coreg("--data", folder, "vault", "recover", "--new-passphrase-file", in_file("the third"))
    assert again.code == 0
    unlock(folder, "the third")
    used = coreg("--data", folder, "vault", "recover", "--passphrase-file", new, "--code-file", in_file(ran.out))
    assert (used.code, used.out, used.err) == (2, "", DOES_NOT_OPEN)


@pytest.mark.parametrize(
    ("content", "opens"),
    [
        (b"the first", True),
        (b"the first\n", True),
        (b"the first\r\n", True),
        (b"\xef\xbb\xbfthe first\n", True),
        (b"the first\n\n", False),
        (b" the first", False),
        (b"the first\r", False),
    ],
)
def test_one_newline_at_the_end_of_a_file_is_ignored_and_nothing_else(
    coreg: Coreg, folder, in_file, content, opens
):
    ran = coreg(
        *("--data", folder, "vault", "passphrase"),
        *("--passphrase-file", in_file(content), "--new-passphrase-file", in_file("the second")),
    )
    assert (ran.code == 0) == opens
    assert opens or ran.err == DOES_NOT_OPEN


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"\xff\xfe", "UTF-8"),
        (b"x" * 1025, "1024"),
        (b"x" * 10**6, "too long"),
    ],
)
def test_a_file_that_holds_no_passphrase_is_refused_in_words(coreg: Coreg, tmp_path, in_file, content, words):
    ran = coreg("--data", tmp_path / "new", "vault", "create", "--passphrase-file", in_file(content))
    assert ran.code == 2
    assert words in ran.err
    assert not is_vault(tmp_path / "new")


def test_a_file_that_is_not_there_is_said(coreg: Coreg, tmp_path):
    ran = coreg("--data", tmp_path / "new", "vault", "create", "--passphrase-file", tmp_path / "none")
    assert ran.code == 2
    assert "can't be read" in ran.err


def test_without_a_terminal_nothing_is_waited_for(coreg: Coreg, tmp_path, monkeypatch):
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        ran = coreg("--data", tmp_path / "new", "vault", "create")
    assert ran.code == 2
    assert "--passphrase-file" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal made by the test")
def test_on_a_terminal_the_passphrase_is_typed_twice_and_never_shown(folder, small_vault):
    shown, code = on_a_terminal(
        ["--data", str(folder), "vault", "recover"],
        [
            ("Recovery code: ", small_vault[1].replace("-", "")[:-1]),
            ("Recovery code: ", small_vault[1].lower()),
            ("New passphrase: ", "typed unseen"),
            ("Repeat for confirmation: ", "typed unseen"),
        ],
    )
    assert code == 0
    assert "There is a mistake in it" in shown
    assert "Would be guessed" in shown
    assert "typed unseen" not in shown
    unlock(folder, "typed unseen")
    assert CODE.search(shown.replace("\r\n", "\n"))


def on_a_terminal(arguments: list[str], answers: list[tuple[str, str]]) -> tuple[str, int]:
    """Run `coreg` on a terminal of its own; answer each prompt as it comes. What the terminal showed, exit code."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "coreg", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    shown = ""
    for prompt, answer in answers:
        n_before = len(shown)
        while prompt not in shown[n_before:]:
            shown += os.read(ours, 4096).decode()
        os.write(ours, f"{answer}\n".encode())
    try:
        while more := os.read(ours, 4096):
            shown += more.decode()
    except OSError:  # Linux says so when the other side is closed
        pass
    os.close(ours)
    return shown, running.wait(timeout=60)
