"""Snapshots to show on a screen: two synthetic people, built from plain arrays."""

from array import array
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from coreg.domain.beat import Gap, GapCause
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.snapshot import DiskState, Lane, PersonNumbers, PersonSnapshot, RecordState, Snapshot
from coreg.domain.strap import LinkState, Strap
from coreg.readings.marks import read_marks
from coreg.session.profile import MarkSettings
from coreg.session.stage import read_stage

FEW = Reading.of_unknown(Unknown.TOO_FEW_BEATS, n_have=12, n_need=20)


def view(values: Iterable[float]) -> "memoryview[float]":
    return memoryview(array("d", values).tobytes()).cast("d")


def lanes(
    t_s: float, mean_bpm: float, rmssd_ms: float, seed: int, gap_s: tuple[float, float] | None = None
) -> tuple[Lane, Lane]:
    """Heart rate with a breath in it, and RMSSD with a band, from second 2 on; NaN before RMSSD has a minute."""
    rng = np.random.default_rng(seed)
    beat_s = np.arange(2.0, t_s, 60.0 / mean_bpm)
    if gap_s is not None:
        beat_s = beat_s[(beat_s < gap_s[0]) | (beat_s > gap_s[1])]
    slow = 6 * np.sin(beat_s / 47 + seed) + 3 * np.sin(beat_s / 13)
    rate = mean_bpm + slow + 3 * np.sin(2 * np.pi * beat_s / 4.2) + rng.normal(0, 0.8, beat_s.size)
    rmssd = rmssd_ms * np.exp(0.25 * np.sin(beat_s / 90 + seed) + 0.02 * rng.normal(0, 1, beat_s.size))
    rmssd[beat_s < 20] = np.nan
    if gap_s is not None:
        rmssd[(beat_s > gap_s[1]) & (beat_s < gap_s[1] + 15)] = np.nan
    band = 1 + 0.15 * (1 + (beat_s < 60))
    heart_rate_lane = Lane(view(beat_s), view(rate))
    return heart_rate_lane, Lane(view(beat_s), view(rmssd), view(rmssd / band), view(rmssd * band))


def numbers(
    t_s: float, mean_bpm: float, rmssd_ms: float, seed: int = 1, gap_s: tuple[float, float] | None = None
) -> PersonNumbers:
    heart_rate_lane, rmssd_lane = lanes(t_s, mean_bpm, rmssd_ms, seed, gap_s)
    is_early = t_s < 20
    return PersonNumbers(
        heart_rate_bpm=FEW if t_s < 4 else Reading(mean_bpm, mean_bpm - 2, mean_bpm + 2),
        heart_rate_60s_bpm=FEW if is_early else Reading(mean_bpm, mean_bpm - 1, mean_bpm + 1),
        rmssd_ms=FEW if is_early else Reading(rmssd_ms, rmssd_ms * 0.86, rmssd_ms * 1.15),
        ln_rmssd=FEW if is_early else Reading(float(np.log(rmssd_ms))),
        rsa_ln_ms2=Reading.of_unknown(Unknown.TOO_SHORT, int(t_s), 30) if t_s < 30 else Reading(5.1, 4.7, 5.5),
        artifact_pct=Reading(0.4) if t_s > 20 else FEW,
        heart_rate_lane=heart_rate_lane,
        rmssd_lane=rmssd_lane,
    )


def unknown_numbers(reason: Unknown) -> PersonNumbers:
    gone = Reading.of_unknown(reason)
    return PersonNumbers(gone, gone, gone, gone, gone, gone)


def person(role: Role, t_s: float, **changes: object) -> PersonSnapshot:
    is_client = role is Role.CLIENT
    base = PersonSnapshot(
        role=role,
        strap=Strap("D2:8A:11:4F:4F:21" if is_client else "A0:9E:1A:00:09:A3", "Polar H10", 2.6, 80, True),
        link=LinkState.STREAMING,
        link_since_s=1.0,
        numbers=numbers(t_s, 84 if is_client else 66, 20 if is_client else 36, 1 if is_client else 3),
        n_packets=int(t_s),
        n_beats=int(t_s * 1.2),
        last_beat_s=t_s - 0.4 if t_s > 2.5 else None,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # the caller names fields of PersonSnapshot


def snapshot(t_s: float, *, snapshot_id: int = 1, **changes: object) -> Snapshot:
    base = Snapshot(
        snapshot_id=snapshot_id,
        t_s=t_s,
        is_simulated=True,
        record=RecordState.RECORDING,
        disk=DiskState(),
        people={role: person(role, t_s) for role in Role},
    )
    made = replace(base, **changes)  # type: ignore[arg-type]  # the caller names fields of Snapshot
    marks = read_marks(made.moments)
    return replace(made, marks=marks, stage=read_stage(marks, MarkSettings()))


def with_dropped_client(t_s: float) -> Snapshot:
    """The client's strap fell silent 14 s ago, and once before."""
    last_s = t_s - 14.0
    before = (t_s - 150.0, t_s - 120.0)
    heart_rate_lane, rmssd_lane = lanes(last_s, 84, 20, 1, before)
    gone = replace(unknown_numbers(Unknown.NO_SIGNAL), heart_rate_lane=heart_rate_lane, rmssd_lane=rmssd_lane)
    client = person(
        Role.CLIENT,
        t_s,
        link=LinkState.RECONNECTING,
        link_since_s=t_s - 8,
        numbers=gone,
        last_beat_s=last_s,
        gaps=(Gap(*before, GapCause.LINK_LOST),),
    )
    return snapshot(t_s, people={Role.CLIENT: client, Role.THERAPIST: person(Role.THERAPIST, t_s)})


def with_noisy_client(t_s: float) -> Snapshot:
    """Many of the client's beats are left out: holes in the lane, numbers rough or unknown."""
    clean = numbers(t_s, 92, 34, 5)
    rng = np.random.default_rng(8)
    rate = np.array(clean.heart_rate_lane.value)
    for start in rng.integers(0, rate.size - 6, 24):
        rate[start : start + int(rng.integers(2, 6))] = np.nan
    rmssd = np.array(clean.rmssd_lane.value)
    rmssd[-90:-30] = np.nan
    noisy = replace(
        clean,
        heart_rate_bpm=Reading(92.0, 84.0, 101.0, is_rough=True),
        rmssd_ms=Reading.of_unknown(Unknown.INTERVALS_UNEVEN),
        rsa_ln_ms2=Reading.of_unknown(Unknown.INTERVALS_UNEVEN),
        artifact_pct=Reading(14.0),
        heart_rate_lane=Lane(clean.heart_rate_lane.t_s, view(rate.tolist())),
        rmssd_lane=replace(clean.rmssd_lane, value=view(rmssd.tolist()), low=view((rmssd * 0.7).tolist())),
    )
    client = person(Role.CLIENT, t_s, numbers=noisy, strap=Strap("D2:8A:11:4F:4F:21", "Polar H10", 2.6, 10, True))
    moments = (Moment(1, t_s - 100, "2026-01-01T10:00:00Z", MomentKind.STAR),)
    return snapshot(t_s, people={Role.CLIENT: client, Role.THERAPIST: person(Role.THERAPIST, t_s)}, moments=moments)
