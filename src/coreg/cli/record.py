"""`coreg record`: two straps to a session file, without a window."""

import asyncio
import contextlib
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.domain.errors import StrapError, UsageError
from coreg.domain.person import Role
from coreg.domain.strap import LinkState

if TYPE_CHECKING:
    from coreg.sensors.sensor import SensorEvent
    from coreg.session.conductor import Conductor
    from coreg.session.plan import Plan

_ON_DISK_EVERY_S = 0.1
_SEARCHING = {LinkState.IDLE, LinkState.SCANNING, LinkState.STOPPED}


@click.command(name="record")
@click.option("--client", required=True, help="The client's strap: address, full name, or the end of its name.")
@click.option("--therapist", help="The therapist's strap, likewise. Without it, only the client is recorded.")
@click.option("--seconds", type=click.FloatRange(min=0.1), help="Stop by itself after this long.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The session file to write.")
@click.option("--verbose", is_flag=True, help="Say how many packets are on disk.")
@click.pass_context
def command(
    ctx: click.Context, client: str, therapist: str | None, seconds: float | None, out: Path, *, verbose: bool
) -> None:
    """Record one or two straps until Ctrl-C. The file is plain: whoever can read it can read the heartbeats."""
    from coreg import app
    from coreg.recording.place import Place

    if client == therapist:
        msg = f"{client} can't be worn by two people: name another strap for the therapist, or leave it out"
        raise UsageError(msg)
    plan = app.strap_plan(client, therapist, Place(out))
    asyncio.run(_Recorder(plan, is_verbose=verbose or ctx.find_root().params["verbose"]).hold(seconds))
    click.echo(f"Recorded in {out}. It isn't protected: whoever can read the file can read the heartbeats.")


class _Recorder:
    """Holds the session and prints what happens to the links and to the disk."""

    def __init__(self, plan: "Plan", *, is_verbose: bool) -> None:
        self._plan = plan
        self._is_verbose = is_verbose
        self._has_found_strap = False

    async def hold(self, seconds: float | None) -> None:
        from coreg.session.conductor import Conductor

        conductor = Conductor(self._plan, warm_up=None, observe=self._print_link)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C cancels `run`, which closes as well
                loop.add_signal_handler(number, conductor.stop)
        if seconds is not None:
            loop.call_later(seconds, conductor.stop)
        printer = asyncio.create_task(self._print_on_disk(conductor)) if self._is_verbose else None
        try:
            await conductor.run()
        finally:
            if printer is not None:
                printer.cancel()
        if not self._has_found_strap:
            msg = "no strap was found: wet the electrodes, put the strap on, and close other apps that may hold it"
            raise StrapError(msg)

    def _print_link(self, role: Role, event: "SensorEvent") -> None:
        from coreg.sensors.sensor import BluetoothTrouble, LinkChanged

        if isinstance(event, LinkChanged):
            self._has_found_strap = self._has_found_strap or event.state not in _SEARCHING
            click.echo(f"{role.value}: {event.state.value} ({event.cause.value})")
        if isinstance(event, BluetoothTrouble) and event.fault is not None:
            click.echo(f"{role.value}: {event.fault.help}", err=True)

    async def _print_on_disk(self, conductor: "Conductor") -> None:
        printed = dict.fromkeys(self._plan.sensors, 0)
        while True:
            for role in printed:
                n_packets = conductor.n_on_disk(role)
                if n_packets > printed[role]:
                    printed[role] = n_packets
                    click.echo(f"on disk {role.value} {n_packets}")
            await asyncio.sleep(_ON_DISK_EVERY_S)
