"""Fixtures that every room's tests may ask for."""

import os

pytest_plugins = ["tests.rigs.fixtures"]

os.environ["COREG_LANGUAGE"] = "en"  # whatever this computer speaks; also of every program that a test starts
