"""What the tests of exports share: every sample as a recording and as content, each made once."""

from pathlib import Path

import pytest

from coreg.export.content import Content
from coreg.recording.reader import Recording
from coreg.review.export_content import content_of
from tests.export.samples import SAMPLES, record


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Recording]:
    folder = tmp_path_factory.mktemp("exported")
    return {sample: record(folder, sample) for sample in SAMPLES}


@pytest.fixture(scope="session")
def contents(recordings: dict[str, Recording]) -> dict[str, Content]:
    return {sample: content_of(recording) for sample, recording in recordings.items()}


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def recording(recordings: dict[str, Recording], sample: str) -> Recording:
    return recordings[sample]


@pytest.fixture
def content(contents: dict[str, Content], sample: str) -> Content:
    return contents[sample]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"
