"""`python -m hardware.rig.l3.air --scenario FILE.json [--truth FILE.jsonl]`: straps in reach of the kernel.

Gives the kernel a Bluetooth controller through /dev/vhci; it shares bumble's virtual radio with the straps.
Prints `ready` and then takes commands on its standard input, one JSON object a line, until that is closed.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from bumble import hci
from bumble.transport import open_transport
from bumble.transport.common import AsyncPipeSink

from hardware.rig.commands import take_commands
from hardware.rig.radio import VirtualController, VirtualLink
from hardware.virtual_strap.ground_truth import GroundTruth
from hardware.virtual_strap.peripheral import HeartRatePeripheral
from hardware.virtual_strap.scenario import Scenario, event_of, read_scenario
from hardware.virtual_strap.strap import VirtualStrap

_ADDRESS = "C0:FF:EE:00:00:00/P"


class _Adapter(VirtualController):
    """An adapter that claims only what bumble 0.0.236's virtual radio can do (google/bumble#841)."""

    le_features = VirtualController.le_features & ~(
        hci.LeFeatureMask.LL_PRIVACY
        | hci.LeFeatureMask.LE_EXTENDED_ADVERTISING
        | hci.LeFeatureMask.LE_PERIODIC_ADVERTISING
    )


def main() -> None:
    """Run until standard input ends."""
    parser = argparse.ArgumentParser(prog="python -m hardware.rig.l3.air", description=__doc__.splitlines()[0])
    parser.add_argument("--scenario", type=Path, required=True, help="JSON; see hardware/README.md")
    parser.add_argument("--truth", type=Path, help="where to write what was sent, as JSON lines")
    arguments = parser.parse_args()
    asyncio.run(_run(read_scenario(arguments.scenario), GroundTruth(arguments.truth)))


async def _run(scenario: Scenario, truth: GroundTruth) -> None:
    link = VirtualLink()
    straps = [VirtualStrap(profile, scenario.speed) for profile in scenario.straps]
    playing = []
    for strap in straps:
        controller = VirtualController(strap.profile.name, link=link)
        peripheral = HeartRatePeripheral(strap, controller, AsyncPipeSink(controller), truth)
        playing.append(asyncio.create_task(peripheral.run()))
    async with await open_transport("vhci") as kernel:
        _Adapter("adapter", host_source=kernel.source, host_sink=kernel.sink, link=link, public_address=_ADDRESS)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        commands = asyncio.create_task(
            take_commands(lambda command: straps[int(command.get("strap", 0))].happen(event_of(command, at_s=0.0)))
        )
        done, _ = await asyncio.wait((*playing, commands), return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


if __name__ == "__main__":
    main()
