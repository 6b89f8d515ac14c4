"""The words of the first start: what is measured, what can't be known, and the try that is offered."""

from coreg.domain.language import _

TITLE = _("What Coreg measures, and what it can't know")
MEASURES_TITLE = _("What it measures")
MEASURES = (
    _(
        "Two chest straps time every heartbeat: the client's and yours. From the times between beats come heart "
        "rate, how much one beat's length differs from the next, and how far the rhythm moves with the breath."
    ),
    _(
        "Each number stands with its uncertainty, or with a dash and the reason why it isn't known. Each person is "
        "set against their own start of today, and against nobody else."
    ),
)
CANNOT_TITLE = _("What it can't know")
CANNOT = (
    _("What anybody feels, thinks or needs. A faster heart may be fear, joy, a thought or a change of posture."),
    _(
        "Slow and still is not always calm: look up. Your eyes belong to the client, and what they say counts for "
        "more than any curve."
    ),
    _("Whether a session goes well. There are no points, and no direction is called good."),
)

OFFER_TITLE = _("Your vault is made")
OFFER = _(
    "Before there is a client: try it once with simulated people. Five keys, each is said and pressed once; it "
    "takes two minutes, and nothing of it goes into the vault."
)
OFFER_LATER = _("You find it again on the start page.")
TRY = _("Guided try")
NOT_NOW = _("Not now")
