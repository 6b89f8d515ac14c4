"""The words about consent that is taken back in a session. The recording has stopped before any of them is read."""

from coreg.domain.language import _
from coreg.domain.withdrawal import Withdrawal

TITLE = _("The recording has stopped.")
WHOSE = _("Whose consent is taken back, and what becomes of what was recorded?")
OF_CLIENT, OF_THERAPIST = _("The client's"), _("Yours")
KEEP = _("Keep up to here")
ERASE_ALL, ERASE_OWN = _("Erase the session"), _("Erase your beats")
HOLD = _("hold Enter 1 s")
GO_ON = _("Nobody's: go on recording")
NOT_HERE = _("This recording isn't in the vault: delete its file to erase it.")

DOING = _("Writing down that consent was taken back …")
DONE = {
    Withdrawal.CLIENT_KEEPS: _("The client's consent is taken back. What was recorded up to there is kept."),
    Withdrawal.CLIENT_ERASES: _("The client's consent is taken back, and the session is erased for good."),
    Withdrawal.THERAPIST_KEEPS: _("Your consent is taken back. What was recorded up to there is kept."),
    Withdrawal.THERAPIST_ERASES: _("Your consent is taken back, and your beats are erased for good."),
}
FAILED = _("{why} Take the consent back on the person's page of the vault.")
NO_VAULT = _("The vault is locked: take the consent back on the person's page.")
