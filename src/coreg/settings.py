"""Where Coreg keeps what it writes, and what the user may change about that."""

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import platformdirs

from coreg.domain.client_window import ClientWindowSettings, ScreenChoice
from coreg.domain.person import Role
from coreg.domain.session_settings import MODALITIES, SessionSettings
from coreg.domain.stage import FASTEST_PER_MIN, SLOWEST_PER_MIN, Pacer, Profile
from coreg.domain.strap import RememberedStrap, Strap

HOME_VARIABLE = "COREG_HOME"

LOCK_AFTER_MIN = 10  # our choice: a client's half sentence between two sets never locks it, lunch does
MOST_LOCK_AFTER_MIN = 60

_STRAPS_SCHEMA = "coreg.straps/1"
_WINDOW_SCHEMA = "coreg.window/1"
_CLIENT_SCHEMA = "coreg.client-window/1"

_SESSION_SCHEMA = "coreg.session_settings/1"
_SWITCHES = ("is_continuous", "rests_screen", "marks_speech")

_SHORTEST_IN, _LONGEST_IN = 0.3, 0.6  # our choice: of a breath; beyond them one half is a gasp

_log = logging.getLogger(__name__)


def data_folder(override: Path | None = None) -> Path:
    """Return the folder for everything Coreg writes: `override`, else $COREG_HOME, else the system's own place."""
    if override is not None:
        return override
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else Path(platformdirs.user_data_dir("Coreg", appauthor=False))


def recordings_folder(override: Path | None = None) -> Path:
    """Return the folder that the window writes its session files to (it need not exist yet)."""
    return data_folder(override) / "sessions"


