"""Each client's band as it was last set: in the library, offered again, and forgotten with the client."""

from pathlib import Path

from coreg.domain.band import Band
from coreg.recording.vault.keeper import PersonKeeper
from coreg.recording.vault.library import OpenVault
from tests.recording.vault.library_samples import filled_vault

FIRST = Band(60.0, 80.0, 2.5, 4.0, "2026-03-01T09:30:00+00:00", "Tuesdays")
SECOND = Band(58.0, 84.0, 2.4, 4.1, "2026-03-08T09:30:00+00:00", "since March")


def test_the_newest_is_there_with_its_name_when_the_vault_is_opened_again(tmp_path: Path) -> None:
    filled = filled_vault(tmp_path / "vault")
    assert PersonKeeper(filled.vault, filled.client).earlier_band() is None
    for band in (FIRST, SECOND):
        PersonKeeper(filled.vault, filled.client).keep_band(band)
    filled.vault.lock()
    vault = OpenVault(tmp_path / "vault", filled.keys)
    assert PersonKeeper(vault, filled.client).earlier_band() == SECOND
    assert PersonKeeper(vault, filled.other).earlier_band() is None
    assert vault.verify() == []
    vault.lock()


def test_it_is_forgotten_with_its_client_and_with_nobody_else(tmp_path: Path) -> None:
    filled = filled_vault(tmp_path / "vault")
    filled.vault.keep_band(filled.client, FIRST)
    filled.vault.forget(filled.other)
    assert filled.vault.band_of(filled.client) == FIRST
    filled.vault.forget(filled.client)
    assert filled.vault.band_of(filled.client) is None
    filled.vault.lock()
