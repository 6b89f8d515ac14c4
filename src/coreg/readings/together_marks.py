"""What the marks of a session mean for two people's moving together: sets, and stretches that can't be judged."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coreg.domain.marks import Marks, SetKind, Span, SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.stage import ClientScreen, Phase, Profile
from coreg.readings.marks import read_marks

UNMARKED_S = 300.0  # design section 4: a block without a mark of a set for 5 min has sets that nobody marked.
N_TEACHING = 3  # design section 4: the first 3 sets only teach
TAUGHT_AFTER_S = 50.0  # design section 4: as long as a set's response is followed

_LEFT_OUT = (SpanKind.DISTURBED, SpanKind.EXCLUDED, SpanKind.OFF_RECORD)
_BLOCK = (Phase.DESENSITIZATION, Phase.INSTALLATION, Phase.BODY_SCAN)
_OF_PARTS = (MomentKind.PART_NOTICED, MomentKind.UNBLENDED, MomentKind.PROTECTOR_AGREES)
_SPEAKS = {Role.CLIENT: SpanKind.CLIENT_SPEAKS, Role.THERAPIST: SpanKind.THERAPIST_SPEAKS}

Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Markings:
    """Times on the session clock, in s; an end of infinity is of what still goes on.

    Attributes
    ----------
    sets
        Start and end of each, in order.
    left_out
        Marked as movement, door or phone, excluded, or off the record.
    pacer
        The client's screen paced the breath.
    blocks
        Where sets are expected: EMDR's phases 4 to 6, and sets of the continuous kind.
    speech
        Of each person; empty where it isn't marked.
    """

    sets: tuple[Stretch, ...] = ()
    left_out: tuple[Stretch, ...] = ()
    pacer: tuple[Stretch, ...] = ()
    blocks: tuple[Stretch, ...] = ()
    speech: dict[Role, tuple[Stretch, ...]] = field(default_factory=dict)
    revision: int = 0

    @property
    def unusable(self) -> NDArray[np.float64]:
        """The stretches whose samples aren't used, shape (n, 2)."""
        return as_array((*self.left_out, *self.pacer))

    @property
    def teaching(self) -> tuple[Stretch, ...]:
        """The first three sets and what follows them."""
        return tuple((start_s, end_s + TAUGHT_AFTER_S) for start_s, end_s in self.sets[:N_TEACHING])

    @property
    def is_speech_marked(self) -> bool:
        """Whether who speaks was marked, of both."""
        return all(self.speech.get(role) for role in Role)

    def unmarked(self, now_s: float) -> tuple[Stretch, ...]:
        """Return the stretches of a block without any mark of a set for over 5 minutes, as known at `now_s`."""
        return tuple(_unmarked(self.blocks, self.sets, now_s))


def read_markings(marks: Marks, profile: Profile = Profile.EMDR) -> Markings:
    """Return what the marks mean; phases are EMDR's, so no block is expected in another profile."""
    return Markings(
        sets=tuple((one.start_s, _end_s(one.end_s)) for one in sorted(marks.sets, key=lambda one: one.start_s)),
        left_out=tuple(stretch for kind in _LEFT_OUT for stretch in _stretches(marks.spans_of(kind))),
        pacer=tuple(_pacer(marks.moments)),
        blocks=(*(_phases(marks.moments) if profile is Profile.EMDR else ()), *_continuous(marks)),
        speech={role: _stretches(marks.spans_of(kind)) for role, kind in _SPEAKS.items()},
        revision=marks.revision,
    )


def profile_of(settings: Mapping[str, str], marks: Marks) -> Profile:
    """Return the profile of a stored session; older files don't say it, but where parts are marked it was IFS."""
    stored = settings.get("profile")
    if stored is not None:
        return Profile.IFS if stored == Profile.IFS.value else Profile.EMDR
    return Profile.IFS if any(moment.kind in _OF_PARTS for moment in marks.moments) else Profile.EMDR


def as_marked_then(
    moments: Sequence[Moment], revisions: Sequence[int], profile: Profile = Profile.EMDR
) -> tuple[Markings, ...]:
    """Return what the marks meant at each of these revisions, without what was marked or corrected since."""
    then = {
        revision: read_markings(read_marks([one for one in moments if one.moment_id <= revision]), profile)
        for revision in set(revisions)
    }
    return tuple(then[revision] for revision in revisions)


def as_array(stretches: Sequence[Stretch]) -> NDArray[np.float64]:
    """Return stretches as the kernels take them, shape (n, 2)."""
    return np.array(stretches, dtype=np.float64).reshape(-1, 2)


def _end_s(end_s: float | None) -> float:
    return math.inf if end_s is None else end_s


def _stretches(spans: Sequence[Span]) -> tuple[Stretch, ...]:
    return tuple((span.start_s, _end_s(span.end_s)) for span in spans)


def _continuous(marks: Marks) -> Iterator[Stretch]:
    return ((one.start_s, _end_s(one.end_s)) for one in marks.sets if one.kind is SetKind.CONTINUOUS)


def _pacer(moments: Sequence[Moment]) -> Iterator[Stretch]:
    """Give the stretches between a change of the client's screen to the pacer and the next change."""
    changes = [(m.t_s, m.payload.get("screen")) for m in moments if m.kind is MomentKind.CLIENT_SCREEN]
    for (start_s, screen), (end_s, _) in pairwise([*changes, (math.inf, None)]):
        if screen == ClientScreen.PACER.value:
            yield start_s, end_s


def _phases(moments: Sequence[Moment]) -> Iterator[Stretch]:
    """Give the stretches in which sets are expected by the phase; neighbouring ones as one."""
    changes = [(m.t_s, m.payload.get("phase") in _BLOCK) for m in moments if m.kind is MomentKind.PHASE]
    start_s: float | None = None
    for t_s, is_block in [*changes, (math.inf, False)]:
        if is_block and start_s is None:
            start_s = t_s
        elif not is_block and start_s is not None:
            yield start_s, t_s
            start_s = None


def _unmarked(blocks: Sequence[Stretch], sets: Sequence[Stretch], now_s: float) -> Iterator[Stretch]:
    marks_s = sorted(t_s for one in sets for t_s in one)
    for start_s, end_s in blocks:
        until_s = min(end_s, now_s)
        within = [t_s for t_s in marks_s if start_s < t_s < until_s]
        for before_s, after_s in pairwise([start_s, *within, until_s]):
            if after_s - before_s > UNMARKED_S:
                yield before_s, after_s
