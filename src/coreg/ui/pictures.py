"""Pictures of a window, taken as the session's clock reaches their times."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures to take of the therapist's window: a name for each time on the session's clock, and where they go.

    The first snapshot at or after the time is the one that is seen; a time that never comes gives no picture.
    """

    folder: Path
    at_s: dict[str, float]


class PictureTaker:
    """Takes each picture once."""

    def __init__(self, pictures: Pictures) -> None:
        self._folder = pictures.folder
        self._untaken = dict(pictures.at_s)

    def take(self, window: QWidget, t_s: float) -> None:
        """Take what is due at `t_s`."""
        for name in [name for name, at_s in self._untaken.items() if at_s <= t_s]:
            del self._untaken[name]
            self._folder.mkdir(parents=True, exist_ok=True)
            QApplication.sendPostedEvents()  # a text that grew has asked for a new layout: have it done
            window.grab().save(str(self._folder / f"{name}.png"))
