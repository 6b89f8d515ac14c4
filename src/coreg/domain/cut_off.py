"""A session that was cut off, as it is asked about at the next start: go on with it, or end it there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from coreg.domain.person import Role


@dataclass(frozen=True, slots=True)
class CutOff:
    """What there is to know before one of the two is chosen.

    Attributes
    ----------
    who
        The client's pseudonym; empty for a plain file, which knows nobody.
    last_utc, utc_offset_s
        When the last thing was stored, and how far the clock on the wall was from UTC.
    set_number
        The set that was running.
    may_resume
        Whether it is recent enough to be gone on with.
    straps
        The identities of the straps that were worn.
    """

    session_id: str
    who: str
    last_utc: datetime
    utc_offset_s: int
    set_number: int | None
    may_resume: bool
    is_simulated: bool
    straps: Mapping[Role, str]
