"""The language that a command, or the window, speaks: settled before any screen is imported."""

from pathlib import Path

from coreg.languages import begin
from coreg.settings import data_folder, language


def begin_language(data: Path | None) -> None:
    """Speak what was asked for or chosen, else the system's language."""
    begin(language(data_folder(data) / "window.json"))
