"""A memory stick, as far as a folder can be one: pulled out while a recording writes to it, and plugged in."""

from pathlib import Path


class Stick:
    """A folder that can vanish and come back; `elsewhere` is another one."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._away, self.elsewhere = folder / "stick", folder / "away", folder / "elsewhere"
        self.path = self.folder / "s.coreg"
        self.part = self.elsewhere / "s-part2.coreg"
        self.folder.mkdir()

    def pull_out(self) -> None:
        self.folder.rename(self._away)

    def plug_in(self) -> None:
        self._away.rename(self.folder)
