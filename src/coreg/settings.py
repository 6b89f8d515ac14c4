"""Where Coreg keeps what it writes, and what the user may change about that."""

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "COREG_HOME"


def data_folder(override: Path | None = None) -> Path:
    """Return the folder for everything Coreg writes: `override`, else $COREG_HOME, else the system's own place."""
    if override is not None:
        return override
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else Path(platformdirs.user_data_dir("Coreg", appauthor=False))


def recordings_folder(override: Path | None = None) -> Path:
    """Return the folder that the window writes its session files to (it need not exist yet)."""
    return data_folder(override) / "sessions"
