"""Rebuilding: the packets of a file give the beats that were seen live, bit for bit."""

from pathlib import Path

import pytest

from coreg.domain.beat import GapCause
from coreg.domain.person import Role
from coreg.recording.reader import Recording, read_session
from coreg.review.recompute import events_of, latency_s, n_beats_differing, rebuild
from coreg.review.summary import summarize
from coreg.sensors.sensor import LinkChanged, Packet, StrapKnown
from tests.review.samples import DROP_S, LENGTH_S, Wearer, write_session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recording, Wearer, Wearer]:
    path: Path = tmp_path_factory.mktemp("session") / "s.coreg"
    client, therapist = write_session(path)
    return read_session(path), client, therapist


def test_packets_give_the_live_beats_bit_for_bit(session: tuple[Recording, Wearer, Wearer]) -> None:
    recording, client, therapist = session
    for wearer in (client, therapist):
        stored = recording.beats_of(wearer.role)
        rebuilt = rebuild(recording, wearer.role)
        assert [beat.ticks for beat in stored] == wearer.sent
        assert list(rebuilt.beats) == stored
        assert n_beats_differing(stored, rebuilt) == 0


def test_a_changed_beat_is_counted(session: tuple[Recording, Wearer, Wearer]) -> None:
    recording, _, _ = session
    stored = recording.beats_of(Role.CLIENT)
    rebuilt = rebuild(recording, Role.CLIENT)
    assert n_beats_differing(stored[:-2], rebuilt) == 2
    assert n_beats_differing([stored[1], *stored[1:]], rebuilt) == 1


def test_events_come_in_the_order_in_which_they_happened(session: tuple[Recording, Wearer, Wearer]) -> None:
    recording, _, _ = session
    events = events_of(recording, Role.CLIENT)
    times_ns = [event.arrival_ns if isinstance(event, Packet) else event.t_ns for event in events]
    assert times_ns == sorted(times_ns)
    assert [type(event) for event in events[:3]] == [StrapKnown, LinkChanged, LinkChanged]
    assert sum(isinstance(event, Packet) for event in events) == len(recording.packets_of(Role.CLIENT))


def test_the_latency_is_that_of_the_strap_at_its_first_link(session: tuple[Recording, Wearer, Wearer]) -> None:
    recording, _, _ = session
    assert latency_s(recording, Role.CLIENT) == 2.6
    assert latency_s(recording, Role.THERAPIST) is None


def test_the_summary_counts_what_went_wrong(session: tuple[Recording, Wearer, Wearer]) -> None:
    recording, sent, _ = session
    client = summarize(recording, Role.CLIENT)
    assert (client.n_malformed, client.n_duplicates, client.n_beats) == (1, 1, len(sent.sent))
    assert client.n_packets == client.n_beats + 2
    assert client.n_beats_differing == 0
    (gap,) = client.gaps
    assert gap.cause is GapCause.LINK_LOST
    assert DROP_S[0] - 3.6 < gap.start_s < gap.end_s < DROP_S[1] + 1
    assert client.numbers["rmssd_ms"].is_known
    assert client.artifact_pct.value == 0.0


def test_a_strap_that_falls_silent_leaves_a_gap_to_the_end(session: tuple[Recording, Wearer, Wearer]) -> None:
    recording, _, _ = session
    (gap,) = summarize(recording, Role.THERAPIST).gaps
    assert (gap.end_s, gap.cause) == (LENGTH_S, GapCause.LINK_LOST)
    assert LENGTH_S - 31 < gap.start_s < LENGTH_S - 29
