"""Fixtures that every room's tests may ask for."""

import os

pytest_plugins = ["tests.rigs.fixtures"]

# Whatever this computer speaks; also for every program that a test starts. tests/languages asks for others.
os.environ["COREG_LANGUAGE"] = os.environ.get("COREG_TEST_LANGUAGE", "en")
