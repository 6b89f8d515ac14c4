"""The words of the spectrum: the two rhythms and their powers, each a reading or why there is none."""

from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.review.spectrum import Spectrum
from coreg.ui.wording import clock, interval, number, reason

_HEADING = _("Rhythms of each heart, over the session")
_HEADING_STRETCH = _("Rhythms of each heart, {start} to {end}")
HOW = _(
    "The mean spectrum of the five-minute pieces, each line scaled to its own highest peak: sizes of two people "
    "can't be compared by it. Circle and diamond over the lines mark the breath."
)
HOW_TO_CHOOSE = _("Draw out a stretch on the strip with Shift + ← → or Shift and drag to see its rhythms.")
PLOT_KEYS = _("In the plot: wheel or + − zooms, drag or ← → moves, Home shows all.")
PLOT_NAME = _("Spectrum of each heart: how strong its rhythms are, by rhythms per second.")
READING = _("Reading the spectra …")
AXIS = _("rhythms per second (Hz)")
NOBODY = _("No strap was worn: there is no spectrum.")
LF, HF, RSA = _("LF"), _("HF"), _("RSA")
LEGEND = {Role.CLIENT: _("Client, solid"), Role.THERAPIST: _("Therapist, dashed")}
PEOPLE = {Role.CLIENT: _("Client"), Role.THERAPIST: _("Therapist")}
ROWS = {
    "lf_ms2": (_("LF (ms²)"), _("0.04–0.15 Hz")),
    "hf_ms2": (_("HF (ms²)"), _("0.15–0.40 Hz")),
    "rsa_ln_ms2": (_("RSA (ln ms²)"), _("0.12–0.40 Hz")),
    "breaths_per_min": (_("Breathing"), _("breaths a minute")),
}
_DECIMALS = {"lf_ms2": 0, "hf_ms2": 0, "rsa_ln_ms2": 1, "breaths_per_min": 1}
_UNITS = {"lf_ms2": "ms²", "hf_ms2": "ms²", "rsa_ln_ms2": "ln ms²", "breaths_per_min": _("breaths a minute")}
_SPOKEN_NAMES = {
    "lf_ms2": _("LF power"),
    "hf_ms2": _("HF power"),
    "rsa_ln_ms2": _("RSA"),
    "breaths_per_min": _("Breathing"),
}
_SPOKEN = _("{who}: the spectrum is highest at {highest} Hz. {lf} {hf} {rsa} {breaths}")
_SPOKEN_UNKNOWN = _("{who}, spectrum: {reason}.")
_SPOKEN_VALUE = _("{name}: {value} {unit}.")
_SPOKEN_INTERVAL = _("{name}: {value} {unit}, between {low} and {high}.")
_SPOKEN_NO_VALUE = _("{name}: {reason}.")
_SPOKEN_PLOT = _("From {low} to {high} Hz. {people}")
_REASONS = {  # of a stretch that is over, not of now
    Unknown.TOO_SHORT: _("unknown: the stretch is under two minutes"),
    Unknown.RECENT_GAP: _("unknown: beats are missing"),
    Unknown.TOO_FEW_BEATS: _("unknown: too few beats"),
}
_RSA_TOO_SHORT = _("unknown: the stretch is under half a minute")
_OF_MINUTES = ("rsa_ln_ms2", "breaths_per_min")


def heading(span_s: tuple[float, float] | None) -> str:
    """Of what the spectra are; None for the whole session."""
    if span_s is None:
        return _HEADING
    return _HEADING_STRETCH.format(start=clock(span_s[0]), end=clock(span_s[1]))


def cell(name: str, found: Reading) -> tuple[str, str]:
    """A power as it stands in the table, and beneath it its interval or why it isn't known."""
    if found.value is None:
        return "–", why(name, found)
    return number(found.value, _DECIMALS[name]), interval(found, _DECIMALS[name])


def why(name: str, found: Reading) -> str:
    """Why a number of a stretch isn't known."""
    if found.unknown is Unknown.TOO_SHORT and name in _OF_MINUTES:
        return _RSA_TOO_SHORT
    return _REASONS[found.unknown] if found.unknown in _REASONS else reason(found)


def spoken_cell(role: Role, name: str, found: Reading) -> str:
    """A power as a sentence."""
    return f"{PEOPLE[role]}. {_spoken(name, found)}"


def spoken(role: Role, found: Spectrum) -> str:
    """What a person's spectrum says, for those who hear the screen."""
    unknown = found.unknown
    if unknown is not None or found.highest_hz is None:
        return no_spectrum(role, unknown or Reading())
    return _SPOKEN.format(
        who=PEOPLE[role],
        highest=number(found.highest_hz, 2),
        lf=_spoken("lf_ms2", found.lf_ms2),
        hf=_spoken("hf_ms2", found.hf_ms2),
        rsa=_spoken("rsa_ln_ms2", found.rsa_ln_ms2),
        breaths=_spoken("breaths_per_min", found.breaths_per_min),
    )


def no_spectrum(role: Role, found: Reading) -> str:
    """Why a person has none."""
    return _SPOKEN_UNKNOWN.format(who=PEOPLE[role], reason=why("hf_ms2", found))


def spoken_plot(low_hz: float, high_hz: float, people: str) -> str:
    """What is seen of the plot."""
    return _SPOKEN_PLOT.format(low=number(low_hz, 2), high=number(high_hz, 2), people=people)


def _spoken(name: str, found: Reading) -> str:
    if found.value is None:
        return _SPOKEN_NO_VALUE.format(name=_SPOKEN_NAMES[name], reason=why(name, found))
    template = _SPOKEN_VALUE if found.low is None or found.high is None else _SPOKEN_INTERVAL
    low, high = (number(each or 0.0, _DECIMALS[name]) for each in (found.low, found.high))
    value = number(found.value, _DECIMALS[name])
    return template.format(name=_SPOKEN_NAMES[name], value=value, unit=_UNITS[name], low=low, high=high)
