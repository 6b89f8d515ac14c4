"""A program that records as fast as it can and says what is on disk, to be killed or starved by test_kill.

Arguments: the session file; how its disk fills up (`never`, `limit=BYTES` on the size of any file, `ballast=BYTES`
of another file that is deleted when there shall be room); where to copy the closed file to (optional).
"""

import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from coreg.domain.person import Role
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from tests.recording.samples import HEADER, ORIGIN_NS, write_beats

_AT_ONCE = 20


def fill(path: Path, how: str) -> Callable[[], None]:
    """Make the disk small, and return what makes room on it."""
    kind, _, size = how.partition("=")
    ballast = path.with_name("ballast")
    if kind == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), resource.RLIM_INFINITY))
    if kind == "ballast":
        ballast.write_bytes(b"x" * int(size))

    def make_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        ballast.unlink(missing_ok=True)

    return make_room


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def write_until_told(journal: Journal, make_room: Callable[[], None]) -> int:
    n_written, n_said = 0, -1
    while True:
        n_on_disk = journal.n_on_disk(Role.CLIENT)
        problem = journal.state().problem
        if n_on_disk > n_said or problem:
            n_said = n_on_disk
            say(n_on_disk, n_written, problem.value if problem else "ok")
        if problem:
            sys.stdin.readline()
            make_room()
            return n_written
        if n_written - n_on_disk < _AT_ONCE:
            write_beats(journal, Role.CLIENT, _AT_ONCE, first=n_written)
            n_written += _AT_ONCE
        time.sleep(0.0005)


def main() -> None:
    path = Path(sys.argv[1])
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    make_room = fill(path, sys.argv[2])
    n_written = write_until_told(journal, make_room)
    journal.close(ORIGIN_NS + n_written * 1_000_000_000, limit_s=20)
    if len(sys.argv) > 3:
        shutil.copy(path, sys.argv[3])
    say("closed", n_written, *sorted(entry.name for entry in path.parent.iterdir()))


if __name__ == "__main__":
    main()
