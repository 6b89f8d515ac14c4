"""One of a few, stepped through in place: arrow keys or a click change it, Enter asks for what it stands for."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coreg.ui.fonts import MEDIUM, font
from coreg.ui.sheet import RING_PX, TARGET_PX
from coreg.ui.theme import Look

_ARROW_PX = 32
_BACK, _ON = "‹", "›"
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Stepper(QWidget):
    """Nothing is done before it is asked for. `changed(str)` with what is chosen, `entered()` on Enter."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._name = name
        self._choices: tuple[tuple[str, str], ...] = ()
        self._nth = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        """Offer these, each an id and its words; what was chosen stays so where it still is there."""
        wanted = chosen if chosen is not None else self.chosen
        self._choices = tuple(choices)
        ids = [each for each, _ in self._choices]
        self._nth = ids.index(wanted) if wanted in ids else 0
        self._name_itself()

    @property
    def chosen(self) -> str:
        """The id of what is chosen; empty where nothing is offered."""
        return self._choices[self._nth][0] if self._choices else ""

    @property
    def words(self) -> str:
        """What it reads."""
        return self._choices[self._nth][1] if self._choices else ""

    def choose(self, chosen: str) -> None:
        """Choose this one."""
        self._turn_to([each for each, _ in self._choices].index(chosen))

    def sizeHint(self) -> QSize:
        """Return room for the widest."""
        metrics = QFontMetricsF(font(self._look, "body", MEDIUM))
        widest = max((metrics.horizontalAdvance(words) for _, words in self._choices), default=0.0)
        return QSize(round(widest) + 2 * _ARROW_PX + 8, max(TARGET_PX, self._look.px(TARGET_PX)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: words are never cut short."""
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Step back at the left, on everywhere else."""
        self._step(-1 if event.position().x() < _ARROW_PX else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows; leave every other key to the window."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _KEYS and modifiers == Qt.KeyboardModifier.NoModifier:
            self._step(_KEYS[key])
        elif key in _ENTER:
            self.entered.emit()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge, the two arrows and the words."""
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        edge = QPen(QColor(colours.client), RING_PX) if self.hasFocus() else QPen(QColor(colours.control_edge), 1)
        painter.setPen(edge)
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(area, 6, 6)
        painter.setFont(font(self._look, "body", MEDIUM))
        painter.setPen(QColor(colours.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.words)
        painter.setPen(QColor(colours.muted_text))
        sides = (QRectF(area), QRectF(area))
        sides[0].setWidth(_ARROW_PX)
        sides[1].setLeft(area.right() - _ARROW_PX)
        for side, arrow in zip(sides, (_BACK, _ON), strict=True):
            painter.drawText(side, Qt.AlignmentFlag.AlignCenter, arrow)
        painter.end()

    def _step(self, by: int) -> None:
        if self._choices:
            self._turn_to((self._nth + by) % len(self._choices))

    def _turn_to(self, nth: int) -> None:
        if nth != self._nth:
            self._nth = nth
            self._name_itself()
            self.changed.emit(self.chosen)

    def _name_itself(self) -> None:
        self.setAccessibleName(f"{self._name}: {self.words}")
        self.updateGeometry()
        self.update()
