"""What there is to say of a recording at a glance: who was measured, how long, with which gaps, and how well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coreg.domain.beat import Beat, Gap, GapCause
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.strap import LinkState, Strap
from coreg.readings.whole import artifact_pct, read_whole
from coreg.recording.reader import Recording
from coreg.review.recompute import Rebuilt, n_beats_differing, rebuild

_SILENCE_S = (
    6.0  # design section 2: a link that is silent for this long is given up; before, it may be a slow packet
)
_NUMBERS = ("mean_hr_bpm", "rmssd_ms", "rsa_ln_ms2")


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """One person's part of a recording.

    Attributes
    ----------
    gaps
        Stretches without beats between the first beat and the end of the session.
    n_beats_differing
        How many of the stored beats aren't what the stored packets give today; 0 when all is well.
    """

    strap: Strap | None
    n_packets: int
    n_duplicates: int
    n_malformed: int
    n_beats: int
    n_beats_differing: int
    gaps: tuple[Gap, ...]
    artifact_pct: Reading
    numbers: Mapping[str, Reading]


def summarize(recording: Recording, role: Role) -> PersonSummary:
    """Sum up a person's part of the recording."""
    beats = recording.beats_of(role)
    rebuilt = rebuild(recording, role)
    whole = read_whole(beats)
    return PersonSummary(
        strap=recording.strap_of(role),
        n_packets=len(recording.packets_of(role)),
        n_duplicates=rebuilt.n_duplicates,
        n_malformed=rebuilt.n_malformed,
        n_beats=len(beats),
        n_beats_differing=n_beats_differing(beats, rebuilt),
        gaps=gaps(recording, role, rebuilt),
        artifact_pct=artifact_reading(beats),
        numbers={name: whole[name] for name in _NUMBERS},
    )


def gaps(recording: Recording, role: Role, rebuilt: Rebuilt) -> tuple[Gap, ...]:
    """Return the stretches without beats from the person's first beat to the end of the session."""
    return (*rebuilt.gaps, *gap_at_the_end(recording, role, recording.beats_of(role)))


def artifact_reading(beats: Sequence[Beat]) -> Reading:
    """Return the share of beats that the final verdict leaves out, in percent."""
    share_pct = artifact_pct(beats)
    return Reading.of_unknown(Unknown.TOO_FEW_BEATS) if share_pct is None else Reading(value=share_pct)


def gap_at_the_end(recording: Recording, role: Role, beats: list[Beat]) -> list[Gap]:
    """Find the gap of a strap that fell silent and didn't come back: no later beat closed it."""
    if not beats or recording.duration_s - beats[-1].t_s <= _SILENCE_S:
        return []
    states = [event.state for event in recording.link_events_of(role) if event.t_ns / 1e9 > beats[-1].t_s]
    cause = GapCause.NO_DATA
    if LinkState.RECONNECTING in states or LinkState.STALE in states:
        cause = GapCause.LINK_LOST
    elif LinkState.CONTACT_LOST in states:
        cause = GapCause.CONTACT_LOST
    return [Gap(beats[-1].t_s, recording.duration_s, cause)]
