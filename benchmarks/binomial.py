"""Shares with their exact 95 % intervals: so many of so many."""

import math
from collections.abc import Callable

_TAIL = 0.025


def exact_interval(k: int, n: int) -> tuple[float, float]:
    """Return Clopper and Pearson's 95 % interval of a share (1934, Biometrika 26:404).

    >>> [round(edge, 3) for edge in exact_interval(5, 30)]
    [0.056, 0.347]
    """
    low = 0.0 if k == 0 else _where(lambda p: 1.0 - _at_most(k - 1, n, p) < _TAIL)
    high = 1.0 if k == n else _where(lambda p: _at_most(k, n, p) > _TAIL)
    return low, high


def share_words(k: int, n: int) -> str:
    """Return a share and its interval as a table shows them."""
    if not n:
        return "–"
    low, high = exact_interval(k, n)
    return f"{k / n:.3f} ({low:.3f}–{high:.3f})"


def _at_most(k: int, n: int, p: float) -> float:
    """Return how probable at most `k` of `n` are."""
    if p <= 0.0 or p >= 1.0:
        return float(p <= 0.0)
    ways = (math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in range(k + 1))
    return math.fsum(math.exp(way + i * math.log(p) + (n - i) * math.log1p(-p)) for i, way in enumerate(ways))


def _where(is_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return 0.5 * (low + high)
