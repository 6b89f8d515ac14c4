"""A reading as cells of a table: the number, its interval, whether it is rough, and why there is none."""

from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import Settling
from coreg.export.table import Cell, Column, Kind

_WHY = "why it isn't known, a word of the table reasons; empty where it is"


def reading_columns(name: str, unit: str, meaning: str, ending: str) -> tuple[Column, ...]:
    """Return a reading's columns: `{name}{ending}`, its low and high, rough and unknown.

    >>> [column.name for column in reading_columns("rise", "1/min", "…", "_bpm")]
    ['rise_bpm', 'rise_low_bpm', 'rise_high_bpm', 'rise_rough', 'rise_unknown']
    """
    return (
        Column(f"{name}{ending}", Kind.NUMBER, unit, meaning, may_be_empty=True),
        Column(f"{name}_low{ending}", Kind.NUMBER, unit, "lower end of its 95 % interval", may_be_empty=True),
        Column(f"{name}_high{ending}", Kind.NUMBER, unit, "upper end of its 95 % interval", may_be_empty=True),
        Column(f"{name}_rough", Kind.TRUTH, "", "1: it stands on fewer beats than it should"),
        Column(f"{name}_unknown", Kind.TEXT, "", _WHY, may_be_empty=True),
    )


def reading_cells(reading: Reading) -> tuple[Cell, ...]:
    """Return the cells of `reading_columns`."""
    return (reading.value, reading.low, reading.high, reading.is_rough, reason(reading.unknown))


def settling_columns(name: str, meaning: str) -> tuple[Column, ...]:
    """Return the columns of a time to settle, which may be longer than could be seen."""
    return (
        Column(f"{name}_s", Kind.NUMBER, "s", meaning, may_be_empty=True),
        Column(f"{name}_longer", Kind.TRUTH, "", "1: more than that, for so long it could be followed"),
        Column(f"{name}_low_s", Kind.NUMBER, "s", "lower end of its 95 % interval", may_be_empty=True),
        Column(
            f"{name}_high_s",
            Kind.NUMBER,
            "s",
            "upper end of its 95 % interval; empty beside a lower end: open",
            may_be_empty=True,
        ),
        Column(f"{name}_unknown", Kind.TEXT, "", _WHY, may_be_empty=True),
    )


def settling_cells(settling: Settling) -> tuple[Cell, ...]:
    """Return the cells of `settling_columns`."""
    return (settling.seconds, settling.is_longer, settling.low_s, settling.high_s, reason(settling.unknown))


def reason(unknown: Unknown | None) -> str | None:
    """Return the word for why something isn't known."""
    return None if unknown is None else unknown.value
