"""The card of a session's keys, made from their one table: for the window, and for a sheet of paper.

What a key does is said here; which key it is comes from key_table.py alone.
"""

from collections.abc import Mapping

from coreg.domain.act import Act
from coreg.domain.stage import Profile
from coreg.ui.key_table import DIGITS, END_KEY, KEYS, PHASE_KEYS, TEN, Meaning, View

Row = tuple[str, str]
Group = tuple[str, tuple[Row, ...]]

_SETS: tuple[tuple[Meaning, str], ...] = (
    (Act.SET, "set starts, set ends"),
    (Act.STOP_SIGNAL, "stop signal: ends the set"),
    (Act.KIND, "next kind of this set"),
    (Act.TARGET, "next target"),
    (Act.RATE, "rating; 1 then 0 is 10"),
    (Act.AS_VOC, "this rating is VoC"),
    (Act.AS_SUD, "this rating is SUD"),
    (Act.PHASE, "phase 1 to 8"),
)
_PARTS: tuple[tuple[Meaning, str], ...] = (
    (Act.PART_NOTICED, "part noticed"),
    (Act.UNBLENDED, "unblended"),
    (Act.PROTECTOR_AGREES, "protector agrees"),
    (Act.WITNESSING, "witnessing begins, ends"),
    (Act.UNBURDENING, "unburdening begins, ends"),
    (Act.BACK_TO_PROTECTOR, "back to protector"),
    (View.SELF_ENERGY, "then a digit: Self-energy, as you judge it"),
)
_MARKS: tuple[tuple[Meaning, str], ...] = (
    (Act.STAR, "star"),
    (Act.STRONG_REACTION, "strong reaction"),
    (Act.DRIFTED, "drifted"),
    (Act.INTERWEAVE, "interweave"),
    (Act.BACK_TO_TARGET, "back to target"),
    (Act.CLOSURE, "closure begins"),
    (View.WRITE_NOTE, "note: Enter keeps, Esc drops it"),
)
_STRETCHES: tuple[tuple[Meaning, str], ...] = (
    (Act.BASELINE, "baseline begins, ends"),
    (Act.BASELINE_UPSET, "baseline was taken while upset"),
    (Act.QUIET, "quiet: still, not talking; on, off"),
    (Act.DISTURBED, "movement, door or phone; on, off"),
    (Act.CLIENT_SPEAKS, "client speaks; on, off"),
    (Act.THERAPIST_SPEAKS, "therapist speaks; on, off"),
)
_CORRECTIONS: tuple[tuple[Meaning, str], ...] = (
    (Act.RETRACT, "takes the last mark back"),
    (Act.BRING_BACK, "brings it back"),
    (Act.EARLIER, "last mark 1 s earlier"),
    (Act.LATER, "last mark 1 s later"),
)
_SCREENS: tuple[tuple[Meaning, str], ...] = (
    (Act.SCREEN_REST, "client's screen rests"),
    (Act.SCREEN_CALM, "client's screen: calm"),
    (Act.SCREEN_PACER, "client's screen: pacer"),
    (Act.SCREEN_OFF, "client's screen off"),
    (View.CLIENT_PANEL, "client's screen: choices"),
    (View.HIDE_NUMBERS, "your numbers hidden"),
    (View.HIDE_CONTENT, "your screen covered"),
    (View.LOCK, "view locked, recording goes on"),
    (View.SWITCH_LOOK, "light, dark"),
    (View.SHOW_LESS, "less time in the lanes"),
    (View.SHOW_MORE, "more time in the lanes"),
    (View.OTHER_PERSON, "other person, if one is shown"),
    (View.SHOW_KEYS, "this card"),
)
_SESSION: tuple[tuple[Meaning, str], ...] = (
    (Act.OFF_RECORD, "off the record, and back"),
    (Act.END, "end of the session"),
)
GROUPS = (
    ("Sets and ratings", _SETS),
    ("Parts", _PARTS),
    ("Marks", _MARKS),
    ("Stretches", _STRETCHES),
    ("Corrections", _CORRECTIONS),
    ("Screens", _SCREENS),
    ("Session", _SESSION),
)
TITLE = "Keys of a session"
_ONLY_SAID_WHY = {Profile.IFS: {Act.RATE}}  # its digits alone do nothing
_TOGETHER = {tuple(DIGITS): "0 to 9", tuple(PHASE_KEYS): "Ctrl+1 to 8"}


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
    if tuple(sorted(keys)) in _TOGETHER:
        keys = [_TOGETHER[tuple(sorted(keys))]]
    keys += [key for key, stands_for in remapped.items() if table.get(stands_for) is meaning]
    return ", ".join(f"hold {key} 1 s" if key == END_KEY else key for key in keys)


def sheet() -> str:
    """Return the card as a sheet to print: EMDR's keys, and those that are others in IFS."""
    lines = [f"# {TITLE}", "", "Made from the program's own table; a test compares them.", ""]
    emdr = card(Profile.EMDR)
    in_both = {row for _, rows in emdr for row in rows}
    for profile, groups in ((Profile.EMDR, emdr), (Profile.IFS, card(Profile.IFS))):
        lines += [f"## {profile.value.upper()}", "", "| key | what it does |", "|---|---|"]
        for title, rows in groups:
            own = [row for row in rows if profile is Profile.EMDR or row not in in_both]
            lines += [f"| | **{title}** |"] if own else []
            lines += [f"| `{keys}` | {words} |" for keys, words in own]
        lines.append("")
    lines.append(
        "In IFS the digits alone do nothing; all other keys are the same. A pedal or presenter is the set key."
    )
    return "\n".join(lines) + "\n"
