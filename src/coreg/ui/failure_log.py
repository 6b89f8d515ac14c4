"""Logs a failure that isn't ours by its kind and place: no value, no local, no path with somebody's name in it."""

import logging

_log = logging.getLogger(__name__)


def log_failure(failure: BaseException) -> None:
    """Write one line: what it was, and in which module and line."""
    trace = failure.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "an unknown place" if trace is None else f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
    _log.error("%s at %s", type(failure).__name__, place)
