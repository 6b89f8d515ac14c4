"""RR text and CSV: every form gives the intervals as given; everything else one sentence with its line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coreg.domain.beat import BeatFlag
from coreg.domain.errors import RrTextError
from coreg.domain.person import Role
from coreg.recording.rr_text import RrSeries, read_rr_text

_FORGIVE = [HealthCheck.function_scoped_fixture]


def put(folder: Path, content: str | bytes) -> Path:
    path = folder / "rr.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(folder: Path, content: str | bytes) -> RrSeries:
    (series,) = read_rr_text(put(folder, content))
    return series


def test_one_interval_a_line_with_comments(tmp_path: Path) -> None:
    series = only(tmp_path, "# a strap\n812.5\n\n 790 # moved\r\n801\n")
    assert series.rr_ms == (812.5, 790.0, 801.0)
    assert [beat.t_s for beat in series.beats] == pytest.approx([0.8125, 1.6025, 2.4035])
    assert [beat.ticks for beat in series.beats] == [832, 809, 820]
    assert series.role is None


@pytest.mark.parametrize(
    "content",
    [
        "rr_ms\n800\n810\n820\n",
        "time,rr\n0.8,800\n1.61,810\n2.43,820\n",
        "0.8,800\n1.61,810\n2.43,820\n",
        "0.8;800\n1.61;810\n2.43;820\n",
        "0.8\t800\n1.61\t810\n2.43\t820\n",
        "800,800\n1610,810\n2430,820\n",
        'time_ns,"rr_ms",hr\n800000000,800,75\n1610000000,810,\n2430000000,820,\n',
        "\ufeffrr_ms,other\n800,x\n810,y\n820,z\n",
    ],
)
def test_every_form_gives_the_same_intervals(tmp_path: Path, content: str) -> None:
    series = only(tmp_path, content)
    assert series.rr_ms == (800.0, 810.0, 820.0)
    assert [beat.t_s for beat in series.beats] == pytest.approx([0.8, 1.61, 2.43])
    assert [beat.segment for beat in series.beats] == [0, 0, 0]


def test_a_hole_in_the_times_begins_a_segment(tmp_path: Path) -> None:
    series = only(tmp_path, "time_s,rr_ms\n0,800\n1.9,810\n1.9,820\n20,790\n20.8,800\n")
    assert [beat.segment for beat in series.beats] == [0, 0, 0, 1, 1]
    assert [beat.t_s for beat in series.beats] == pytest.approx([0.8, 1.61, 2.43, 20.0, 20.8])


def test_two_people_with_their_own_clocks_segments_and_flags(tmp_path: Path) -> None:
    content = (
        "role,run,segment,t_s,rr_ticks,rr_ms,uncertainty_ms,clock,latency_s,flag,flag_final\n"
        "client,1,0,5.25,832,812.5,25.0,live,2.6,first_after_link,first_after_link\n"
        "therapist,1,0,5.5,820,800.78125,25.0,live,,,\n"
        "client,1,0,6.0625,832,812.5,25.0,live,2.6,,artifact\n"
        "client,1,1,16.5,832,812.5,30.0,live,2.6,spans_gap+suspect,\n"
    )
    client, therapist = read_rr_text(put(tmp_path, content))
    assert (client.role, therapist.role) == (Role.CLIENT, Role.THERAPIST)
    assert [beat.t_s for beat in client.beats] == [5.25, 6.0625, 16.5]
    assert [beat.ticks for beat in client.beats] == [832, 832, 832]
    assert [beat.segment for beat in client.beats] == [0, 0, 1]
    flags = [BeatFlag.FIRST_AFTER_LINK, BeatFlag.NONE, BeatFlag.SPANS_GAP | BeatFlag.SUSPECT]
    assert [beat.flags for beat in client.beats] == flags
    assert client.beats[2].uncertainty_s == 0.03


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no RR interval"),
        ("# nothing\n\n", "holds no RR interval"),
        ("rr_ms\n", "holds no RR interval"),
        (b"\x00\x01\x02", "is not text"),
        (b"812\n\xff\xfe\n", "is not text"),
        ("812\nabc\n790\n", "line 2: 'abc' is not a number"),
        ("812\n79O\n790\n", "line 2: '79O' is not a number"),
        ("812\nnan\n", "line 2: 'nan' is not a finite number"),
        ("812\n-inf\n", "line 2: '-inf' is not a finite number"),
        ("812\n0\n", "line 2: an RR interval of 0 ms can't be"),
        ("812\n-3\n", "line 2: an RR interval of -3 ms can't be"),
        ("# s\n0.81\n0.79\n0.8\n", "line 2: 0.81 and half of all values are below 100: are these seconds"),
        ("812\n" + "9" * 5000 + "\n", "line 2: 5000 characters are no RR interval"),
        ("812\n" + "9" * 900 + "\n", "line 2: .* is not a finite number"),
        ("1,2,3\n", "line 1: 3 columns need a first line"),
        ("a,b\n1,800\n", "line 1: 'b' is not a number"),
        ("rr_ms,hr\n800\n", "line 2: 1 columns where the first line names 2"),
        ("role,rr_ms\nnurse,800\n", "line 2: the role 'nurse' is neither"),
        ("0.8,800\n0.5,810\n0.1,820\n", "don't advance"),
        ("5,800\n5.0001,810\n5.0002,820\n", "don't advance"),
    ],
)
def test_what_isnt_rr_is_one_sentence_with_its_line(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(RrTextError, match=words) as raised:
        read_rr_text(put(tmp_path, content))
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 300 + len(str(tmp_path))


def test_no_file_and_a_folder_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RrTextError, match="doesn't exist"):
        read_rr_text(tmp_path / "no.txt")
    with pytest.raises(RrTextError, match="is a folder"):
        read_rr_text(tmp_path)


@settings(max_examples=300, deadline=None, suppress_health_check=_FORGIVE)
@given(content=st.one_of(st.binary(max_size=300), st.text("0123456789.,;\t\n-e#rmst_nai\r", max_size=200)))
def test_any_content_is_intervals_or_a_sentence(tmp_path: Path, content: str | bytes) -> None:
    path = put(tmp_path, content)
    try:
        read = read_rr_text(path)
    except RrTextError as error:
        sentence = str(error)
        assert "\n" not in sentence
        return
    assert all(rr_ms > 0 for series in read for rr_ms in series.rr_ms)
    assert all(len(series.beats) == len(series.rr_ms) for series in read)
