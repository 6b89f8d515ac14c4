"""`python -m hardware.rig.bluez --scenario FILE.json [--truth FILE.jsonl]`: the fake bluetoothd as a process.

It joins the bus at DBUS_SYSTEM_BUS_ADDRESS, prints `ready`, and then takes commands on its standard input, one JSON
object a line (`{"do": "drop", "strap": 0, "for_s": 2}`), until that is closed.
"""

import argparse
import asyncio
import contextlib
import sys
from pathlib import Path

from hardware.rig.bluez.daemon import FakeBluez
from hardware.rig.commands import take_commands
from hardware.virtual_strap.ground_truth import GroundTruth
from hardware.virtual_strap.scenario import Scenario, read_scenario


def main() -> None:
    """Run until standard input ends or the process is told to end."""
    parser = argparse.ArgumentParser(prog="python -m hardware.rig.bluez", description=__doc__.splitlines()[0])
    parser.add_argument("--scenario", type=Path, required=True, help="JSON; see hardware/README.md")
    parser.add_argument("--truth", type=Path, help="where to write what was sent, as JSON lines")
    arguments = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(read_scenario(arguments.scenario), arguments.truth))


async def _run(scenario: Scenario, truth_path: Path | None) -> None:
    bluez = FakeBluez(scenario, GroundTruth(truth_path))
    await bluez.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    running = asyncio.create_task(bluez.run())
    commands = asyncio.create_task(take_commands(bluez.command))
    done, _ = await asyncio.wait((running, commands), return_when=asyncio.FIRST_COMPLETED)
    running.cancel()
    for task in done:
        task.result()


if __name__ == "__main__":
    main()
