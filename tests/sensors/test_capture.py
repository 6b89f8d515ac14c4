"""Captures: what is written is read, anything read is a capture or one sentence, and each quirk is dealt with."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.errors import FileProblemError
from coreg.domain.person import Role
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.recording.reader import read_session
from coreg.sensors.capture import Capture, capture_lines, read_capture
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent, StrapKnown
from hardware.captures.__main__ import convert_session, judged, read
from hardware.captures.quirks import QUIRKS, make
from tests.review.samples import write_session

_FOLDER = Path(__file__).parents[2] / "hardware" / "captures"
_GAPS = {"silent": 1, "dropped": 1, "contact-lost": 1, "malformed": 1}
_events = st.lists(
    st.builds(Packet, st.integers(0, 10**13), st.binary(max_size=20))
    | st.builds(LinkChanged, st.integers(0, 10**13), st.sampled_from(LinkState), st.sampled_from(LinkCause)),
    max_size=20,
)


def _t_ns(event: SensorEvent) -> int:
    return event.arrival_ns if isinstance(event, Packet) else event.t_ns


@given(_events)
def test_what_is_written_is_read_again_from_time_zero(events: list[SensorEvent]) -> None:
    in_order = sorted(events, key=_t_ns)
    capture = Capture("a test", True, tuple(in_order), "Polar H10", 2.6)
    again = read_capture(list(capture_lines(capture)))
    assert (again.about, again.is_simulated, again.model, again.latency_s) == ("a test", True, "Polar H10", 2.6)
    zero_ns = _t_ns(in_order[0]) if in_order else 0
    assert [_t_ns(event) for event in again.events] == [_t_ns(event) - zero_ns for event in in_order]
    payloads = [[each.payload for each in of if isinstance(each, Packet)] for of in (again.events, in_order)]
    assert payloads[0] == payloads[1]


def test_who_wore_the_strap_and_which_it_was_is_left_out() -> None:
    known = StrapKnown(0, Strap("C0:DE:00:00:00:01", "Polar H10", battery_pct=55))
    text = "\n".join(capture_lines(Capture("a test", True, (known, Packet(5, b"\x00\x48")))))
    assert "C0:DE" not in text
    assert text.count("\n") == 1


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_is_a_capture_or_one_sentence(lines: list[str]) -> None:
    header = next(capture_lines(Capture("a test", True, ())))
    for tried in (lines, [header, *lines]):
        with contextlib.suppress(FileProblemError):
            read_capture(tried)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "empty"),
        (["{}"], "header"),
        (['{"coreg_capture": 2, "about": "", "simulated": true}'], "version 2"),
        (['{"coreg_capture": 1, "about": "", "simulated": true}', '{"t_ns": 1}'], "line 2"),
        (
            [
                '{"coreg_capture": 1, "about": "", "simulated": true}',
                '{"t_ns": 9, "hex": "0048"}',
                '{"t_ns": 8, "hex": "0048"}',
            ],
            "line 3: time goes back",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(lines: list[str], said: str) -> None:
    with pytest.raises(FileProblemError, match=said):
        read_capture(lines)


def test_a_session_file_gives_a_capture_that_decodes_to_its_beats(tmp_path: Path) -> None:
    path = tmp_path / "s.coreg"
    write_session(path)
    capture = convert_session(path, Role.CLIENT, "a test")
    n_beats = len(read_session(path).beats_of(Role.CLIENT))
    assert n_beats > 0
    again = read_capture(list(capture_lines(capture)))
    assert judged(again) == judged(capture)
    assert judged(capture).startswith(f"{n_beats} beats")


def test_every_quirk_has_its_file_and_every_file_its_quirk() -> None:
    assert {path.stem for path in _FOLDER.glob("*.jsonl")} == set(QUIRKS)


@pytest.mark.parametrize("name", sorted(QUIRKS))
def test_each_quirk_is_dealt_with_as_stored_and_as_made_anew(name: str) -> None:
    for capture in (read(_FOLDER / f"{name}.jsonl"), make(name)):
        words = judged(capture)
        assert f", {_GAPS.get(name, 0)} gaps" in words
        assert f"{3 if name == 'malformed' else 0} malformed" in words
        assert ("0 copies" in words) is (name != "doubled")
        assert ("milliseconds" in words) is (name == "milliseconds")
        assert words.startswith("0 beats") is (name == "no-rr")
