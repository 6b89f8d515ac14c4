"""The words of the spectrum."""

from coreg.domain.language import _
from coreg.domain.person import Role

HEADING = _("Rhythms of each heart, over the session")
HOW = _(
    "The mean spectrum of the five-minute pieces, each scaled to its own highest peak. It shows where rhythms are; "
    "sizes of two people or two sessions can't be compared by it."
)
READING = _("Reading the spectra …")
AXIS = _("rhythms per second (Hz)")
BREATHING = _("0.15 to 0.4 Hz")
NOBODY = _("No strap was worn: there is no spectrum.")
_PEAKS = _("{who}: the slow rhythm is strongest at {slow:.2f} Hz, that between 0.15 and 0.4 Hz at {breath:.2f} Hz.")
_UNKNOWN = _("{who}, spectrum: unknown, too few beats.")
_PEOPLE = {Role.CLIENT: _("Client"), Role.THERAPIST: _("Therapist")}


def peaks(role: Role, slow_hz: float, breath_hz: float) -> str:
    """Where a spectrum is highest."""
    return _PEAKS.format(who=_PEOPLE[role], slow=slow_hz, breath=breath_hz)


def unknown(role: Role) -> str:
    """Why there is none."""
    return _UNKNOWN.format(who=_PEOPLE[role])
