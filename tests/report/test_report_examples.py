"""The worked examples in the docstrings are true."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("module", ["figures", "pdf", "reasons", "svg", "wording"])
def test_docstring_examples(module: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"coreg.report.{module}"))
    assert tried > 0
    assert failed == 0
