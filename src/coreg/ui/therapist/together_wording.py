"""The words on moving together: what holds, or why nothing can be said, each reason with a sentence of its own.

Nothing is called good or bad, and no number says how much: it holds, it is no more than chance gives, or it isn't
known. After the session the size stands with its interval, of this session alone.
"""

import math

from coreg.domain.client import Relation
from coreg.domain.language import _, ngettext
from coreg.domain.reading import Reading, Unknown
from coreg.domain.together import (
    Lead,
    TogetherReview,
    TogetherSoFar,
    TogetherState,
    TogetherStretch,
    TogetherUpdate,
)
from coreg.ui.wording import clock, number

TITLE = _("Moving together")
HELP = _(
    "In about 1 of 15 sessions of two people who don't influence each other this appears at least once; a weak link"
    " is often missed."
)
TIMELINE = _("The session so far: shaded where they moved together, hatched where it isn't known.")
HELD = _("in the last 10 minutes, more than chance would give")
HELD_SO_FAR = _("so far, more than chance would give")
CHANCE = _("no more than chance would give")

_SPOKEN_HELD = _("Moving together in the last 10 minutes, more than chance would give")
_SPOKEN_HELD_SO_FAR = _("Moving together so far, more than chance would give")
_SPOKEN_CHANCE = _("Moving together: no more than chance would give")
_SPOKEN_UNKNOWN = _("Moving together: {sentence}")
_WINDOW_S = 600.0

NOT_KNOWN = _("not known")
# Each as a whole sentence, and the same in fewer words for where there is less room.
WHY = {
    Unknown.NO_STRAP: (_("not known: it takes a strap on both people"), _("not known: not two straps")),
    Unknown.PREPARING: (_("not known: the program is still getting ready"), _("not known: getting ready")),
    Unknown.OFF_RECORD: (_("not known: off the record"), _("not known: off the record")),
    Unknown.NO_SIGNAL: (
        _("not known: there are no beats of both people just now"),
        _("not known: beats are missing"),
    ),
    Unknown.TOO_SHORT: (_("not known: too little of both hearts so far"), _("not known: too short")),
    Unknown.TOO_FEW_BEATS: (
        _("not known: too many beats of the last ten minutes are missing"),
        _("not known: too few beats"),
    ),
    Unknown.WRONG_BEATS: (
        _("not known: more than 5 of 100 beats are wrong, by movement or the strap"),
        _("not known: too many wrong beats"),
    ),
    Unknown.RHYTHM_UNEVEN: (
        _("not known: intervals too uneven to compare: movement, strap, or the heart's own rhythm"),
        _("not known: intervals too uneven"),
    ),
    Unknown.BREATHING_TOO_SLOW: (
        _("not known: somebody breathes slowly, which moves a heart by itself"),
        _("not known: slow breathing"),
    ),
    Unknown.SETS_UNMARKED: (
        _("not known: no set was marked for five minutes, and sets move both hearts"),
        _("not known: sets aren't marked"),
    ),
    Unknown.FIRST_SETS: (
        _("not known: the first three sets only teach what a set does to each heart"),
        _("not known: first three sets"),
    ),
    Unknown.PACER_ON: (
        _("not known: the pacer is on, and breathing with it moves a heart by itself"),
        _("not known: the pacer is on"),
    ),
    Unknown.DISTURBED: (
        _("not known: too much of the last ten minutes is marked as movement, door or phone"),
        _("not known: movement, door or phone"),
    ),
    Unknown.CLOCKS_UNSURE: (
        _("not known: when the two straps' beats came is too unsure to compare them"),
        _("not known: times too unsure"),
    ),
    Unknown.NO_VARIATION: (_("not known: every interval is the same"), _("not known: no variation")),
}
_LATER = _("{sentence} · in about {minutes} min at the earliest")
_SOON = _("{sentence} · in under a minute at the earliest")


