"""The straps that were worn when a recording last began: in the library, by whose session it was."""

from pathlib import Path

from coreg.domain.person import Role
from coreg.domain.strap import RememberedStrap, Strap
from coreg.recording.vault.library import OpenVault
from tests.recording.vault.library_samples import STRAP, filled_vault

WORN = {Role.CLIENT: Strap(STRAP, "Polar H10", 2.6, 80, True), Role.THERAPIST: Strap("A0:9E:1A:00:09:A3")}
REMEMBERED = {
    Role.CLIENT: RememberedStrap(STRAP, "Polar H10"),
    Role.THERAPIST: RememberedStrap("A0:9E:1A:00:09:A3", None),
}


def test_they_are_remembered_when_the_vault_is_opened_again(tmp_path: Path) -> None:
    filled = filled_vault(tmp_path / "vault")
    assert filled.vault.remembered_straps() == {}
    filled.vault.remember_straps(filled.client, WORN)
    filled.vault.lock()
    vault = OpenVault(tmp_path / "vault", filled.keys)
    assert vault.remembered_straps() == REMEMBERED
    assert vault.verify() == []
    vault.lock()


def test_they_are_forgotten_with_the_client_whose_session_it_was_and_with_nobody_else(tmp_path: Path) -> None:
    filled = filled_vault(tmp_path / "vault")
    filled.vault.remember_straps(filled.client, WORN)
    filled.vault.forget(filled.other)
    assert filled.vault.remembered_straps() == REMEMBERED
    filled.vault.forget(filled.client)
    assert filled.vault.remembered_straps() == {}
    filled.vault.lock()
