"""What a page can't say of a session, and why: one sentence each."""

from collections.abc import Iterator

from coreg.domain.beat import Gap, GapCause
from coreg.domain.marks import SpanKind
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.together import Lead, TogetherState
from coreg.report import wording
from coreg.report.figures import clock
from coreg.report.reasons import NO_BEATS, REFUSED, why, why_of
from coreg.review.report_part import Part
from coreg.review.report_sets import has_processing_sets
from coreg.review.reviewed import ReviewedPerson


def unknown(part: Part) -> Iterator[str]:
    """Give every sentence."""
    if not part.people:
        yield wording.NOBODY
        return
    yield from _left_out(part)
    for role in part.roles:
        person = part.people.get(role)
        if person is None:
            yield wording.NOT_WORN_AT_ALL.format(who=part.name(role))
        else:
            yield from _of_person(part, role, person)
    if part.together is not None and len(part.people) == len(Role):
        yield from _of_together(part)


def _left_out(part: Part) -> Iterator[str]:
    kinds = ((SpanKind.OFF_RECORD, wording.WHILE_OFF_RECORD), (SpanKind.EXCLUDED, wording.IN_EXCLUDED))
    for kind, words in kinds:
        spans = part.marks.spans_of(kind)
        ends_s = [(one.start_s, part.length_s if one.end_s is None else one.end_s) for one in spans]
        if spans:
            yield words.format(length=clock(sum(max(0.0, end_s - start_s) for start_s, end_s in ends_s)))


def _of_person(part: Part, role: Role, person: ReviewedPerson) -> Iterator[str]:
    who, sets = part.name(role), person.sets
    gaps = tuple(gap for gap in person.gaps if gap.cause is not GapCause.OFF_RECORD)
    if gaps:
        yield _holes(who, gaps)
    if part.is_upset(role):
        yield wording.UPSET_BASELINE.format(who=who)
    elif person.baseline is None:
        yield _no_baseline(who, person)
    if has_processing_sets(part):
        if sets.curve.rise_bpm.value is None:
            yield wording.NO_CURVE.format(who=who, why=why_of(sets.curve.rise_bpm))
        if sets.drift_bpm.value is None:
            yield wording.NO_DRIFT.format(who=who, why=why_of(sets.drift_bpm))
    if sets.start_to_end_bpm.value is None and sets.start_to_end_bpm.unknown is not Unknown.NO_BASELINE:
        yield wording.NO_START_TO_END.format(who=who, why=why_of(sets.start_to_end_bpm))


def _holes(who: str, gaps: tuple[Gap, ...]) -> str:
    causes = list(dict.fromkeys(NO_BEATS[gap.cause] for gap in gaps))
    n = wording.ONE_STRETCH if len(gaps) == 1 else wording.STRETCHES.format(n=len(gaps))
    length = clock(sum(gap.end_s - gap.start_s for gap in gaps))
    return wording.HOLES.format(who=who, n=n, length=length, causes=", ".join(causes))


def _no_baseline(who: str, person: ReviewedPerson) -> str:
    if not person.baselines:
        return wording.NO_BASELINE.format(who=who)
    refusal = person.baselines[-1].refusal
    return wording.BASELINE_REFUSED.format(who=who, why="" if refusal is None else REFUSED[refusal])


def _of_together(part: Part) -> Iterator[str]:
    if part.together is None:
        return
    found = part.together.review
    if found.state is TogetherState.UNKNOWN:
        return  # said where it is looked for
    missing = [one for one in part.together.updates if one.unknown is not None]
    seconds = sum(one.end_s - one.start_s for one in part.together_stretches if not one.is_known)
    if missing:
        reasons = "; ".join(dict.fromkeys(why(one.unknown) for one in missing))
        yield wording.TOGETHER_GAPS.format(length=clock(seconds), why=reasons)
    if found.state is TogetherState.TOGETHER and found.lead is Lead.NOT_CLEAR:
        reason = wording.LEAD_TOO_WIDE if found.lead_s.unknown is None else why(found.lead_s.unknown)
        yield wording.NO_LEAD.format(why=reason)
    if found.breathing_in_step is None:
        yield wording.NO_BREATHING.format(why=why(found.breathing_unknown))
