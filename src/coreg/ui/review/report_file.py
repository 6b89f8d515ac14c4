"""What a report's file is called: nobody's name is in it, and no day where it is for supervision."""

from datetime import datetime, timedelta

from coreg.domain.session import SessionHeader
from coreg.report.page import Copy, Face

_STEM = "coreg-report"


def file_name(header: SessionHeader, copy: Copy, face: Face, nth: int = 1) -> str:
    """What the file is called: by the session's day, except for supervision, which isn't told it; nobody's name.

    >>> header = SessionHeader("a", "1", "2026-11-23T23:30:00Z", "CET", 3600, False)
    >>> file_name(header, Copy.CLIENT, Face.PDF), file_name(header, Copy.SUPERVISION, Face.HTML, 2)
    ('coreg-report-client-2026-11-24.pdf', 'coreg-report-supervision-2.html')
    """
    parts = [_STEM, copy.value]
    if copy is not Copy.SUPERVISION:
        at = datetime.fromisoformat(header.started_utc) + timedelta(seconds=header.utc_offset_s)
        parts.append(f"{at:%Y-%m-%d}")
    if nth > 1:
        parts.append(str(nth))
    return "-".join(parts) + face.value
