"""How often connecting has gone wrong, and what that means for the next try. Pure but for the dice."""

import random

from coreg.domain.strap import LinkState

_FIRST_CONNECT_S = 15.0  # our choice: patient with the first try, which waits for a slow advertiser
_CONNECT_S = 10.0  # our choice: shorter then, because the other strap may wait for its turn
_BACK_OFF_S = 0.25  # our choice: a strap that only blinked is back at once
_MAX_BACK_OFF_S = 15.0  # our choice: a strap that is put on again is noticed before its wearer wonders
_MAX_FAULT_PAUSE_S = 2.0  # our choice: Bluetooth that was switched on again should be noticed at once
_STREAMING_IS_GOOD_S = 30.0  # our choice
_FAILURES_UNTIL_UNCACHED = 2  # Windows caches services, and a wrong cache fails again and again
_MAX_DOUBLINGS = 10


class Tries:
    """Counts failures; a link counts as good once it has streamed for 30 s. There is no limit to tries.

    >>> tries = Tries()
    >>> 0.125 <= tries.pause_s() <= 0.25
    True
    >>> 0.25 <= tries.pause_s() <= 0.5
    True
    >>> tries.failed()
    >>> tries.connect_limit_s
    10.0
    """

    def __init__(self) -> None:
        self._n_failed = 0
        self._n_pauses = 0
        self._streaming_since_s: float | None = None

    @property
    def connect_limit_s(self) -> float:
        """How long the next try to connect may take."""
        return _CONNECT_S if self._n_failed else _FIRST_CONNECT_S

    @property
    def may_use_cached_services(self) -> bool:
        """Whether the system's memory of this strap's services is still to be trusted."""
        return self._n_failed < _FAILURES_UNTIL_UNCACHED

    def failed(self) -> None:
        """A try failed."""
        self._n_failed += 1

    def succeeded(self) -> None:
        """A link was made; whether it is any good is for `judge`."""
        self._n_failed = 0

    def pause_s(self, has_fault: bool = False) -> float:
        """Return the wait before the next try; random, so that two straps don't knock in step."""
        longest_s = _MAX_FAULT_PAUSE_S if has_fault else _MAX_BACK_OFF_S
        back_off_s = _BACK_OFF_S * 2.0 ** min(self._n_pauses, _MAX_DOUBLINGS)
        self._n_pauses += 1
        return min(longest_s, back_off_s) * random.uniform(0.5, 1.0)

    def judge(self, state: LinkState, t_s: float) -> None:
        """Forget the pauses once the strap has streamed well for a while; ask often."""
        if state is not LinkState.STREAMING:
            self._streaming_since_s = None
        elif self._streaming_since_s is None:
            self._streaming_since_s = t_s
        elif t_s - self._streaming_since_s >= _STREAMING_IS_GOOD_S:
            self._n_pauses = 0
