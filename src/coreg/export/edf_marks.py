"""What was marked, and what is known of moving together, as EDF+ annotations: both people's, so in both files."""

from collections.abc import Iterator

from coreg.domain.moment import Moment
from coreg.export.content import Content
from coreg.export.phases import phases
from coreg.export.table import json_text, well_formed
from coreg.export.together import both_traces

Said = tuple[float, float | None, str]  # onset in s, length in s or None, text


def edf_marks(content: Content) -> Iterator[Said]:
    """Give the annotations, corrections applied; the moments as they were marked come last."""
    yield from _sets(content)
    for rating in content.marks.ratings:
        text = f"rating scale={rating.scale.value} value={rating.value}"
        yield rating.t_s, None, text if rating.target is None else f"{text} target={rating.target}"
    for span in content.marks.spans:
        who = "" if span.who is None else f" who={span.who.value}"
        yield span.start_s, _length(span.start_s, span.end_s), f"span {span.kind.value}{who}"
    for one in phases(content):
        yield one.start_s, one.end_s - one.start_s, f"phase number={int(one.phase)} {one.name}"
    for trace, stretch in both_traces(content):
        yield stretch.start_s, stretch.end_s - stretch.start_s, f"{trace} {stretch.words}"
    for moment in content.moments:
        yield moment.t_s, None, _moment_text(moment, is_retracted=moment.moment_id in content.retracted)


def _sets(content: Content) -> Iterator[Said]:
    for one in content.marks.sets:
        said = {"modality": one.modality, "target": one.target}
        if one.ended_by is not None:
            said["ended_by"] = one.ended_by.value
        words = "".join(f" {name}={well_formed(str(value))}" for name, value in said.items() if value is not None)
        text = f"set number={one.number} {one.kind.value}{words}{'' if one.is_counted else ' not_counted'}"
        yield one.start_s, _length(one.start_s, one.end_s), text


def _length(start_s: float, end_s: float | None) -> float | None:
    return None if end_s is None else end_s - start_s


def _moment_text(moment: Moment, *, is_retracted: bool) -> str:
    taken_back = " retracted" if is_retracted else ""
    amends = "" if moment.amends is None else f" amends={moment.amends}"
    return f"moment id={moment.moment_id}{amends}{taken_back} {moment.kind.value} {json_text(moment.payload)}"
