"""Room for short words along the top of a lane: none overlap, and a word that has no room is left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

_APART_PX = 4.0


@dataclass(slots=True)
class LabelRows:
    """A few rows of words, filled from the top.

    >>> rows = LabelRows(2)
    >>> rows.place([10.0], 20), rows.place([25.0, 40.0], 20), rows.place([15.0], 40), rows.place([50.0], 9)
    ((0, 10.0), (0, 40.0), (1, 15.0), None)
    """

    n_rows: int
    _taken: dict[int, list[tuple[float, float]]] = field(default_factory=dict)

    def place(
        self, lefts_px: Sequence[float], width_px: float, n_rows: int | None = None
    ) -> tuple[int, float] | None:
        """Return the first row, of `n_rows` where that is given, and the first of the places in it that is free."""
        for row in range(n_rows or self.n_rows):
            taken = self._taken.setdefault(row, [])
            for left_px in lefts_px:
                if _is_free(left_px, left_px + width_px, taken):
                    taken.append((left_px, left_px + width_px))
                    return row, left_px
        return None


def _is_free(left_px: float, right_px: float, taken: list[tuple[float, float]]) -> bool:
    return all(right_px + _APART_PX <= left or left_px >= right + _APART_PX for left, right in taken)
