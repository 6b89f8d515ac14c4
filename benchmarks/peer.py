"""Other programs for heart rate variability, each in an environment of its own where it can't be had in ours."""

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.series import Points

_PROGRAM = Path(__file__).with_name("peer_program.py")
_LIMIT_S = 600.0
_OWN = ("uv", "run", "--quiet", "--no-project", "--python", "3.11")


class Peer:
    """One peer; `missing` says why it can't be run, once that has been tried."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.missing = ""
        self._command = command

    def times_s(self, series: Sequence[Points]) -> dict[str, float | None]:
        """Return the median time of one call of each of its functions over the series."""
        found = self._ask("times", series)
        return found if isinstance(found, dict) else {}

    def corrected_rmssd_ms(self, series: Sequence[Points]) -> list[float]:
        """Return RMSSD of each series after the peer's own correction; none if it has none."""
        found = self._ask("corrected", series)
        if not isinstance(found, list):
            self.missing = self.missing or "has no correction"
            return []
        return [math.nan if value is None else float(value) for value in found]

    def _ask(self, task: str, series: Sequence[Points]) -> object:
        if self.missing:
            return None
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "series.npz"
            np.savez(path, **{f"s{number:04}": rr_ms for number, rr_ms in enumerate(series)})  # type: ignore[arg-type]
            command = [*self._command, str(_PROGRAM), self.name, task, str(path)]
            environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
            try:
                ran = subprocess.run(
                    command, capture_output=True, text=True, timeout=_LIMIT_S, check=False, env=environment
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                self.missing = f"not run: {type(error).__name__}"
                return None
        if ran.returncode:
            self.missing = f"not run: {(ran.stderr.strip().splitlines() or ['no reason given'])[-1][:80]}"
            return None
        return json.loads(ran.stdout.strip().splitlines()[-1])


def peers() -> list[Peer]:
    """Return the peers: NeuroKit2 in our environment, the others in theirs, made by uv."""
    old = ("--with", "setuptools<81", "--with", "nolds<0.6")
    return [
        Peer("NeuroKit2", [sys.executable]),
        Peer("hrv-analysis", [*_OWN, *old, "--with", "hrv-analysis", "--with", "numpy<2", "python"]),
        Peer(
            "pyhrv", [*_OWN, *old, "--with", "pyhrv==0.5.0", "--with", "peakutils", "--with", "numpy<2", "python"]
        ),
        Peer("systole", [*_OWN, "--with", "systole", "--with", "setuptools<81", "python"]),
    ]
