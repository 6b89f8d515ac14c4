"""The words of amending: what is chosen, what can be done with it, what became of it."""

from collections.abc import Mapping

from coreg.domain.language import _, ngettext
from coreg.domain.marks import Scale, SetKind, SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.stage import Phase
from coreg.ui import session_wording
from coreg.ui.review import wording
from coreg.ui.review.chosen import Chosen, Part
from coreg.ui.wording import clock

NOTHING_CHOSEN = _("No mark is chosen")
HOW = _("↑ ↓ choose a mark, ← → a set, , and . step through all that was marked. Shift with ← → draws a stretch.")
EARLIER, LATER = _("Mark before"), _("Mark after")
EARLIER_KEY, LATER_KEY = ",", "."
BY_S = {-5.0: _("−5 s"), -1.0: _("−1 s"), 1.0: _("+1 s"), 5.0: _("+5 s")}
SPOKEN_BY_S = {
    -5.0: _("5 seconds earlier, Alt+Shift+comma"),
    -1.0: _("1 second earlier, Alt+comma"),
    1.0: _("1 second later, Alt+period"),
    5.0: _("5 seconds later, Alt+Shift+period"),
}
PARTS = {Part.WHOLE: _("All of it"), Part.BEGINNING: _("Beginning"), Part.END: _("End")}
TO_CURSOR = _("Move to the cursor")
KIND, SCALE, VALUE, PHASE, MARK = _("Kind"), _("Scale"), _("Number"), _("Phase"), _("Mark")
CHANGE = _("Change")
TAKE_BACK, BRING_BACK, BACK_KEY = _("Take back"), _("Bring back"), "Del"
UNDO, UNDO_KEY = _("Undo the last correction"), "Ctrl+Z"
ADD, ADD_HERE = _("Add"), _("Add what wasn't marked")
WHAT_HERE, WHAT_STRETCH = _("Mark at the cursor"), _("Stretch")
NO_CURSOR = _("A click or a mark sets the cursor.")
NO_STRETCH = _("No stretch is chosen: Shift with ← → draws one, or a set is one.")
LEAVE_OUT_TITLE, LEAVE_OUT = _("Leave a stretch out of every number"), _("Leave it out")
WHOSE = {None: _("Both"), Role.CLIENT: wording.PERSON[Role.CLIENT], Role.THERAPIST: wording.PERSON[Role.THERAPIST]}
REASON = _("Why, in a few words (kept with the notes)")
NO_TEXT = _("A plain session file keeps no text, so no reason: only the vault does.")
STRAPS_TITLE = _("The two wore each other's strap")
ALL_ALONG, FROM_HERE = _("All along"), _("From the cursor on")
DONE, WRITING = _("Corrected."), _("Correcting …")
UNDONE = _("The last correction is taken back.")

SETTLED = _("Times settled from both sides")
SETTLING = _("Times as during the session; settling them …")
AMENDED = _("From amended marks")
AMENDED_AND_SETTLED = _("From amended marks · times settled from both sides")
AMENDED_ALONE = _("From amended marks · times as they were measured")

