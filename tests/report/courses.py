"""Courses to show: made-up sessions of one client, in every state that a course can be in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from coreg.domain.course import ContextTick, Course, CourseSession
from coreg.domain.marks import Rating, Scale
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import Settling
from coreg.domain.together import TogetherState
from coreg.readings import DEFINITIONS
from coreg.readings.course import read_course

_BEGAN = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)


def session(i: int, dice: Random) -> CourseSession:
    """Return the session number i (from 0), with a baseline, sets from the fourth on, and ratings."""
    bpm, ln = 72.0 + dice.gauss(0.0, 2.5), 3.4 + dice.gauss(0.0, 0.15)
    n_sets = 0 if i < 3 else 8 + dice.randrange(8)
    rise = (
        Reading(6.0 + dice.gauss(0.0, 1.5), 3.0, 9.0) if n_sets > 9 else Reading.of_unknown(Unknown.NO_CLEAR_RISE)
    )
    half_s = float(15 + dice.randrange(20))
    settling = Settling(half_s, low_s=half_s - 6, high_s=half_s + 8) if rise.is_known else Settling()
    target = 1 + i // 6
    return CourseSession(
        session_id=f"{i:032x}",
        started_utc=(_BEGAN + timedelta(days=7 * i)).isoformat().replace("+00:00", "Z"),
        utc_offset_s=3600,
        length_s=3000.0 + 20 * i,
        has_strap=True,
        strap_model="Polar H10",
        context=frozenset({ContextTick.LITTLE_SLEEP}) if i % 5 == 2 else frozenset(),
        baseline_bpm=Reading(bpm, bpm - 1.5, bpm + 1.5),
        baseline_ln_rmssd=Reading(ln, ln - 0.12, ln + 0.12),
        n_sets=n_sets,
        n_processing=max(0, n_sets - 2),
        rise_bpm=rise,
        half_settle=settling if rise.is_known else replace(settling, unknown=Unknown.NO_CLEAR_RISE),
        together=(TogetherState.TOGETHER, TogetherState.CHANCE, TogetherState.UNKNOWN)[i % 3],
        together_unknown=Unknown.SETS_UNMARKED if i % 3 == 2 else None,
        ratings=() if not n_sets else _ratings(target, max(0, 8 - i % 6 - 2)),
        complete_targets={target: i % 6 == 5} if i % 6 == 5 else {},
        is_amended=i == 4,
        definitions=DEFINITIONS,
    )


def _ratings(target: int, begins: int) -> tuple[Rating, ...]:
    suds = (begins, max(0, begins - 2), max(0, begins - 3))
    given = [Rating(600.0 * n, Scale.SUD, value, target) for n, value in enumerate(suds, start=1)]
    return (*given, Rating(2400.0, Scale.VOC, min(7, 9 - begins), target))


def sessions(n: int) -> list[CourseSession]:
    """Return so many sessions, the same ones every time."""
    dice = Random(7)
    return [session(i, dice) for i in range(n)]


def without_strap(one: CourseSession) -> CourseSession:
    """Return a session of marks only."""
    nothing = Reading.of_unknown(Unknown.NO_STRAP)
    return replace(
        one,
        has_strap=False,
        strap_model=None,
        baseline_bpm=nothing,
        baseline_ln_rmssd=nothing,
        rise_bpm=nothing,
        half_settle=Settling(unknown=Unknown.NO_STRAP),
        together=TogetherState.UNKNOWN,
        together_unknown=Unknown.NO_STRAP,
    )


def without_baseline(one: CourseSession) -> CourseSession:
    """Return a session in which no baseline was taken."""
    nothing = Reading.of_unknown(Unknown.NO_BASELINE)
    return replace(one, baseline_bpm=nothing, baseline_ln_rmssd=nothing)


def changed(many: list[CourseSession]) -> list[CourseSession]:
    """Return sessions with another strap from the fifth on, and other medication from the ninth."""
    worn = [one if i < 4 else replace(one, strap_model="Garmin HRM-Dual") for i, one in enumerate(many)]
    worn[8] = replace(worn[8], context=worn[8].context | {ContextTick.MEDICATION_CHANGED})
    return worn


def courses() -> dict[str, Course]:
    """Return every course by what is special in it."""
    return {
        "empty": read_course([]),
        "one": read_course(sessions(1)),
        "no-baseline": read_course([without_baseline(one) for one in sessions(8)]),
        "marks-only": read_course([without_strap(one) for one in sessions(8)]),
        "changed": read_course(changed(sessions(16))),
        "12": read_course(sessions(12)),
        "40": read_course(sessions(40)),
    }
