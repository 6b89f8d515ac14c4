"""Notices that nobody types, clicks or moves the mouse: `idle()` after so many minutes, once.

It looks at what reaches our windows, not at every event of the program: a filter on the application would run for
each paint of each widget.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_MS_PER_MIN = 60_000
_BY_A_PERSON = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Counts while it is on."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)

    @property
    def is_on(self) -> bool:
        """Whether it counts."""
        return self._timer.isActive()

    def begin(self, minutes: float) -> None:
        """Count anew from now."""
        self._timer.start(round(minutes * _MS_PER_MIN))

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def watch(self, window: QWidget) -> None:
        """Look at what reaches this window; it must have been shown."""
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin anew whenever a person does something; take nothing away from anybody."""
        if event.type() in _BY_A_PERSON and self._timer.isActive():
            self._timer.start()
        return False
