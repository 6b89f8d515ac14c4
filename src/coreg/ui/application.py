"""The window as a whole: sets Qt up, opens the desk, and returns when the last window is closed.

Nothing that takes time is imported at the top: design section 6, "Start".
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from coreg.domain.errors import CoregError
from coreg.ui import fonts, wording
from coreg.ui.desk import Desk
from coreg.ui.interrupts import on_interrupt
from coreg.ui.leaving import leave

if TYPE_CHECKING:
    from coreg.session.plan import Plan
    from coreg.ui.doors import Doors
    from coreg.ui.pictures import Pictures
    from coreg.ui.review_source import ReviewSource


def run_window(
    doors: Doors,
    plan: Plan | None = None,
    *,
    pictures: Pictures | None = None,
    review: ReviewSource | None = None,
    quits_at_end: bool = False,
    text_scale: float = 1.0,
) -> int:
    """Open the start window, or go straight into a session, and return when the last window is closed.

    Parameters
    ----------
    plan
        A session to open at once.
    review
        A session to be seen as a whole, at once.
    quits_at_end
        Whether the program ends with that session: a demonstration without anybody in front of it.

    Raises
    ------
    CoregError
        With `quits_at_end`, what the session failed with.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName(wording.PRODUCT)
    QApplication.setQuitOnLastWindowClosed(False)  # one window hides before the next shows
    fonts.load_inter()
    desk = Desk(doors, text_scale, pictures, quits_at_end=quits_at_end)
    before, sys.excepthook = sys.excepthook, desk.say_failure
    try:
        with on_interrupt(leave):
            desk.open(plan)
            if review is not None:
                desk.show_review(review)
            app.exec()
    finally:
        sys.excepthook = before
        desk.close()
    if quits_at_end and desk.problem:
        raise CoregError(desk.problem)
    return 0
