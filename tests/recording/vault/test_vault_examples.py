"""The worked examples in the docstrings are true."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("module", ["wrap", "kdf", "passphrase", "recovery_code", "strength"])
def test_docstring_examples_of_the_vault(module):
    failed, tried = doctest.testmod(importlib.import_module(f"coreg.recording.vault.{module}"))
    assert tried > 0
    assert failed == 0
