"""A session's sets for the page: the table with a letter for every reason, and the mean curve as a picture."""

from collections.abc import Callable

from coreg.domain.marks import SetKind, SetMark
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SetReadings, Settling
from coreg.report import wording
from coreg.report.figures import clock, is_within_noise, plain, signed
from coreg.report.letters import Letters
from coreg.report.page import Cell, CurveLine, CurvePicture, SetTable
from coreg.report.reasons import why
from coreg.review.report_part import Part


def set_table(part: Part) -> SetTable | None:
    """Return the table of the client's sets; None where no set was marked."""
    if not part.marks.sets:
        return None
    client, reasons = part.people.get(Role.CLIENT), Letters()
    read = {} if client is None else {one.mark.number: one for one in client.sets.sets}
    is_upset = client is not None and part.is_upset(Role.CLIENT)
    rows = tuple(_row(one, read.get(one.number), reasons, is_upset=is_upset) for one in part.marks.sets)
    kinds = [
        words for kind, words in wording.KIND_WORDS.items() if any(one.kind is kind for one in part.marks.sets)
    ]
    has_star = any(cell.text.endswith("*") for row in rows for cell in row)
    remarks = [
        *([wording.KINDS_ARE.format(kinds=", ".join(kinds))] if kinds else []),
        *([wording.NOT_COUNTED_IS] if any(not one.is_counted for one in part.marks.sets) else []),
        *([wording.WITHIN] if has_star else []),
        wording.SINGLE_SETS,
    ]
    return SetTable(wording.TABLE, wording.HEADS, rows, reasons.said, tuple(remarks))


def _row(mark: SetMark, read: SetReadings | None, reasons: Letters, *, is_upset: bool) -> tuple[Cell, ...]:
    number = f"{mark.number}{wording.KINDS[mark.kind]}{'' if mark.is_counted else wording.NOT_COUNTED}"
    length = Cell(wording.UNKNOWN_CELL) if mark.end_s is None else Cell(clock(mark.end_s - mark.start_s))
    first = (Cell(number), Cell(clock(mark.start_s)), length)
    if read is None:
        nothing = Cell(wording.UNKNOWN_CELL, reasons.letter(why(Unknown.NO_STRAP)))
        return (*first, *(nothing for _ in wording.HEADS[len(first) :]))

    def against_start(reading: Reading, decimals: int) -> Cell:
        if is_upset and reading.value is not None:
            return Cell(wording.UNKNOWN_CELL, reasons.letter(wording.UPSET))
        return _cell(reading, reasons, lambda value: signed(value, decimals))

    return (
        *first,
        _cell(read.before_bpm, reasons, plain),
        _cell(read.first_seconds_bpm, reasons, signed),
        _cell(read.during_bpm, reasons, signed),
        against_start(read.against_baseline_bpm, 0),
        against_start(read.ln_rmssd_change, 2),
        _cell(read.rise_bpm, reasons, signed),
        _settling(read.half_settle, reasons),
    )


def _cell(reading: Reading, reasons: Letters, words: Callable[[float], str]) -> Cell:
    if reading.value is None:
        return Cell(wording.UNKNOWN_CELL, reasons.letter(why(reading.unknown)))
    return Cell(words(reading.value) + ("*" if is_within_noise(reading) else ""))


def _settling(found: Settling, reasons: Letters) -> Cell:
    if found.seconds is None:
        return Cell(wording.UNKNOWN_CELL, reasons.letter(why(found.unknown)))
    seconds = plain(found.seconds)
    return Cell(wording.LONGER.format(seconds=seconds) if found.is_longer else seconds)


def curve_picture(part: Part) -> CurvePicture | None:
    """Return the mean curve of those for whom there is one; None where there is none."""
    curves = {role: person.sets.curve for role, person in part.people.items() if person.sets.curve.bpm}
    if not curves:
        return None
    grid = next(iter(curves.values()))
    said = " ".join(
        wording.curve(part.name(role), one) for role, one in curves.items() if one.rise_bpm.value is not None
    )
    return CurvePicture(
        title=wording.CURVE,
        description=wording.CURVE_IS.format(said=said).strip(),
        before_s=grid.before_s,
        share=grid.share,
        after_s=grid.after_s,
        lines=tuple(CurveLine(role, one.bpm, one.low, one.high) for role, one in curves.items()),
        before_label=wording.CURVE_BEFORE,
        set_label=wording.CURVE_SET,
        after_label=wording.CURVE_AFTER,
    )


def has_processing_sets(part: Part) -> bool:
    """Whether there is a set that the curve is about."""
    return any(one.kind is SetKind.PROCESSING for one in part.marks.sets)
