"""The words about a session that was cut off."""

from datetime import timedelta

from coreg.domain.cut_off import CutOff
from coreg.domain.language import _
from coreg.ui.vault.library_wording import day as in_words

RESUME, RESUME_KEY = _("Resume"), "R"
END_THERE, END_KEY = _("End there"), "E"
LATER = _("Later")
LOOKING = _("Looking for a session that was cut off …")
ENDING = _("Ending it there …")

_RESUMES = (
    _("Resume goes on with the same straps, marks and numbers. The time since is a gap."),
    _("A set that was running ended with its last beat, and counts in no number."),
)
_ONLY_ENDS = _("It was more than two hours ago: it can only be ended there.")
_ELSEWHERE = _(
    "If the recording went on in another folder, plug that disk in first and open the vault again: what lies there "
    "is joined before either of the two."
)
_ENDS = _("End there closes the recording with the last thing that was kept. Nothing is made up.")


def sentence(cut_off: CutOff) -> str:
    """When it was cut off, by the clock on the wall of then, and whether a set was running."""
    when = cut_off.last_utc + timedelta(seconds=cut_off.utc_offset_s)
    at = f"{when:%H:%M:%S}"
    if cut_off.set_number is None:
        return _("Interrupted at {time}").format(time=at)
    return _("Interrupted at {time}, set {number} was running").format(time=at, number=cut_off.set_number)


def whose(cut_off: CutOff) -> str:
    """Whose session it is, and on which day."""
    day = cut_off.last_utc + timedelta(seconds=cut_off.utc_offset_s)
    people = " · " + _("simulated people") if cut_off.is_simulated else ""
    return f"{cut_off.who} · {in_words(day.date())}{people}"


def what_happens(cut_off: CutOff) -> tuple[str, ...]:
    """What each of the two does."""
    return (*_RESUMES, _ENDS, _ELSEWHERE) if cut_off.may_resume else (_ONLY_ENDS, _ENDS, _ELSEWHERE)
