"""Whether the system asks programs to keep still."""

from PySide6.QtWidgets import QApplication, QStyle


def system_reduces_motion() -> bool:
    """Return whether the system's own setting says so, as far as Qt tells."""
    hints = QApplication.styleHints().accessibility()
    preference = getattr(hints, "motionPreference", None)  # a later Qt's; ours reads what the style was told
    if preference is not None:
        return "Reduced" in str(preference())
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
