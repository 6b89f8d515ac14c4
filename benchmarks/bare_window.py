"""The peer of the start-up benchmark: the least that a PySide6 program can be."""

from PySide6.QtWidgets import QApplication, QWidget

app = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
app.exec()
