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
    if not all(isinstance(read[claim], bool) for claim in claims) or read["reduces_motion"] not in (
        None,
        True,
        False,
    ):
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
