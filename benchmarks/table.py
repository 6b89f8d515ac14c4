"""What every benchmark prints with: markdown tables, quantiles, and the line that says what it ran on."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a markdown table; every column but the first is right-aligned."""
    print(f"| {' | '.join(head)} |")
    print(f"|---|{'---:|' * (len(head) - 1)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print(flush=True)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values stays within."""
    return float(np.quantile(np.asarray(values, dtype=np.float64), share))


def machine() -> str:
    """Return one line: processor, cores, system, Python, day, and how busy it is."""
    busy = f"load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else "load unknown"
    system = f"{platform.system()} {platform.release()}"
    day = datetime.now(UTC).date().isoformat()
    return (
        f"{_processor()}, {os.cpu_count()} cores · {system} · Python {platform.python_version()} · {day} · {busy}"
    )


def _processor() -> str:
    cpu_facts = Path("/proc/cpuinfo")
    if cpu_facts.exists():
        for line in cpu_facts.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
