"""The card of a session's keys, made from their one table: for the window, and for a sheet of paper.

What a key does is said here; which key it is comes from key_table.py alone.
"""

from collections.abc import Mapping

from coreg.domain.act import Act
from coreg.domain.language import _
from coreg.domain.stage import Profile
from coreg.ui.key_table import DIGITS, END_KEY, KEYS, PHASE_KEYS, TEN, Meaning, View
from coreg.ui.printed_keys import printed

Row = tuple[str, str]
Group = tuple[str, tuple[Row, ...]]

_SETS: tuple[tuple[Meaning, str], ...] = (
    (Act.SET, _("set starts, set ends")),
    (Act.STOP_SIGNAL, _("stop signal: ends the set")),
    (Act.KIND, _("next kind of this set")),
    (Act.TARGET, _("next target")),
    (Act.RATE, _("rating; 1 then 0 is 10")),
    (Act.AS_VOC, _("this rating is VoC")),
    (Act.AS_SUD, _("this rating is SUD")),
    (Act.PHASE, _("phase 1 to 8")),
)
_PARTS: tuple[tuple[Meaning, str], ...] = (
    (Act.PART_NOTICED, _("part noticed")),
    (Act.UNBLENDED, _("unblended")),
    (Act.PROTECTOR_AGREES, _("protector agrees")),
    (Act.WITNESSING, _("witnessing begins, ends")),
    (Act.UNBURDENING, _("unburdening begins, ends")),
    (Act.BACK_TO_PROTECTOR, _("back to protector")),
    (View.SELF_ENERGY, _("then a digit: Self-energy, as you judge it")),
)
_MARKS: tuple[tuple[Meaning, str], ...] = (
    (Act.STAR, _("star")),
    (Act.STRONG_REACTION, _("strong reaction")),
    (Act.DRIFTED, _("drifted")),
    (Act.INTERWEAVE, _("interweave")),
    (Act.BACK_TO_TARGET, _("back to target")),
    (Act.CLOSURE, _("closure begins")),
    (View.WRITE_NOTE, _("note: Enter keeps, Esc drops it")),
)
_STRETCHES: tuple[tuple[Meaning, str], ...] = (
    (Act.BASELINE, _("baseline begins, ends")),
    (Act.BASELINE_UPSET, _("baseline was taken while upset")),
    (Act.QUIET, _("quiet: still, not talking; on, off")),
    (Act.DISTURBED, _("movement, door or phone; on, off")),
    (Act.CLIENT_SPEAKS, _("client speaks; on, off")),
    (Act.THERAPIST_SPEAKS, _("therapist speaks; on, off")),
)
_CORRECTIONS: tuple[tuple[Meaning, str], ...] = (
    (Act.RETRACT, _("takes the last mark back")),
    (Act.BRING_BACK, _("brings it back")),
    (Act.EARLIER, _("last mark 1 s earlier")),
    (Act.LATER, _("last mark 1 s later")),
)
_SCREENS: tuple[tuple[Meaning, str], ...] = (
    (Act.SCREEN_REST, _("client's screen rests")),
    (Act.SCREEN_CALM, _("client's screen: calm")),
    (Act.SCREEN_PACER, _("client's screen: pacer")),
    (Act.SCREEN_OFF, _("client's screen off")),
    (View.CLIENT_PANEL, _("client's screen: choices")),
    (View.BAND_PANEL, _("your band: shown, moved, off")),
    (View.HIDE_NUMBERS, _("your numbers hidden")),
    (View.HIDE_CONTENT, _("your screen covered")),
    (View.LOCK, _("view locked, recording goes on")),
    (View.SWITCH_LOOK, _("light, dark")),
    (View.SHOW_LESS, _("less time in the lanes")),
    (View.SHOW_MORE, _("more time in the lanes")),
    (View.OTHER_PERSON, _("other person, if one is shown")),
    (View.SHOW_KEYS, _("this card")),
)
_SESSION: tuple[tuple[Meaning, str], ...] = (
    (Act.OFF_RECORD, _("off the record, and back")),
    (View.WITHDRAW, _("consent taken back: stops")),
    (Act.END, _("end of the session")),
)
GROUPS = (
    (_("Sets and ratings"), _SETS),
    (_("Parts"), _PARTS),
    (_("Marks"), _MARKS),
    (_("Stretches"), _STRETCHES),
    (_("Corrections"), _CORRECTIONS),
    (_("Screens"), _SCREENS),
    (_("Session"), _SESSION),
)
TITLE = _("Keys of a session")
KEY, WHAT_IT_DOES = _("key"), _("what it does")
_ONLY_SAID_WHY = {Profile.IFS: {Act.RATE}}  # its digits alone do nothing
_TOGETHER = {tuple(DIGITS): _("0 to 9"), tuple(PHASE_KEYS): _("Ctrl+1 to 8")}


def card(profile: Profile, remapped: Mapping[str, str] | None = None) -> tuple[Group, ...]:
    """Return the keys that act in a profile, in groups, as (key, what it does).

    Parameters
    ----------
    remapped
        From a key to the key of the table that it stands for: it is named beside that one.
    """
    found = []
    for title, rows in GROUPS:
        lines = [(keys_of(meaning, profile, remapped or {}), words) for meaning, words in rows]
        lines = [(keys, words) for keys, words in lines if keys]
        if lines:
            found.append((title, tuple(lines)))
    return tuple(found)


def keys_of(meaning: Meaning, profile: Profile, remapped: Mapping[str, str]) -> str:
    """Return the keys that ask for something, as they are printed; empty where none does."""
    if meaning in _ONLY_SAID_WHY.get(profile, ()):
        return ""
    table = KEYS[profile]
    keys = [key for key, asked in table.items() if asked is meaning and key not in (TEN, "=")]
    keys = [key for key in keys if remapped.get(key, key) == key]  # else it was given away
    if tuple(sorted(keys)) in _TOGETHER:
        keys = [_TOGETHER[tuple(sorted(keys))]]
    keys += [key for key, stands_for in remapped.items() if table.get(stands_for) is meaning]
    return ", ".join(
        _("hold {key} 1 s").format(key=printed(key)) if key == END_KEY else printed(key) for key in keys
    )


def words_of(meaning: Meaning) -> str:
    """Return what the card says that a key does."""
    return next((words for _title, rows in GROUPS for asked, words in rows if asked is meaning), "")


def sheet() -> str:
    """Return the card as a sheet to print: EMDR's keys, and those that are others in IFS."""
    head = f"| {KEY} | {WHAT_IT_DOES} |"
    lines = [f"# {TITLE}", "", _("Made from the program's own table; a test compares them."), ""]
    emdr = card(Profile.EMDR)
    in_both = {row for _, rows in emdr for row in rows}
    for profile, groups in ((Profile.EMDR, emdr), (Profile.IFS, card(Profile.IFS))):
        lines += [f"## {profile.value.upper()}", "", head, "|---|---|"]
        for title, rows in groups:
            own = [row for row in rows if profile is Profile.EMDR or row not in in_both]
            lines += [f"| | **{title}** |"] if own else []
            lines += [f"| `{keys}` | {words} |" for keys, words in own]
        lines.append("")
    lines.append(
        _("In IFS the digits alone do nothing; all other keys are the same. A pedal or presenter is the set key.")
    )
    return "\n".join(lines) + "\n"
