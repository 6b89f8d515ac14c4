"""What the documents promise exists: commands, files, links."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "hardware" / "README.md"]


def commands_in(text: str) -> set[str]:
    return set(re.findall(r"^uv run coreg ([a-z]+)", text, re.MULTILINE))


def test_every_command_of_the_readme_has_help() -> None:
    commands = commands_in((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"demo", "record", "show", "replay", "analyze", "beats", "scan", "doctor"} <= commands
    for command in sorted(commands):
        ran = subprocess.run([sys.executable, "-m", "coreg", command, "--help"], capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        assert "Usage:" in ran.stdout


def test_the_two_commands_of_the_readme_are_what_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in ("make demo", "make test"):
        assert f"\n{command}\n" in readme
        assert f"\n{command}\n" in ci


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert not missing
