"""What a therapist chooses once for how sessions are marked: the profile, what is switched on, the keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coreg.domain.stage import Profile

MODALITIES = ("eyes", "taps", "tones")


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """Choices that hold for every session until they are changed.

    Attributes
    ----------
    is_continuous
        Stimulation goes on for minutes while the client talks: every set is of that kind.
    modality
        One of `MODALITIES`, or None where it isn't noted.
    rests_screen
        A set's start lets the client's screen rest.
    marks_speech
        Whether the keys for who speaks do anything.
    remapped
        From a key to the key of the table that it stands for; empty where the key was given away.
    devices
        Which of those keys were learnt as a "pedal" or "presenter".
    """

    profile: Profile = Profile.EMDR
    is_continuous: bool = False
    modality: str | None = None
    rests_screen: bool = True
    marks_speech: bool = False
    remapped: Mapping[str, str] = field(default_factory=dict)
    devices: Mapping[str, str] = field(default_factory=dict)
