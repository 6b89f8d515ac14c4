"""What comes in with numba, and what a running session waits for: each in an interpreter of its own."""

import os
import subprocess
import sys

import pytest

OTHERS = """
import sys, threading
import coreg.dsp._jit as door
print([name for name in ("cffi", "coverage", "scipy", "yaml") if name in sys.modules])
refusing = door._NotHere()
sys.meta_path.insert(0, refusing)
try:
    import scipy
    print("here")
except ImportError:
    print("refused")
seen = []
other = threading.Thread(target=lambda: seen.append(refusing.find_spec("scipy")))
other.start(); other.join()
print(seen)
"""

LIVE = """
import sys
from coreg.domain.beat import Beat
from coreg.domain.person import Role
from coreg.dsp import artifacts, even_series, exchange, lead, live_pairs, minute, segments, set_response, slow_band
from coreg.dsp import stream, stretch, unevenness, warm_up
from coreg.readings.numbers import window_breathing
from coreg.readings.person import PersonReadings
from coreg.readings.together_live import LiveTogether
from coreg.readings.together_marks import Markings
from coreg.readings.together_review import Review
warm_up.warm_up_live()
rooms = (artifacts, minute, stream, stretch, even_series, exchange, lead, live_pairs, segments, set_response,
         slow_band, unevenness)
def compiled():
    return {(room.__name__, name): len(value.signatures) for room in rooms for name, value in vars(room).items()
            if hasattr(value, "signatures")}
before = compiled()
readings = PersonReadings()
readings.update([Beat(1, 900 + 30 * (i % 5), 0.9 * (i + 1), 0.025) for i in range(150)])
assert readings.numbers(135.0).rsa_ln_ms2.is_known
window_breathing(readings.series.window(60.0, 120.0))
series = {role: readings.series for role in Role}
marks = Markings(sets=((20.0, 40.0),))
live = LiveTogether()
live.advance(series, marks)
assert live.updates
readings.series.finish()
live.finish(series, marks, 136.0)
Review(series, marks, 136.0, has_latencies=True).read()
print({name for name, n in compiled().items() if n != before[name]})
"""


def printed(program: str) -> list[str]:
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=300)
    return ran.stdout.splitlines()


def test_numba_brings_nothing_along_that_no_kernel_uses():
    assert printed(OTHERS) == ["[]", "refused", "[None]"]


@pytest.mark.skipif(
    os.environ.get("NUMBA_DISABLE_JIT") == "1", reason="NUMBA_DISABLE_JIT is set: nothing is ever compiled"
)
def test_a_running_session_compiles_nothing_once_its_kernels_are_warm():
    assert printed(LIVE) == ["set()"]
