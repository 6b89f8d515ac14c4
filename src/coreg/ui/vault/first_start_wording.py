"""The words of the first start: what is measured, what can't be known, and the try that is offered."""

TITLE = "What Coreg measures, and what it can't know"
MEASURES_TITLE = "What it measures"
MEASURES = (
    "Two chest straps time every heartbeat: the client's and yours. From the times between beats come heart rate, "
    "how much one beat's length differs from the next, and how far the rhythm moves with the breath.",
    "Each number stands with its uncertainty, or with a dash and the reason why it isn't known. Each person is "
    "set against their own start of today, and against nobody else.",
)
CANNOT_TITLE = "What it can't know"
CANNOT = (
    "What anybody feels, thinks or needs. A faster heart may be fear, joy, a thought or a change of posture.",
    "Slow and still is not always calm: look up. Your eyes belong to the client, and what they say counts for "
    "more than any curve.",
    "Whether a session goes well. There is no score, and no direction is called good.",
)

OFFER_TITLE = "Your vault is made"
OFFER = (
    "Before there is a client: try it once with simulated people. Five keys, each is said and pressed once; it "
    "takes two minutes, and nothing of it goes into the vault."
)
OFFER_LATER = "You find it again on the start page."
TRY = "Guided try"
NOT_NOW = "Not now"
