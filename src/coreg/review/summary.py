"""What there is to say of a recording at a glance: who was measured, how long, with which gaps, and how well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coreg.domain.beat import Beat, Gap
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.strap import Strap
from coreg.readings.marks import read_marks
from coreg.readings.whole import artifact_pct, read_whole
from coreg.recording.reader import Recording
from coreg.review.amended import amended_beats
from coreg.review.person_gaps import gap_at_the_end, person_gaps
from coreg.review.recompute import Rebuilt, n_beats_differing, rebuild
from coreg.review.worn import as_worn, read_wearing

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
    """Sum up a person's part of the recording, as amended since."""
    marks, wearing, worn = read_marks(recording.moments), read_wearing(recording.moments), as_worn(recording)
    strap = wearing.newest(role)
    rebuilt = rebuild(recording, strap)
    beats = amended_beats(recording, marks, role)
    whole = read_whole(beats)
    outcomes = [packet.outcome for packet in worn.packets_of(role)]
    return PersonSummary(
        strap=worn.strap_of(role),
        n_packets=len(outcomes),
        n_duplicates=outcomes.count(PacketOutcome.DUPLICATE) if wearing.swaps_s else rebuilt.n_duplicates,
        n_malformed=outcomes.count(PacketOutcome.MALFORMED) if wearing.swaps_s else rebuilt.n_malformed,
        n_beats=len(worn.beats_of(role)),
        n_beats_differing=n_beats_differing(recording.beats_of(strap), rebuilt),
        gaps=person_gaps(recording, marks, role) if wearing.swaps_s else gaps(recording, role, rebuilt),
        artifact_pct=artifact_reading(beats),
        numbers={name: whole[name] for name in _NUMBERS},
    )


def gaps(recording: Recording, role: Role, rebuilt: Rebuilt) -> tuple[Gap, ...]:
    """Return the stretches without beats from the person's first beat to the end of the session, by decoding."""
    return (*rebuilt.gaps, *gap_at_the_end(recording, role, recording.beats_of(role)))


def artifact_reading(beats: Sequence[Beat]) -> Reading:
    """Return the share of beats that the final verdict leaves out, in percent."""
    share_pct = artifact_pct(beats)
    return Reading.of_unknown(Unknown.TOO_FEW_BEATS) if share_pct is None else Reading(value=share_pct)
