"""The audit list as JSON and as lines for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coreg.cli.output import Json, clock_words

if TYPE_CHECKING:
    from coreg.domain.moment import Moment
    from coreg.review.audit import AuditEntry

_DID = {
    "marked": "marked {mark}",
    "added": "added after the session: {mark}",
    "amended": "changed mark {about}: {before} → {after}",
    "took_back": "took back mark {about}: {before}",
    "brought_back": "brought back mark {about}: {after}",
    "erased": "erased for good: nobody can tell what it was",
}
_SINCE = "{text}  (changed since by {numbers})"
_TAKEN_BACK = "{text}  (taken back since)"
_NOTHING = "nothing"


def audit_json(entries: "Sequence[AuditEntry]") -> list[Json]:
    """Every entry as JSON (coreg.session/1, `audit`)."""
    return [
        {
            "id": entry.moment.moment_id,
            "did": entry.did.value,
            "wall_utc": entry.moment.wall_utc,
            "by": entry.moment.by,
            "input": entry.moment.input,
            "after_session": entry.is_after_session,
            "about": entry.about,
            "before": _mark(entry.before),
            "after": _mark(entry.after),
            "stands": entry.stands,
            "changed_by": list(entry.changed_by),
        }
        for entry in entries
    ]


def audit_lines(entries: "Sequence[AuditEntry]") -> list[tuple[str, str]]:
    """One line an entry: its number, when it was written, by whom, and what it did."""
    return [(f"{entry.moment.moment_id}", _entry_words(entry)) for entry in entries]


def audit_line(moment: "Moment") -> tuple[str, str]:
    """A moment that was just written: its number and what it says."""
    about = "" if moment.amends is None else f" of {moment.amends}"
    return f"{moment.moment_id}", f"{moment.kind.value}{about} {_payload_words(moment)}".rstrip()


def _entry_words(entry: "AuditEntry") -> str:
    before, after = _mark_words(entry.before), _mark_words(entry.after)
    did = _DID[entry.did.value].format(mark=after, about=entry.about, before=before, after=after)
    text = f"{entry.moment.wall_utc}  {entry.moment.by}, {entry.moment.input}  {did}"
    if not entry.stands:
        return _TAKEN_BACK.format(text=text)
    if entry.changed_by:
        return _SINCE.format(text=text, numbers=", ".join(map(str, entry.changed_by)))
    return text


def _mark(moment: "Moment | None") -> dict[str, Json] | None:
    if moment is None:
        return None
    return {"t_s": moment.t_s, "kind": moment.kind.value, "payload": moment.payload}


def _mark_words(moment: "Moment | None") -> str:
    if moment is None:
        return _NOTHING
    return f"{moment.kind.value} {clock_words(moment.t_s)} {_payload_words(moment)}".rstrip()


def _payload_words(moment: "Moment") -> str:
    return ", ".join(f"{name} {value}" for name, value in moment.payload.items())
