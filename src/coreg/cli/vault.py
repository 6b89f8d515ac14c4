"""`coreg vault`: the place where recordings are kept so that only their owner can read them."""

import sys
from pathlib import Path

import click

from coreg.cli import erase, vault_care
from coreg.cli.passphrase import (
    FILE,
    NEW_PASSPHRASE_FILE,
    PASSPHRASE_FILE,
    new_passphrase,
    passphrase,
    secret_in,
)
from coreg.settings import data_folder

_CODE_WORDS = (
    "The recovery code opens the vault if the passphrase is forgotten. It is shown this once: write it down and "
    "keep it apart from this computer."
)


@click.group(name="vault")
def command() -> None:
    """Make the vault, open it again, keep it whole, make things gone.

    The vault is the data folder (see --data): vault.toml, library.db and sessions/ lie in it.
    """


@command.command()
@PASSPHRASE_FILE
@click.pass_context
def create(ctx: click.Context, passphrase_file: Path | None) -> None:
    """Make a vault; its recovery code is printed once, on standard output."""
    from coreg.recording.vault import unlock

    _, code = unlock.create(_folder(ctx), new_passphrase(passphrase_file))
    _show_code(code)


@command.command(name="passphrase")
@PASSPHRASE_FILE
@NEW_PASSPHRASE_FILE
@click.option("--new-master", is_flag=True, help="For a passphrase that was seen: new keys and a new code too.")
@click.pass_context
def change(
    ctx: click.Context, passphrase_file: Path | None, new_passphrase_file: Path | None, *, new_master: bool
) -> None:
    """Change the vault's passphrase. The recovery code stays, unless --new-master."""
    from coreg.recording.vault import unlock

    folder = _folder(ctx)
    old = passphrase(passphrase_file, "Passphrase of now")
    new = new_passphrase(new_passphrase_file)
    if new_master:
        _show_code(_renewed_master(folder, old, new))
    else:
        unlock.change_passphrase(folder, old, new)
    click.echo("The passphrase was changed. Copies and backups from before open with the old one.", err=True)


@command.command()
@click.option(
    "--passphrase-file", "--new-passphrase-file", type=FILE, help="Take the new passphrase from this file."
)
@click.option("--code-file", type=FILE, help="Take the recovery code from this file.")
@click.pass_context
def recover(ctx: click.Context, passphrase_file: Path | None, code_file: Path | None) -> None:
    """Open the vault with its recovery code; it gets a new passphrase, and a new code, printed once."""
    from coreg.recording.vault import unlock

    code = _code(code_file)
    _, renewed = unlock.recover(_folder(ctx), code, new_passphrase(passphrase_file))
    _show_code(renewed)


for care in (
    vault_care.verify,
    vault_care.backup,
    vault_care.restore,
    vault_care.rebuild,
    vault_care.forget,
    erase.command,
):
    command.add_command(care)


def _folder(ctx: click.Context) -> Path:
    return data_folder(ctx.find_root().params["data"])


def _code(path: Path | None) -> str:
    if path is not None:
        return secret_in(path)
    if not sys.stdin.isatty():
        return sys.stdin.readline(1024)
    return _typed_code()


def _typed_code() -> str:
    """A mistake is told while the paper is still in the hand."""
    from coreg.recording.vault.recovery_code import is_mistyped

    code: str = click.prompt("Recovery code", err=True)
    while is_mistyped(code):
        click.echo("There is a mistake in it: it has 28 letters and digits, none of them a U.", err=True)
        code = click.prompt("Recovery code", err=True)
    return code


def _renewed_master(folder: Path, old: str, new: str) -> str:
    """Renew it with the vault open, so that no other program has it open meanwhile."""
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.unlock import unlock

    vault = OpenVault(folder, unlock(folder, old))
    try:
        return vault.renew_master(old, new)
    finally:
        vault.lock()


def _show_code(code: str) -> None:
    click.echo(_CODE_WORDS, err=True)
    click.echo(code)
