"""What the extra `coreg[export]` brings along: loaded when it is asked for, and a sentence where it isn't there."""

import importlib
from types import ModuleType

from coreg.domain.errors import UsageError


def need(module: str, kind: str) -> ModuleType:
    """Return a module of the extra.

    Raises
    ------
    UsageError
        It isn't installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        msg = f"{kind} needs a part that isn't installed: add it with `uv sync --extra export`"
        msg += " or `pip install 'coreg[export]'`, or choose csv, json or sqlite."
        raise UsageError(msg) from error
