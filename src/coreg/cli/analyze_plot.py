"""The picture of `coreg analyze --plot`: the one place that draws with Matplotlib, imported when asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coreg.domain.errors import UsageError

if TYPE_CHECKING:
    from coreg.review.curves import Curves

_INK, _FLAGGED, _BAND = "#005B96", "#7F4400", "#9CC3DE"
_BANDS = (("LF", 0.04, 0.15), ("HF", 0.15, 0.40))


def draw(found: "Curves", path: Path) -> None:
    """Write a PNG: tachogram with flagged beats, RMSSD with its 95 % interval, spectrum.

    Raises
    ------
    UsageError
        The picture can't be written there.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11.0, 8.5), layout="constrained")
    FigureCanvasAgg(figure)
    tachogram, rmssd, spectrum = figure.subplots(3, 1)
    minutes = found.t_s / 60.0
    tachogram.plot(minutes, found.rr_ms, color=_INK, linewidth=0.8)
    flagged = found.is_artifact
    tachogram.plot(minutes[flagged], found.rr_ms[flagged], "x", color=_FLAGGED, label=f"left out: {flagged.sum()}")
    tachogram.set(xlabel="min", ylabel="RR (ms)", title=f"{found.t_s.size} intervals")
    tachogram.legend(loc="upper right")
    t_min, value, low, high = (
        np.asarray(row) for row in (found.rmssd.t_s, found.rmssd.value, found.rmssd.low, found.rmssd.high)
    )
    rmssd.fill_between(t_min / 60.0, low, high, color=_BAND, linewidth=0.0, label="95 % interval")
    rmssd.plot(t_min / 60.0, value, color=_INK, linewidth=1.2)
    rmssd.set(xlabel="min", ylabel="RMSSD (ms)", title="RMSSD of the last 60 s; a break is unknown")
    rmssd.legend(loc="upper right")
    spectrum.plot(found.hz, found.ms2_per_hz, color=_INK, linewidth=1.0)
    for name, low_hz, high_hz in _BANDS:
        spectrum.axvspan(low_hz, high_hz, color=_BAND, alpha=0.25 if name == "LF" else 0.45, label=name)
    spectrum.set(xlabel="Hz", ylabel="ms²/Hz", title="Spectrum, mean of five minutes", xlim=(0.0, 0.5))
    spectrum.legend(loc="upper right")
    try:
        figure.savefig(path, format="png", dpi=110, metadata={"Software": None})
    except OSError as error:
        msg = f"{path} can't be written: {error.strerror or error}."
        raise UsageError(msg) from error
