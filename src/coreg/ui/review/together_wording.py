"""Moving together over a session, in words: what is said, and what that doesn't show. No size is compared."""

from coreg.domain.language import _
from coreg.domain.reading import Reading
from coreg.domain.together import Lead, Together, TogetherReview, TogetherState
from coreg.ui.wording import number, reason

_TOGETHER = _(
    "Their hearts rose and fell together more than at unrelated moments (excess {excess} ± {half}). "
    "When: the shaded stretches."
)
_CHANCE = _(
    "Their hearts rose and fell together no more than at unrelated moments; "
    "this does not show that there was no link."
)
_OPPOSITE = _(
    "Their hearts moved opposite to each other more than at unrelated moments (excess {excess} ± {half})."
)
_UNKNOWN = _("Whether their hearts moved together is not known: {reason}.")
RATE = _(
    "In about 1 of 20 sessions of two people who don't influence each other this appears at least once; "
    "a weak link is often missed."
)
_CLIENT_FIRST = _("The client's heart went first by about {seconds} s ({low} to {high}). First is not cause.")
_THERAPIST_FIRST = _("The therapist's heart went first by about {seconds} s ({low} to {high}). First is not cause.")
_WITHIN = _("Neither went first by more than about 2.5 s.")
_LEAD_UNKNOWN = _("Who went first is not known.")
_BREATHING = _("They breathed in step more than chance would give.")
_NO_BREATHING = _("They breathed in step no more than chance would give.")
_BREATHING_UNKNOWN = _("Whether they breathed in step is not known: {reason}.")


def sentence(found: Together) -> str:
    """The session's one sentence."""
    review = found.review
    match review.state:
        case TogetherState.TOGETHER:
            return _with_excess(_TOGETHER, review.excess)
        case TogetherState.OPPOSITE:
            return _with_excess(_OPPOSITE, review.excess)
        case TogetherState.CHANCE:
            return _CHANCE
        case TogetherState.UNKNOWN:
            return _UNKNOWN.format(reason=_why(review))


def more(found: Together) -> tuple[str, ...]:
    """What else is known: who went first where they moved together, and the breath."""
    review = found.review
    lines = [_lead(review)] if review.state is TogetherState.TOGETHER else []
    if review.breathing_in_step is not None:
        lines.append(_BREATHING if review.breathing_in_step else _NO_BREATHING)
    elif review.breathing_unknown is not None and review.state is not TogetherState.UNKNOWN:
        why = reason(Reading.of_unknown(review.breathing_unknown)).removeprefix("unknown: ")
        lines.append(_BREATHING_UNKNOWN.format(reason=why))
    if review.state is not TogetherState.UNKNOWN:
        lines.append(RATE)
    return tuple(lines)


def _why(review: TogetherReview) -> str:
    if review.unknown is None:
        return "too little can be compared"
    return reason(Reading.of_unknown(review.unknown)).removeprefix("unknown: ")


def _lead(review: TogetherReview) -> str:
    lead = review.lead_s
    if review.lead is Lead.WITHIN:
        return _WITHIN
    template = {Lead.CLIENT_FIRST: _CLIENT_FIRST, Lead.THERAPIST_FIRST: _THERAPIST_FIRST}.get(review.lead)
    if template is None or lead.value is None or lead.low is None or lead.high is None:
        return _LEAD_UNKNOWN
    ends = sorted((abs(lead.low), abs(lead.high)))
    return template.format(seconds=f"{abs(lead.value):.0f}", low=f"{ends[0]:.1f}", high=f"{ends[1]:.1f}")


def _with_excess(template: str, excess: Reading) -> str:
    value, high = excess.value or 0.0, excess.high if excess.high is not None else 0.0
    return template.format(excess=_short(value), half=_short(high - value))


def _short(value: float) -> str:
    """Two decimals without the zero before them, as a correlation is written."""
    return number(value, 2).replace("0.", ".", 1)
