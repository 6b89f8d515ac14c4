"""After a whole session and an export nothing of it can be read anywhere but in the export; nor after forgetting.

The window runs as a process of its own from an empty home on. Then every byte of every file under it is searched.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import apsw
import pytest

from coreg import app as house
from coreg.domain.person import Role
from coreg.recording.connection import connect
from coreg.recording.vault import unlock
from tests.journeys.folder_watch import FolderWatch
from tests.ui.vault import a_vault

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="homes and temporary folders are named otherwise there"
)

REPOSITORY = Path(__file__).parents[2]
PSEUDONYM, NAME, NOTE, STRAP, OTHER_STRAP = range(5)  # where they stand among the texts
FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_DATA_HOME": "share",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
}
RANDOM_ID = "[0-9a-f]{32}"
IN_VAULT = re.compile(
    rf"vault\.(toml|lock)|library\.(db|seal)|library\.db-(wal|shm)|{RANDOM_ID}\.(coreg|key|notes)(-wal|-shm)?"
)


@dataclass
class Left:
    """What a process left behind, and what of it nobody may read."""

    root: Path
    texts: list[str]
    payloads: list[bytes]
    titles: list[str]
    code: int
    log: bytes
    made_in_tmp: list[str]

    @property
    def vault(self) -> Path:
        return self.root / "data"

    @property
    def out(self) -> Path:
        return self.root / "out"

    def files(self) -> list[Path]:
        """Everything but the export, which is there to be read."""
        return [p for p in self.root.rglob("*") if p.is_file() and self.out not in p.parents]

    def readable_in(self, content: bytes) -> set[str]:
        return traces(content, self.texts, self.payloads)

    def readable(self) -> dict[str, set[str]]:
        found = {str(path.relative_to(self.root)): self.readable_in(path.read_bytes()) for path in self.files()}
        return {name: what for name, what in found.items() if what}


def traces(content: bytes, texts: Iterable[str], payloads: Iterable[bytes]) -> set[str]:
    """Which of them are in there: texts in whatever case and usual coding, bytes as they are and as digits."""
    lower = content.lower()
    coded = {text: [text.lower().encode(c) for c in ("utf-8", "utf-16-le", "utf-16-be")] for text in texts}
    found = {text for text, forms in coded.items() if any(form in lower for form in forms)}
    return found | {p.hex() for p in payloads if p in content or p.hex().encode() in lower}


def whole_session(root: Path, ending: str) -> Left:
    for name in (*FOLDERS.values(), "out", "here"):
        (root / name).mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "NUMBA_CACHE_DIR") if name in os.environ}
    environment = {**kept, **{name: str(root / folder) for name, folder in FOLDERS.items()}}
    environment |= {"COREG_HOME": str(root / "data"), "PYTHONPATH": str(REPOSITORY)}
    watch = FolderWatch(root / "tmp") if sys.platform == "linux" else None
    ran = subprocess.run(
        [sys.executable, "-m", "tests.journeys.whole_session", ending, str(root / "out")],
        cwd=root / "here",
        env=environment,
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert ran.stdout, ran.stderr.decode()
    said = json.loads(ran.stdout)
    payloads = [bytes.fromhex(each) for each in said["payloads"]]
    made_in_tmp = [] if watch is None else watch.names()
    return Left(root, said["texts"], payloads, said["titles"], ran.returncode, ran.stderr, made_in_tmp)


@pytest.fixture(scope="module", params=["closed", "aborted"])
def left(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Left:
    house.warm_up()  # so that the process compiles nothing
    return whole_session(tmp_path_factory.mktemp(request.param), request.param)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Left:
    house.warm_up()
    return whole_session(tmp_path_factory.mktemp("export"), "closed")


def decrypted(path: Path, key: bytes | None) -> bytes:
    """All pages of a database, free ones too, with what its log holds."""
    connection = connect(path, key, apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.pragma("user_version")
        return bytes(connection.serialize("main"))
    finally:
        connection.close()


def test_nothing_can_be_read_after_a_session_however_it_ends(left: Left) -> None:
    assert len(left.payloads) > 10
    assert left.readable() == {}
    assert left.readable_in(left.log) == set()
    assert b"Traceback" not in left.log
    assert not [path for path in left.files() if "core" in path.name and not IN_VAULT.fullmatch(path.name)]
    if left.code:  # it was killed amid the recording: logs lie beside the files
        assert left.code == -6
        assert {path.name[-4:] for path in left.vault.rglob("*-wal") if path.stat().st_size} == {"-wal"}


def test_all_files_of_the_vault_have_random_names(left: Left) -> None:
    names = [path.name for path in left.vault.rglob("*") if path.is_file()]
    assert len(names) >= 5
    assert [name for name in names if not IN_VAULT.fullmatch(name)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which files were made")
def test_sqlite_makes_no_temporary_file(left: Left) -> None:
    assert [name for name in left.made_in_tmp if name.startswith(("etilqs", "coreg"))] == []
    assert list((left.root / "tmp").iterdir()) == []


def test_nothing_of_a_forgotten_client_can_be_read_with_the_key_of_now_either(left: Left, tmp_path: Path) -> None:
    left = replace(left, root=shutil.copytree(left.root, tmp_path / "copy"))
    vault = a_vault.opened(left.vault)
    assert left.readable() == {}
    (session,) = vault.sessions()
    place, notes_place = vault.place_of(session.session_id), vault.notes_of(session.session_id)
    keys = unlock.unlock(left.vault, a_vault.PASSPHRASE)
    # What is searched for is there: decrypted, all of it is found.
    library = left.readable_in(decrypted(left.vault / "library.db", unlock.library_keys(left.vault, keys)[0]))
    assert {left.texts[PSEUDONYM], left.texts[NAME], left.texts[STRAP], left.texts[OTHER_STRAP]} <= library
    assert len({p.hex() for p in left.payloads} & left.readable_in(decrypted(place.path, place.key))) > 10
    assert left.readable_in(decrypted(notes_place.path, notes_place.key)) == {left.texts[NOTE]}

    vault.forget(session.person_id)
    key = unlock.library_keys(left.vault, keys)[0]
    assert left.readable_in(decrypted(left.vault / "library.db", key)) == set()
    assert left.readable() == {}
    vault.lock()
    assert left.readable_in(decrypted(left.vault / "library.db", key)) == set()
    assert left.readable() == {}
    assert list((left.vault / "sessions").iterdir()) == []


def test_the_export_alone_can_be_read_and_has_no_names(closed: Left) -> None:
    folders = list(closed.out.iterdir())
    assert len(folders) == 8
    assert all(re.fullmatch("coreg-[0-9a-f]{8}", folder.name) for folder in folders)
    content = b"".join(path.read_bytes() for path in closed.out.rglob("*") if path.is_file())
    assert closed.texts[PSEUDONYM] in closed.readable_in(content)
    assert {each.hex() for each in closed.payloads} & closed.readable_in(content)
    for unasked in (*closed.texts[PSEUDONYM + 1 :], str(closed.root)):
        assert traces(content, [unasked], []) == set()


def test_every_title_is_the_programs_name_and_the_dialog_keeps_no_folder(closed: Left) -> None:
    assert closed.titles == ["Coreg"]
    settings = [path.read_bytes() for path in (closed.root / "config").rglob("*") if path.is_file()]
    assert any(b"FileDialog" in each for each in settings)  # the dialog was used, and Qt wrote that it was
    assert not any(b"history" in each or b"lastVisited" in each for each in settings)
    assert [path for path in closed.files() if os.fsencode(closed.out) in path.read_bytes()] == []


def test_who_wore_which_strap_is_remembered_in_the_vault_alone(closed: Left) -> None:
    assert not (closed.vault / "straps.json").exists()
    vault = a_vault.opened(closed.vault)
    assert [vault.remembered_straps()[role].identity for role in Role] == [
        closed.texts[STRAP],
        closed.texts[OTHER_STRAP],
    ]
    vault.lock()
