"""Lines over an array: the numbers that were asked for, however often the array grows."""

import gc

import numpy as np

from coreg.ui.plots.lines import Lines


def test_lines_have_the_rows_they_were_made_of_as_they_grow_and_shrink() -> None:
    lines = Lines()
    for n in (3, 400, 2, 9000, 1):
        rows = np.arange(4.0 * n).reshape(n, 4) + n
        made = lines.of(rows)
        gc.collect(0)
        assert [(line.x1(), line.y1(), line.x2(), line.y2()) for line in made] == [
            tuple(row) for row in rows.tolist()
        ]


def test_no_segment_is_no_line() -> None:
    assert Lines().of(np.empty((0, 4))) == []
