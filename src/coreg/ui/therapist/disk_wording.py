"""What the therapist's window says of the disk: what is wrong, what waits, what to do, and where else to record."""

from coreg.domain.other_folder import OtherFolder
from coreg.domain.snapshot import DiskProblem, DiskState, RecordState, Snapshot

SLOW_S = 2.0  # design section 7: beyond this the recording is behind
ELSEWHERE = "Record elsewhere"
WHERE_TO = "Go on in:"
STAY = "Stay here"
NOWHERE = "No other disk with room is there: plug one in, then press “Record elsewhere” again."
HOME = "Home folder"
ENDING = "Ending · waits for the disk"
CLOSE_WAITS = "The session ends as soon as the disk takes what waits"

_PRESS = f"press “{ELSEWHERE}”"
_WHAT = {
    DiskProblem.FULL: ("The disk is full", "Free space"),
    DiskProblem.GONE: ("The disk is gone", "Plug it in again"),
    DiskProblem.REFUSED: ("The disk takes nothing", "Look whether its folder can be written to"),
}
_SLOW = ("The disk is slow", "Wait a little")


def notice(disk: DiskState) -> str:
    """The full-width notice; empty while the disk takes what it is given.

    >>> notice(DiskState(900, 190.0, DiskProblem.FULL))
    'The disk is full: 3 minutes of beats wait in memory, none is lost. Free space, or press “Record elsewhere”.'
    """
    if disk.problem is None and disk.behind_s <= SLOW_S:
        return ""
    return f"{notice_without_button(disk).removesuffix('.')}, or {_PRESS}."


def notice_without_button(disk: DiskState) -> str:
    """The same where the recording can only wait."""
    what, remedy = _SLOW if disk.problem is None else _WHAT[disk.problem]
    return f"{what}: {amount(disk)} of beats wait in memory, none is lost. {remedy}."


def end_notice(snapshot: Snapshot) -> str:
    """What there is to say of the files of a session that has ended."""
    if snapshot.record is not RecordState.ENDED or snapshot.disk.elsewhere is None:
        return ""
    where = snapshot.disk.elsewhere
    return f"The recording is in two files, and nothing is lost. Keep both: the second one is in {where}."


def amount(disk: DiskState) -> str:
    """How much waits: seconds, then minutes."""
    if disk.behind_s < 120:
        seconds = max(1, round(disk.behind_s))
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{disk.behind_s / 60:.0f} minutes"


def leaving(disk: DiskState) -> str:
    """What closing the window now would cost."""
    return f"Closing now loses {amount(disk)} of beats. Close again to leave without them."


def folder(other: OtherFolder) -> str:
    """A folder to go on in: by its disk's name, and the room there."""
    name = HOME if other.is_home else other.folder.parent.name or str(other.folder.parent)
    return f"{name} · {_room(other.free_bytes)} free"


def _room(free_bytes: int) -> str:
    return f"{free_bytes / 1e9:.0f} GB" if free_bytes >= 1e9 else f"{free_bytes / 1e6:.0f} MB"
