"""The table of measures from the literature: every measure a row, what isn't known an empty cell."""

import csv
import io
import json
from dataclasses import replace

from coreg.domain.classic import ClassicMeasure, ClassicName, Exchanged
from coreg.export.csv_tables import csv_files
from coreg.export.json_object import json_files

MEASURES = (
    ClassicMeasure(
        ClassicName.SUSY_Z, 0.25, Exchanged(100, 0.25, 0.21, 0.01, 0.004), Exchanged(82, 0.24, 0.23, 0.01, 0.3)
    ),
    ClassicMeasure(ClassicName.WCC_LAG_S, -0.5),
    ClassicMeasure(ClassicName.CONCORDANCE_INDEX, None, Exchanged(1, None, None, None, None), None),
)


def test_rows_in_csv_and_json_say_the_same(contents):
    content = replace(next(iter(contents.values())), classic=MEASURES)
    rows = list(csv.DictReader(io.StringIO(csv_files(content, "x")["classic.csv"].decode("utf-8"))))
    assert [row["measure"] for row in rows] == ["susy_z", "wcc_lag_s", "concordance_index"]
    assert (rows[0]["shuffled_p"], rows[0]["aligned_p"], rows[0]["aligned_n_segments"]) == ("0.004", "0.3", "82")
    assert (rows[1]["value"], rows[1]["shuffled_p"]) == ("-0.5", "")
    assert (rows[2]["value"], rows[2]["shuffled_n_segments"]) == ("", "1")
    objects = json.loads(json_files(content, "x")["x.json"])["classic"]
    assert [one["value"] for one in objects] == [0.25, -0.5, None]
    assert objects[0]["shuffled_sd"] == 0.01


def test_without_measures_the_table_is_there_and_empty(contents):
    content = next(iter(contents.values()))
    assert content.classic == ()
    assert csv_files(content, "x")["classic.csv"].decode("utf-8").count("\n") == 1
