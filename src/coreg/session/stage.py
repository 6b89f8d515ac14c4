"""Reads where the session stands from its marks: no state beside the moments themselves."""

from coreg.domain.marks import Marks, SetKind
from coreg.domain.moment import MomentKind
from coreg.domain.stage import ClientScreen, Phase, Stage
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
    screen = _newest(marks, MomentKind.CLIENT_SCREEN, "screen")
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
        screen=ClientScreen(screen) if isinstance(screen, str) else ClientScreen.OFF,
    )


def _newest(marks: Marks, kind: MomentKind, name: str) -> object:
    return next((moment.payload.get(name) for moment in reversed(marks.moments) if moment.kind is kind), None)
