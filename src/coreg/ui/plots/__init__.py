"""Live charts drawn by ourselves with QPainter."""
