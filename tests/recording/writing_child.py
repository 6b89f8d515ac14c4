"""A program that records as fast as it can and says what is on disk, to be killed by test_kill.

Arguments: the session file, and the largest size in bytes that any file may have (0: no limit).
"""

import resource
import sys
import time
from pathlib import Path

from coreg.domain.person import Role
from coreg.recording.journal import Journal
from tests.recording.samples import HEADER, ORIGIN_NS, write_beats

_AT_ONCE = 20


def main() -> None:
    path, largest = Path(sys.argv[1]), int(sys.argv[2])
    journal = Journal(path, HEADER, ORIGIN_NS)
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    n_written = 0
    said = -1
    while True:
        n_on_disk = journal.n_on_disk(Role.CLIENT)
        problem = journal.state(ORIGIN_NS).problem
        if n_on_disk > said or problem:
            said = n_on_disk
            sys.stdout.write(f"{n_on_disk} {n_written} {problem.value if problem else 'ok'}\n")
            sys.stdout.flush()
        if n_written - n_on_disk < _AT_ONCE:
            write_beats(journal, Role.CLIENT, _AT_ONCE, first=n_written)
            n_written += _AT_ONCE
        if problem:
            line = sys.stdin.readline()
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            if line.strip() == "close":
                break
        time.sleep(0.0005)
    journal.close(ORIGIN_NS + n_written * 1_000_000_000, limit_s=20)
    sys.stdout.write(f"closed {n_written}\n")


if __name__ == "__main__":
    main()
