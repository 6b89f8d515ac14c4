"""Any bytes in the place of a library, its seal or a sidecar give a VaultError or a finding, and quickly."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coreg.domain.errors import VaultError
from coreg.recording.vault.finding import Finding, Thing, Wrong
from coreg.recording.vault.keys import Context, Keys
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.sidecar import read_sidecar
from tests.recording.vault.library_samples import Filled, copied_vault

KEYS = Keys("0f" * 16, bytes(range(32)))


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    made = copied_vault(tmp_path_factory.mktemp("hostile") / "vault")
    made.vault.lock()
    return made


@given(content=st.binary(max_size=9000))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_as_a_library_are_refused_in_words(locked: Filled, content: bytes) -> None:
    path = locked.vault.folder / "library.db"
    kept = path.read_bytes()
    path.write_bytes(content)
    try:
        with pytest.raises(VaultError, match=r"library\.db"):
            OpenVault(locked.vault.folder, locked.keys)
    finally:
        path.write_bytes(kept)
        for log in path.parent.glob("library.db-*"):
            log.unlink()


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + bytes(4080), b"", bytes(70_000)])
def test_a_plain_or_empty_database_is_no_library(locked: Filled, tmp_path: Path, content: bytes) -> None:
    shutil.copytree(locked.vault.folder, tmp_path / "vault")
    (tmp_path / "vault" / "library.db").write_bytes(content)
    with pytest.raises(VaultError):
        OpenVault(tmp_path / "vault", locked.keys)


@given(content=st.binary(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_as_a_seal_are_noticed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.key"
    path.write_bytes(content)
    with pytest.raises(VaultError):
        read_sidecar(path, KEYS)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(said=st.dictionaries(st.sampled_from(["format", "person", "session", "wraps", "consent"]), json_values))
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_sidecar_of_the_right_key_that_says_anything_else_is_refused(tmp_path: Path, said: object) -> None:

    path = tmp_path / "a.key"
    path.write_bytes(KEYS.wrap(json.dumps(said).encode(), Context.WRAP, "sidecar", "a"))
    with pytest.raises(VaultError):
        read_sidecar(path, KEYS)


@pytest.mark.parametrize("text", [b"[" * 50_000, b"{", b"\xff", b'{"format": "coreg.sidecar/2"}', b"1e999"])
def test_a_sidecar_that_is_deep_or_broken_is_refused(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "a.key"
    path.write_bytes(KEYS.wrap(text, Context.WRAP, "sidecar", "a"))
    with pytest.raises(VaultError):
        read_sidecar(path, KEYS)


def test_a_huge_sidecar_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(VaultError, match="isn't a sidecar"):
        read_sidecar(path, KEYS)


def test_a_folder_in_the_place_of_a_file_is_said(locked: Filled, tmp_path: Path) -> None:
    shutil.copytree(locked.vault.folder, tmp_path / "vault")
    for name in ("library.seal", "library.db"):
        (tmp_path / "vault" / name).unlink()
        (tmp_path / "vault" / name).mkdir()
    with pytest.raises(VaultError):
        OpenVault(tmp_path / "vault", locked.keys)


def test_a_changed_recovery_lock_is_named_though_the_passphrase_opens_the_vault(
    locked: Filled, tmp_path: Path
) -> None:
    shutil.copytree(locked.vault.folder, tmp_path / "vault")
    path = tmp_path / "vault" / "vault.toml"
    before, _, recovery = path.read_text().partition("[recovery]")
    path.write_text(before + "[recovery]" + recovery.replace("passes = 3", "passes = 4", 1))
    vault = OpenVault(tmp_path / "vault", locked.keys)
    assert vault.verify() == [Finding(None, "vault.toml", Wrong.CHANGED, "vault.toml")]
    vault.lock()


def test_strangers_in_the_sessions_folder_are_named(locked: Filled, tmp_path: Path) -> None:
    shutil.copytree(locked.vault.folder, tmp_path / "vault")
    sessions = tmp_path / "vault" / "sessions"
    (sessions / "deadbeef.key").write_bytes(b"nothing")
    (sessions / "deadbeef.coreg").mkdir()
    vault = OpenVault(tmp_path / "vault", locked.keys)
    found = vault.verify()
    vault.lock()
    assert {(each.thing, each.wrong, each.file_name) for each in found} == {
        (Thing.FILE.value, Wrong.UNKNOWN, "deadbeef.coreg"),
        (Thing.FILE.value, Wrong.UNKNOWN, "deadbeef.key"),
    }
