"""What could leave the vault by other ways than its files (design section 7, "Leaks outside"), line by line.

Core dumps: tests/recording/test_core_dumps.py. `doctor`: tests/cli/test_doctor.py. A whole session, searched byte
by byte: tests/journeys/test_nothing_readable.py. What an export says: tests/export.
"""

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

import coreg
from coreg.recording.connection import connect, connect_to_write
from coreg.recording.door import opened
from coreg.recording.place import Place
from coreg.ui.failure_log import log_failure
from tests.recording.vault.library_samples import filled_vault, header, record

SOURCE = Path(coreg.__file__).parent
MEMORY = 2  # SQLite's number for temp_store = MEMORY


def calls(name: str) -> Iterator[tuple[str, list[str]]]:
    """Everywhere that something of this name is called: the file, and the arguments as they are written."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name:
                yield path.relative_to(SOURCE).as_posix(), [ast.unparse(each) for each in node.args]


def importers(module: str) -> list[str]:
    return sorted(
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Import) and module in [each.name for each in node.names])
        or (isinstance(node, ast.ImportFrom) and node.module == module)
    )


def test_every_window_is_called_coreg() -> None:
    titles = [title for _, (title,) in calls("setWindowTitle")]
    assert len(titles) >= 4
    assert {title.rpartition(".")[2] for title in titles} == {"PRODUCT"}
    assert [arguments[1] for _, arguments in calls("QFileDialog")] == ["wording.PRODUCT"]
    assert [*calls("QMessageBox"), *calls("QInputDialog")] == []


def test_files_are_chosen_by_one_dialog_which_forgets() -> None:
    assert [file for file, _ in calls("QFileDialog")] == ["ui/file_dialog.py"]
    others = ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory")
    assert [each for name in others for each in calls(name)] == []
    assert [file for file, _ in calls("QSettings")] == ["ui/file_dialog.py"]


def test_temporary_files_are_made_by_doctor_alone_which_asks_whether_it_can() -> None:
    assert importers("tempfile") == ["cli/doctor.py"]


def test_databases_are_opened_by_one_door_or_in_memory() -> None:
    elsewhere = [arguments for file, arguments in calls("Connection") if file != "recording/connection.py"]
    assert {arguments[0] for arguments in elsewhere} == {"':memory:'"}
    assert importers("sqlite3") == ["export/sqlite.py"]
    assert [arguments for file, arguments in calls("connect") if file == "export/sqlite.py"] == [["':memory:'"]]


@pytest.mark.parametrize("key", [None, bytes(range(32))])
def test_every_database_sorts_in_memory(tmp_path: Path, key: bytes | None) -> None:
    place = Place(tmp_path / "a.coreg", key)
    record(place, header())
    reading = connect(place.path, key, apsw.SQLITE_OPEN_READONLY)
    writing = connect_to_write(place.path, key)
    with opened(place.path, key) as tables:
        assert [each.pragma("temp_store") for each in (reading, writing, tables)] == [MEMORY] * 3
    for each in (reading, writing):
        each.close()


def test_the_library_sorts_in_memory(tmp_path: Path) -> None:
    filled = filled_vault(tmp_path / "vault")
    assert filled.vault._library.rows("PRAGMA temp_store") == [(MEMORY,)]
    filled.vault.lock()


def test_a_failure_is_logged_without_a_value_a_local_or_a_path(caplog: pytest.LogCaptureFixture) -> None:
    def fail(who: str) -> None:
        said = f"{who} can't be found in /home/{who}"
        raise KeyError(said)

    with caplog.at_level(logging.DEBUG):
        try:
            fail("Wilhelmine")
        except KeyError as failure:
            log_failure(failure)
    (line,) = caplog.messages
    assert line.startswith(f"KeyError at {__name__}:")
    assert "Wilhelmine" not in caplog.text
    assert str(Path(__file__).parent) not in line


def test_no_log_line_is_given_a_traceback_and_no_traceback_its_locals() -> None:
    source = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    words = (
        "_log.exception",
        "exc_info",
        "stack_info",
        "capture_locals",
        "print_exc",
        "format_exc",
        "import traceback",
    )
    assert [each for each in words if each in source] == []
