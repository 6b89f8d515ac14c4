"""The answers on moving together as a timeline: from the session's zero, neighbours of one kind as one stretch."""

from coreg.domain.together import TogetherStretch, TogetherUpdate


class Stretches:
    """Grows by one answer after the other; each stands for the time since the answer before it.

    >>> from coreg.domain.together import TogetherState
    >>> stretches = Stretches()
    >>> stretches.update(TogetherUpdate(40.0, None, TogetherState.UNKNOWN))
    >>> stretches.update(TogetherUpdate(50.0, 1.1, TogetherState.CHANCE))
    >>> stretches.update(TogetherUpdate(60.0, 1.3, TogetherState.CHANCE))
    >>> [(one.start_s, one.end_s, one.state.value) for one in stretches.so_far]
    [(0.0, 40.0, 'unknown'), (40.0, 60.0, 'chance')]
    """

    def __init__(self) -> None:
        self.so_far: tuple[TogetherStretch, ...] = ()

    def update(self, answer: TogetherUpdate) -> None:
        """Take the next answer."""
        start_s = 0.0
        if self.so_far:
            last = self.so_far[-1]
            start_s = last.end_s
            if last.state is answer.state:
                self.so_far, start_s = self.so_far[:-1], last.start_s
        self.so_far = (*self.so_far, TogetherStretch(start_s, answer.t_s, answer.state))
