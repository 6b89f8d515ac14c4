"""What a recording without a window does about its disk: says it, goes elsewhere, throws nothing away unasked."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.domain.errors import DiskProblemError
from coreg.domain.snapshot import DiskProblem, DiskState

if TYPE_CHECKING:
    from coreg.session.conductor import Conductor

_LOOK_EVERY_S = 0.25
_ELSEWHERE_AFTER_S = 2.0  # our choice: what lasts shorter mends itself
_AGAIN_AFTER_S = 10.0
_SLOW_S = 2.0  # design section 7: beyond this the recording is behind

_WHAT = {
    DiskProblem.FULL: "The disk is full: {amount} of the recording wait in memory, none is lost. Make room on it.",
    DiskProblem.GONE: "The disk is gone: {amount} of the recording wait in memory, none is lost. Plug it in again.",
    DiskProblem.REFUSED: "The disk takes nothing: {amount} of the recording wait in memory, none is lost."
    " Look whether its folder can be written to.",
}
_SLOW = "The disk is slow: {amount} of the recording wait in memory, none is lost."
_GOOD_AGAIN = "The disk takes everything again; nothing was lost."
_ENDED = "The recording has ended and waits for its disk: nothing is thrown away. Ctrl-C twice leaves without it."
_LEAVING = "Leaving now loses the last {amount}. Ctrl-C once more leaves all the same."


class DiskWatch:
    """Looks at a session's disk four times a second.

    Parameters
    ----------
    elsewhere
        The folder that the recording goes on in where its disk takes nothing for two seconds; None: it waits.
    """

    def __init__(self, conductor: "Conductor", elsewhere: Path | None) -> None:
        self._conductor = conductor
        self._elsewhere = elsewhere
        self._said = ""
        self._has_said_ended = False
        self._has_warned = False
        self._next_try_s = _ELSEWHERE_AFTER_S

    async def run(self) -> None:
        """Look until it is cancelled."""
        while True:
            snapshot = self._conductor.snapshot
            self._say_state(snapshot.disk)
            if snapshot.disk.problem is not None:
                await self._go_elsewhere(snapshot.disk.behind_s)
            if snapshot.is_ending and not self._has_said_ended:
                self._has_said_ended = True
                click.echo(_ENDED, err=True)
            await asyncio.sleep(_LOOK_EVERY_S)

    def interrupt(self) -> None:
        """Ctrl-C: end; while the disk doesn't take the end, say what would be lost; then leave."""
        snapshot = self._conductor.snapshot
        if not snapshot.is_ending:
            self._conductor.stop()
        elif self._has_warned:
            self._conductor.leave()
        else:
            self._has_warned = True
            click.echo(_LEAVING.format(amount=_amount(snapshot.disk)), err=True)

    def _say_state(self, disk: DiskState) -> None:
        words = ""
        if disk.problem is not None:
            words = _WHAT[disk.problem]
        elif disk.behind_s > _SLOW_S:
            words = _SLOW
        if words != self._said and (words or not disk.n_waiting):
            click.echo(words.format(amount=_amount(disk)) if words else _GOOD_AGAIN, err=True)
            self._said = words

    async def _go_elsewhere(self, behind_s: float) -> None:
        if self._elsewhere is None or behind_s < self._next_try_s:
            return
        try:
            await self._conductor.record_elsewhere(self._elsewhere)
        except DiskProblemError as problem:
            click.echo(str(problem), err=True)
            self._next_try_s = behind_s + _AGAIN_AFTER_S
        else:
            self._next_try_s = _ELSEWHERE_AFTER_S
            click.echo(f"The recording goes on in {self._elsewhere}, with all that waited.", err=True)


def _amount(disk: DiskState) -> str:
    if disk.behind_s < 120:
        return f"{max(1, round(disk.behind_s))} s"
    return f"{disk.behind_s / 60:.0f} minutes"
