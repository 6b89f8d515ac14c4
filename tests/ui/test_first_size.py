"""The first window is never larger than its screen with a frame around it: its foot isn't cut off."""

import pytest
from PySide6.QtCore import QRect

from coreg.ui.first_size import AS_DRAWN_PX, FRAME_PX, fitted


@pytest.mark.parametrize("screen", [(1280, 800), (1366, 728), (1024, 640), (1280, 720)])
def test_on_a_small_screen_it_leaves_room_for_its_frame(screen: tuple[int, int]) -> None:
    size = fitted(QRect(0, 0, *screen))
    assert size.width() + FRAME_PX.width() <= screen[0]
    assert size.height() + FRAME_PX.height() <= screen[1]


def test_on_a_large_screen_it_is_as_drawn() -> None:
    assert fitted(QRect(0, 0, 1920, 1040)) == AS_DRAWN_PX
    assert fitted(QRect(0, 0, 3840, 2160)) == AS_DRAWN_PX
