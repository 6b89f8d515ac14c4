"""What can lie over the therapist's window: the cover, the card of keys, the help. Keys go on acting beneath."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from coreg.domain.session_settings import SessionSettings
from coreg.ui.help.panel import HelpPanel
from coreg.ui.key_table import View
from coreg.ui.theme import Look
from coreg.ui.therapist.cover import Cover
from coreg.ui.therapist.key_sheet import KeySheet

_EDGE_PX = 16


class Overlays:
    """Holds the three, and where they lie."""

    def __init__(self, window: QWidget, settings: SessionSettings) -> None:
        self._window = window
        self.cover = Cover(window)
        self.key_sheet = KeySheet(settings.profile, settings.remapped, window)
        self.help = HelpPanel(window)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for part in (self.cover, self.key_sheet, self.help):
            part.set_look(look)

    def lie_between(self, bar: QWidget, strip: QWidget) -> None:
        """Lie over the whole window; the help between the top bar and the strip, to leave the set's clock."""
        top, bottom = bar.geometry().bottom(), strip.geometry().top()
        self.cover.setGeometry(self._window.rect())
        self.key_sheet.setGeometry(self._window.rect())
        self.help.setGeometry(QRect(_EDGE_PX, top, self._window.width() - 2 * _EDGE_PX, bottom - top))

    def turn(self, view: View) -> bool:
        """Show or take away what a key asks for; False where it asks for something else."""
        if view is View.HIDE_CONTENT:
            self.cover.cover(not self.cover.isVisibleTo(self._window))
        elif view is View.SHOW_KEYS:
            self.key_sheet.turn()
        elif view is View.SHOW_HELP:
            self.help.turn()
        else:
            return False
        return True

    def escape(self) -> bool:
        """Take away what Escape takes away, never the cover; False where nothing of it is there."""
        if self.key_sheet.isVisibleTo(self._window):
            self.key_sheet.turn()
        elif self.help.isVisibleTo(self._window):
            self.help.hide()
        else:
            return False
        return True

    def scroll(self, key: Qt.Key) -> bool:
        """Scroll the help by a key that nothing else takes."""
        return self.help.scroll_by(key)
