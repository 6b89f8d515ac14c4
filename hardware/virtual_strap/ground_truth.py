"""What a virtual strap really sent, written beside it: one JSON object a line, flushed at once."""

import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from hardware.virtual_strap.strap import Notification


class GroundTruth:
    """Appends to a JSON-lines file; instants are the computer's monotonic nanoseconds.

    Lines are `{"is": "sent", "address", "t_ns", "link", "rr_ticks", "beat_t_ns", "payload", "n_copies"}` or
    `{"is": "linked" | "subscribed" | "dropped" | "closed", "address", "t_ns", "link"}`.
    """

    def __init__(self, path: Path | None) -> None:
        self._file: TextIO | None = None if path is None else path.open("a", encoding="utf-8")

    def link(self, event: str, address: str, link: int) -> None:
        """Write that a link changed."""
        self._write({"is": event, "address": address, "t_ns": time.monotonic_ns(), "link": link})

    def sent(self, address: str, link: int, notification: Notification) -> None:
        """Write that a notification went to somebody who had subscribed."""
        self._write(
            {
                "is": "sent",
                "address": address,
                "t_ns": time.monotonic_ns(),
                "link": link,
                "rr_ticks": notification.rr_ticks,
                "beat_t_ns": [round(t_s * 1e9) for t_s in notification.beat_t_s],
                "payload": notification.payload.hex(),
                "n_copies": notification.n_copies,
            }
        )

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def _write(self, line: dict[str, Any]) -> None:
        if self._file is not None:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()


class TruthInMemory(GroundTruth):
    """Ground truth that stays in this process, besides going to a file if there is one."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path)
        self.lines: list[dict[str, Any]] = []

    def _write(self, line: dict[str, Any]) -> None:
        super()._write(line)
        self.lines.append(line)


def sent_rr(lines: Iterable[Mapping[str, Any]], address: str) -> list[int]:
    """Return every RR that one strap sent to somebody who had subscribed, in 1/1024 s."""
    return [
        tick for line in lines if line["is"] == "sent" and line["address"] == address for tick in line["rr_ticks"]
    ]


def read_truth(path: Path) -> list[dict[str, Any]]:
    """Read the lines written so far; a last line that is still being written is left out."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [json.loads(line) for line in lines]
