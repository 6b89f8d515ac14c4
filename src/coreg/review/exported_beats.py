"""A person's beats for an export: by the final clock, the live one beside, and which strap each came from."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from coreg.domain.beat import Beat
from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.strap import Strap
from coreg.export.content import ExportedBeat, Worn
from coreg.recording.reader import Recording, StoredBeat
from coreg.review.amended import AmendedBeat, amended_verdicts, every_beat
from coreg.review.recompute import run_latency_s
from coreg.review.reviewed import Clock
from coreg.review.worn import read_wearing

_NS_PER_S = 1_000_000_000
_Came = tuple[Beat, Role]  # as it was placed live, and whose strap it was recorded as


def exported_beats(recording: Recording, placed: Recording, marks: Marks, role: Role) -> tuple[ExportedBeat, ...]:
    """Return all of a person's beats.

    Parameters
    ----------
    recording, placed
        The session as it is in the file, and the same with its beats placed by the final clock, in the same order.

    Raises
    ------
    ValueError
        The file has not one interval for each beat.
    """
    beats = every_beat(placed, marks, role)
    came = list(_came(recording, placed, role))
    is_imported = recording.header.imported_from is not None
    found: list[ExportedBeat] = []
    verdicts = amended_verdicts(beats)
    rows = list(zip(beats, came, verdicts, strict=True))
    for (run, strap), each in groupby(rows, key=lambda row: (row[0].stored.run, row[1][1])):
        of_one = list(each)
        worn = _worn(recording, run, strap, [row[0] for row in of_one], _clock_of(recording, placed, run, strap))
        found += [
            ExportedBeat(
                run, one.stored.beat, one.rr_ms, *verdict, one.is_excluded, None if is_imported else live, worn
            )
            for one, (live, _), verdict in of_one
        ]
    return tuple(found)


def straps_of(beats: Sequence[ExportedBeat]) -> tuple[Worn, ...]:
    """Return the straps that beats came from, in order."""
    worn = [each.worn for each in beats if each.worn is not None]
    return tuple(one for one, _ in groupby(worn))


def _came(recording: Recording, placed: Recording, role: Role) -> Iterator[_Came]:
    """Give for each of a person's beats how it was placed live, and whose strap it was recorded as."""
    both = list(zip(recording.beats, placed.beats, strict=True))
    for piece in read_wearing(recording.moments).pieces(role):
        for live, now in both:
            if now.role is piece.strap and piece.holds(now.beat.t_s):
                yield live.beat, piece.strap


def _clock_of(recording: Recording, placed: Recording, run: int, strap: Role) -> Clock:
    """Return which clock placed a strap's beats: one whose packets don't give its beats keeps the live times."""
    if recording.header.imported_from is not None:
        return Clock.IMPORTED
    both = zip(recording.beats, placed.beats, strict=True)
    is_moved = any(live.beat is not now.beat for live, now in both if _is_of(live, run, strap))
    return Clock.FINAL if is_moved else Clock.LIVE


def _is_of(stored: StoredBeat, run: int, strap: Role) -> bool:
    return stored.run == run and stored.role is strap


def _worn(recording: Recording, run: int, strap: Role, beats: Sequence[AmendedBeat], clock: Clock) -> Worn:
    start_s = max(0.0, beats[0].stored.beat.t_s - beats[0].rr_ms / 1000.0)
    end_s = max(start_s, beats[-1].stored.beat.t_s)
    return Worn(
        run=run,
        start_s=start_s,
        end_s=end_s,
        recorded_as=strap,
        strap=_strap_then(recording, run, strap, end_s),
        latency_s=run_latency_s(recording, strap, run),
        clock=clock.value,
    )


def _strap_then(recording: Recording, run: int, role: Role, t_s: float) -> Strap | None:
    """Return a strap as it was known in a run; what became known after the stretch is the newest of before it."""
    known = [each for each in recording.straps if each.role is role and each.run <= run]
    by_then = [each for each in known if each.t_ns / _NS_PER_S <= t_s] or known
    return by_then[-1].strap if by_then else None
