"""What is said of a session afterwards: ticks of the day, and which targets are complete."""

from PySide6.QtWidgets import QWidget

from coreg.domain.course import CourseSession
from coreg.ui.day_ticks import DayTicks
from coreg.ui.vault import course_wording as wording
from coreg.ui.vault.page import ColumnPage


class DayPage(ColumnPage):
    """Shows what was said so far; what changes is told by `ticks`."""

    def __init__(self, title: str, session: CourseSession) -> None:
        super().__init__(title, wording.DAY_TITLE)
        self.session_id = session.session_id
        self.ticks = self.dress(DayTicks())
        rated = {rating.target for rating in session.ratings if rating.target is not None}
        self.ticks.show_said(
            session.context, sorted(rated | set(session.complete_targets)), session.complete_targets
        )
        self.card(self.ticks)
        self.finish()

    @property
    def first(self) -> QWidget:
        """The first tick."""
        return next(iter(self.ticks.boxes.values()))
