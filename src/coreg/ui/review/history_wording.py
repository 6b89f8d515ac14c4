"""The words of the audit list: what was marked, what became of it, when and by whom; and of erasing for good."""

from datetime import datetime, timedelta

from coreg.domain.language import _, pgettext
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.review.audit import AuditEntry, Did
from coreg.ui.review import amend_wording
from coreg.ui.wording import clock

TAB = pgettext("what was marked and corrected", "History")
LIST = _("Everything that was marked and corrected")
HOW = _("In the order in which it was written. Enter shows where it is, and takes it in hand for correcting.")
EMPTY = _("Nothing was marked.")
ERASE_TITLE = _("Erase for good")
ERASE_HOW = _(
    "Taking back is for mistakes: it stays in this list. Erasing is for what should not be kept, and can't be "
    "undone."
)
ERASE_VAULT = _(
    "The session is written anew under another key, and the old key is destroyed. Backups made before still hold "
    "it."
)
ERASE_FILE = _(
    "The file is written anew. Its old bytes may stay on the disk until they are written over, and copies still "
    "hold it."
)
WORD = _("ERASE")
ERASE = _("Erase for good")
ERASING, ERASED = _("Erasing …"), _("Erased. An empty mark stands in its place.")
NOT_TYPED = _("Nothing was erased: type {word} first.")
WHAT_MARK, WHAT_STRETCH = _("The chosen mark"), _("The chosen stretch")
NO_MARK = _("No mark is chosen in the list.")
OF = {None: _("of both"), Role.CLIENT: _("of the client"), Role.THERAPIST: _("of the therapist")}
_BY = {"therapist": _("therapist"), "client": _("client")}
_DID = {
    Did.MARKED: _("marked at {time} by {who}"),
    Did.ADDED: _("added after the session, {time}, by {who}"),
    Did.AMENDED: _("{before} became {after}, {time}, by {who}"),
    Did.TOOK_BACK: _("{before} was taken back, {time}, by {who}"),
    Did.BROUGHT_BACK: _("{after} was brought back, {time}, by {who}"),
    Did.ERASED: _("erased for good, {time}: nobody can tell what it was"),
}
_SINCE = {
    (True, False): _("{what}. Corrected since."),
    (False, False): _("{what}. Taken back since."),
    (False, True): _("{what}. Undone since."),
}
_TITLES = {
    Did.AMENDED: _("Correction"),
    Did.TOOK_BACK: _("Taken back"),
    Did.BROUGHT_BACK: _("Brought back"),
    Did.ERASED: _("Erased for good"),
}
_NOTHING = _("nothing")


def title(entry: AuditEntry) -> str:
    """The first line: which mark, and where it was made."""
    if entry.did in _TITLES:
        return _("{number} · {what}").format(number=entry.moment.moment_id, what=_TITLES[entry.did])
    return _("{number} · {mark}").format(number=entry.moment.moment_id, mark=_at(entry.moment))


def detail(entry: AuditEntry, header: SessionHeader) -> str:
    """The second line: what it did, when and by whom, and what became of it."""
    moment = entry.moment
    what = _DID[entry.did].format(
        before=_at(entry.before),
        after=_at(entry.after),
        time=_when(moment.wall_utc, header),
        who=_BY.get(moment.by, moment.by),
    )
    is_correction = moment.kind in (MomentKind.AMEND, MomentKind.RETRACT)
    since = _SINCE.get((entry.stands, is_correction)) if not entry.stands or entry.changed_by else None
    return _capital(what if since is None else since.format(what=what))


def confirm() -> str:
    """What is to be typed."""
    return _("Type {word} to erase it").format(word=WORD)


def erase_mark(moment: Moment | None) -> str:
    """Which mark would be erased, with its note or reason."""
    if moment is None:
        return NO_MARK
    return _("{mark}, and its note or reason if it has one").format(mark=_at(moment))


def erase_stretch(span_s: tuple[float, float] | None) -> str:
    """Which stretch would be erased."""
    if span_s is None:
        return amend_wording.NO_STRETCH
    return _("Heartbeats and marks from {start} to {end}").format(start=clock(span_s[0]), end=clock(span_s[1]))


def not_typed() -> str:
    """What is said where the word wasn't typed."""
    return NOT_TYPED.format(word=WORD)


def _at(moment: Moment | None) -> str:
    if moment is None:
        return _NOTHING
    return _("{mark} at {time}").format(mark=amend_wording.name(moment), time=clock(moment.t_s))


def _when(wall_utc: str, header: SessionHeader) -> str:
    """The time of day, where the session was; of another day with its date."""
    try:
        at = datetime.fromisoformat(wall_utc) + timedelta(seconds=header.utc_offset_s)
        began = datetime.fromisoformat(header.started_utc) + timedelta(seconds=header.utc_offset_s)
    except ValueError:
        return wall_utc
    return f"{at:%H:%M}" if at.date() == began.date() else f"{at:%Y-%m-%d %H:%M}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
