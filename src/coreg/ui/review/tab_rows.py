"""The buttons that switch between pages, in as many rows as they need: none is cut short."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coreg.ui.review.tab_button import TabButton
from coreg.ui.theme import Look

_BETWEEN_PX = 4


class TabRows(QWidget):
    """Lays its buttons out itself, like words in a paragraph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs: list[TabButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, button: TabButton, *, is_seen: bool = True) -> None:
        """Put another at the end."""
        button.setParent(self)
        self.tabs.append(button)
        button.setVisible(is_seen)
        self._arrange()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for button in self.tabs:
            button.set_look(look)
        self._arrange()

    def heightForWidth(self, width: int) -> int:
        """Return room for every row."""
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """Return the same for the width it has."""
        return QSize(200, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return what one button takes."""
        widest = max((button.sizeHint().width() for button in self.tabs), default=0)
        return QSize(widest, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        for button, place in self._places(self.width()):
            button.setGeometry(place)
        height = self.heightForWidth(self.width())
        if height != self.height():
            self.setFixedHeight(height)
        self.updateGeometry()

    def _places(self, width: int) -> Iterator[tuple[TabButton, QRect]]:
        left = top = 0
        for button in self.tabs:
            if button.isHidden():
                continue
            size = button.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + size.height()
            yield button, QRect(left, top, size.width(), size.height())
            left += size.width() + _BETWEEN_PX
