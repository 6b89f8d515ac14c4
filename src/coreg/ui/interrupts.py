"""Ctrl-C and the system's request to end while Qt's loop runs: the signal wakes Qt by a socket.

Qt's loop runs no Python while nothing happens, so that a Python signal handler alone would wait for the next event.
"""

import contextlib
import signal
import socket
from collections.abc import Callable, Iterator

from PySide6.QtCore import QSocketNotifier


@contextlib.contextmanager
def on_interrupt(leave: Callable[[], None]) -> Iterator[None]:
    """Call `leave` on Qt's thread when the process is asked to end. Only the main thread may ask for this."""
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)

    def wake() -> None:
        with contextlib.suppress(BlockingIOError):
            reader.recv(64)
        leave()

    notifier.activated.connect(wake)
    before = {number: signal.signal(number, _take_note) for number in (signal.SIGINT, signal.SIGTERM)}
    before_fd = signal.set_wakeup_fd(writer.fileno())
    try:
        yield
    finally:
        signal.set_wakeup_fd(before_fd)
        for number, handler in before.items():
            signal.signal(number, handler)
        notifier.setEnabled(False)
        reader.close()
        writer.close()


def _take_note(number: int, frame: object) -> None:
    """Do nothing: the wake-up socket tells Qt."""
