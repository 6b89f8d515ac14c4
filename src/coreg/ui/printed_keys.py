"""What is printed on a key: the table's names are the program's own, a German keyboard has others."""

from coreg.domain.language import _, pgettext

_PRINTED = {
    "Space": _("Space"),
    "Enter": _("Enter"),
    "Esc": _("Esc"),
    "Del": _("Del"),
    "Tab": _("Tab"),
    "Ctrl": _("Ctrl"),
    "Alt": _("Alt"),
    "Shift": _("Shift"),
    "PageUp": _("PageUp"),
    "PageDown": _("PageDown"),
    "Left": _("Left"),
    "Right": _("Right"),
    "Up": _("Up"),
    "Down": _("Down"),
    "Home": _("Home"),
    "End": pgettext("a key", "End"),
    "MediaPlay": _("MediaPlay"),
    "MediaNext": _("MediaNext"),
    "MediaPrevious": _("MediaPrevious"),
}


def printed(key: str) -> str:
    """Return a key of the table as it is printed on keyboards.

    >>> printed("Ctrl+Shift+Z"), printed("+"), printed("Alt+,")
    ('Ctrl+Shift+Z', '+', 'Alt+,')
    """
    return "+".join(_PRINTED.get(part, part) for part in key.split("+"))
