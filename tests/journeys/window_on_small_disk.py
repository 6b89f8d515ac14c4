"""The real window, off-screen, recording on a disk of its own that has trouble; run by test_window_disk_trouble.

Arguments: `full` or `gone`; the disk's mount point, an empty folder beside it, a folder for pictures. Prints a line
for each thing that was seen on the screen, as it was seen there.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.recording.place import Place
from coreg.ui import fonts
from coreg.ui.desk import Desk
from coreg.ui.therapist.window import TherapistWindow

_ROOM_BYTES = 150_000
_LIMIT_S = 60


class Journey:
    """What a therapist does, and what there is to be seen."""

    def __init__(self, disk: Path, pictures: Path) -> None:
        self.disk, self.pictures = disk, pictures
        self.app = QApplication([])
        fonts.load_inter()
        self.desk = Desk(house.doors(disk / "sessions"), 1.0, None, quits_at_end=False)
        plan = house.simulated_plan(speed=6.0, seed=1, duration_s=None, place=Place(disk / "s.coreg"))
        self.desk.open(plan)
        self.until(lambda: self.desk.therapist is not None, "a session")

    @property
    def window(self) -> TherapistWindow:
        assert self.desk.therapist is not None
        return self.desk.therapist

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        limit = QDeadlineTimer(_LIMIT_S * 1000)
        while not is_so():
            if limit.hasExpired():
                sys.exit(f"never seen: {what}")
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    def until_saving(self, words: str) -> None:
        self.until(lambda: self.window.top_bar.saving.text() == words, words)
        self.say(words)

    def until_notice(self, start: str) -> None:
        self.until(lambda: self.window.notice.isVisible() and self.window.notice.text().startswith(start), start)
        self.say(self.window.notice.text())

    def say(self, words: str) -> None:
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()

    def picture(self, name: str) -> None:
        for _ in range(3):  # layouts first, then paints
            self.app.sendPostedEvents()
            self.app.processEvents()
        self.window.grab().save(str(self.pictures / f"{name}.png"))

    def fill_up(self) -> None:
        with (self.disk / "ballast").open("wb", buffering=0) as file:
            file.write(bytes(shutil.disk_usage(self.disk).free - _ROOM_BYTES))

    def move(self, start: Path, end: Path) -> None:
        subprocess.run(["mount", "--move", start, end], check=True)

    def go_elsewhere(self) -> None:
        notice = self.window.notice
        QTest.mouseClick(notice.elsewhere, Qt.MouseButton.LeftButton)
        self.until(lambda: bool(notice.folders), "folders to choose from")
        self.say(notice.folders[0].text().split(" · ")[0])
        self.picture("choice")
        QTest.mouseClick(notice.folders[0], Qt.MouseButton.LeftButton)

    def end(self) -> None:
        QTest.keyPress(self.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def main() -> None:
    kind = sys.argv[1]
    disk, away, pictures = map(Path, sys.argv[2:])
    journey = Journey(disk, pictures)
    journey.until_saving("Recording · every beat is on disk")
    if kind == "full":
        journey.fill_up()
    else:
        journey.move(disk, away)
    journey.until_notice(f"The disk is {kind}")
    journey.until_saving("Not being saved")
    journey.picture(kind)
    if kind == "full":
        journey.go_elsewhere()
        journey.until_saving("Recording elsewhere · every beat is on disk")
        journey.picture("elsewhere")
        journey.end()
        journey.until_saving("Ended · the recording is closed")
    else:
        journey.end()
        journey.until_saving("Ending · waits for the disk")
        journey.picture("ending")
        journey.go_elsewhere()
        journey.until_saving("Ended · the recording is in two files")
        journey.until_notice("The recording is in two files")
        journey.move(away, disk)
    journey.picture("ended")
    journey.desk.close()
    shutil.copytree(disk, pictures / "disk", ignore=shutil.ignore_patterns("ballast"))


if __name__ == "__main__":
    main()
