"""What keeps a vault whole, and what makes people gone: verify, backup, restore, rebuild, forget."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.opened import person_of, vault, vault_folder
from coreg.cli.passphrase import PASSPHRASE_FILE, passphrase
from coreg.domain.errors import UsageError, VaultError

if TYPE_CHECKING:
    from coreg.recording.vault.finding import Finding

COPIES = "Copies on other disks, snapshots and old backups can still be opened with the passphrase of then."


@click.command()
@PASSPHRASE_FILE
def verify(passphrase_file: Path | None) -> None:
    """Hold everything in the vault against its seals; exit 2 and one line for each thing that isn't as it was."""
    with vault(passphrase_file) as opened:
        _raise_if_wrong([*opened.noticed(), *opened.verify()], "Restore these from a backup.")
        n = len(opened.sessions())
    click.echo(f"{n} sessions, and everything is as it was put there.")


@click.command()
@PASSPHRASE_FILE
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new folder for the copy.")
def backup(passphrase_file: Path | None, out: Path) -> None:
    """Copy the vault, encrypted as it is, to a new folder, and check the copy."""
    with vault(passphrase_file) as opened:
        _raise_if_wrong(opened.backup(out), "The copy was made all the same.")
    click.echo(f"Copied to {out}. It opens with the passphrase of today.")


@click.command()
@PASSPHRASE_FILE
@click.option("--from", "from_", required=True, type=click.Path(path_type=Path), help="A backup's folder.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="An empty or new folder to put it in.")
def restore(passphrase_file: Path | None, from_: Path, out: Path) -> None:
    """Put a backup in place, checked whole; who was forgotten in the vault of now stays forgotten.

    The passphrase is that of the backup. Where there is a vault in the data folder, whose forgotten people are to
    stay forgotten, it has to open with the same one.
    """
    from coreg.recording.vault.restore import restore as restore_backup

    secret = passphrase(passphrase_file)
    restore_backup(from_, out, secret, _forgotten_here(secret))
    click.echo(f"Restored to {out}: use it with --data {out}.")


@click.command()
@PASSPHRASE_FILE
def rebuild(passphrase_file: Path | None) -> None:
    """Make a lost library anew from the sessions folder; consents then ask to be confirmed."""
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.unlock import unlock

    folder = vault_folder()
    opened, findings = OpenVault.rebuilt(folder, unlock(folder, passphrase(passphrase_file)))
    n = len(opened.sessions())
    opened.lock()
    _raise_if_wrong(findings, f"{n} sessions are in the library again, these aren't.")
    click.echo(f"{n} sessions are in the library again. Confirm each consent before the next recording.")


@click.command()
@click.argument("pseudonym")
@PASSPHRASE_FILE
@click.option("--confirm", help="The pseudonym once more; asked for on a terminal where it is missing.")
def forget(pseudonym: str, passphrase_file: Path | None, confirm: str | None) -> None:
    """Delete the person called PSEUDONYM for good: recordings, notes, consents, keys, and every row about them."""
    with vault(passphrase_file) as opened:
        person = person_of(opened, pseudonym)
        n = len(opened.sessions(person.person_id))
        sessions = f"{n} session{'' if n == 1 else 's'}"
        click.echo(f"Gone for good will be: {pseudonym}, {sessions}, their notes and consents. {COPIES}", err=True)
        typed = confirmed(confirm, "Type the pseudonym to confirm")
        if typed != pseudonym:
            msg = "That isn't the pseudonym: nothing was deleted."
            raise UsageError(msg)
        opened.forget(person.person_id)
    click.echo(f"Forgotten. {COPIES}")


def confirmed(confirm: str | None, prompt: str) -> str:
    """Return what was typed to confirm something that can't be undone: as an option, or on the terminal."""
    if confirm is not None:
        return confirm
    try:
        typed: str = click.prompt(prompt, err=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        msg = "Nobody is there to confirm it: nothing was deleted. Say it with --confirm."
        raise UsageError(msg) from None
    return typed


def _forgotten_here(secret: str) -> tuple[str, ...]:
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.unlock import is_vault, unlock

    folder = vault_folder()
    if not is_vault(folder):
        return ()
    opened = OpenVault(folder, unlock(folder, secret))
    try:
        return opened.forgotten()
    finally:
        opened.lock()


def _raise_if_wrong(findings: "list[Finding]", remedy: str) -> None:
    if findings:
        raise VaultError("\n".join([*dict.fromkeys(str(finding) for finding in findings), remedy]))