def sentences(together: TogetherSoFar, now_s: float) -> tuple[str, ...]:
    """What stands beside the title, in full, and in fewer words for where there is less room.

    >>> sentences(TogetherSoFar(TogetherUpdate(700.0, 3.4, TogetherState.TOGETHER)), 715.0)
    ('in the last 10 minutes, more than chance would give',)
    >>> waiting = TogetherUpdate(60.0, None, TogetherState.UNKNOWN, Unknown.TOO_SHORT)
    >>> sentences(TogetherSoFar(waiting, known_from_s=333.0), 60.0)[0]
    'not known: too little of both hearts so far · in about 5 min at the earliest'
    """
    match together.now.state:
        case TogetherState.TOGETHER:
            return (HELD if together.now.t_s >= _WINDOW_S else HELD_SO_FAR,)
        case TogetherState.CHANCE:
            return (CHANCE,)
        case _:
            return _not_known(together, now_s)


def spoken(together: TogetherSoFar, now_s: float) -> str:
    """The same as one sentence, for those who hear the screen."""
    match together.now.state:
        case TogetherState.TOGETHER:
            return _SPOKEN_HELD if together.now.t_s >= _WINDOW_S else _SPOKEN_HELD_SO_FAR
        case TogetherState.CHANCE:
            return _SPOKEN_CHANCE
        case _:
            return _SPOKEN_UNKNOWN.format(sentence=_not_known(together, now_s)[0])


def _not_known(together: TogetherSoFar, now_s: float) -> tuple[str, ...]:
    reason = together.now.unknown
    full, short = (NOT_KNOWN, NOT_KNOWN) if reason is None else WHY.get(reason, (NOT_KNOWN, NOT_KNOWN))
    if together.known_from_s is None:
        return full, short
    minutes = math.ceil((together.known_from_s - now_s) / 60.0)
    if minutes > 1:
        return (
            _LATER.format(sentence=full, minutes=minutes),
            _LATER.format(sentence=short, minutes=minutes),
            short,
        )
    return _SOON.format(sentence=full), _SOON.format(sentence=short), short


ROSE_TOGETHER = _(
    "The two hearts rose and fell together more than at unrelated moments (excess {excess} ± {half_width})."
)
NO_MORE = _(
    "The two hearts rose and fell together no more than at unrelated moments; this does not show that there was no"
    " link."
)
OPPOSITE = _(
    "One heart rose where the other fell, more than at unrelated moments (excess {excess} ± {half_width}); the"
    " speech of both was taken out."
)
# Whether they moved together over the whole session, where that can't be known.
WHOLE_WHY = {
    Unknown.NO_STRAP: _("Not known: it takes a strap on both people."),
    Unknown.PREPARING: _("Not known: the program wasn't ready before the session ended."),
    Unknown.TOO_SHORT: _("Not known: under 30 half-minutes of both hearts can be compared."),
    Unknown.TOO_FEW_BEATS: _("Not known: too many beats are missing."),
    Unknown.NO_SIGNAL: _("Not known: there are no beats of both people."),
    Unknown.WRONG_BEATS: _("Not known: more than 5 of 100 beats are wrong, by movement or the strap."),
    Unknown.RHYTHM_UNEVEN: _("Not known: intervals too uneven: movement, strap, or the heart's own rhythm."),
    Unknown.BREATHING_TOO_SLOW: (
        _("Not known: somebody breathed slowly for over a quarter of the time, which moves a heart by itself.")
    ),
    Unknown.SETS_UNMARKED: _("Not known: sets weren't marked for most of the time, and sets move both hearts."),
    Unknown.FIRST_SETS: _("Not known: it takes more than three sets."),
    Unknown.PACER_ON: _("Not known: the pacer was on for most of the time, which moves a heart by itself."),
    Unknown.DISTURBED: _("Not known: most of the time is marked as movement, door or phone."),
    Unknown.CLOCKS_UNSURE: _("Not known: when the two straps' beats came is too unsure to compare them."),
    Unknown.NO_VARIATION: _("Not known: every interval is the same."),
    Unknown.OPPOSITE_WITHOUT_SPEECH: _(
        "Not known: one heart rose where the other fell, as when people talk in turns, and who spoke isn't marked."
    ),
}
WHOLE_NOT_KNOWN = _("Not known.")

HELD_FROM_TO = _("As shown live, it held at {spans}.")
NEVER_HELD = _("As shown live, it never held.")
_SPAN, _BETWEEN = "{start}–{end}", ", "
_MOST_SPANS = 4

