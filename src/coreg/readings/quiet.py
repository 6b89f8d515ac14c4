"""Since when a recording has had neither a heartbeat nor a mark."""

from collections.abc import Iterable

from coreg.domain.moment import Moment, MomentKind

ASKED_AFTER_S = 20 * 60.0  # design section 5
_NO_MARK = (MomentKind.KEYS_ELSEWHERE, MomentKind.KEYS_BACK)


def quiet_since_s(last_beats_s: Iterable[float | None], moments: Iterable[Moment]) -> float:
    """Return when the last beat of anybody ended or the last mark was made; 0 where there was neither.

    >>> quiet_since_s([300.0, None], [Moment(1, 310.0, "", MomentKind.STAR)])
    310.0
    """
    beats = (t_s for t_s in last_beats_s if t_s is not None)
    marks = (moment.t_s for moment in moments if moment.kind not in _NO_MARK)
    return max((*beats, *marks), default=0.0)


def is_quiet_for_long(last_beats_s: Iterable[float | None], moments: Iterable[Moment], now_s: float) -> bool:
    """Whether nothing has come for twenty minutes.

    >>> is_quiet_for_long([None, None], [], 1199.0), is_quiet_for_long([None, None], [], 1200.0)
    (False, True)
    """
    return now_s - quiet_since_s(last_beats_s, moments) >= ASKED_AFTER_S
