"""Coreg: two hearts, measured side by side during a therapy session."""

__version__ = "0.1.0"