CLIENT_FIRST = _("Client first by about {seconds} s ({low} to {high}). First, never cause.")
SECOND_FIRST = {
    Relation.THERAPIST: _("Therapist first by about {seconds} s ({low} to {high}). First, never cause."),
    Relation.PARENT: _("Parent first by about {seconds} s ({low} to {high}). First, never cause."),
    Relation.PARTNER: _("Partner first by about {seconds} s ({low} to {high}). First, never cause."),
    Relation.OTHER: _("Second person first by about {seconds} s ({low} to {high}). First, never cause."),
}
WITHIN = _("Within about 2.5 s of each other.")
NOT_CLEAR = _("Who went first isn't clear.")
LATENCY_UNKNOWN = _("Who went first isn't known: how late a strap sends its beats isn't known.")
IN_STEP = _("They breathed in step, more than chance would give: another thing than moving together.")
NOT_IN_STEP = _("They breathed in step no more than chance would give.")


def of_session(
    review: TogetherReview | None, now: TogetherUpdate, relation: Relation = Relation.THERAPIST
) -> tuple[str, ...]:
    """What the whole session says, a sentence each.

    Parameters
    ----------
    now
        What is said where there is no review: why there isn't.
    """
    if review is None:
        return (WHOLE_WHY.get(now.unknown or Unknown.PREPARING, WHOLE_NOT_KNOWN),)
    said = [_whole(review), _lead(review, relation), _breathing(review)]
    return tuple(sentence for sentence in said if sentence)


def when(stretches: tuple[TogetherStretch, ...]) -> str:
    """When it held while the session went on; empty where it was never known.

    >>> when((TogetherStretch(730.0, 940.0, TogetherState.TOGETHER),))
    'As shown live, it held at 12:10–15:40.'
    """
    held = [one for one in stretches if one.state is TogetherState.TOGETHER]
    if not held:
        was_known = any(one.state is TogetherState.CHANCE for one in stretches)
        return NEVER_HELD if was_known else ""
    first = held[:_MOST_SPANS]
    spans = _BETWEEN.join(_SPAN.format(start=clock(one.start_s), end=clock(one.end_s)) for one in first)
    n_more = len(held) - len(first)
    if n_more:
        return ngettext(
            "As shown live, it held at {spans}, and later {n} time more.",
            "As shown live, it held at {spans}, and later {n} times more.",
            n_more,
        ).format(spans=spans, n=n_more)
    return HELD_FROM_TO.format(spans=spans)


def _whole(review: TogetherReview) -> str:
    match review.state:
        case TogetherState.TOGETHER:
            return _with_excess(ROSE_TOGETHER, review.excess)
        case TogetherState.OPPOSITE:
            return _with_excess(OPPOSITE, review.excess)
        case TogetherState.CHANCE:
            return NO_MORE
        case _:
            return WHOLE_WHY.get(review.unknown or Unknown.PREPARING, WHOLE_NOT_KNOWN)


def _with_excess(template: str, excess: Reading) -> str:
    value, high = excess.value or 0.0, excess.high or 0.0
    return template.format(excess=number(value, 2), half_width=f"{high - value:.2f}")


def _lead(review: TogetherReview, relation: Relation) -> str:
    match review.lead:
        case Lead.CLIENT_FIRST:
            return _first(CLIENT_FIRST, review.lead_s, 1.0)
        case Lead.THERAPIST_FIRST:
            return _first(SECOND_FIRST[relation], review.lead_s, -1.0)
        case Lead.WITHIN:
            return WITHIN
        case _:
            reasons = {None: NOT_CLEAR, Unknown.LATENCY_UNKNOWN: LATENCY_UNKNOWN}
            return reasons.get(review.lead_s.unknown, "")


def _first(template: str, lead_s: Reading, sign: float) -> str:
    low, high = sorted(sign * (bound or 0.0) for bound in (lead_s.low, lead_s.high))
    seconds = sign * (lead_s.value or 0.0)
    return template.format(seconds=number(seconds, 0), low=number(low, 1), high=number(high, 1))


def _breathing(review: TogetherReview) -> str:
    if review.breathing_in_step is None:
        return ""
    return IN_STEP if review.breathing_in_step else NOT_IN_STEP
