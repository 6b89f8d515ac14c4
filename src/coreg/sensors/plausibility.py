"""Whether a strap's stream contradicts itself: its heart rate against its RR, or one RR over and over."""

from coreg.sensors.heart_rate_profile import TICKS_PER_S, Measurement

_MAX_DEVIATION = 0.25  # our choice: the heart rate field is smoothed, but not by a quarter for 10 s
_MISMATCH_S = 10.0
_N_SAME = 8  # our choice: no living heart repeats an interval to 1/1024 s eight times


class Plausibility:
    """Judges one link's measurements as they come."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Forget everything: a new link begins."""
        self._mismatch_since_s: float | None = None
        self._is_mismatched = False
        self._last_ticks = 0
        self._n_same = 0
        self._longest_run = 0

    @property
    def is_suspect(self) -> bool:
        """Whether the stream is implausible just now."""
        return self._is_mismatched or self._longest_run >= _N_SAME

    def update(self, arrival_s: float, measurement: Measurement) -> None:
        """Take one measurement; one without RR says nothing."""
        if not measurement.rr_ticks:
            return
        self._longest_run = 0
        for ticks in measurement.rr_ticks:
            self._n_same = self._n_same + 1 if ticks == self._last_ticks else 1
            self._last_ticks = ticks
            self._longest_run = max(self._longest_run, self._n_same)
        self._compare_rates(arrival_s, measurement)

    def _compare_rates(self, arrival_s: float, measurement: Measurement) -> None:
        mean_s = sum(measurement.rr_ticks) / len(measurement.rr_ticks) / TICKS_PER_S
        rate_bpm = 60 / mean_s
        if abs(rate_bpm - measurement.heart_rate_bpm) <= _MAX_DEVIATION * measurement.heart_rate_bpm:
            self._mismatch_since_s = None
            self._is_mismatched = False
        elif self._mismatch_since_s is None:
            self._mismatch_since_s = arrival_s
        else:
            self._is_mismatched = arrival_s - self._mismatch_since_s >= _MISMATCH_S
