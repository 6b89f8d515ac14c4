"""`coreg scan`: the straps in reach."""

import asyncio
from typing import TYPE_CHECKING

import click

from coreg.cli.output import print_json

if TYPE_CHECKING:
    from coreg.domain.strap import FoundStrap


@click.command(name="scan")
@click.option(
    "--seconds", default=8.0, show_default=True, type=click.FloatRange(0.5, 120), help="How long to look."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(seconds: float, *, as_json: bool) -> None:
    """List the heart-rate straps in reach. Wear them first: most sleep until they feel skin."""
    from coreg import app

    async def look() -> "list[FoundStrap]":
        return await app.scan_straps(seconds)

    straps = asyncio.run(look())
    if as_json:
        print_json(
            "scan",
            {
                "straps": [
                    {
                        "name": strap.name,
                        "address": strap.address,
                        "rssi_dbm": strap.rssi_dbm,
                        "model": strap.model,
                        "sends_rr": strap.sends_rr,
                        "battery_pct": strap.battery_pct,
                    }
                    for strap in straps
                ]
            },
        )
        return
    if not straps:
        click.echo(
            "No strap in reach. Wet the electrodes, put the strap on, and close other apps that may hold it."
        )
    for strap in straps:
        signal = "" if strap.rssi_dbm is None else f"  {strap.rssi_dbm} dBm"
        click.echo(f"{strap.address}  {strap.name}  {strap.model or 'model not known'}{signal}")
