"""What every command's output has in common: JSON objects with their schema, and numbers as JSON and as words."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import click

from coreg import __version__
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.report.reasons import why

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

ROLE = click.Choice([role.value for role in Role])

_JUST_BEFORE_S = 0.01  # a minute that ends 0.3 ms early, by rounding to 1/1024 s, is still called a minute


def print_json(thing: str, body: Mapping[str, Json], *, amended: bool = False) -> None:
    """Print one JSON object of schema `coreg.<thing>/1`, and nothing else, on standard output."""
    from coreg.readings import DEFINITIONS

    head: dict[str, Json] = {
        "schema": f"coreg.{thing}/1",
        "coreg_version": __version__,
        "definitions": DEFINITIONS,
        "amended": amended,
    }
    click.echo(json.dumps({**head, **body}, indent=2, ensure_ascii=False, allow_nan=False))


def number(reading: Reading) -> dict[str, Json]:
    """A reading as JSON: a rough one keeps its value, an unknown one has its reason in place of it."""
    return {
        "value": reading.value,
        "low": reading.low,
        "high": reading.high,
        "rough": reading.is_rough,
        "unknown": None if reading.unknown is None else reading.unknown.value,
    }


def numbers(readings: Mapping[str, Reading]) -> dict[str, Json]:
    """Readings by name as JSON."""
    return {name: number(reading) for name, reading in readings.items()}


def words(reading: Reading, unit: str = "", digits: int = 1) -> str:
    """A reading as a person would say it, interval and reason included.

    >>> words(Reading(value=42.04, low=38.0, high=47.0), "ms")
    '42.0 ms (38.0 to 47.0)'
    >>> words(Reading.of_unknown(Unknown.TOO_FEW_BEATS, n_have=12, n_need=20), "ms")
    'unknown: too few beats (12 of 20)'
    """
    if reading.value is None:
        counts = f" ({reading.n_have} of {reading.n_need})" if reading.n_need else ""
        return f"unknown{reason_words(reading)}{counts}"
    text = f"{reading.value:.{digits}f}{f' {unit}' if unit else ''}"
    if reading.low is not None and reading.high is not None:
        text += f" ({reading.low:.{digits}f} to {reading.high:.{digits}f})"
    return f"{text}, rough" if reading.is_rough else text


def reason_words(reading: Reading) -> str:
    """Why a reading is unknown, to be put behind the word; nothing where it is known."""
    return "" if reading.unknown is None else f": {unknown_words(reading.unknown)}"


def unknown_words(reason: Unknown) -> str:
    """Why something is unknown.

    >>> unknown_words(Unknown.NO_STRAP)
    'no strap was worn'
    """
    return why(reason)


def clock_words(t_s: float) -> str:
    """A place on the session's clock, or a length of time.

    >>> clock_words(75.4), clock_words(3725)
    ('1:15', '1:02:05')
    """
    minutes, seconds = divmod(int(t_s + _JUST_BEFORE_S), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def print_lines(lines: Sequence[tuple[str, str]], indent: str = "") -> None:
    """Print names and what is said of them as two columns."""
    width = max((len(name) for name, _ in lines), default=0)
    for name, text in lines:
        click.echo(f"{indent}{name:<{width}}  {text}".rstrip())


def role_of(value: str | None) -> Role | None:
    """The role that `--role` names."""
    return None if value is None else Role(value)
