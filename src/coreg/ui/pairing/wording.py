"""The words of the pairing screen; what they never say is in ui/wording."""

from coreg.domain.language import _, ngettext
from coreg.domain.person import Role
from coreg.domain.snapshot import PersonSnapshot
from coreg.domain.stand_up import StandUp, StandUpState
from coreg.domain.strap import FoundStrap, LinkState, Strap
from coreg.ui import wording
from coreg.ui.pairing.second_wording import SecondWords

STRAPS = _("Straps")
STRAPS_FOR = _("Straps · for {who}")
TITLE = _("Who wears which strap?")
CHOOSE = _("Wear them and wet the electrodes: a strap wakes up on the skin. Then choose a strap for each of you.")
BOTH, BOTH_KEY = _("Both straps"), "B"
MINE_KEY = "M"
NONE, NONE_KEY = _("None"), "N"
CHOOSE_NONE = _("Without a strap nothing is measured. The clock, sets, ratings and notes are kept all the same.")
SCANNING = _("Looking for straps …")
NONE_FOUND = _("No strap found. Are they worn, wet, and not connected to a phone or watch?")
CHOOSE_ONE = _("Choose at least one strap")
ONE_STRAP = _("Only one strap: what needs two people stays unknown")
CONNECTING = _("Connecting …")

BACK, BACK_KEY = _("Back"), "Esc"
AGAIN, AGAIN_KEY = _("Look again"), "R"
OTHERS, OTHERS_KEY = _("Other straps"), "R"
CONNECT, CONNECT_KEY = _("Connect"), "Space"
GO_ON = _("Go on")
STAND_UP, STAND_UP_KEY = _("Stand up"), "S"
SWAP, SWAP_KEY = _("Swap the two"), "X"
SKIP, SKIP_KEY = _("Skip the check"), "K"
BEGIN, BEGIN_KEY = _("Begin baseline"), "Space"
START, START_KEY = _("Start recording"), "Space"
START_PLAIN, START_PLAIN_KEY = _("Start without a baseline"), "Enter"
START_WATCHING = _("Start watching")
WATCH, WATCH_KEY = _("Watch only, write nothing"), "W"
STARTING = _("Starting …")

LANE = _("Heart rate, last minute (/min)")
STOOD_UP = _("stood up")
YES_KEY = {Role.CLIENT: "C", Role.THERAPIST: "T"}
SKIPPED = _("Not checked: the recording says so. Sit quietly, both of you: Space begins the baseline.")

_WAITING = _("Sit still, both of you: before the check there must be 20 seconds of beats.")
_ONE_ALONE = _("One strap today: there is nothing to tell apart.")
_NONE_WORN = _("No strap today: the clock, sets, ratings and notes are kept, nothing is measured.")
_MOVED_BPM = 4.0  # a heart that rose by less is called level, as the check does
_STANDING_S = 15


def n_found(n_straps: int) -> str:
    """How many straps are in reach."""
    return (
        NONE_FOUND
        if n_straps == 0
        else ngettext("{n} strap found", "{n} straps found", n_straps).format(n=n_straps)
    )


def found_strap(strap: FoundStrap) -> str:
    """A strap in reach: model, end of its address, signal. Never its advertised name: it may be a person's."""
    words = f"{_model(strap.model)} …{Strap(strap.address).tail}"
    if strap.rssi_dbm is not None:
        words += f" · {_near(strap.rssi_dbm)} ({wording.number(strap.rssi_dbm, 0)} dBm)"
    if strap.battery_pct is not None:
        words += " · " + _("battery {pct} %").format(pct=strap.battery_pct)
    return words + (_(" · sends no beats: heart rate only") if strap.sends_rr is False else "")


def not_used(straps: list[FoundStrap]) -> str:
    """The straps in reach that nobody wears here: model and signal; empty where there is none."""
    each = [
        _model(strap.model) + (f", {_near(strap.rssi_dbm)}" if strap.rssi_dbm is not None else "")
        for strap in straps
    ]
    return _("Also found, not used: {straps}").format(straps=" · ".join(each)) if each else ""


def strap_line(person: PersonSnapshot) -> str:
    """What a card says of its strap."""
    strap = person.strap
    if strap is None:
        return ""
    parts = [f"{_model(strap.model)} …{strap.tail}"]
    if strap.battery_pct is not None:
        parts.append(_("battery {pct} %").format(pct=strap.battery_pct))
    if person.link.has_link and person.has_contact is not None:
        parts.append(_("skin contact good") if person.has_contact else _("no skin contact"))
    return " · ".join(parts)


def link_sentence(person: PersonSnapshot | None, now_s: float) -> tuple[str, bool]:
    """How the link is in one sentence, and whether there is something to do."""
    state = wording.state_of(person, now_s)
    if person is None or person.link is not LinkState.STREAMING or not person.n_beats or person.fault is not None:
        small = state.small[:1].upper() + state.small[1:]
        return f"{state.large}. {small}.".replace("?.", "?"), state.is_notice
    if state.is_notice:
        return f"{state.small[:1].upper()}{state.small[1:]}.", True
    if person.strap is not None and (person.strap.battery_pct or 100) <= 20:
        return wording.corners(person)[0].battery_notice + ".", True
    signal = wording.corners(person)[-1].signal.split(" · ")[0]
    return f"{signal[:1].upper()}{signal[1:]}.", False


def check_words(check: StandUp, now_s: float, second: SecondWords, *, n_worn: int, is_skipped: bool) -> str:
    """What to do to find out who wears which strap, and what came of it."""
    if n_worn < len(Role):
        return _ONE_ALONE if n_worn else _NONE_WORN
    if is_skipped:
        return SKIPPED
    if check.state is StandUpState.RUNNING and check.asked_s is not None:
        left_s = check.asked_s + _STANDING_S - now_s
        return second.stand_a_moment if left_s <= 0.5 else second.stand_for.format(left_s=left_s)
    if check.who is not None:
        return (second.found_right if check.who is Role.THERAPIST else second.found_other)[check.state]
    if check.state.is_over:
        return second.not_found[check.state]
    return second.ready if check.state is StandUpState.READY else _WAITING


def rise_words(role: Role, check: StandUp, second: SecondWords) -> str:
    """What the check says of one person's heart; empty before."""
    if not check.state.is_over:
        return ""
    if check.state is StandUpState.LIFTED:
        return second.was_lifted if check.who is role else _("This strap stayed on the skin.")
    rise = check.rise_bpm(role)
    if rise is None:
        return _("Too many beats were missing here.")
    if rise < _MOVED_BPM:
        return second.stayed_level
    return (second.rose_theirs if check.who is role else second.rose).format(rise=rise)


def _model(model: str | None) -> str:
    return model or _("Heart rate strap")


def _near(rssi_dbm: int) -> str:
    if rssi_dbm >= -65:
        return _("strong signal")
    return _("fair signal") if rssi_dbm >= -80 else _("weak signal")
