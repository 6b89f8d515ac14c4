"""Heart Rate Service 1.0, section 3.1: every claim of the layout, and any bytes at all."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.errors import MalformedPacketError
from coreg.sensors.heart_rate_profile import MAX_RR_TICKS, Measurement, Remark, decode

_words = st.lists(st.integers(1, MAX_RR_TICKS), max_size=250)


def _packet(
    heart_rate_bpm: int, contact: bool | None, energy_kj: int | None, rr_ticks: list[int], *, is_wide: bool
) -> bytes:
    flags = int(is_wide) | {None: 0, False: 0x04, True: 0x06}[contact]
    flags |= 0x08 if energy_kj is not None else 0
    flags |= 0x10 if rr_ticks else 0
    payload = struct.pack("<BH" if is_wide else "<BB", flags, heart_rate_bpm)
    if energy_kj is not None:
        payload += struct.pack("<H", energy_kj)
    return payload + struct.pack(f"<{len(rr_ticks)}H", *rr_ticks)


def test_hrs_3_1_1_1_heart_rate_of_8_bits_follows_the_flags() -> None:
    assert decode(bytes([0x00, 72])) == Measurement(72, None, None, ())


def test_hrs_3_1_1_1_heart_rate_of_16_bits_is_little_endian() -> None:
    assert decode(bytes([0x01, 0x2C, 0x01])).heart_rate_bpm == 300


@pytest.mark.parametrize(("bits", "has_contact"), [(0, None), (0x02, None), (0x04, False), (0x06, True)])
def test_hrs_3_1_1_2_contact_counts_only_where_it_is_supported(bits: int, has_contact: bool | None) -> None:
    assert decode(bytes([bits, 72])).has_contact is has_contact


def test_hrs_3_1_1_3_energy_moves_the_intervals_by_two_bytes() -> None:
    measurement = decode(bytes([0x18, 72, 0x10, 0x27, 0x00, 0x04]))
    assert (measurement.energy_kj, measurement.rr_ticks) == (10_000, (1024,))


def test_hrs_3_1_1_5_intervals_come_oldest_first_without_a_cap_at_nine() -> None:
    rr_ticks = list(range(800, 1050))
    assert decode(_packet(72, None, None, rr_ticks, is_wide=False)).rr_ticks == tuple(rr_ticks)


def test_hrs_3_1_1_an_odd_tail_is_dropped_with_a_remark() -> None:
    measurement = decode(bytes([0x10, 72, 0x00, 0x04, 0x33]))
    assert (measurement.rr_ticks, measurement.remarks) == ((1024,), Remark.ODD_RR_TAIL)


def test_hrs_3_1_1_a_single_byte_of_intervals_is_a_tail_and_no_interval() -> None:
    measurement = decode(bytes([0x10, 72, 0x00]))
    assert (measurement.rr_ticks, measurement.remarks) == ((), Remark.ODD_RR_TAIL | Remark.RR_MISSING)


def test_hrs_3_1_1_announced_intervals_may_be_missing_and_heart_rate_stays() -> None:
    assert decode(bytes([0x10, 72])) == Measurement(72, None, None, (), Remark.RR_MISSING)


def test_hrs_3_1_1_trailing_bytes_leave_heart_rate_as_it_is() -> None:
    assert decode(bytes([0x00, 72, 1, 2, 3])) == Measurement(72, None, None, (), Remark.TRAILING_BYTES)


def test_hrs_3_1_1_an_interval_of_zero_is_no_interval() -> None:
    measurement = decode(bytes([0x10, 72, 0, 0, 0, 4]))
    assert (measurement.rr_ticks, measurement.remarks) == ((1024,), Remark.ZERO_RR)


@pytest.mark.parametrize("bit", [0x20, 0x40, 0x80])
def test_hrs_3_1_1_reserved_flag_bits_make_a_packet_malformed(bit: int) -> None:
    with pytest.raises(MalformedPacketError, match="Reserved"):
        decode(bytes([bit, 72]))


def test_hrs_3_1_1_an_interval_over_ten_seconds_makes_a_packet_malformed() -> None:
    assert decode(bytes([0x10, 72]) + struct.pack("<H", MAX_RR_TICKS)).rr_ticks == (MAX_RR_TICKS,)
    with pytest.raises(MalformedPacketError, match="longer than 10 s"):
        decode(bytes([0x10, 72]) + struct.pack("<2H", 800, MAX_RR_TICKS + 1))


@pytest.mark.parametrize("payload", [b"", b"\x00", b"\x01\x48", b"\x08\x48", b"\x08\x48\x01", b"\x09\x48\x00\x01"])
def test_hrs_3_1_1_a_packet_that_ends_within_a_field_is_malformed(payload: bytes) -> None:
    with pytest.raises(MalformedPacketError):
        decode(payload)


@given(st.binary(max_size=520))
def test_any_bytes_give_a_measurement_or_our_error(payload: bytes) -> None:
    try:
        measurement = decode(payload)
    except MalformedPacketError:
        return
    assert 0 <= measurement.heart_rate_bpm <= 0xFFFF
    assert all(0 < ticks <= MAX_RR_TICKS for ticks in measurement.rr_ticks)


@given(
    heart_rate_bpm=st.integers(0, 255),
    contact=st.sampled_from([None, False, True]),
    energy_kj=st.none() | st.integers(0, 0xFFFF),
    rr_ticks=_words,
    is_wide=st.booleans(),
)
def test_every_valid_form_says_what_was_put_in(
    heart_rate_bpm: int, contact: bool | None, energy_kj: int | None, rr_ticks: list[int], is_wide: bool
) -> None:
    payload = _packet(heart_rate_bpm, contact, energy_kj, rr_ticks, is_wide=is_wide)
    assert decode(payload) == Measurement(heart_rate_bpm, contact, energy_kj, tuple(rr_ticks))


@pytest.mark.parametrize("is_wide", [False, True])
@pytest.mark.parametrize("energy_kj", [None, 513])
@pytest.mark.parametrize("contact", [None, False, True])
@pytest.mark.parametrize("rr_ticks", [[], [820], [820, 831, 1044]])
def test_every_truncation_of_every_valid_form_is_read_as_far_as_it_goes_or_refused(
    is_wide: bool, energy_kj: int | None, contact: bool | None, rr_ticks: list[int]
) -> None:
    payload = _packet(72, contact, energy_kj, rr_ticks, is_wide=is_wide)
    n_fixed = 2 + is_wide + (0 if energy_kj is None else 2)
    for n_bytes in range(len(payload)):
        if n_bytes < n_fixed:
            with pytest.raises(MalformedPacketError):
                decode(payload[:n_bytes])
            continue
        n_words, n_odd = divmod(n_bytes - n_fixed, 2)
        measurement = decode(payload[:n_bytes])
        assert measurement.rr_ticks == tuple(rr_ticks[:n_words])
        assert bool(measurement.remarks & Remark.ODD_RR_TAIL) is bool(n_odd)
        assert bool(measurement.remarks & Remark.RR_MISSING) is (n_words == 0)
