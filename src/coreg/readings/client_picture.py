"""What the client's own screen shows of their heart: a mirror without numbers, only while it is on.

All that leaves here is a share of what the picture can show; what isn't known leaves as None, and looks like rest.
"""

import numpy as np

from coreg.domain.client_picture import ClientPicture
from coreg.domain.stage import ClientScreen, Stage
from coreg.dsp.time_domain import MS_PER_MINUTE
from coreg.readings.series import BeatSeries
from coreg.readings.wave import SHORTEST_S, WINDOW_S, WaveShare, wave_bpm

CLIP_BPM = 10.0  # design section 5: the shape is at its end there
MEAN_S = 60.0
WAVE_S = 30.0  # our choice: three breaths at six a minute
STALE_S = 4.0  # our choice: two slow beats and their verdict; longer, and the shape is at rest
_MS_PER_S = 1000.0


class ClientPictureReadings:
    """One person's picture. It remembers the wave's own range for the session, nothing else.

    >>> picture = ClientPictureReadings()
    >>> picture.update(0.0, BeatSeries(), Stage(screen=ClientScreen.CALM), is_silent=False).calm is None
    True
    """

    def __init__(self) -> None:
        self._share = WaveShare()
        self._fitted: tuple[int, float] | None = None
        self._wave_bpm: float | None = None

    def update(self, now_s: float, series: BeatSeries, stage: Stage, *, is_silent: bool) -> ClientPicture:
        """Return the picture at `now_s`, as the beats' clock has it.

        Parameters
        ----------
        is_silent
            Whether the strap gives nothing just now: then nothing is known, however new its last beat is.
        """
        screen, n = stage.screen, series.n_judged
        if screen not in (ClientScreen.CALM, ClientScreen.PACER):
            return ClientPicture(screen=screen)
        is_known = not is_silent and n > 0 and now_s - series.end_s(n) <= STALE_S
        wave = _wave(series, now_s)
        if screen is ClientScreen.CALM:
            return ClientPicture(screen=screen, calm=wave[-1][1] if is_known and wave else None)
        share = None
        if stage.pacer is not None:
            self._fit(series, stage.pacer.rate_per_min)
            share = self._share.update(now_s, self._wave_bpm if is_known else None)
        return ClientPicture(screen, None, share, wave, is_known, stage.pacer)

    def _fit(self, series: BeatSeries, rate_per_min: float) -> None:
        """Fit the wave of the minute before the newest judged beat, once for each."""
        n = series.n_judged
        if self._fitted != (n, rate_per_min):
            self._fitted = (n, rate_per_min)
            end_s = series.end_s(n)
            start_s = max(end_s - WINDOW_S, series.begins_s)
            self._wave_bpm = wave_bpm(series, start_s, end_s, rate_per_min).value


def _wave(series: BeatSeries, now_s: float) -> tuple[tuple[float, float], ...]:
    """Each usable beat's heart rate against the minute before it, where half of that minute is known."""
    t_s = series.t_s[: series.n_judged]
    low, first = np.searchsorted(t_s, (now_s - WAVE_S - MEAN_S, now_s - WAVE_S)).tolist()
    used = series.is_valid[low : series.n_judged] != 0
    t_s, rr_ms = t_s[low:][used], series.rr_ms[low : series.n_judged][used]
    sum_ms = np.concatenate([[0.0], np.cumsum(rr_ms)])
    begins = np.searchsorted(t_s, t_s - MEAN_S, side="right")
    ends = np.arange(1, t_s.size + 1)
    minute_ms = sum_ms[ends] - sum_ms[begins]
    deviation_bpm = MS_PER_MINUTE / rr_ms - MS_PER_MINUTE * (ends - begins) / minute_ms
    levels = np.clip(deviation_bpm / CLIP_BPM, -1.0, 1.0)
    is_shown = (minute_ms >= SHORTEST_S * _MS_PER_S) & (np.flatnonzero(used) + low >= first)
    return tuple(zip(t_s[is_shown].tolist(), levels[is_shown].tolist(), strict=True))
