"""Live charts drawn by ourselves with QPainter; pyqtgraph comes with review."""
