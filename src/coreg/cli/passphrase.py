"""Passphrases and codes: typed on a terminal without being shown, or out of a file; never an argument."""

import sys
from pathlib import Path

import click

from coreg.domain.errors import UsageError

FILE = click.Path(path_type=Path, dir_okay=False)

PASSPHRASE_FILE = click.option(
    "--passphrase-file", type=FILE, help="Take the passphrase from this file (a newline at its end is ignored)."
)

NEW_PASSPHRASE_FILE = click.option(
    "--new-passphrase-file", type=FILE, help="Take the new passphrase from this file."
)

_MOST_BYTES = 8192  # twice the longest passphrase


def passphrase(path: Path | None, prompt: str = "Passphrase", option: str = "--passphrase-file") -> str:
    """Return the passphrase that opens something, from the file or the terminal."""
    return secret_in(path) if path is not None else _typed(prompt, must_confirm=False, option=option)


def new_passphrase(
    path: Path | None,
    prompt: str = "New passphrase",
    option: str = "--passphrase-file",
    *,
    of_package: bool = False,
) -> str:
    """Return a passphrase that is chosen now; on a terminal it is typed twice."""
    if path is not None:
        return secret_in(path)
    typed = _typed(prompt, must_confirm=True, option=option)
    from coreg.recording.vault.strength import strength

    click.echo(strength(typed, of_package=of_package).words, err=True)
    return typed


def secret_in(path: Path) -> str:
    """Return what a file holds, without one newline at its end.

    Raises
    ------
    UsageError
        It can't be read, is too long, or isn't UTF-8 text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            msg = f"{path} is too long for a passphrase: is it the right file?"
            raise UsageError(msg)
        text = content.decode("utf-8-sig")
        return text.removesuffix("\r\n" if text.endswith("\r\n") else "\n")
    except OSError as problem:
        msg = f"{path} can't be read ({problem.strerror})."
        raise UsageError(msg) from None
    except UnicodeDecodeError:
        msg = f"{path} isn't text in UTF-8: save it as such, with the passphrase alone in it."
        raise UsageError(msg) from None


def _typed(prompt: str, *, must_confirm: bool, option: str) -> str:
    if not sys.stdin.isatty():
        msg = f"There is no terminal to type a passphrase on: put it in a file and name that with {option}."
        raise UsageError(msg)
    typed: str = click.prompt(prompt, hide_input=True, confirmation_prompt=must_confirm, err=True)
    return typed
