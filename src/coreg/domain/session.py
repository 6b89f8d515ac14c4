"""One session's plain facts: what the first row of its file says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionHeader:
    """Who wrote this session, when it began, and whether the people in it were simulated.

    Attributes
    ----------
    session_id
        Random hex; names the file too. Nothing of a person is in it.
    started_utc
        ISO 8601 with `Z`. A session belongs to the local date of its start: `zone`, `utc_offset_s`.
    """

    session_id: str
    app_version: str
    started_utc: str
    zone: str
    utc_offset_s: int
    is_simulated: bool
