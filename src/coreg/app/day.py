"""What is said of a vault's session when it is over: ticks of the day, and which targets are complete."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coreg.domain.course import ContextTick
from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.session import utc_words

if TYPE_CHECKING:
    from coreg.recording.vault.library import OpenVault

_BUTTON = "button"  # said of the session, not a mark of it corrected: `review.amended.is_amended`


def say_of_day(
    vault: "OpenVault",
    session_id: str,
    ticks: Mapping[ContextTick, bool],
    complete: Mapping[int, bool | None],
) -> None:
    """Append what was said to a session that has ended, sealed with the rest; the newest word on each counts.

    Parameters
    ----------
    complete
        Target to whether it is complete; None takes the answer back.

    Raises
    ------
    VaultError, SessionFileError
        The session isn't finished, or isn't what was sealed.
    """
    from coreg.recording.reader import read_session

    session = next(each for each in vault.sessions() if each.session_id == session_id)
    if session.seal is None:
        raise VaultError(_("The session isn't finished: this can be said of it when all of it is in one file."))
    place, now = vault.place_of(session_id), utc_words(datetime.now(UTC))
    recording = read_session(place.path, place.key)
    said: list[tuple[MomentKind, dict[str, PayloadValue]]] = []
    for tick, is_on in ticks.items():
        said.append((MomentKind.CONTEXT, {"tick": tick.value, "is_on": is_on}))
    for target, answer in complete.items():
        said.append((MomentKind.TARGET_STATE, {"target": target, "is_complete": answer}))
    first = max((moment.moment_id for moment in recording.moments), default=0) + 1
    moments = [
        Moment(first + i, recording.duration_s, now, kind, input=_BUTTON, payload=payload)
        for i, (kind, payload) in enumerate(said)
    ]
    if moments:
        vault.amend_session(session_id, moments)
