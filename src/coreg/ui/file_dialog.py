"""A dialog for a file or folder that leaves no trace of where one has been (design section 7, leaks outside).

It is Qt's own and not the system's, which may note what was chosen among the recent files. Qt's keeps a history
too, which it writes when the dialog is destroyed and not before: then it is cleared.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from coreg.ui import wording

_TRACES = ("history", "lastVisited")


def choose(
    parent: QWidget, what: str, start: Path, take: Callable[[str], None], file_filter: str = ""
) -> QFileDialog:
    """Show the dialog over `parent`; `take` is called with the path, and nothing where it is left.

    Parameters
    ----------
    what
        What is to be chosen; said to who listens to the screen. The title is the program's name alone.
    file_filter
        Which files can be chosen; a folder is, where it is empty.
    """
    dialog = QFileDialog(parent, wording.PRODUCT, str(start))
    dialog.setAccessibleName(what)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile if file_filter else QFileDialog.FileMode.Directory)
    if file_filter:
        dialog.setNameFilter(file_filter)
    dialog.fileSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.destroyed.connect(forget_where_one_has_been)
    dialog.open()
    return dialog


def forget_where_one_has_been() -> None:
    """Clear what Qt keeps for the file dialogs of every program."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    for trace in _TRACES:
        settings.remove(f"FileDialog/{trace}")
    settings.sync()
