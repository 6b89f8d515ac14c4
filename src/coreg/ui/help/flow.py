"""Leads from the start to the help and back; prints it, and the sheet for the client."""

from PySide6.QtCore import QObject

from coreg.ui import client_sheet
from coreg.ui.follow import follow
from coreg.ui.help import text, wording
from coreg.ui.help.page import HelpPage
from coreg.ui.start_window import StartWindow
from coreg.ui.theme import Look
from coreg.ui.vault.window import VaultWindow


class HelpFlow(QObject):
    """Opens the page in the start's place."""

    def __init__(self, start: StartWindow) -> None:
        super().__init__()
        self._start = start
        self.window: VaultWindow | None = None

    def enter(self, look: Look) -> None:
        """Show the page."""
        page = HelpPage()
        page.back_asked.connect(self._leave)
        page.print_asked.connect(self._print)
        page.sheet_asked.connect(self._print_sheet)
        self.window = VaultWindow(look)
        self.window.close_asked.connect(self._leave)
        self.window.turn_to(page)
        follow(self._start, self.window)
        page.setFocus()

    def close(self) -> None:
        """Let the page go."""
        window, self.window = self.window, None
        if window is not None:
            window.may_close = True
            window.close()
            window.deleteLater()

    def _leave(self) -> None:
        if self.window is not None:
            follow(self.window, self._start)
            self.close()

    def _print(self) -> None:
        self._say(is_printed=client_sheet.print_document(self.window, text.document(), wording.TITLE))

    def _print_sheet(self) -> None:
        self._say(is_printed=client_sheet.print_sheet(self.window))

    def _say(self, *, is_printed: bool) -> None:
        if self.window is not None and self.window.page is not None:
            self.window.page.say_doing("" if is_printed else wording.NOT_PRINTED)
