"""How long the client's window takes for one frame of the pacer, with the wave, at full size; off-screen."""

import math
import os
import time
from typing import TYPE_CHECKING

from benchmarks.table import print_table, quantile

if TYPE_CHECKING:
    from coreg.domain.client_picture import ClientPicture

_N_FRAMES, _FRAME_S = 900, 1 / 60
_SIZES_PX = ((1280, 800), (1920, 1080), (3840, 2160))


def run(n_frames: int = _N_FRAMES, sizes_px: tuple[tuple[int, int], ...] = _SIZES_PX) -> None:
    """Print frame times of the disc alone and of the disc with the wave, dark and light."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows = [
        (f"{width} × {height}", "light" if is_light else "dark", "and wave" if shows_wave else "disc", *times)
        for width, height in sizes_px
        for is_light in (False, True)
        for shows_wave in (False, True)
        for times in [_figures(frames_ms(n_frames, width, height, is_light=is_light, shows_wave=shows_wave))]
    ]
    print_table(
        ("the client's window, ms a frame", "", "", "p50", "p99", "longest", "of a core at 60 a second"), rows
    )


def frames_ms(n_frames: int, width: int, height: int, *, is_light: bool, shows_wave: bool) -> list[float]:
    """Play the pacer frame by frame and return how long each took: moving it, and painting what has changed."""
    from PySide6.QtWidgets import QApplication

    from coreg.domain.client_window import ClientWindowSettings
    from coreg.ui import fonts
    from coreg.ui.client.window import ClientWindow

    app = QApplication.instance() or QApplication([])
    fonts.load_inter()
    clock = [0.0]
    settings = ClientWindowSettings(is_dark=not is_light, shows_wave=shows_wave)
    window = ClientWindow(settings, is_full=True, now_s=lambda: clock[0])
    window.resize(width, height)
    window.show()
    app.processEvents()
    taken = []
    for frame in range(n_frames):
        clock[0] += _FRAME_S
        if frame % 2 == 0:
            window.show_picture(_picture(100.0 + clock[0]), 100.0 + clock[0], is_simulated=False)
        began = time.thread_time()  # the processor's own time: a frame waits for nothing
        window.advance()
        app.sendPostedEvents()  # paints; the window's own timer doesn't come between
        taken.append((time.thread_time() - began) * 1e3)
    window.close()
    window.deleteLater()
    return taken[60:]


def _picture(t_s: float) -> "ClientPicture":
    from coreg.domain.client_picture import ClientPicture
    from coreg.domain.stage import ClientScreen, Pacer

    beats = [math.floor(t_s - 2.0) - 0.8 * beat for beat in range(38)]
    wave = tuple((at_s, 0.7 * math.sin(at_s * 2 * math.pi / 10)) for at_s in reversed(beats))
    return ClientPicture(ClientScreen.PACER, None, 0.7, wave, True, Pacer(started_s=100.0))


def _figures(taken_ms: list[float]) -> tuple[str, ...]:
    p50, p99 = quantile(taken_ms, 0.5), quantile(taken_ms, 0.99)
    mean_ms = sum(taken_ms) / len(taken_ms)
    return f"{p50:.1f}", f"{p99:.1f}", f"{max(taken_ms):.1f}", f"{100 * mean_ms / 1000 * 60:.0f} %"
