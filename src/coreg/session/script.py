"""A session that plays by itself, read from a text: what is pressed when, and when the client's heart is aroused.

Nobody is in it. It exists so that everything that a session can show can be seen, and tested, without people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from coreg.domain.act import Act, Request
from coreg.domain.arousal import Surge

FULL_MINUTES = 50.0
_FITTED_AFTER = "then"
_LEAST_PAUSE_S = 35.0  # our choice: as close as sets come in a session
_STRONG_AFTER_S = 12.0
_SET_HEIGHT, _STRONG_HEIGHT = 0.45, 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """One press, at a time on the session's clock."""

    t_s: float
    request: Request


@dataclass(frozen=True, slots=True)
class Script:
    """All presses in order of time, and the client's surges."""

    steps: tuple[Step, ...] = ()
    surges: tuple[Surge, ...] = ()


def emdr_script(minutes: float = FULL_MINUTES) -> Script:
    """Return the EMDR session, fitted to so many minutes: what doesn't fit any more is left out, the end never."""
    text = resources.files("coreg.session").joinpath("scripts/emdr.txt").read_text(encoding="utf-8")
    script = read_script(text, minutes * 60.0)
    if script.steps and script.steps[-1].request.act is Act.END:
        return script
    return Script((*script.steps, Step(minutes * 60.0, Request(Act.END))), script.surges)


def read_script(text: str, length_s: float) -> Script:
    """Read a script, fitted to a length.

    Raises
    ------
    ValueError
        A line isn't one; the message names it.
    """
    steps: list[Step] = []
    surges: list[Surge] = []
    set_ended_s = float("-inf")
    for t_s, what in _fitted(text, length_s):
        words = what.split()
        if words[0] != "set":
            _add_other(t_s, words, steps, surges)
            continue
        if t_s - set_ended_s < _LEAST_PAUSE_S:
            continue
        set_ended_s = t_s + float(words[1])
        _add_set(t_s, set_ended_s, words[2:], steps, surges)
    kept = sorted((step for step in steps if step.t_s <= length_s), key=lambda step: step.t_s)
    return Script(tuple(kept), tuple(surges))


def _fitted(text: str, length_s: float) -> Iterator[tuple[float, str]]:
    """Yield each line's time, fitted, and what stands in it."""
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    fixed = lines.index(_FITTED_AFTER) if _FITTED_AFTER in lines else len(lines)
    rest = [_timed(line) for line in lines[fixed + 1 :]]
    begun = [_timed(line) for line in lines[:fixed]]
    yield from begun
    if not rest:
        return
    from_s = begun[-1][0] if begun else 0.0
    factor = max(0.0, length_s - from_s) / (rest[-1][0] - from_s)
    for t_s, what in rest:
        yield from_s + factor * (t_s - from_s), what


def _timed(line: str) -> tuple[float, str]:
    time, _, what = line.partition(" ")
    minutes, _, seconds = time.partition(":")
    if not (minutes.isdigit() and seconds.isdigit() and what.strip()):
        msg = f"not a line of a script: {line}"
        raise ValueError(msg)
    return 60.0 * int(minutes) + int(seconds), what.strip()


def _add_set(t_s: float, end_s: float, how: list[str], steps: list[Step], surges: list[Surge]) -> None:
    steps.append(Step(t_s, Request(Act.SET)))
    if "strong" in how:
        steps.append(Step(t_s + _STRONG_AFTER_S, Request(Act.STRONG_REACTION)))
    steps.append(Step(end_s, Request(Act.STOP_SIGNAL if "stop" in how else Act.SET)))
    surges.append(Surge(t_s, end_s, _STRONG_HEIGHT if "strong" in how else _SET_HEIGHT))


def _add_other(t_s: float, words: list[str], steps: list[Step], surges: list[Surge]) -> None:
    match words:
        case ["surge", seconds, percent]:
            surges.append(Surge(t_s, t_s + float(seconds), float(percent) / 100.0))
        case ["sud" | "voc" as scale, value]:
            steps.append(Step(t_s, Request(Act.AS_SUD if scale == "sud" else Act.AS_VOC)))
            steps.append(Step(t_s, Request(Act.RATE, int(value))))
        case ["phase", number]:
            steps.append(Step(t_s, Request(Act.PHASE, int(number))))
        case [act]:
            steps.append(Step(t_s, Request(Act(act))))
        case _:
            msg = f"not a line of a script: {' '.join(words)}"
            raise ValueError(msg)
