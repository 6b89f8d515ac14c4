"""A crash leaves no memory behind: asked of the system itself, in a process that ran the command line."""

import subprocess
import sys

import pytest

CHILD = """
import ctypes, resource
from coreg.recording.core_dumps import forbid_core_dumps
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
forbid_core_dumps()
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_a_process_of_coreg_cannot_be_dumped():
    said = subprocess.run([sys.executable, "-c", CHILD], check=True, capture_output=True, text=True).stdout
    assert said.split() == ["1", "0", "0", "0"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_command_line_forbids_it_before_anything_else():
    program = (
        "import resource, sys; from coreg import cli; sys.argv = ['coreg', '--version']; cli.run(); "
        "print(*resource.getrlimit(resource.RLIMIT_CORE))"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said.splitlines()[-1] == "0 0"
