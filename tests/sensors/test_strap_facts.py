"""Every fact that the program holds has its evidence, and every piece of evidence is used."""

import datetime
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from coreg.sensors.strap_facts import STRAPS, StrapFacts, facts_of, model_of

EVIDENCE = Path(__file__).parents[2] / "hardware" / "straps"

Fact = tuple[str, str, object]


def _facts_in_code() -> set[Fact]:
    facts: set[Fact] = set()
    for strap in STRAPS:
        facts |= {(strap.model, "name", mark) for mark in strap.name}
        others = [field.name for field in fields(StrapFacts) if field.name not in ("model", "name")]
        facts |= {(strap.model, name, value) for name in others if (value := getattr(strap, name)) is not None}
    return facts


def _files() -> list[Path]:
    return sorted(EVIDENCE.glob("*.toml"))


def test_every_fact_has_evidence_and_all_evidence_is_used() -> None:
    evidence: set[Fact] = set()
    for path in _files():
        sheet = tomllib.loads(path.read_text(encoding="utf-8"))
        evidence |= {(sheet["model"], fact["field"], fact["value"]) for fact in sheet["fact"]}
    assert evidence == _facts_in_code()


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.stem)
def test_evidence_says_where_when_and_how(path: Path) -> None:
    sheet = tomllib.loads(path.read_text(encoding="utf-8"))
    assert path.stem == sheet["model"].lower().replace(" ", "-")
    for fact in sheet["fact"]:
        assert set(fact) == {"field", "value", "how", "link", "read_on", "words"}
        assert fact["how"] in ("quoted", "measured")
        assert fact["link"].startswith("https://")
        assert isinstance(fact["read_on"], datetime.date)
        assert fact["words"]


@pytest.mark.parametrize(
    ("name", "manufacturer", "model_number", "model"),
    [
        ("Polar H10 1A2B3C4D", None, None, "Polar H10"),
        ("Polar Sense 1A2B3C4D", "Polar Electro Oy", "INW4A", "Polar Verity Sense"),
        ("HRM-Dual:123456", None, None, "Garmin HRM-Dual"),
        ("HRM-Pro:123456", "Garmin", None, "Garmin HRM-Pro"),
        ("TICKR FIT 1234", None, None, "Wahoo TICKR FIT"),
        ("TICKR 1234", "Wahoo Fitness", None, "Wahoo TICKR"),
        (None, "Movesense", "Movesense Active", "Movesense"),
        ("Polar H100", None, None, None),
        ("", None, None, None),
        (None, None, None, None),
    ],
)
def test_a_model_is_known_by_its_name_or_not_at_all(
    name: str | None, manufacturer: str | None, model_number: str | None, model: str | None
) -> None:
    assert model_of(name, manufacturer, model_number) == model


def test_an_unknown_model_has_no_facts() -> None:
    assert facts_of("Strap nobody knows") is None


def test_every_mark_leads_to_its_own_model() -> None:
    for strap in STRAPS:
        assert facts_of(strap.model) is strap
        assert {model_of(mark, None, None) for mark in strap.name} == {strap.model}
