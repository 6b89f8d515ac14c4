"""The look of Qt's own controls that we type into and scroll: one style sheet, the same on every system."""

from coreg.ui.fonts import font
from coreg.ui.theme import Look

RING_PX = 3
TARGET_PX = 44  # WCAG 2.2, 2.5.5
_EDGE_PX = 1


def line_sheet(look: Look) -> str:
    """Return the sheet of a line or page of text: an edge, and the ring while it has the focus."""
    colours, side = look.colours, look.px(12)
    kinds = ("QLineEdit", "QPlainTextEdit")
    rest = ", ".join(kinds)
    focused = ", ".join(f"{kind}:focus" for kind in kinds)
    return f"""
        {rest} {{
            color: {colours.text}; background: {colours.panel};
            border: {_EDGE_PX}px solid {colours.control_edge}; border-radius: 6px;
            padding: {RING_PX - _EDGE_PX}px {side}px;
            selection-color: {colours.panel}; selection-background-color: {colours.client};
        }}
        {focused} {{ border: {RING_PX}px solid {colours.client}; padding: 0px {side - RING_PX + _EDGE_PX}px; }}
        QPlainTextEdit[readOnly="true"] {{ background: {colours.window}; }}
    """ + bar_sheet(look)


def list_sheet(look: Look) -> str:
    """Return the sheet of a list: no frame of its own, the rows paint themselves."""
    return "QListWidget { background: transparent; border: none; outline: none; }" + bar_sheet(look)


def area_sheet(look: Look) -> str:
    """Return the sheet of an area that scrolls."""
    return (
        "QScrollArea, QScrollArea > QWidget > QWidget#page { background: transparent; border: none; }"
        + bar_sheet(look)
    )


def bar_sheet(look: Look) -> str:
    """Return the sheet of the bars at the side: they show where one is; keys and wheel do the scrolling."""
    colours = look.colours
    return f"""
        QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
        QScrollBar::handle:vertical {{
            background: {colours.control_edge}; border-radius: 4px; min-height: 32px; margin: 2px;
        }}
        QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
            background: transparent; height: 0; border: none;
        }}
    """


def line_height(look: Look) -> int:
    """Return how high a line to type in is: a finger's target, and more with larger text."""
    return max(TARGET_PX, round(font(look, "body").pixelSize() * 1.35) + look.px(24))
