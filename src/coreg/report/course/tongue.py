"""What a page needs said that every screen says in words of its own: a day, and why something isn't known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from coreg.domain.reading import Reading
from coreg.report import wording
from coreg.report.reasons import why_of


def day(started_utc: str, utc_offset_s: int) -> str:
    """The day that a session belongs to: of its start, where it was.

    >>> day("2026-03-12T23:30:00.000Z", 3600)
    '13 March 2026'
    """
    there = datetime.fromisoformat(started_utc) + timedelta(seconds=utc_offset_s)
    return wording.DATE.format(day=there.day, month=wording.MONTHS[there.month - 1], year=there.year)


def why(reading: Reading) -> str:
    """Why a number isn't known.

    >>> why(Reading())
    "unknown: the reason wasn't kept"
    """
    return f"unknown: {why_of(reading)}"


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a day and a reason are said; as reports say them unless a window hands its own."""

    day: Callable[[str, int], str] = day
    why: Callable[[Reading], str] = why
