"""A vault with the least work that is allowed: made once, and copied for every test that wants one."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.unlock import create

PASSPHRASE = "seven quiet herons at dusk"


@dataclass(frozen=True)
class Made:
    """A vault, and what opens it."""

    folder: Path
    keys: Keys
    code: str
    passphrase: str = PASSPHRASE


@pytest.fixture(scope="session")
def vault_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made") / "vault"
    keys, code = create(folder, PASSPHRASE, FLOOR)
    return Made(folder, keys, code)


@pytest.fixture
def made(vault_once: Made, tmp_path: Path) -> Made:
    folder = tmp_path / "vault"
    shutil.copytree(vault_once.folder, folder)
    return Made(folder, vault_once.keys, vault_once.code)
