"""Which language the program speaks, and that English costs nothing."""

import os
import plistlib
import subprocess
import sys
from pathlib import Path

import pytest

from coreg import settings
from coreg.domain.errors import UsageError
from coreg.languages import VARIABLE, _of_mac, language_of


@pytest.mark.parametrize(
    ("environment", "chosen", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, None, "de"),
        ({"LANG": "de_CH.UTF-8", "LC_ALL": "en_GB.UTF-8"}, None, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de_AT"}, None, "de"),
        ({"LANG": "en_US.UTF-8"}, "de", "de"),
        ({"LANG": "de_DE.UTF-8"}, "en", "en"),
        ({"LANG": "de_DE.UTF-8", VARIABLE: "en"}, "de", "en"),
        ({"LANG": "C", VARIABLE: "de-AT"}, "en", "de"),
        ({"LANG": "fr_FR.UTF-8"}, None, "en"),
        ({"LANG": "C.UTF-8"}, "fr", "en"),
    ],
)
def test_what_is_asked_for_comes_first_then_what_was_chosen_then_the_system(
    environment: dict[str, str], chosen: str | None, language: str
) -> None:
    assert language_of(environment, chosen) == language


def test_a_language_there_is_none_of_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="COREG_LANGUAGE is 'tlh': Coreg speaks en, de"):
        language_of({VARIABLE: "tlh"})


def test_a_mac_says_it_in_its_preferences(tmp_path: Path) -> None:
    preferences = tmp_path / "preferences.plist"
    preferences.write_bytes(plistlib.dumps({"AppleLanguages": ["de-AT", "en-GB"]}, fmt=plistlib.FMT_BINARY))
    assert _of_mac(preferences) == ["de-AT", "en-GB"]
    assert _of_mac(tmp_path / "missing.plist") == []
    preferences.write_bytes(b"not a property list")
    assert _of_mac(preferences) == []


def test_the_chosen_language_is_remembered_beside_what_else_the_window_remembers(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    assert settings.language(file) is None
    settings.set_lock_after_min(file, 20)
    settings.set_language(file, "de")
    assert (settings.language(file), settings.lock_after_min(file)) == ("de", 20)


def ran(code: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout.strip()


def test_a_command_speaks_what_was_chosen_for_its_folder(tmp_path: Path) -> None:
    settings.set_language(tmp_path / "window.json", "de")
    code = (
        "import os; del os.environ['COREG_LANGUAGE']; import sys; from coreg.cli import run; "
        f"sys.argv = ['coreg', '--data', {str(tmp_path)!r}, 'replay', 'missing.coreg']; "
        "sys.stderr = sys.stdout; run()"
    )
    assert ran(code, LANG="C") == "coreg: missing.coreg gibt es nicht."


def test_english_reads_no_catalogue_and_loads_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); from coreg.languages import begin; begin(); import coreg.ui.wording"
    )
    code += "; print('gettext' in sys.modules, 'locale' in sys.modules, coreg.ui.wording.READY)"
    assert ran(code, COREG_LANGUAGE="en") == "False False Ready"


def test_constants_are_said_in_the_language_too() -> None:
    code = "from coreg.languages import begin; begin(); from coreg.ui import session_wording as w, wording as v"
    code += "; print(v.READY, '|', w.NOT_COMPARED)"
    assert ran(code, COREG_LANGUAGE="de") == "Bereit | Heute kein Vergleich"
