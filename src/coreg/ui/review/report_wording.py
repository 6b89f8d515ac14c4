"""The words of choosing a report."""

from pathlib import Path

from coreg.domain.language import _
from coreg.report.page import Copy, Face, Tick

TAB = _("Report")
HEADING = _("A report: one page on this session")
HOW = _("What was measured, and what isn't known and why. It is in English.")
COPIES = {Copy.THERAPIST: _("Yours"), Copy.CLIENT: _("The client's"), Copy.SUPERVISION: _("For supervision")}
SAYS = {
    Copy.THERAPIST: _("For your record: both people, every set, what you marked."),
    Copy.CLIENT: _("For the client: nothing of you, and nothing of what you marked of what you saw."),
    Copy.SUPERVISION: _("By pseudonym and without dates; the client must have agreed to supervision."),
}
TICKS = {
    Tick.NOTES: _("With the notes"),
    Tick.NAMES: _("With names"),
    Tick.THERAPIST: _("With your own part"),
}
FACES = {Face.HTML: _("Web page (HTML)"), Face.PDF: _("Paper (PDF)")}
OPEN_FILE = _("The file isn't encrypted: whoever has it can read it.")
SAVE = _("Choose a folder and write it")
WAIT = _("It can be written as soon as the times are settled.")
FOLDER = _("Choose a folder for the report")
WRITING = _("Writing the report …")


def written(path: Path) -> str:
    """Where it is."""
    return _("Report written: {path}").format(path=path)
