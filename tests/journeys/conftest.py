"""Real windows in journeys: the fixtures of tests/ui, for those that ask."""

from tests.ui.conftest import app as app
from tests.ui.conftest import kernels as kernels
