"""The words about consent that is taken back in a session. The recording has stopped before any of them is read."""

from coreg.domain.client import Relation
from coreg.domain.language import _
from coreg.domain.withdrawal import Withdrawal

TITLE = _("The recording has stopped.")
WHOSE = _("Whose consent is taken back, and what becomes of what was recorded?")
OF_CLIENT = _("The client's")
OF_SECOND = {
    Relation.THERAPIST: _("Yours"),
    Relation.PARENT: _("The parent's"),
    Relation.PARTNER: _("The partner's"),
    Relation.OTHER: _("The second person's"),
}
KEEP = _("Keep up to here")
ERASE_ALL = _("Erase the session")
_ERASE_THEIRS = _("Erase their beats")
ERASE_SECOND = dict.fromkeys(Relation, _ERASE_THEIRS) | {Relation.THERAPIST: _("Erase your beats")}
HOLD = _("hold Enter 1 s")
GO_ON = _("Nobody's: go on recording")
NOT_HERE = _("This recording isn't in the vault: delete its file to erase it.")

DOING = _("Writing down that consent was taken back …")
_DONE = {
    Withdrawal.CLIENT_KEEPS: _("The client's consent is taken back. What was recorded up to there is kept."),
    Withdrawal.CLIENT_ERASES: _("The client's consent is taken back, and the session is erased for good."),
    Withdrawal.THERAPIST_KEEPS: _("Your consent is taken back. What was recorded up to there is kept."),
    Withdrawal.THERAPIST_ERASES: _("Your consent is taken back, and your beats are erased for good."),
}
_SECOND_KEEPS = {
    Relation.PARENT: _("The parent's consent is taken back. What was recorded up to there is kept."),
    Relation.PARTNER: _("The partner's consent is taken back. What was recorded up to there is kept."),
    Relation.OTHER: _("The second person's consent is taken back. What was recorded up to there is kept."),
}
_SECOND_ERASES = {
    Relation.PARENT: _("The parent's consent is taken back, and their beats are erased for good."),
    Relation.PARTNER: _("The partner's consent is taken back, and their beats are erased for good."),
    Relation.OTHER: _("The second person's consent is taken back, and their beats are erased for good."),
}
FAILED = _("{why} Take the consent back on the person's page of the vault.")
NO_VAULT = _("The vault is locked: take the consent back on the person's page.")


def done(withdrawal: Withdrawal, relation: Relation) -> str:
    """Say what was carried out."""
    of_second = {Withdrawal.THERAPIST_KEEPS: _SECOND_KEEPS, Withdrawal.THERAPIST_ERASES: _SECOND_ERASES}
    return of_second.get(withdrawal, {}).get(relation, _DONE[withdrawal])
