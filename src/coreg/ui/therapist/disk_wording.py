"""What the therapist's window says of the disk: what is wrong, what waits, what to do, and where else to record."""

from coreg.domain.language import _, ngettext
from coreg.domain.other_folder import OtherFolder
from coreg.domain.snapshot import DiskProblem, DiskState, RecordState, Snapshot

SLOW_S = 2.0  # design section 7: beyond this the recording is behind
ELSEWHERE = _("Record elsewhere")
WHERE_TO = _("Go on in:")
STAY = _("Stay here")
NOWHERE = _("No other disk with room is there: plug one in, then press “Record elsewhere” again.")
HOME = _("Home folder")
ENDING = _("Ending · waits for the disk")
CLOSE_WAITS = _("The session ends as soon as the disk takes what waits")

_WHAT = {
    DiskProblem.FULL: (_("The disk is full"), _("Free space")),
    DiskProblem.GONE: (_("The disk is gone"), _("Plug it in again")),
    DiskProblem.REFUSED: (_("The disk takes nothing"), _("Look whether its folder can be written to")),
}
_SLOW = (_("The disk is slow"), _("Wait a little"))


def notice(disk: DiskState) -> str:
    """The full-width notice; empty while the disk takes what it is given.

    >>> notice(DiskState(900, 190.0, DiskProblem.FULL))
    'The disk is full: 3 minutes of beats wait in memory, none is lost. Free space, or press “Record elsewhere”.'
    """
    if disk.problem is None and disk.behind_s <= SLOW_S:
        return ""
    return _(
        "{what}: {amount} of beats wait in memory, none is lost. {remedy}, or press “Record elsewhere”."
    ).format(**_parts(disk))


def notice_without_button(disk: DiskState) -> str:
    """The same where the recording can only wait."""
    return _("{what}: {amount} of beats wait in memory, none is lost. {remedy}.").format(**_parts(disk))


def _parts(disk: DiskState) -> dict[str, str]:
    what, remedy = _SLOW if disk.problem is None else _WHAT[disk.problem]
    return {"what": what, "amount": amount(disk), "remedy": remedy}


def end_notice(snapshot: Snapshot) -> str:
    """What there is to say of the files of a session that has ended."""
    if snapshot.record is not RecordState.ENDED or snapshot.disk.elsewhere is None:
        return ""
    where = snapshot.disk.elsewhere
    return _("The recording is in two files, and nothing is lost. Keep both: the second one is in {where}.").format(
        where=where
    )


def amount(disk: DiskState) -> str:
    """How much waits: seconds, then minutes."""
    if disk.behind_s < 120:
        seconds = max(1, round(disk.behind_s))
        return ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
    return _("{minutes:.0f} minutes").format(minutes=disk.behind_s / 60)


def leaving(disk: DiskState) -> str:
    """What closing the window now would cost."""
    return _("Closing now loses {amount} of beats. Close again to leave without them.").format(amount=amount(disk))


def folder(other: OtherFolder) -> str:
    """A folder to go on in: by its disk's name, and the room there."""
    name = HOME if other.is_home else other.folder.parent.name or str(other.folder.parent)
    return _("{name} · {room} free").format(name=name, room=_room(other.free_bytes))


def _room(free_bytes: int) -> str:
    return f"{free_bytes / 1e9:.0f} GB" if free_bytes >= 1e9 else f"{free_bytes / 1e6:.0f} MB"
