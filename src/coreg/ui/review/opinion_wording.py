"""The words of a second opinion."""

from coreg.domain.language import _
from coreg.domain.reading import Reading
from coreg.review.second_opinion import Opinion, SecondOpinion
from coreg.ui.wording import clock

TAB = _("Second opinion")
HEADING = _("Another program's numbers beside ours")
HOW = _("NeuroKit is given the same intervals: once all of them, once those that count here.")
ASK = _("Ask NeuroKit")
LOADING = _("NeuroKit is being loaded. The first time takes up to half a minute; everything else goes on.")
READING = _("NeuroKit is reading the stretch …")
NOBODY = _("No strap was worn: there is nothing to ask about.")
COLUMNS = (_("number"), _("ours"), _("all"), _("counted"))
NAMES = {
    "mean_rr_ms": _("mean interval, ms"),
    "sdnn_ms": _("SDNN, ms"),
    "rmssd_ms": _("RMSSD, ms"),
    "sdsd_ms": _("SDSD, ms"),
    "pnn50_pct": _("pNN50, %"),
    "lf_ms2": _("LF, ms²"),
    "hf_ms2": _("HF, ms²"),
}
WHY = _("Where they differ")
_DASH = "–"


def where(span_s: tuple[float, float] | None) -> str:
    """Of which stretch it would be."""
    if span_s is None:
        return _("The whole session. A set, or a stretch drawn by Shift with ← →, can be chosen instead.")
    return _("The stretch from {start} to {end}").format(start=clock(span_s[0]), end=clock(span_s[1]))


def head(who: str, found: SecondOpinion) -> str:
    """What was asked about."""
    return _("{who}, {start} to {end}: {n_counted} of {n} intervals count. NeuroKit {version}.").format(
        who=who,
        start=clock(found.start_s),
        end=clock(found.end_s),
        n_counted=found.n_counted,
        n=found.n_intervals,
        version=found.neurokit_version,
    )


def cells(one: Opinion) -> tuple[str, str, str, str]:
    """A row."""
    return NAMES.get(one.name, one.name), _ours(one.ours), _theirs(one.of_all), _theirs(one.of_counted)


def why(names: list[str], words: str) -> str:
    """A reason, and for which numbers it is one."""
    listed = ", ".join(NAMES.get(each, each).split(",")[0] for each in names)
    return _("{names}: {why}").format(names=listed, why=words)


def spoken(one: Opinion) -> str:
    """A row, for those who hear the screen."""
    name, ours, of_all, counted = cells(one)
    return _("{name}: ours {ours}, NeuroKit of all {of_all}, of those that count {counted}").format(
        name=name, ours=ours, of_all=of_all, counted=counted
    )


def _ours(reading: Reading) -> str:
    return _DASH if reading.value is None else f"{reading.value:.1f}"


def _theirs(value: float | None) -> str:
    return _DASH if value is None else f"{value:.1f}"
