"""Read a program's windows as a screen reader does, over AT-SPI; run by the system's python3, which has gi.

Argument: the program's process id. Prints JSON: for each window that is shown, all that is in it.
"""

import json
import sys
import time

import gi  # type: ignore[import-not-found]  # the system's python3 has it

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402  its version is chosen first

_LIMIT_S = 15.0


def program(process_id):
    """The program on the accessibility bus, once it is there."""
    limit_s = time.monotonic() + _LIMIT_S
    while time.monotonic() < limit_s:
        for one in children(Atspi.get_desktop(0)):
            if one.get_process_id() == process_id and one.get_child_count():
                return one
        time.sleep(0.1)
    return sys.exit("the program isn't on the accessibility bus")


def children(parent):
    found = (parent.get_child_at_index(place) for place in range(parent.get_child_count()))
    return [one for one in found if one is not None]


def is_shown(one):
    return one.get_state_set().contains(Atspi.StateType.SHOWING)


def text_of(one):
    is_text = "Text" in one.get_interfaces()
    return Atspi.Text.get_text(one, 0, -1) if is_text else ""


def parts(one):
    """It and all beneath it, hidden or not."""
    yield {
        "role": one.get_role_name(),
        "name": one.get_name(),
        "description": one.get_description(),
        "text": text_of(one),
        "is_shown": is_shown(one),
    }
    for child in children(one):
        yield from parts(child)


windows = [list(parts(window)) for window in children(program(int(sys.argv[1]))) if is_shown(window)]
json.dump(windows, sys.stdout)