def remembered_straps(path: Path) -> dict[Role, RememberedStrap]:
    """Return who wore which strap when a recording last began; nothing where the file isn't there or isn't ours."""
    try:
        return _straps_of(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        _log.warning("the remembered straps can't be read and are left aside: %s", type(problem).__name__)
        return {}


def remember_straps(path: Path, straps: Mapping[Role, Strap]) -> None:
    """Remember who wears which strap: identity and model, no name. A disk that refuses is logged, no more."""
    worn = {role.value: {"identity": strap.identity, "model": strap.model} for role, strap in straps.items()}
    _write_json(path, {"schema": _STRAPS_SCHEMA, "straps": worn})


def lock_after_min(path: Path) -> int:
    """Return after how many idle minutes the vault locks; the default where the file doesn't say it."""
    minutes = _window_settings(path).get("lock_after_min")
    if isinstance(minutes, int) and not isinstance(minutes, bool) and 1 <= minutes <= MOST_LOCK_AFTER_MIN:
        return minutes
    return LOCK_AFTER_MIN


def set_lock_after_min(path: Path, minutes: int) -> None:
    """Remember after how many idle minutes the vault locks. A disk that refuses is logged, no more."""
    _set_window_setting(path, "lock_after_min", minutes)


def is_kept_out_of_capture(path: Path) -> bool:
    """Return whether windows stay out of screen captures, where the system can; they do unless the file says no."""
    return _window_settings(path).get("is_kept_out_of_capture") is not False


def set_kept_out_of_capture(path: Path, is_out: bool) -> None:
    """Remember whether windows stay out of screen captures. A disk that refuses is logged, no more."""
    _set_window_setting(path, "is_kept_out_of_capture", is_out)


def language(path: Path) -> str | None:
    """Return the language that was chosen for the program, None where it follows the system's."""
    chosen = _window_settings(path).get("language")
    return chosen if isinstance(chosen, str) else None


def set_language(path: Path, chosen: str) -> None:
    """Remember the language; it is spoken from the next start on. A disk that refuses is logged, no more."""
    _set_window_setting(path, "language", chosen)


def session_settings(path: Path) -> SessionSettings:
    """Return how sessions are marked; the defaults where the file isn't there or isn't ours."""
    try:
        return _session_settings_of(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return SessionSettings()
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        _log.warning("how sessions are marked can't be read and is left aside: %s", type(problem).__name__)
        return SessionSettings()


def set_session_settings(path: Path, settings: SessionSettings) -> None:
    """Remember how sessions are marked. A disk that refuses is logged, no more."""
    choices = {name: getattr(settings, name) for name in _SWITCHES}
    keys = {"remapped": dict(settings.remapped), "devices": dict(settings.devices)}
    chosen = {"profile": settings.profile.value, "modality": settings.modality}
    _write_json(path, {"schema": _SESSION_SCHEMA, **chosen, **choices, **keys})


def _session_settings_of(read: object) -> SessionSettings:
    if not isinstance(read, dict) or read["schema"] != _SESSION_SCHEMA:
        msg = "not how sessions are marked"
        raise ValueError(msg)
    modality = read["modality"]
    if not (modality is None or modality in MODALITIES) or any(type(read[name]) is not bool for name in _SWITCHES):
        msg = "not a choice there is"
        raise ValueError(msg)
    return SessionSettings(
        profile=Profile(read["profile"]),
        modality=modality,
        is_continuous=read["is_continuous"],
        rests_screen=read["rests_screen"],
        marks_speech=read["marks_speech"],
        remapped=_words_of(read["remapped"]),
        devices=_words_of(read["devices"]),
    )


def _words_of(read: object) -> dict[str, str]:
    if not isinstance(read, dict) or not all(isinstance(k, str) and isinstance(v, str) for k, v in read.items()):
        msg = "not keys"
        raise ValueError(msg)
    return dict(read)


def client_window(path: Path) -> ClientWindowSettings:
    """Return how the client's window is set up; the defaults where the file isn't there or isn't ours."""
    try:
        return _client_window_of(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return ClientWindowSettings()
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        _log.warning("the client's window has its defaults, its settings can't be read: %s", type(problem).__name__)
        return ClientWindowSettings()


def remember_client_window(path: Path, settings: ClientWindowSettings) -> None:
    """Remember how the client's window is set up, a screen by name and size. A disk that refuses is logged."""
    _write_json(
        path,
        {
            "schema": _CLIENT_SCHEMA,
            "is_dark": settings.is_dark,
            "shows_word": settings.shows_word,
            "shows_wave": settings.shows_wave,
            "reduces_motion": settings.reduces_motion,
            "in_small_window": settings.in_small_window,
            "screen": None if settings.screen is None else asdict(settings.screen),
            "pacer_rate_per_min": settings.pacer.rate_per_min,
            "pacer_in_share": settings.pacer.in_share,
        },
    )


def _client_window_of(read: object) -> ClientWindowSettings:
    if not isinstance(read, dict) or read["schema"] != _CLIENT_SCHEMA:
        msg = "not the client's window"
        raise ValueError(msg)
    claims = ("is_dark", "shows_word", "shows_wave", "in_small_window")
    rate, in_share, screen = read["pacer_rate_per_min"], read["pacer_in_share"], read["screen"]
    is_own = isinstance(read["reduces_motion"], bool | None)
    if not is_own or not all(isinstance(read[claim], bool) for claim in claims):
        msg = "not a yes or no"
        raise ValueError(msg)
    if not SLOWEST_PER_MIN <= rate <= FASTEST_PER_MIN or not _SHORTEST_IN <= in_share <= _LONGEST_IN:
        msg = "not a pacer's rate"
        raise ValueError(msg)
    return ClientWindowSettings(
        **{claim: read[claim] for claim in claims},
        reduces_motion=read["reduces_motion"],
        screen=None if screen is None else ScreenChoice(str(screen["name"]), *_size_of(screen)),
        pacer=Pacer(rate_per_min=round(float(rate), 1), in_share=float(in_share)),
    )


def _size_of(screen: Mapping[str, object]) -> tuple[int, int]:
    width_px, height_px = screen["width_px"], screen["height_px"]
    if not isinstance(width_px, int) or not isinstance(height_px, int):
        msg = "not a screen's size"
        raise TypeError(msg)
    return width_px, height_px


def _window_settings(path: Path) -> dict[str, object]:
    """Return what the window's file says; nothing where it isn't there or isn't ours."""
    try:
        read = json.loads(path.read_bytes())
        if not isinstance(read, dict) or read["schema"] != _WINDOW_SCHEMA:
            msg = "not the window's settings"
            raise ValueError(msg)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        _log.warning("the window's settings can't be read and are left aside: %s", type(problem).__name__)
        return {}
    return read


def _set_window_setting(path: Path, name: str, value: object) -> None:
    _write_json(path, {**_window_settings(path), "schema": _WINDOW_SCHEMA, name: value})


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    written = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(json.dumps(content, indent=1), encoding="utf-8")
        written.replace(path)
    except OSError as problem:
        _log.warning("%s can't be remembered: %s", path.name, type(problem).__name__)


def _straps_of(read: object) -> dict[Role, RememberedStrap]:
    if not isinstance(read, dict) or read["schema"] != _STRAPS_SCHEMA:
        msg = "not a file of remembered straps"
        raise ValueError(msg)
    straps = {Role(role): _strap_of(strap) for role, strap in read["straps"].items()}
    if len({strap.identity for strap in straps.values()}) < len(straps):
        msg = "one strap can't be two people"
        raise ValueError(msg)
    return straps


def _strap_of(read: object) -> RememberedStrap:
    if not isinstance(read, dict):
        msg = "not a strap"
        raise ValueError(msg)
    identity, model = read["identity"], read["model"]
    if not isinstance(identity, str) or not identity or not (model is None or isinstance(model, str)):
        msg = "not a strap"
        raise ValueError(msg)
    return RememberedStrap(identity, model)
