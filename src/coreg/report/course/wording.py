"""Every word of a course: it states what was measured in each session, and says what few sessions can't tell.

The same words stand on paper and in the window, so they are looked up where they are said, in its language.
"""

from coreg.domain.course import Break, ContextTick, TargetCourse
from coreg.domain.language import _, ngettext, pgettext
from coreg.domain.marks import Scale
from coreg.domain.reading import Reading
from coreg.domain.set_readings import Settling
from coreg.domain.together import TogetherState
from coreg.report.figures import clock, plain

SCALES = {Scale.SUD: "SUD", Scale.VOC: "VoC"}  # Self-energy never stands beside heart data: design section 5
BETWEEN, UNKNOWN_CELL = " · ", "–"


def language() -> str:
    """The code of the language that the words are in, for those who have them read aloud."""
    return pgettext("the code of this language itself", "en")


def title() -> str:
    """What a file says it is; nothing of anybody is in it."""
    return _("Coreg: course of a therapy")


def heading() -> str:
    """The page's heading."""
    return _("Course")


def n_sessions(n: int) -> str:
    """How many sessions.

    >>> n_sessions(1), n_sessions(12)
    ('1 session', '12 sessions')
    """
    return ngettext("{n} session", "{n} sessions", n).format(n=n)


def from_to(first: str, last: str) -> str:
    """From which day to which."""
    return _("{first} to {last}").format(first=first, last=last)


def no_session() -> str:
    """Where there is nothing yet."""
    return _("No session of this client can be read yet.")


def simulated() -> str:
    """What stands over a course of simulated people."""
    return _("Simulated people, not real sessions")


def amended(numbers: str) -> str:
    """Which sessions' marks were corrected afterwards."""
    return _("Marks were amended after the session in: {numbers}. The originals stay in their files.").format(
        numbers=numbers
    )


def picture_title() -> str:
    """What the picture is."""
    return _("The sessions one beside the other")


def picture_is(rows: str, n: int) -> str:
    """What is on the picture, for those who don't see it."""
    return _("{sessions} from left to right. Rows: {rows}. The list has every number with its interval.").format(
        sessions=n_sessions(n), rows=rows
    )


def axis() -> str:
    """What stands along the foot of the picture."""
    return _("Session")


def intervals_legend() -> str:
    """What stands on a point, and where there is none."""
    return _("Upright lines: 95 % intervals. Hatched: not known; the list says why.")


def usual_legend() -> str:
    """What the field behind the points is."""
    return _("Pale field: this client's usual range since the last break.")


def break_legend() -> str:
    """What parts the sessions."""
    return _("Dashed line: what stands on either side of it isn't compared.")


def together_legend() -> str:
    """What a dot of moving together says."""
    return _("Moving together: a dot where it was more than chance gives; its size says nothing.")


def answers_legend() -> str:
    """What the signs under a target mean."""
    return _("Under a target: a full dot where the therapist marked it complete, a ring where not complete.")


def heart_rate_row() -> str:
    """A row's name, and its unit beneath."""
    return _("Baseline\nheart rate, /min")


def variability_row() -> str:
    """A row's name, and its unit beneath."""
    return _("Baseline\nln RMSSD")


def settling_row() -> str:
    """A row's name, and its unit beneath."""
    return _("Half of the rise\ngone after, s")


def sets_row() -> str:
    """A row's name."""
    return _("Sets")


def together_row() -> str:
    """A row's name."""
    return _("Moving together")


def target(number: int | None) -> str:
    """What a target is called."""
    return _("No target in particular") if number is None else _("Target {number}").format(number=number)


def target_row(number: int | None, scale: Scale) -> str:
    """A row's name, and the scale beneath."""
    name = pgettext("ratings of", "No target") if number is None else target(number)
    return f"{name}\n{SCALES[scale]}"


def tick(one: ContextTick) -> str:
    """What was ticked of a day."""
    return {
        ContextTick.MEDICATION_CHANGED: _("Medication changed"),
        ContextTick.LITTLE_SLEEP: _("Little sleep"),
        ContextTick.UNWELL: _("Unwell"),
        ContextTick.CAFFEINE: _("Caffeine"),
        ContextTick.EXERCISE: _("Exercise"),
    }[one]


def ticks(ticked_: frozenset[ContextTick]) -> str:
    """What was ticked of a day, one after the other."""
    return ", ".join(tick(one) for one in ContextTick if one in ticked_)


def broken(one: Break) -> str:
    """Why a line is broken."""
    return _("another strap") if one is Break.OTHER_STRAP else _("medication changed")


def session_title(number: int, day: str, length_s: float) -> str:
    """A session in a list."""
    return _("Session {number} · {day} · {length}").format(number=number, day=day, length=clock(length_s))


def broken_before(why: str) -> str:
    """What is said of a session with a break before it."""
    return _("Not compared with the sessions before: {why}.").format(why=why)


def baseline(heart_rate: str, variability: str) -> str:
    """Both numbers of a baseline."""
    return _("Baseline: {heart_rate} beats a minute, ln RMSSD {variability}.").format(
        heart_rate=heart_rate, variability=variability
    )


def baseline_unknown(why: str) -> str:
    """A session without a baseline."""
    return _("Baseline {why}.").format(why=why)


def sets(n: int, n_processing: int) -> str:
    """How many sets a session had.

    >>> sets(12, 10)
    '12 sets, 10 of them processing.'
    """
    if not n:
        return _("No set.")
    words = ngettext("{n} set, {processing} of them processing.", "{n} sets, {processing} of them processing.", n)
    return words.format(n=n, processing=n_processing)


