"""A session that was cut off: one sentence, and one key each to go on with it or to end it there."""

from PySide6.QtCore import Qt, Signal

from coreg.domain.cut_off import CutOff
from coreg.ui.buttons import KeyButton
from coreg.ui.vault import cut_off_wording, wording
from coreg.ui.vault.page import ColumnPage

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class CutOffPage(ColumnPage):
    """Asks about one session: `resume_asked()` or `end_asked()`; back leaves it as it is."""

    resume_asked = Signal()
    end_asked = Signal()

    def __init__(self, cut_off: CutOff) -> None:
        resume = KeyButton(cut_off_wording.RESUME, cut_off_wording.RESUME_KEY, is_main=True)
        super().__init__(wording.SECTION, cut_off_wording.sentence(cut_off), resume if cut_off.may_resume else None)
        self.end_there = self.dress(KeyButton(cut_off_wording.END_THERE, cut_off_wording.END_KEY))
        if cut_off.who:
            self.column.addWidget(self.words(cut_off_wording.whose(cut_off)))
        for line in cut_off_wording.what_happens(cut_off):
            self.column.addWidget(self.words(line, is_muted=True))
        self.finish(self.end_there)
        self.back.show_words(cut_off_wording.LATER, is_main=False)
        self.back.setAccessibleName(cut_off_wording.LATER)
        self.add_key(_NO_MODIFIER, Qt.Key.Key_E, self.end_there)
        self.end_there.clicked.connect(self._ask_end)
        if self.main is not None:
            self.add_key(_NO_MODIFIER, Qt.Key.Key_R, self.main)
            self.main.clicked.connect(self._ask_resume)
        else:
            resume.deleteLater()

    def _ask_resume(self) -> None:
        if not self.is_busy:
            self.resume_asked.emit()

    def _ask_end(self) -> None:
        if not self.is_busy:
            self.end_asked.emit()
