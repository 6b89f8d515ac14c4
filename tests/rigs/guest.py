"""Tests of L3 run inside the guest: all of one file's in one guest, since starting Python there takes seconds."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from hardware.rig import l3

_results: dict[Path, tuple[dict[str, str], str]] = {}


def is_for_guest(item: pytest.Item) -> bool:
    """Whether a test is one of L3 that this process can't run itself."""
    callspec = getattr(item, "callspec", None)
    return callspec is not None and callspec.params.get("open_place") == "l3" and not l3.is_guest()


def run_in_guest(item: pytest.Item) -> None:
    """Let a test pass or fail as it did in the guest."""
    outcomes, said = _results.get(item.path, ({}, ""))
    if item.name not in outcomes:
        is_one_of_several = hasattr(item.config, "workerinput")  # xdist: every process knows all tests, runs a few
        siblings = [each for each in item.session.items if is_for_guest(each) and each.path == item.path]
        _results[item.path] = outcomes, said = _run([item] if is_one_of_several else siblings)
        sys.stdout.write(said)
    why = outcomes.get(item.name, "it was never run")
    if why:
        pytest.fail(f"in the guest: {why}\n{said}", pytrace=False)


def _run(items: list[pytest.Item]) -> tuple[dict[str, str], str]:
    """Return why each test failed, empty where it passed, and all that was printed."""
    words = ["-m", "pytest", "-p", "no:cacheprovider", "--color=no", "-s", f"--junitxml={l3.REPORT}"]
    answer = l3.run_in_guest([*words, *(item.nodeid for item in items)])
    if answer.report is None:
        return {}, answer.said
    outcomes = {}
    for case in ET.fromstring(answer.report).iter("testcase"):
        problems = [each for kind in ("failure", "error", "skipped") for each in case.iter(kind)]
        outcomes[case.attrib["name"]] = "\n".join(f"{each.get('message')}\n{each.text}" for each in problems)
    return outcomes, answer.said
