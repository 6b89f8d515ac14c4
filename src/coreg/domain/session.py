"""One session's plain facts: what the first row of its file says."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class SessionHeader:
    """Who wrote this session, when it began, and whether the people in it were simulated.

    Attributes
    ----------
    session_id
        Random hex; names the file too. Nothing of a person is in it.
    imported_from
        The format that an imported session was read from; None for one that was recorded.
    started_utc
        ISO 8601 with `Z`. A session belongs to the local date of its start: `zone`, `utc_offset_s`.
    """

    session_id: str
    app_version: str
    started_utc: str
    zone: str
    utc_offset_s: int
    is_simulated: bool
    imported_from: str | None = None


def utc_ns(words: str) -> int:
    """Return a header's time in nanoseconds since 1970; raises ValueError where it is none.

    >>> utc_ns("2026-03-01T09:30:42.007Z")
    1772357442007000000
    """
    since = datetime.fromisoformat(words) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since // timedelta(microseconds=1)) * 1000


def utc_words(moment: datetime) -> str:
    """Return an aware time as a header says it.

    >>> utc_words(datetime(2026, 3, 1, 9, 30, 42, 7000, tzinfo=UTC))
    '2026-03-01T09:30:42.007Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
