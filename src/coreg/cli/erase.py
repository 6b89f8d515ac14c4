"""`coreg erase`: a span, a mark, a note or a reason gone for good, from a session of the vault or a plain file."""

from datetime import UTC, datetime
from pathlib import Path

import click

from coreg.cli.opened import entry_of, vault
from coreg.cli.passphrase import PASSPHRASE_FILE
from coreg.cli.vault_care import COPIES, confirmed
from coreg.domain.errors import UsageError

_PLAIN = (
    "Erased. The old bytes of a plain file may stay on the disk until they are written over. Copies on other "
    "disks, snapshots and backups still hold them."
)


@click.command(name="erase")
@click.argument("session")
@PASSPHRASE_FILE
@click.option("--from", "from_s", type=click.FloatRange(min=0.0), help="Beginning of the span, in seconds.")
@click.option("--to", "to_s", type=click.FloatRange(min=0.0), help="End of the span, in seconds.")
@click.option("--who", type=click.Choice(["client", "therapist", "both"]), default="both", show_default=True)
@click.option("--moment", "moments", multiple=True, type=int, help="A mark, by its number in `coreg show`.")
@click.option("--confirm", help="The word ERASE; asked for on a terminal where it is missing.")
def command(
    session: str,
    passphrase_file: Path | None,
    from_s: float | None,
    to_s: float | None,
    who: str,
    moments: tuple[int, ...],
    confirm: str | None,
) -> None:
    """Erase a span or marks of SESSION for good: its id in the vault, or a plain session file.

    The file is written anew; in the vault, the key of the old one is destroyed. A note or a reason goes with its
    mark, and notes go with a span of both.
    """
    if bool(moments) is (from_s is not None and to_s is not None):
        msg = "Say what to erase: a span with --from and --to, or marks with --moment."
        raise UsageError(msg)
    typed = confirmed(confirm, "This can't be undone. Type ERASE to go on")
    if typed != "ERASE":
        msg = "Nothing was erased."
        raise UsageError(msg)
    from coreg import app

    span = None if from_s is None or to_s is None else (from_s, to_s, who)
    if Path(session).is_file():
        app.erase_from_file(Path(session), datetime.now(UTC), span=span, moments=moments)
        click.echo(_PLAIN)
        return
    with vault(passphrase_file) as opened:
        session_id = entry_of(opened, session).session_id
        app.erase_kept(opened, session_id, datetime.now(UTC), span=span, moments=moments)
    click.echo(f"Erased. The session has a new seal. {COPIES}")
