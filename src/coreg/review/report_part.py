"""The part of a session that one copy may say: people, marks and moving together with everything else left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from coreg.domain.client import Relation
from coreg.domain.marks import Marks
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.together import Together, TogetherState
from coreg.report import wording
from coreg.report.asked import Asked
from coreg.report.page import TogetherStretch
from coreg.review.reviewed import ReviewedPerson, ReviewedSession

_UPDATE_S = 10.0  # design section 4: what the last ten minutes say, every 10 s


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What of a session a page is made from.

    Attributes
    ----------
    roles
        Whom the page names, measured or not.
    people
        Of those, who was measured.
    together
        None where the page has one person alone.
    """

    length_s: float
    marks: Marks
    roles: tuple[Role, ...]
    people: Mapping[Role, ReviewedPerson]
    together: Together | None
    relation: Relation

    def name(self, role: Role) -> str:
        """What somebody is called on the page."""
        return wording.person(role, self.relation)

    def is_upset(self, role: Role) -> bool:
        """Whether the person's baseline was marked as taken while upset."""
        baseline = self.people[role].baseline
        upset_s = [one.t_s for one in self.marks.moments if one.kind is MomentKind.BASELINE_UPSET]
        return baseline is not None and bool(upset_s) and upset_s[-1] >= baseline.start_s

    @property
    def together_stretches(self) -> tuple[TogetherStretch, ...]:
        """Where moving together held, and where it isn't known; nothing where it was as much as chance gives."""
        found: list[TogetherStretch] = []
        for update in () if self.together is None else self.together.updates:
            if update.state not in (TogetherState.TOGETHER, TogetherState.UNKNOWN):
                continue
            is_known = update.state is TogetherState.TOGETHER
            start_s = max(0.0, update.t_s - _UPDATE_S)
            if found and found[-1].is_known is is_known and start_s <= found[-1].end_s + 1e-6:
                start_s = found.pop().start_s
            found.append(TogetherStretch(start_s, update.t_s, is_known))
        return tuple(found)


def part_of(session: ReviewedSession, asked: Asked, relation: Relation) -> Part:
    """Leave out of a session what the copy doesn't say."""
    roles = tuple(Role) if asked.shows_second else (Role.CLIENT,)
    return Part(
        length_s=session.length_s,
        marks=session.marks,
        roles=roles,
        people={role: session.people[role] for role in roles if role in session.people},
        together=session.together if asked.shows_second else None,
        relation=relation,
    )
