"""The pairing screen's words about the second person: to the therapist as "you", of anybody else by who they are.

Whole sentences for each, because in many languages more than one word changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coreg.domain.client import Relation
from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.role_name import role_name
from coreg.domain.stand_up import StandUpState


@dataclass(frozen=True, slots=True)
class SecondWords:
    """What the pairing screen says where it matters who the second person is.

    Attributes
    ----------
    found_right, found_other
        The check found the second person on their own side, or on the client's.
    not_found
        It was over and found nobody.
    """

    only: str
    choose_only: str
    whose: Mapping[Role, str]
    yes: Mapping[Role, str]
    confirmed: Mapping[Role, str]
    ready: str
    stand_a_moment: str
    stand_for: str
    found_right: Mapping[StandUpState, str]
    found_other: Mapping[StandUpState, str]
    not_found: Mapping[StandUpState, str]
    was_lifted: str
    stayed_level: str
    rose_theirs: str
    rose: str


def second_words(relation: Relation) -> SecondWords:
    """Return them for a session's second person."""
    if relation is Relation.THERAPIST:
        return _TO_THERAPIST
    return replace(
        _OF_OTHERS,
        whose={role: role_name(role, relation) for role in Role},
        yes={Role.CLIENT: _YES_CLIENT, Role.THERAPIST: _YES[relation]},
        confirmed={Role.CLIENT: _CLIENT_CONFIRMED, Role.THERAPIST: _CONFIRMED[relation]},
    )


_YES_CLIENT, _CLIENT_CONFIRMED = _("Yes, client"), _("Client, confirmed")
_YES = {
    Relation.THERAPIST: _("Yes, me"),
    Relation.PARENT: _("Yes, parent"),
    Relation.PARTNER: _("Yes, partner"),
    Relation.OTHER: _("Yes, second person"),
}
_CONFIRMED = {
    Relation.THERAPIST: _("Me, confirmed"),
    Relation.PARENT: _("Parent, confirmed"),
    Relation.PARTNER: _("Partner, confirmed"),
    Relation.OTHER: _("Second person, confirmed"),
}
_UNKNOWN = _("Not known: too many beats were missing. Press S to try again, or skip the check.")

_TO_THERAPIST = SecondWords(
    only=_("Only mine"),
    choose_only=_("Wear it and wet the electrodes: a strap wakes up on the skin. Then choose yours."),
    whose={role: role_name(role) for role in Role},
    yes={Role.CLIENT: _YES_CLIENT, Role.THERAPIST: _YES[Relation.THERAPIST]},
    confirmed={Role.CLIENT: _CLIENT_CONFIRMED, Role.THERAPIST: _CONFIRMED[Relation.THERAPIST]},
    ready=_("Press S, then stand up for 15 seconds, therapist. The heart that rises is yours."),
    stand_a_moment=_("Stand up now, therapist, a moment more. The heart that rises is yours."),
    stand_for=_("Stand up now, therapist, for {left_s:.0f} s more. The heart that rises is yours."),
    found_right={
        StandUpState.ROSE: _("The heart on your side rose. Confirm with C and T, then sit quietly and begin."),
        StandUpState.LIFTED: _(
            "The strap on your side was lifted. Confirm with C and T, then sit quietly and begin."
        ),
    },
    found_other={
        StandUpState.ROSE: _("The heart on the client's side rose. If it was you who stood up, press X to swap."),
        StandUpState.LIFTED: _("The strap on the client's side was lifted. If it was yours, press X to swap."),
    },
    not_found={
        StandUpState.BOTH: _(
            "Both hearts moved. Press S to try again, or lift your strap from the skin for a moment."
        ),
        StandUpState.NEITHER: _(
            "Neither heart moved. Press S to try again, or lift your strap from the skin for a moment."
        ),
        StandUpState.UNKNOWN: _UNKNOWN,
    },
    was_lifted=_("This strap was lifted: it is yours."),
    stayed_level=_("This heart stayed level while you stood up."),
    rose_theirs=_("This heart rose {rise:.0f} beats when you stood up: it is yours."),
    rose=_("This heart rose {rise:.0f} beats when you stood up."),
)
_OF_OTHERS = SecondWords(
    only=_("Only the second person's"),
    choose_only=_("Wear it and wet the electrodes: a strap wakes up on the skin. Then choose theirs."),
    whose={},
    yes={},
    confirmed={},
    ready=_("Press S, then the second person stands up for 15 s. The heart that rises is theirs."),
    stand_a_moment=_("The second person stands up now, a moment more. The heart that rises is theirs."),
    stand_for=_("The second person stands up now, for {left_s:.0f} s more. The heart that rises is theirs."),
    found_right={
        StandUpState.ROSE: _(
            "The heart on the second person's side rose. Confirm with C and T, then sit quietly and begin."
        ),
        StandUpState.LIFTED: _(
            "The strap on the second person's side was lifted. Confirm with C and T, then sit quietly and begin."
        ),
    },
    found_other={
        StandUpState.ROSE: _(
            "The heart on the client's side rose. If it was the second person who stood up, press X to swap."
        ),
        StandUpState.LIFTED: _(
            "The strap on the client's side was lifted. If it was the second person's, press X to swap."
        ),
    },
    not_found={
        StandUpState.BOTH: _(
            "Both hearts moved. Press S to try again, or have the second person lift their strap."
        ),
        StandUpState.NEITHER: _(
            "Neither heart moved. Press S to try again, or have the second person lift their strap."
        ),
        StandUpState.UNKNOWN: _UNKNOWN,
    },
    was_lifted=_("This strap was lifted: it is the second person's."),
    stayed_level=_("This heart stayed level while the second person stood up."),
    rose_theirs=_("This heart rose {rise:.0f} beats when the second person stood up: it is theirs."),
    rose=_("This heart rose {rise:.0f} beats when the second person stood up."),
)
