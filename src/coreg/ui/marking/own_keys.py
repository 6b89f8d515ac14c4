"""The therapist's own keys: which may be changed, what takes a key already, and how a choice is kept.

A choice is kept as `SessionSettings.remapped` has it: the new key stands for the table's, and the table's stands
for nothing unless it was given to something else. Learnt devices stand in the same place, and are left as they are.
"""

from dataclasses import replace

from coreg.domain.session_settings import SessionSettings
from coreg.domain.stage import Profile
from coreg.ui.key_card import GROUPS
from coreg.ui.key_table import DIGITS, END_KEY, KEYS, NOTHING, PHASE_KEYS, SET_KEY, TEN, Meaning, meaning_of

# Sentences on the screens name these, and so do buttons: they stay what they are. A set has its pedal.
FIXED = frozenset(
    (
        *(*DIGITS, TEN, SET_KEY, END_KEY, *PHASE_KEYS, "Enter", "Ctrl+O", "Ctrl+Tab", "B"),
        *("F1", "F2", "F3", "F4", "F11", "F12", "-", "+", "="),
    )
)
_NEVER = frozenset(
    ("Esc", "Tab", "Enter", "Space", "Left", "Right", "Up", "Down", "Ctrl+Tab", "Shift+Tab", "Alt+F4")
)


def changeable(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Return the keys of the table that may be changed, each with what it does, in the card's order."""
    table = KEYS[profile]
    key_of_meaning = {meaning: key for key, meaning in reversed(table.items()) if key not in FIXED}
    rows = (row for _, group in GROUPS for row in group)
    return tuple((key_of_meaning[meaning], words) for meaning, words in rows if meaning in key_of_meaning)


def chosen_key(settings: SessionSettings, table_key: str) -> str:
    """Return the key that does now what this one of the table does."""
    own = _own(settings)
    return next((key for key, stands_for in own.items() if stands_for == table_key), table_key)


def taken_by(settings: SessionSettings, table_key: str, key: str) -> Meaning | None:
    """Return what a key asks for already, in either profile, other than what it is wanted for; None if it is free.

    The keys that lead through a window (`is_never`) are asked about apart.
    """
    for profile in (settings.profile, *Profile):
        found = meaning_of(key, profile, dict(settings.remapped))
        if found is not None and found is not KEYS[profile].get(table_key):
            return found
    return None


def is_never(key: str) -> bool:
    """Whether this key leads through the windows, and can have no other meaning."""
    return key in _NEVER


def with_key(settings: SessionSettings, table_key: str, key: str) -> SessionSettings:
    """Return the settings with another key in the place of the table's; its own key takes the choice back."""
    moved = {stands_for: pressed for pressed, stands_for in _own(settings).items() if stands_for != NOTHING}
    moved.pop(table_key, None)
    if key != table_key:
        moved[table_key] = key
    return _with(settings, moved)


def with_all_their_own(settings: SessionSettings) -> SessionSettings:
    """Return the settings with every key as the table has it; learnt devices stay."""
    return _with(settings, {})


def with_devices(settings: SessionSettings, devices: dict[str, str]) -> SessionSettings:
    """Return the settings with these learnt devices, and the therapist's own keys as they were."""
    remapped = {**_own(settings), **dict.fromkeys(devices, SET_KEY)}
    return replace(settings, devices=devices, remapped=remapped)


def _own(settings: SessionSettings) -> dict[str, str]:
    return {key: stands_for for key, stands_for in settings.remapped.items() if key not in settings.devices}


def _with(settings: SessionSettings, moved: dict[str, str]) -> SessionSettings:
    nothing = dict.fromkeys(moved, NOTHING)
    own = {**nothing, **{key: table_key for table_key, key in moved.items()}}
    return replace(settings, remapped={**own, **dict.fromkeys(settings.devices, SET_KEY)})
