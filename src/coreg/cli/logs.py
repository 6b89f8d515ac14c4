"""What the program logs, and what others may not."""

import logging


def begin_logging(*, is_verbose: bool) -> None:
    """Log to standard error; bleak not at all: it writes addresses, names and packets."""
    logging.basicConfig(level=logging.INFO if is_verbose else logging.WARNING, format="coreg: %(message)s")
    logging.getLogger("bleak").setLevel(logging.CRITICAL + 1)
