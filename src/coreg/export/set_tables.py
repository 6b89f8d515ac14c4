"""The tables of what one person's sets come to: baselines, each set, their mean course, the session's numbers.

docs/METRICS.md defines each number. One set is weak evidence: the mean course is the reading.
"""

import math
from collections.abc import Iterator
from itertools import chain

from coreg.domain.set_readings import SetCurve, SetReadings
from coreg.export.content import Content, ExportedPerson
from coreg.export.reading_cells import (
    reading_cells,
    reading_columns,
    settling_cells,
    settling_columns,
)
from coreg.export.table import Cell, Column, Kind, Table

_BPM = "1/min"
_ROLE = Column("role", Kind.TEXT, "", "client or therapist")
_HALF = "after how many seconds half of the rise was gone"

_SET_READINGS = (
    _ROLE,
    Column("number", Kind.INTEGER, "", "number of the set, as in the table sets"),
    Column("counted", Kind.TRUTH, "", "whether it enters this person's mean course and drift"),
    *reading_columns("before", _BPM, "heart rate in the 20 s before the set", "_bpm"),
    *reading_columns("first_seconds", _BPM, "first 10 s against the 10 s before", "_bpm"),
    *reading_columns("during", _BPM, "the set from its 10th second on, against before", "_bpm"),
    *reading_columns("against_baseline", _BPM, "last 10 s of the set against the baseline", "_bpm"),
    *reading_columns("ln_rmssd_change", "ln ms", "ln RMSSD in the set against the baseline", ""),
    Column("rmssd_muted", Kind.TRUTH, "", "1: shorter than the minute that RMSSD needs to be steady"),
    *reading_columns("breaths", _BPM, "breathing in the set, beside the RMSSD that moves with it", "_per_min"),
    *reading_columns("rise", _BPM, "largest heart rate in the 10 s after its end, against before", "_bpm"),
    *settling_columns("half_settle", _HALF),
)
_SET_CURVE = (
    _ROLE,
    Column("part", Kind.TEXT, "", "before (the set), in (it), after (it)"),
    Column(
        "at_s",
        Kind.NUMBER,
        "s",
        "from the set's start (before it) or from its end (after it)",
        may_be_empty=True,
    ),
    Column("share", Kind.NUMBER, "", "part of the set that is over, 0 to 1; in it alone", may_be_empty=True),
    Column("bpm", Kind.NUMBER, _BPM, "mean heart rate against before; empty under 8 sets", may_be_empty=True),
    Column("low_bpm", Kind.NUMBER, _BPM, "lower end of its 95 % interval over sets", may_be_empty=True),
    Column("high_bpm", Kind.NUMBER, _BPM, "upper end of its 95 % interval over sets", may_be_empty=True),
    Column("n_sets", Kind.INTEGER, "", "how many sets reach this far"),
)
_SESSION_READINGS = (
    _ROLE,
    Column("curve_n_sets", Kind.INTEGER, "", "processing sets that the mean course is of"),
    *reading_columns("curve_rise", _BPM, "rise of the mean course", "_bpm"),
    *settling_columns("curve_half_settle", f"{_HALF}, of the mean course"),
    *reading_columns("drift", _BPM, "change of heart rate before a set over ten sets", "_bpm"),
    *reading_columns("start_to_end", _BPM, "last three minutes marked quiet against the baseline", "_bpm"),
)
_BASELINE_READINGS = (
    _ROLE,
    Column("start_s", Kind.NUMBER, "s", "beginning, on the session's clock"),
    Column("end_s", Kind.NUMBER, "s", "end, on the session's clock"),
    Column("accepted", Kind.TRUTH, "", "whether later numbers are held against it"),
    Column(
        "refusal",
        Kind.TEXT,
        "",
        "why not: too_short, beats_missing, intervals_uneven, no_variation",
        may_be_empty=True,
    ),
    Column("good_s", Kind.NUMBER, "s", "how much good data it had"),
    Column("share_valid", Kind.NUMBER, "", "valid pairs of those that should be there, 0 to 1"),
    *reading_columns("heart_rate", _BPM, "heart rate of all but its first 30 s", "_bpm"),
    *reading_columns("ln_rmssd", "ln ms", "ln RMSSD of the same", ""),
)


def set_tables(content: Content) -> tuple[Table, ...]:
    """Return the tables; rows of those who sent beats."""
    people = [person for person in content.people if person.beats]
    return (
        Table("baseline_readings", "baselines that ended, for each person", _BASELINE_READINGS, _baselines(people)),
        Table("set_readings", "each set for each person, corrections applied", _SET_READINGS, _sets(people)),
        Table("set_curve", "the processing sets' mean course, for each person", _SET_CURVE, _curves(people)),
        Table("session_readings", "what all sets come to, for each person", _SESSION_READINGS, _sessions(people)),
    )


def _baselines(people: list[ExportedPerson]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            person.role.value,
            one.start_s,
            one.end_s,
            one.is_accepted,
            None if one.refusal is None else one.refusal.value,
            one.good_s,
            one.share_valid,
            *reading_cells(one.heart_rate_bpm),
            *reading_cells(one.ln_rmssd),
        )
        for person in people
        for one in person.baselines
    )


def _sets(people: list[ExportedPerson]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (person.role.value, *_set_cells(one))
        for person in people
        for one in (() if person.sets is None else person.sets.sets)
    )


def _set_cells(one: SetReadings) -> tuple[Cell, ...]:
    return (
        one.mark.number,
        one.mark.is_counted,
        *reading_cells(one.before_bpm),
        *reading_cells(one.first_seconds_bpm),
        *reading_cells(one.during_bpm),
        *reading_cells(one.against_baseline_bpm),
        *reading_cells(one.ln_rmssd_change),
        one.is_rmssd_muted,
        *reading_cells(one.breaths_per_min),
        *reading_cells(one.rise_bpm),
        *settling_cells(one.half_settle),
    )


def _curves(people: list[ExportedPerson]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (person.role.value, *cells)
        for person in people
        if person.sets is not None
        for cells in _curve_cells(person.sets.curve)
    )


def _curve_cells(curve: SetCurve) -> Iterator[tuple[Cell, ...]]:
    grid: Iterator[tuple[Cell, ...]] = chain(
        (("before", at_s, None) for at_s in curve.before_s),
        (("in", None, share) for share in curve.share),
        (("after", at_s, None) for at_s in curve.after_s),
    )
    for place, bpm, low, high, n in zip(grid, curve.bpm, curve.low, curve.high, curve.n_sets, strict=True):
        yield (*place, _number(bpm), _number(low), _number(high), n)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _sessions(people: list[ExportedPerson]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            person.role.value,
            person.sets.curve.n,
            *reading_cells(person.sets.curve.rise_bpm),
            *settling_cells(person.sets.curve.half_settle),
            *reading_cells(person.sets.drift_bpm),
            *reading_cells(person.sets.start_to_end_bpm),
        )
        for person in people
        if person.sets is not None
    )
