"""Modules are imported behind the window, and Python is as before afterwards."""

import gc
import sys

import pytest
from PySide6.QtWidgets import QApplication

from coreg.ui.loading import Loading
from tests.ui.conftest import wait_for


def test_what_is_needed_later_is_imported_and_told_of(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    told: list[bool] = []
    loading = Loading(("colorsys",))
    loading.done.connect(lambda: told.append(True))
    loading.start()
    assert wait_for(app, lambda: bool(told))
    assert "colorsys" in sys.modules
    loading.settle()


def test_an_import_that_fails_is_raised_on_qts_thread(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, failure, trace: raised.append(failure))
    loading = Loading(("coreg.no_such_room",))
    loading.start()
    assert wait_for(app, lambda: bool(raised))
    assert isinstance(raised[0], ModuleNotFoundError)
    loading.settle()


def test_turns_and_collections_are_as_before_once_settled(app: QApplication) -> None:
    before = sys.getswitchinterval(), gc.get_threshold()
    loading = Loading(())
    loading.start()
    assert sys.getswitchinterval() < before[0]
    assert gc.get_threshold()[2] > before[1][2]
    loading.settle()
    assert (sys.getswitchinterval(), gc.get_threshold()) == before