SETS: Mapping[SetKind, str] = {
    SetKind.PROCESSING: _("Processing"),
    SetKind.RESOURCE: _("Resource"),
    SetKind.INSTALLATION: _("Installation"),
    SetKind.BODY_SCAN: _("Body scan"),
    SetKind.CONTINUOUS: _("Continuous"),
}
NEW_SETS: Mapping[SetKind, str] = {
    SetKind.PROCESSING: _("Set"),
    SetKind.RESOURCE: _("Set, resource"),
    SetKind.INSTALLATION: _("Set, installation"),
    SetKind.BODY_SCAN: _("Set, body scan"),
    SetKind.CONTINUOUS: _("Set, continuous"),
}
STRETCHES: Mapping[SpanKind, str] = {
    SpanKind.QUIET: _("Quiet"),
    SpanKind.DISTURBED: _("Movement, door or phone"),
    SpanKind.BASELINE: _("Baseline"),
    SpanKind.CLIENT_SPEAKS: _("Client speaks"),
    SpanKind.THERAPIST_SPEAKS: _("Therapist speaks"),
    SpanKind.WITNESSING: _("Witnessing"),
    SpanKind.UNBURDENING: _("Unburdening"),
}
SCALES: Mapping[Scale, str] = {Scale.SUD: "SUD", Scale.VOC: "VoC", Scale.SELF_ENERGY: _("Self-energy")}
NEW_PHASE = _("Phase begins")
_BEGINNINGS = {
    MomentKind.BASELINE_STARTED: _("Baseline"),
    MomentKind.QUIET_STARTED: _("Quiet"),
    MomentKind.DISTURBED_STARTED: _("Movement, door or phone"),
    MomentKind.SPEECH_STARTED: _("Speech"),
    MomentKind.WITNESSING_STARTED: _("Witnessing"),
    MomentKind.UNBURDENING_STARTED: _("Unburdening"),
    MomentKind.EXCLUDED: _("Left out"),
}
_LEFT_OUT = {Role.CLIENT: _("Left out of the client"), Role.THERAPIST: _("Left out of the therapist")}


def phase(found: Phase) -> str:
    """A phase by number and name."""
    return wording.phase(found)


def point(kind: MomentKind) -> str:
    """A mark that says nothing but its kind."""
    return session_wording.mark(Moment(0, 0.0, "", kind))


def name(moment: Moment) -> str:
    """What a mark says.

    >>> name(Moment(1, 0.0, "", MomentKind.SET_STARTED, payload={"set": 3, "kind": "resource"}))
    'Set 3, resource'
    """
    if moment.kind is MomentKind.SET_STARTED:
        kind = next((each for each in SetKind if each.value == moment.payload.get("kind")), SetKind.PROCESSING)
        return wording.set_name(int(moment.payload.get("set") or 0), kind)
    whose = next((role for role in Role if role.value == moment.payload.get("who")), None)
    if moment.kind is MomentKind.EXCLUDED and whose is not None:
        return _LEFT_OUT[whose]
    return _BEGINNINGS.get(moment.kind) or wording.mark(moment)


def chosen(one: Chosen) -> str:
    """What is chosen, and when it was."""
    if one.end_s is None:
        return _("{mark} at {time}").format(mark=name(one.moment), time=clock(one.moment.t_s))
    return _("{mark}, {start} to {end}").format(
        mark=name(one.moment), start=clock(one.moment.t_s), end=clock(one.end_s)
    )


def is_taken_back() -> str:
    """What is said of a mark that doesn't stand."""
    return _("It was taken back: no number uses it.")


def to_cursor(t_s: float | None) -> str:
    """What the button does."""
    return TO_CURSOR if t_s is None else _("Move to the cursor, {time}").format(time=clock(t_s))


def at_cursor(t_s: float | None) -> str:
    """Where a mark would be added."""
    return NO_CURSOR if t_s is None else _("At the cursor, {time}").format(time=clock(t_s))


def stretch(span_s: tuple[float, float] | None) -> str:
    """Which stretch is meant."""
    if span_s is None:
        return NO_STRETCH
    return _("The stretch from {start} to {end}").format(start=clock(span_s[0]), end=clock(span_s[1]))


def swap_from(t_s: float | None) -> str:
    """What the second of the two buttons does."""
    return FROM_HERE if t_s is None else _("From {time} on").format(time=clock(t_s))


def n_corrections(n: int) -> str:
    """How many there are."""
    if not n:
        return _("Nothing was corrected yet.")
    return ngettext("{n} correction since the session.", "{n} corrections since the session.", n).format(n=n)


def standing(*, is_amended: bool, is_settled: bool, is_imported: bool) -> str:
    """What the numbers on the screen stand on."""
    if is_imported:
        return AMENDED if is_amended else ""
    if is_amended:
        return AMENDED_AND_SETTLED if is_settled else AMENDED_ALONE
    return SETTLED if is_settled else SETTLING
