"""Room for short words along the top of a lane: none overlap, and a word that has no room is left out."""

from dataclasses import dataclass, field

_APART_PX = 4.0


@dataclass(slots=True)
class LabelRows:
    """A few rows of words, filled from the top.

    >>> rows = LabelRows(2)
    >>> rows.place(10, 20), rows.place(25, 20), rows.place(15, 40)
    (0, 1, None)
    """

    n_rows: int
    _taken: dict[int, list[tuple[float, float]]] = field(default_factory=dict)

    def place(self, left_px: float, width_px: float, n_rows: int | None = None) -> int | None:
        """Return the row in which the word stands, one of the first `n_rows` where that is given, or None."""
        right_px = left_px + width_px
        for row in range(n_rows or self.n_rows):
            taken = self._taken.setdefault(row, [])
            if all(right_px + _APART_PX <= left or left_px >= right + _APART_PX for left, right in taken):
                taken.append((left_px, right_px))
                return row
        return None
