"""How a session is marked: the profile and what the therapist has switched on in it."""

from dataclasses import dataclass, field

from coreg.domain.act import Act
from coreg.domain.stage import Pacer, Profile

_EMDR_ONLY = frozenset(
    (Act.RATE, Act.AS_VOC, Act.AS_SUD, Act.INTERWEAVE, Act.BACK_TO_TARGET, Act.CLOSURE, Act.TARGET)
)
_IFS_ONLY = frozenset(
    (
        Act.RATE_SELF,
        Act.PART_NOTICED,
        Act.UNBLENDED,
        Act.PROTECTOR_AGREES,
        Act.WITNESSING,
        Act.UNBURDENING,
        Act.BACK_TO_PROTECTOR,
    )
)


@dataclass(frozen=True, slots=True)
class MarkSettings:
    """What marks mean in this session.

    Attributes
    ----------
    is_continuous
        Stimulation goes on for minutes while the client talks: every set is of that kind.
    rests_screen
        A set's start lets the client's screen rest.
    marks_speech
        Whether the keys for who speaks do anything.
    pacer
        The pacer's usual rate, and how much of a breath goes in.
    """

    profile: Profile = Profile.EMDR
    is_continuous: bool = False
    modality: str | None = None
    rests_screen: bool = True
    marks_speech: bool = False
    takes_text: bool = False
    pacer: Pacer = field(default_factory=Pacer)

    def allows(self, act: Act) -> bool:
        """Whether the act belongs to this profile."""
        others = _IFS_ONLY if self.profile is Profile.EMDR else _EMDR_ONLY
        return act not in others
