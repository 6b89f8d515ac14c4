"""The two people who are measured, and never more than two."""

from enum import Enum


class Role(Enum):
    """Who wears a strap. The client is always the left panel, the therapist the right one."""

    CLIENT = "client"
    THERAPIST = "therapist"

    @property
    def other(self) -> "Role":
        """The other person in the room."""
        return Role.THERAPIST if self is Role.CLIENT else Role.CLIENT
