"""The table of measures from the literature: two people's heart rates, each measure beside what chance gives."""

from coreg.domain.classic import ClassicMeasure, Exchanged
from coreg.export.content import Content
from coreg.export.table import Cell, Column, Kind, Table

_SHUFFLED = "half-minutes paired anew with no regard to sets"
_ALIGNED = "half-minutes paired anew only with those of their kind (set start, after a set, outside)"


def _null_columns(prefix: str, how: str) -> tuple[Column, ...]:
    return (
        Column(f"{prefix}_n_segments", Kind.INTEGER, "", f"usable half-minutes; {how}", may_be_empty=True),
        Column(
            f"{prefix}_matched", Kind.NUMBER, "", "the measure of the half-minutes as they were", may_be_empty=True
        ),
        Column(f"{prefix}_mean", Kind.NUMBER, "", f"mean over 999 pairings: {how}", may_be_empty=True),
        Column(f"{prefix}_sd", Kind.NUMBER, "", "standard deviation over those pairings", may_be_empty=True),
        Column(f"{prefix}_p", Kind.NUMBER, "", "how often a pairing gives at least as much", may_be_empty=True),
    )


_COLUMNS = (
    Column("measure", Kind.TEXT, "", "wcc_… Boker 2002, concordance_index Marci 2007, susy_… Tschacher 2020"),
    Column("value", Kind.NUMBER, "", "as published, of heart rate at 2 Hz; wcc_lag_s in s", may_be_empty=True),
    *_null_columns("shuffled", _SHUFFLED),
    *_null_columns("aligned", _ALIGNED),
)


def classic_table(content: Content) -> Table:
    """Return the table; without rows where one of the two wasn't measured."""
    meaning = "measures from the literature of how two hearts move together, none of them Coreg's own"
    return Table("classic", meaning, _COLUMNS, tuple(_row(one) for one in content.classic))


def _row(one: ClassicMeasure) -> tuple[Cell, ...]:
    return (one.name.value, one.value, *_null(one.shuffled), *_null(one.set_aligned))


def _null(null: Exchanged | None) -> tuple[Cell, ...]:
    if null is None:
        return (None,) * 5
    return (null.n_segments, null.matched, null.mean, null.sd, null.p)
