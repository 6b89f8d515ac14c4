"""What the tests of recordings share: a journal that is closed at the end of the test."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coreg.recording.journal import Journal
from coreg.recording.place import Place
from tests.recording.samples import HEADER, ORIGIN_NS


@pytest.fixture
def make_journal(tmp_path: Path) -> Iterator[Callable[..., Journal]]:
    made: list[Journal] = []

    def make(
        path: Path = tmp_path / "session.coreg",
        now_s: Callable[[], float] = time.monotonic,
        key: bytes | None = None,
    ) -> Journal:
        made.append(Journal(Place(path, key), HEADER, ORIGIN_NS, now_s))
        return made[-1]

    yield make
    for journal in made:
        journal.close(ORIGIN_NS, limit_s=20)
