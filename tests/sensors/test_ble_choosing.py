"""Which strap an id means: an address, a full name, or the end of a name."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.errors import StrapError
from coreg.domain.strap import FoundStrap
from coreg.sensors.ble import find


def strap(name: str, address: str) -> FoundStrap:
    return FoundStrap(name, address, rssi_dbm=-60, model=None, sends_rr=None, battery_pct=None)


STRAPS = [
    strap("Polar H10 A1B2C3D4", "C0:DE:00:00:00:01"),
    strap("Polar H10 0000C3D4", "C0:DE:00:00:00:02"),
    strap("HRM", "C0:DE:00:00:00:03"),
    strap("Left HRM", "C0:DE:00:00:00:04"),
    strap("", "C0:DE:00:00:00:05"),
]


@pytest.mark.parametrize(
    ("identity", "address"),
    [
        ("C0:DE:00:00:00:05", "C0:DE:00:00:00:05"),
        ("c0:de:00:00:00:03", "C0:DE:00:00:00:03"),
        ("polar h10 a1b2c3d4", "C0:DE:00:00:00:01"),
        ("B2C3D4", "C0:DE:00:00:00:01"),
        (" 0000c3d4 ", "C0:DE:00:00:00:02"),
        ("HRM", "C0:DE:00:00:00:03"),
    ],
)
def test_an_id_is_an_address_a_full_name_or_the_end_of_one_in_this_order(identity: str, address: str) -> None:
    assert find(identity, STRAPS).address == address


def test_an_end_that_fits_two_is_refused_with_their_tails() -> None:
    with pytest.raises(StrapError, match="fits 2 straps \\(…0001 and …0002\\)"):
        find("C3D4", STRAPS)


@pytest.mark.parametrize("identity", ["", "  ", "nobody", "C0:DE"])
def test_an_id_that_fits_none_says_what_to_do(identity: str) -> None:
    with pytest.raises(StrapError, match="wet the electrodes"):
        find(identity, STRAPS)


@given(st.text())
def test_any_id_means_one_strap_or_is_refused(identity: str) -> None:
    with contextlib.suppress(StrapError):
        assert find(identity, STRAPS) in STRAPS
