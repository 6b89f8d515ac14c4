"""Two sessions in words and curves, with nothing left to look up or compute."""

from dataclasses import dataclass

from coreg.report.page import CurvePicture, SetTable, Strip

Ends = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """A comparison: the earlier session first.

    Attributes
    ----------
    names
        What each of the two is called.
    strips
        None where a session has no length.
    at_start, at_first_set
        Both ends of each one's axis, on its own clock, so that their starts, or their first sets, stand one beneath
        the other; None where one has no set.
    curve
        Both curves, in the order of the sessions that have one.
    has_curve
        Which of the two has one.
    """

    title: str
    heading: str
    names: tuple[str, str]
    banners: tuple[str, ...]
    strips: tuple[Strip | None, Strip | None]
    at_start: Ends
    at_first_set: Ends | None
    curve: CurvePicture | None
    has_curve: tuple[bool, bool]
    curve_key: str
    table: SetTable
    foot: tuple[str, ...]