def n_of_sets(n: int) -> str:
    """How many sets, in few words."""
    return ngettext("{n} set", "{n} sets", n).format(n=n)


def rise(words: str) -> str:
    """The rise over a session's sets."""
    return _("Over the sets heart rate rose by {rise} beats a minute.").format(rise=words)


def rise_unknown(why: str) -> str:
    """No rise that can be told."""
    return _("A rise over the sets {why}.").format(why=why)


def settled(found: Settling) -> str:
    """When half of a rise was gone.

    >>> settled(Settling(19.0, low_s=12.0, high_s=27.0))
    'Half of it was gone after 19 s (12 to 27).'
    """
    if found.is_longer:
        return _("Half of it wasn't gone after {seconds} s.").format(seconds=plain(found.seconds or 0.0))
    return _("Half of it was gone after {seconds}.").format(seconds=seconds(found))


def seconds(found: Settling) -> str:
    """A time with its interval.

    >>> seconds(Settling(19.0, low_s=12.0)), seconds(Settling(120.0, is_longer=True))
    ('19 s (12 or more)', '>120 s')
    """
    value = plain(found.seconds or 0.0)
    if found.is_longer:
        return f">{value} s"
    if found.low_s is None:
        return f"{value} s"
    if found.high_s is None:
        return _("{value} s ({low} or more)").format(value=value, low=plain(found.low_s))
    return _("{value} s ({low} to {high})").format(value=value, low=plain(found.low_s), high=plain(found.high_s))


def value(number: float, low: float | None, high: float | None, decimals: int) -> str:
    """A number with its interval.

    >>> value(71.2, 69.0, 73.4, 0)
    '71 (69 to 73)'
    """
    if low is None or high is None:
        return plain(number, decimals)
    words = _("{value} ({low} to {high})")
    return words.format(value=plain(number, decimals), low=plain(low, decimals), high=plain(high, decimals))


def number(reading: Reading, decimals: int) -> str:
    """A number that is known, with its interval."""
    return value(reading.value or 0.0, reading.low, reading.high, decimals)


def together(state: TogetherState, why: str) -> str:
    """Whether two hearts moved together; never how much."""
    return {
        TogetherState.TOGETHER: _("The two hearts moved together more than at unrelated moments."),
        TogetherState.CHANCE: _("The two hearts moved together no more than at unrelated moments."),
        TogetherState.OPPOSITE: _("One heart rose where the other fell more than at unrelated moments."),
        TogetherState.UNKNOWN: _("Moving together {why}.").format(why=why),
    }[state]


def together_cell(state: TogetherState) -> str:
    """The same in a table."""
    return {
        TogetherState.TOGETHER: _("more than chance"),
        TogetherState.CHANCE: _("as chance gives"),
        TogetherState.OPPOSITE: _("opposite"),
        TogetherState.UNKNOWN: UNKNOWN_CELL,
    }[state]


def rated(number: int | None, scale: Scale, values: str) -> str:
    """What was given for a target in a session."""
    return _("{target}: {scale} {values}.").format(target=target(number), scale=SCALES[scale], values=values)


def answered(number: int, *, is_complete: bool) -> str:
    """What the therapist marked of a target in a session."""
    words = _("{target}: marked complete.") if is_complete else _("{target}: marked not complete.")
    return words.format(target=target(number))


def ticked(ticks: str) -> str:
    """What was ticked of a day."""
    return _("Ticked of the day: {ticks}.").format(ticks=ticks)


def targets_title() -> str:
    """The heading over what is said of targets."""
    return _("Targets")


def no_targets() -> str:
    """Nothing was rated."""
    return _("Nothing was rated in these sessions.")


def target_said(one: TargetCourse, values: str) -> str:
    """One target over the sessions."""
    name = target(one.target)
    words = {
        True: _("{target}: {values}. Marked complete."),
        False: _("{target}: {values}. Marked not complete."),
        None: _("{target}: {values}. Not said whether complete."),
    }[one.complete]
    return words.format(target=name, values=values)


def no_rating() -> str:
    """A target that was never rated."""
    return _("no rating")


def scale_over(scale: Scale, per_session: str) -> str:
    """Ratings over the sessions."""
    return _("{scale} {values}").format(scale=SCALES[scale], values=per_session)


def in_session(values: str, number: int) -> str:
    """Ratings of one session."""
    return _("{values} (session {number})").format(values=values, number=number)


def table_title() -> str:
    """The table's caption."""
    return _("Session by session")


def heads() -> tuple[tuple[str, str], ...]:
    """Each column's name and unit."""
    return (
        (_("Session"), ""),
        (_("Day"), ""),
        (_("Sets"), ""),
        (_("Heart rate"), _("baseline, /min")),
        ("ln RMSSD", _("baseline")),
        (_("Rise"), _("over the sets, /min")),
        (_("Half gone"), _("after")),
        (_("Together"), ""),
        (_("Of the day"), ""),
    )


def table_remark() -> str:
    """What stands beneath the table."""
    return _("In brackets: 95 % intervals. Moving together is said as it was in each session, never by size.")


def made(version: str, definitions: str) -> str:
    """What made the page."""
    return _("Coreg {version} · definitions {definitions}").format(version=version, definitions=definitions)


def intended() -> str:
    """What it is for."""
    return _("Measurements, for education, self-observation and supervision. Not a medical device.")
