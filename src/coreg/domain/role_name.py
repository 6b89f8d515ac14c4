"""What the two people who are measured are called: whatever names one of them asks here."""

from collections.abc import Mapping

from coreg.domain.client import Relation
from coreg.domain.language import _
from coreg.domain.person import Role

RELATION_SETTING = "relation"
"""Under this name a session's file says who the second person was; where it is missing, the therapist."""


def role_name(role: Role, relation: Relation = Relation.THERAPIST) -> str:
    """Return what a person is called to whoever reads it.

    >>> role_name(Role.THERAPIST), role_name(Role.THERAPIST, Relation.PARENT)
    ('Therapist', 'Parent')
    """
    if role is Role.CLIENT:
        return _("Client")
    match relation:
        case Relation.THERAPIST:
            return _("Therapist")
        case Relation.PARENT:
            return _("Parent")
        case Relation.PARTNER:
            return _("Partner")
        case Relation.OTHER:
            return _("Second person")


def name_to_therapist(role: Role, relation: Relation = Relation.THERAPIST) -> str:
    """Return what a person is called on the therapist's own screen.

    >>> name_to_therapist(Role.THERAPIST), name_to_therapist(Role.THERAPIST, Relation.PARTNER)
    ('Therapist (you)', 'Partner')
    """
    is_own = role is Role.THERAPIST and relation is Relation.THERAPIST
    return _("Therapist (you)") if is_own else role_name(role, relation)


def relation_in(settings: Mapping[str, str]) -> Relation:
    """Return who the second person of a session was, as its file says.

    >>> relation_in({"relation": "parent"}), relation_in({})
    (<Relation.PARENT: 'parent'>, <Relation.THERAPIST: 'therapist'>)
    """
    try:
        return Relation(settings.get(RELATION_SETTING, Relation.THERAPIST.value))
    except ValueError:  # of a later version
        return Relation.OTHER
