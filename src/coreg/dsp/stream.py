"""One more beat: its verdicts, and the minute moved on to the newest beat that has one."""

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel
from coreg.dsp.artifacts import N_AHEAD_FINAL, N_AHEAD_LIVE, Scale, Verdicts, judge_newest
from coreg.dsp.minute import Minute, advance, revise


@kernel
def take_newest(
    t_s: NDArray[np.float64],
    rr_ms: NDArray[np.float64],
    run_start: NDArray[np.int64],
    is_valid: NDArray[np.uint8],
    newest: int,
    scale: Scale,
    verdicts: Verdicts,
    minute: Minute,
) -> None:
    """Judge what can be judged now, and let the beat that got its live verdict into the minute.

    Parameters
    ----------
    t_s, rr_ms, run_start
        END of each interval in s, its length in ms, the first beat of its run; the first `newest` + 1 are known.
    is_valid
        1 where the newest verdict there is doesn't flag the beat: written to.
    newest
        Index of the beat to take in; each is taken in once, in order.
    scale, verdicts, minute
        What earlier calls left; all are written to.
    """
    judge_newest(rr_ms, run_start, newest, scale, verdicts)
    final = newest - N_AHEAD_FINAL
    if final >= 0:
        was_valid = is_valid[final]
        is_valid[final] = 1 - verdicts.final[final]
        if is_valid[final] != was_valid:
            revise(t_s[final], rr_ms[final], final, is_valid[final] == 1, minute)
    live = newest - N_AHEAD_LIVE
    if live >= 0:
        is_valid[live] = 1 - verdicts.live[live]
        advance(t_s, rr_ms, is_valid, live + 1, minute)
