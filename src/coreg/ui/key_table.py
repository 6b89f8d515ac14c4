"""The one table of a session's keys: which key asks for what, in which profile. Keys are named as they are printed.

A set has one key, and it is the same in every profile.
"""

from collections.abc import Collection
from enum import Enum

from coreg.domain.act import Act
from coreg.domain.stage import Profile


class View(Enum):
    """What a key changes on the screen alone; nothing of it is recorded."""

    SHOW_LESS = "show_less"
    SHOW_MORE = "show_more"
    SWITCH_LOOK = "switch_look"
    OTHER_PERSON = "other_person"
    HIDE_NUMBERS = "hide_numbers"
    HIDE_CONTENT = "hide_content"
    LOCK = "lock"
    WRITE_NOTE = "write_note"
    CLIENT_PANEL = "client_panel"
    SHOW_KEYS = "show_keys"
    SELF_ENERGY = "self_energy"
    BAND_PANEL = "band_panel"
    WITHDRAW = "withdraw"


Meaning = Act | View

DIGITS = "0123456789"
TEN = "Alt+0"
NOTHING = ""  # what a key stands for that was given away
SET_KEY = "Space"
END_KEY = "Ctrl+E"  # held for one second
PHASE_KEYS = {f"Ctrl+{number}": number for number in range(1, 9)}

_EVERYWHERE: dict[str, Meaning] = {
    SET_KEY: Act.SET,
    "*": Act.STAR,
    "R": Act.STRONG_REACTION,
    "D": Act.DRIFTED,
    "X": Act.STOP_SIGNAL,
    "B": Act.BASELINE,
    "Shift+B": Act.BASELINE_UPSET,
    "Q": Act.QUIET,
    "M": Act.DISTURBED,
    "F2": Act.CLIENT_SPEAKS,
    "F3": Act.THERAPIST_SPEAKS,
    "Alt+,": Act.EARLIER,
    "Alt+.": Act.LATER,
    "Ctrl+Z": Act.RETRACT,
    "Ctrl+Shift+Z": Act.BRING_BACK,
    "F4": View.BAND_PANEL,
    "F5": View.CLIENT_PANEL,
    "F6": Act.SCREEN_REST,
    "F7": Act.SCREEN_CALM,
    "F8": Act.SCREEN_PACER,
    "F9": Act.SCREEN_OFF,
    "Ctrl+O": Act.OFF_RECORD,
    "Ctrl+Shift+W": View.WITHDRAW,
    END_KEY: Act.END,
    "Enter": View.WRITE_NOTE,
    "F1": View.SHOW_KEYS,
    "F10": View.HIDE_NUMBERS,
    "F11": View.SWITCH_LOOK,
    "F12": View.HIDE_CONTENT,
    "Ctrl+L": View.LOCK,
    "-": View.SHOW_LESS,
    "+": View.SHOW_MORE,
    "=": View.SHOW_MORE,  # "+" without Shift on a US keyboard
    "Ctrl+Tab": View.OTHER_PERSON,
    **dict.fromkeys(PHASE_KEYS, Act.PHASE),
}
_EMDR: dict[str, Meaning] = {
    "I": Act.INTERWEAVE,
    "T": Act.BACK_TO_TARGET,
    "Z": Act.CLOSURE,
    "G": Act.TARGET,
    "K": Act.KIND,
    "V": Act.AS_VOC,
    "U": Act.AS_SUD,
    TEN: Act.RATE,
    **dict.fromkeys(DIGITS, Act.RATE),
}
_IFS: dict[str, Meaning] = {
    "P": Act.PART_NOTICED,
    "N": Act.UNBLENDED,
    "A": Act.PROTECTOR_AGREES,
    "W": Act.WITNESSING,
    "L": Act.UNBURDENING,
    "K": Act.BACK_TO_PROTECTOR,  # the kinds of sets are EMDR's
    "S": View.SELF_ENERGY,
    **dict.fromkeys(DIGITS, Act.RATE),  # alone they do nothing, and the strip says so
}
KEYS: dict[Profile, dict[str, Meaning]] = {
    Profile.EMDR: {**_EVERYWHERE, **_EMDR},
    Profile.IFS: {**_EVERYWHERE, **_IFS},
}

# While a note is written these still act; every other key writes.
IN_NOTE = frozenset(
    (
        *PHASE_KEYS,
        "Ctrl+O",
        END_KEY,
        "F1",
        "F2",
        "F3",
        "F4",
        "F5",
        "F6",
        "F7",
        "F8",
        "F9",
        "F10",
        "F11",
        "F12",
        "Ctrl+L",
        "Ctrl+Shift+W",
    )
)


def meaning_of(
    key: str, profile: Profile, remapped: dict[str, str], *, in_note: bool = False, devices: Collection[str] = ()
) -> Meaning | None:
    """Return what a key asks for, None where it asks for nothing.

    Parameters
    ----------
    remapped
        From the key that is pressed to the key of the table that it stands for: the therapist's own choice, and
        what a pedal or presenter was learnt as.
    in_note
        Whether the note line has the focus: a learnt pedal acts there too, and a key of the therapist's own for
        what acts there, unless it writes.
    devices
        Which of those keys are a pedal's or presenter's.
    """
    stands_for = remapped.get(key, key)
    if in_note and key not in devices and (stands_for not in IN_NOTE or _writes(key)):
        return None
    return KEYS[profile].get(stands_for)


def _writes(key: str) -> bool:
    """Whether a key writes or edits in a line of text: all that is no F-key and has neither Ctrl nor Alt."""
    plain = key.rpartition("+")[2]
    is_function_key = plain.startswith("F") and plain[1:].isdigit()
    return not is_function_key and not key.startswith(("Ctrl+", "Alt+"))
