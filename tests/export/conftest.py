"""What the tests of exports share: every sample as a recording and as content, each made once."""

import shutil
import subprocess
import tarfile
from pathlib import Path

import platformdirs
import pytest

from coreg.export.content import Content
from coreg.recording.reader import Recording
from coreg.review.export_content import content_of
from tests.export.samples import SAMPLES, record

VALIDATOR = "1.14.14"
PATIENCE_S = 120  # npm takes 2 s where the network is good


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


@pytest.fixture(scope="session")
def validator() -> list[str]:
    """The command that validates a folder. npm's package is kept outside the repository, for the next time."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("Node and npm aren't here to run the BIDS validator")
    kept = Path(platformdirs.user_cache_dir("coreg-tests", appauthor=False)) / f"bids-validator-{VALIDATOR}"
    program = kept / "package" / "bin" / "bids-validator"
    if not program.exists():
        kept.mkdir(parents=True, exist_ok=True)
        pack = ["npm", "pack", f"bids-validator@{VALIDATOR}", "--silent", "--pack-destination", str(kept)]
        try:  # the package alone: its program is in one piece, and what it says it depends on are 600 MB
            subprocess.run(pack, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
        except (OSError, subprocess.SubprocessError) as problem:
            pytest.skip(f"npm can't bring the BIDS validator: {problem}")
        (archive,) = kept.glob("*.tgz")
        with tarfile.open(archive) as opened:
            opened.extractall(kept, filter="data")
        archive.unlink()
    return ["node", str(program)]
