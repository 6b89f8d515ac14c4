"""Why a link that stands as it does gives no beats."""

from coreg.domain.reading import Unknown
from coreg.domain.strap import LinkState

_REASONS = {
    LinkState.STREAMING: None,
    LinkState.NO_RR: Unknown.NO_RR,
    LinkState.CONTACT_LOST: Unknown.NO_CONTACT,
    LinkState.WAIT_CONTACT: Unknown.NO_CONTACT,
}


def silence_of(link: LinkState) -> Unknown | None:
    """Return the reason, None of a link that gives beats.

    >>> silence_of(LinkState.RECONNECTING)
    <Unknown.NO_SIGNAL: 'no_signal'>
    """
    return _REASONS.get(link, Unknown.NO_SIGNAL)
