"""The worked examples in the docstrings are true."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("module", ["series", "lanes", "person", "together_live"])
def test_docstring_examples(module):
    failed, tried = doctest.testmod(importlib.import_module(f"coreg.readings.{module}"))
    assert tried > 0
    assert failed == 0
