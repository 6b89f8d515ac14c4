"""The recovery code: shown once in large type, then typed back from the paper. It never touches the clipboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.fonts import STRONG, font_of_px
from coreg.ui.printed_keys import printed
from coreg.ui.theme import Look
from coreg.ui.vault import wording
from coreg.ui.vault.page import ColumnPage
from coreg.ui.words import Words

_CODE_PX = 34
_IN_A_ROW = 4  # of seven groups


class CodePage(ColumnPage):
    """Two steps: the code in large type, and a line to type it back.

    Signals: `print_asked(str)`, `typed_back(str)` with what was typed; who knows compares it and calls `refuse`.
    """

    print_asked = Signal(str)
    typed_back = Signal(str)

    def __init__(self, code: str) -> None:
        main = KeyButton(wording.WRITTEN_DOWN, wording.ENTER_KEY, is_main=True)
        super().__init__(wording.SECTION, wording.WRITE_DOWN, main)
        self._code = code
        self.is_retyping = False
        self.how = self.words(wording.WHAT_THE_CODE_IS)
        self.code = self.dress(CodeWords(code))
        self.field = self.dress(Field(wording.CODE))
        self.print = self.dress(KeyButton(wording.PRINT))
        self.again = self.dress(KeyButton(wording.SHOW_AGAIN))
        self.field.line.close_clipboard()
        self.column.addWidget(self.how)
        self.card(self.code, self.field)
        self.finish(self.again, self.print)
        self.back.hide()  # the vault is made: there is nothing to go back to
        main.clicked.connect(self._go_on)
        self.print.clicked.connect(self._print)
        self.again.clicked.connect(self.show_code)
        self.show_code()

    @property
    def first(self) -> QWidget:
        """The page itself: Enter goes on."""
        return self.field.line if self.is_retyping else self

    def show_code(self) -> None:
        """Show the code in large type."""
        self._turn(is_retyping=False)

    def refuse(self, problem: str) -> None:
        """Say that what was typed isn't the code."""
        super().refuse(problem)
        self.field.line.setFocus()

    def _turn(self, *, is_retyping: bool) -> None:
        self.is_retyping = is_retyping
        self.say_problem("")
        self.title.say(wording.RETYPE if is_retyping else wording.WRITE_DOWN)
        self.how.say(wording.RETYPE_HOW if is_retyping else wording.WHAT_THE_CODE_IS)
        for part, is_seen in (
            (self.code, not is_retyping),
            (self.print, not is_retyping),
            (self.field, is_retyping),
            (self.again, is_retyping),
        ):
            part.setVisible(is_seen)
        if self.main is not None:
            self.main.show_words(wording.CODE_DONE if is_retyping else wording.WRITTEN_DOWN, is_main=True)
            self.main.setAccessibleName(f"{self.main.text()}, {printed(wording.ENTER_KEY)}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_retyping else Qt.FocusPolicy.ClickFocus)
        if is_retyping:
            self.field.clear()
            self.field.line.setFocus()
        else:
            self.setFocus()

    def _go_on(self) -> None:
        if self.is_busy:
            return
        if self.is_retyping:
            self.typed_back.emit(self.field.text)
        else:
            self._turn(is_retyping=True)

    def _print(self) -> None:
        self.print_asked.emit(self._code)


class CodeWords(QWidget):
    """The code's groups in columns under each other; nothing of it can be selected."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.groups = [_Group(group) for group in code.replace("-", " ").split()]
        self.setAccessibleName(wording.spoken_code(code))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(36)
        grid.setVerticalSpacing(12)
        for place, group in enumerate(self.groups):
            grid.addWidget(group, place // _IN_A_ROW, place % _IN_A_ROW)
        grid.setColumnStretch(_IN_A_ROW, 1)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for group in self.groups:
            group.set_look(look)


class _Group(Words):
    """Four large letters; the zero has its stroke, so that nobody writes an O."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "state", "text", STRONG)
        self.setAccessibleName(" ".join(text))
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def _dress(self) -> None:
        super()._dress()
        letters = QFont(font_of_px(self._look.px(_CODE_PX), STRONG))
        letters.setFeature(QFont.Tag("zero"), 1)
        self.setFont(letters)
        self._fix_size()
