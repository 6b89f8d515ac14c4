"""Moving together over a session, as the window says it: the sentences of the live window's own module."""

from coreg.domain.language import _
from coreg.domain.together import Together, TogetherState
from coreg.ui.therapist import together_wording as words_of_two

_LABEL = _("Moving together. {sentence}")


def sentence(found: Together) -> str:
    """The session's one sentence, under the lane's name."""
    return _LABEL.format(sentence=_said(found)[0])


def sentences(found: Together) -> str:
    """Everything that is known of the session."""
    is_known = found.review.state is not TogetherState.UNKNOWN
    return " ".join((*_said(found), words_of_two.HELP) if is_known else _said(found))


def _said(found: Together) -> tuple[str, ...]:
    return (
        words_of_two.of_session(found.review, found.updates[-1])
        if found.updates
        else (words_of_two.WHOLE_NOT_KNOWN,)
    )
