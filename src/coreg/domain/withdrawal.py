"""Consent that is taken back while a session runs: whose, and what becomes of what was recorded up to there."""

from enum import IntEnum

from coreg.domain.person import Role


class Withdrawal(IntEnum):
    """Each is one choice of the therapist's; the number is that of the request."""

    CLIENT_KEEPS = 1
    CLIENT_ERASES = 2
    THERAPIST_KEEPS = 3
    THERAPIST_ERASES = 4

    @property
    def role(self) -> Role:
        """Whose consent it is."""
        of_client = (Withdrawal.CLIENT_KEEPS, Withdrawal.CLIENT_ERASES)
        return Role.CLIENT if self in of_client else Role.THERAPIST

    @property
    def erases(self) -> bool:
        """Whether what was recorded of that person is to be gone; of the client's session, all of it."""
        return self in (Withdrawal.CLIENT_ERASES, Withdrawal.THERAPIST_ERASES)
