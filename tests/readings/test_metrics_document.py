"""docs/METRICS.md against the code: no number without a line, no line without a number."""

import re
from dataclasses import fields
from pathlib import Path

import numpy as np

from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SetReadings, Settling
from coreg.domain.snapshot import PersonNumbers
from coreg.readings.as_given import as_given
from coreg.readings.whole import read_whole

DOCUMENT = (Path(__file__).parents[2] / "docs" / "METRICS.md").read_text(encoding="utf-8")


def rows_of(heading):
    table = DOCUMENT.split(heading, 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


def numbers_in_code():
    of_a_moment = [field.name for field in fields(PersonNumbers) if field.type is Reading]
    return {*of_a_moment, *read_whole([]), *as_given(np.array([800.0, 810.0]))}


def test_every_number_has_its_line_and_every_line_its_number():
    documented = rows_of("| name | unit |")
    assert len(documented) == len(set(documented))
    assert set(documented) == numbers_in_code()


def test_every_reading_of_a_set_has_its_line():
    named = {field.name for field in fields(SetReadings) if field.type in (Reading, Settling)}
    assert set(rows_of("| set reading | unit |")) == named - {"breaths_per_min"}, "that one has its line above"


def test_every_reason_is_explained():
    assert set(rows_of("| reason | means |")) == {reason.value for reason in Unknown}
