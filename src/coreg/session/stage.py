"""Reads where the session stands from its marks: no state beside the moments themselves."""

from coreg.domain.marks import Marks, SetKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.stage import ClientScreen, Pacer, Phase, Stage
from coreg.readings.rate_finding import FINDING
from coreg.session.profile import MarkSettings

_KIND_OF_PHASE = {
    Phase.PREPARATION: SetKind.RESOURCE,
    Phase.INSTALLATION: SetKind.INSTALLATION,
    Phase.BODY_SCAN: SetKind.BODY_SCAN,
}


def read_stage(marks: Marks, settings: MarkSettings) -> Stage:
    """Return where the session stands after these marks."""
    phase = _newest(marks, MomentKind.PHASE, "phase")
    target = _newest(marks, MomentKind.TARGET, "target")
    shown = next((m for m in reversed(marks.moments) if m.kind is MomentKind.CLIENT_SCREEN), None)
    screen = _screen_of(shown)
    found_phase = Phase(phase) if isinstance(phase, int) else None
    kind = SetKind.PROCESSING if found_phase is None else _KIND_OF_PHASE.get(found_phase, SetKind.PROCESSING)
    return Stage(
        profile=settings.profile,
        phase=found_phase,
        target=target if isinstance(target, int) else 1,
        next_kind=SetKind.CONTINUOUS if settings.is_continuous else kind,
        modality=settings.modality,
        last_set=marks.sets[-1] if marks.sets else None,
        n_sets=len(marks.sets),
        running=frozenset(span.kind for span in marks.spans if span.end_s is None),
        screen=screen,
        pacer=_pacer_of(shown, settings.pacer) if shown is not None and screen is ClientScreen.PACER else None,
    )


def _screen_of(shown: Moment | None) -> ClientScreen:
    name = None if shown is None else shown.payload.get("screen")
    return ClientScreen(name) if isinstance(name, str) else ClientScreen.OFF


def _pacer_of(shown: Moment, usual: Pacer) -> Pacer:
    rate, in_share = shown.payload.get("rate_per_min"), shown.payload.get("in_share")
    return Pacer(
        rate_per_min=rate if isinstance(rate, float) else usual.rate_per_min,
        in_share=in_share if isinstance(in_share, float) else usual.in_share,
        started_s=shown.t_s,
        is_finding=shown.payload.get("by") == FINDING,
    )


def _newest(marks: Marks, kind: MomentKind, name: str) -> object:
    return next((moment.payload.get(name) for moment in reversed(marks.moments) if moment.kind is kind), None)
