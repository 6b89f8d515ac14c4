"""What a supervisor writes beside a session: a layer of its own, that comes back and never changes the session."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment.

    Attributes
    ----------
    comment_id
        Random hex: the same comment that comes back twice is there once.
    t_s
        What instant of the session it is about; None where it is about all of it.
    by
        What whoever wrote it calls themselves; may be empty.
    """

    comment_id: str
    t_s: float | None
    text: str = field(repr=False)
    by: str
    written_utc: str
