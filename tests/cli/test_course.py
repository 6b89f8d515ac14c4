"""`coreg course`: what is said of a client's sessions, kept for the next time, and gone with the client."""

import json
from collections.abc import Callable

import pytest

from coreg.app.course import course_of
from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.unlock import create, unlock
from tests.cli.conftest import Ran

SECRET = "four quiet words here"


@pytest.fixture
def vault(tmp_path, coreg) -> Callable[..., Ran]:
    """A vault with one client and three imported sessions; returns a function that runs a command on it."""
    word = tmp_path / "word"
    word.write_text(SECRET + "\n", encoding="utf-8")

    def on_vault(*words: object, code: int = 0) -> Ran:
        result: Ran = coreg("--data", tmp_path / "data", *words, "--passphrase-file", word)
        assert result.code == code, result.err
        return result

    keys, _ = create(tmp_path / "data", SECRET, FLOOR)
    opened = OpenVault(tmp_path / "data", keys)
    opened.add_person("K-12")
    opened.add_person("K-13")
    opened.lock()
    for n in range(3):
        intervals = tmp_path / f"rr{n}.txt"
        intervals.write_text("\n".join(str(800 + 10 * n + 15 * (i % 5)) for i in range(400)), encoding="utf-8")
        on_vault("import", intervals, "--person", "K-12")
    return on_vault


def test_it_lists_the_sessions_and_says_what_is_unknown_and_why(vault):
    said = vault("course", "K-12").out
    assert said.count("Session ") == 3
    assert "unknown: no baseline before it" in said
    assert "too few sessions to tell" in said
    found = json.loads(vault("course", "K-12", "--json").out)
    assert found["schema"] == "coreg.course/1"
    assert [one["number"] for one in found["sessions"]] == [1, 2, 3]
    assert found["sessions"][0]["together"] == {"state": "unknown", "unknown": "no_strap"}
    assert found["lines"]["baseline_hr_bpm"]["overlap"]["unknown"] == "too_few_sessions"


def test_a_client_without_sessions_and_nobody_at_all(vault):
    assert "No session of this client" in vault("course", "K-13").out
    assert "knows nobody called" in vault("course", "K-99", code=2).err


def test_what_was_read_is_kept_until_it_is_amended_and_goes_with_the_client(vault, tmp_path):
    vault("course", "K-12")
    opened = OpenVault(tmp_path / "data", unlock(tmp_path / "data", SECRET))
    try:
        (person,) = [one for one in opened.people() if one.pseudonym == "K-12"]
        texts = opened.course_texts(person.person_id)
        assert len(texts) == 3
        assert all(texts.values())
        read: list[int] = []
        course = course_of(opened, person.person_id, lambda n, _: read.append(n))
        assert (len(course.sessions), read) == (3, [])
        opened.forget(person.person_id)
        assert opened.verify() == []
        assert opened.course_texts(person.person_id) == {}
        library = opened._library
        assert library.rows("SELECT count(*) FROM fact WHERE name LIKE 'course:%'") == [(0,)]
    finally:
        opened.lock()


def test_a_page_is_written_and_its_name_has_to_say_that_it_is_one(vault, tmp_path):
    page = tmp_path / "course.html"
    assert vault("course", "K-12", "--out", page).out.strip() == str(page)
    written = page.read_text(encoding="utf-8")
    assert "<script" not in written
    assert "K-12" in written
    assert "3 sessions" in written
    assert page.stat().st_mode & 0o077 == 0
    assert "isn't .html" in vault("course", "K-12", "--out", tmp_path / "course.pdf", code=2).err


def test_two_sessions_of_the_vault_are_compared_on_one_page(vault, tmp_path):
    found = json.loads(vault("course", "K-12", "--json").out)["sessions"]
    page = tmp_path / "two.html"
    vault("compare", found[0]["session_id"], found[2]["session_id"], "--out", page)
    written = page.read_text(encoding="utf-8")
    assert written.count('role="img"') == 2
    assert "Both in numbers" in written
    assert "better" not in written
