"""Both people's mean spectrum in a plot of pyqtgraph's: the bands shaded, the breath marked, moved and zoomed.

The one place that imports pyqtgraph, and imported itself only when a spectrum is asked for. A `PlotItem` would
bring menus and their widgets, which outlive the window; so a view box and an axis are put together here.
"""

from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.review.spectrum import HF_HZ, LF_HZ, RSA_HZ, Spectrum
from coreg.ui.fonts import MEDIUM, font
from coreg.ui.review import spectrum_wording as wording
from coreg.ui.review.dashes import OFF_PX, ON_PX
from coreg.ui.theme import Look

pg.setConfigOptions(antialias=True, useOpenGL=False)

LOWEST_HZ, HIGHEST_HZ = 0.03, 0.5  # our choice: five minutes hold fewer than ten rounds of anything slower
_LEAST_HZ = 0.05  # our choice: as much as a slow rhythm is wide
_LINE_PX, _RING_PX, _HEIGHT_PX, _BREATH_PX = 2, 3, 224, 11
# In highest peaks seen, from below: the marks of the breath, RSA's bracket, the names of the bands, the upper edge.
_BREATH_AT, _RSA_AT, _NAME_AT, _ABOVE = 1.07, 1.16, 1.36, 1.36


class SpectrumPlot(QWidget):
    """Shows the spectra that are known. Only frequency is zoomed; what is seen fills the height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._spectra: Mapping[Role, Spectrum] = {}
        self._view = pg.GraphicsLayoutWidget()
        self._view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._view.setFocusProxy(self)
        self._view.ci.layout.setContentsMargins(0, 0, 0, 4)
        self._view.ci.layout.setSpacing(0)
        self.box = pg.ViewBox(enableMenu=False)
        self.axis = pg.AxisItem("bottom", linkView=self.box)
        self.axis.enableAutoSIPrefix(False)
        self._view.addItem(self.box, row=0, col=0)
        self._view.addItem(self.axis, row=1, col=0)
        self.box.setMouseEnabled(x=True, y=False)
        self.box.setLimits(xMin=LOWEST_HZ, xMax=HIGHEST_HZ, minXRange=_LEAST_HZ)
        self.box.sigXRangeChanged.connect(self._fit)
        self._draw_ground()
        self.lines = {role: self._line(role) for role in Role}
        self.breaths = {role: self._breath(role) for role in Role}
        column = QVBoxLayout(self)
        column.setContentsMargins(_RING_PX, _RING_PX, _RING_PX, _RING_PX)
        column.addWidget(self._view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._view.setAccessibleName(wording.PLOT_NAME)
        self.setAccessibleName(wording.PLOT_NAME)
        self.home()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        colours = look.colours
        self._view.setBackground(QColor(colours.panel))
        self.axis.setPen(QPen(QColor(colours.control_edge), 1))
        self.axis.setTextPen(QColor(colours.muted_text))
        self.axis.setTickFont(font(look, "tick", MEDIUM))
        self.axis.setLabel(wording.AXIS)
        self.axis.label.setFont(font(look, "tick", MEDIUM))
        for name, ground in self._grounds.items():
            ground.setBrush(QColor(colours.baseline_band if name == wording.HF else colours.set_shade))
        for words in (*self._names.values(), self._rsa_name):
            words.setColor(QColor(colours.muted_text))
            words.setFont(font(look, "tick", MEDIUM))
        self._rsa.setPen(_pen(colours.muted_text, 1))
        for role in Role:
            pen = _pen(colours.of(role), _LINE_PX)
            if role is Role.THERAPIST:
                pen.setDashPattern([ON_PX / _LINE_PX, OFF_PX / _LINE_PX])
            self.lines[role].setPen(pen)
            self.breaths[role].setBrush(QColor(colours.of(role)))
        self.setFixedHeight(look.px(_HEIGHT_PX))
        self._fit()

    def show_spectra(self, spectra: Mapping[Role, Spectrum]) -> None:
        """Take everybody's; nothing is drawn of one that is unknown."""
        self._spectra = {role: one for role, one in spectra.items() if one.unknown is None}
        for role in Role:
            one = self._spectra.get(role)
            if one is None:
                self.lines[role].setData([], [])
                self.breaths[role].setData([], [])
            else:
                self.lines[role].setData(*_shares(one))
        self.home()

    def home(self) -> None:
        """Show all frequencies."""
        self.box.setXRange(LOWEST_HZ, HIGHEST_HZ, padding=0)
        self._fit()

    @property
    def seen_hz(self) -> tuple[float, float]:
        """The lowest and the highest frequency that is seen."""
        low, high = self.box.viewRange()[0]
        return float(low), float(high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and zoom; every other key is the window's."""
        low, high = self.seen_hz
        step = (high - low) / 8
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left:
                self._show_seen(low - step, high - step)
            case Qt.Key.Key_Right:
                self._show_seen(low + step, high + step)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._show_seen(low + step, high - step)
            case Qt.Key.Key_Minus:
                self._show_seen(low - step, high + step)
            case Qt.Key.Key_Home:
                self.home()
            case _:
                event.ignore()

    def event(self, event: QEvent) -> bool:
        """Paint the ring of the focus anew where it comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring of the focus."""
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.colours.client), _RING_PX))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        painter.end()

    def sizeHint(self) -> QSize:
        """Return its height."""
        return QSize(200, self._look.px(_HEIGHT_PX))

    def _show_seen(self, low: float, high: float) -> None:
        """Show a stretch of frequencies, within those that there are."""
        width = min(max(high - low, _LEAST_HZ), HIGHEST_HZ - LOWEST_HZ)
        low = min(max((low + high - width) / 2, LOWEST_HZ), HIGHEST_HZ - width)
        self.box.setXRange(low, low + width, padding=0)

    def _fit(self, _box: QObject | None = None, _range: object = None) -> None:
        """Let what is seen fill the height, and put names and marks where they belong then."""
        low, high = self.seen_hz
        top = max((_highest(one, low, high) for one in self._spectra.values()), default=1.0) or 1.0
        self.box.setYRange(0.0, top * _ABOVE, padding=0)
        for name, (from_hz, to_hz) in _BANDS.items():
            seen = (max(from_hz, low), min(to_hz, high))
            self._names[name].setPos(sum(seen) / 2, top * _NAME_AT)
            self._names[name].setVisible(seen[1] - seen[0] > (high - low) / 12)
        self._rsa.setData(np.array(RSA_HZ), np.full(2, top * _RSA_AT))
        is_end_seen = RSA_HZ[1] < high - (high - low) / 10
        self._rsa_name.setAnchor((0.0, 0.5) if is_end_seen else (1.0, 0.0))
        self._rsa_name.setPos(RSA_HZ[1] if is_end_seen else min(RSA_HZ[1], high), top * _RSA_AT)
        self._rsa_name.setVisible(low < RSA_HZ[1] and high > RSA_HZ[0])
        for role, one in self._spectra.items():
            at_hz = [] if one.breath_hz is None else [one.breath_hz]
            self.breaths[role].setData(at_hz, [top * _BREATH_AT] * len(at_hz))
        people = " ".join(wording.spoken(role, one) for role, one in self._spectra.items())
        self.setAccessibleDescription(wording.spoken_plot(low, high, people))

    def _draw_ground(self) -> None:
        self._grounds = {}
        for name in (wording.LF, wording.HF):
            ground = pg.LinearRegionItem(_BANDS[name], movable=False, pen=pg.mkPen(None))
            ground.setZValue(-10)
            self.box.addItem(ground, ignoreBounds=True)
            self._grounds[name] = ground
        self._names = {name: pg.TextItem(name, anchor=(0.5, 0.0)) for name in _BANDS}
        self._rsa, self._rsa_name = pg.PlotCurveItem(), pg.TextItem(wording.RSA, anchor=(0.0, 0.5))
        for words in (*self._names.values(), self._rsa_name):
            self.box.addItem(words, ignoreBounds=True)
        self.box.addItem(self._rsa, ignoreBounds=True)

    def _line(self, role: Role) -> pg.PlotCurveItem:
        line = pg.PlotCurveItem(antialias=True)
        line.setSegmentedLineMode("off")  # a dashed line through short segments isn't dashed
        line.setZValue(2 if role is Role.CLIENT else 1)
        self.box.addItem(line, ignoreBounds=True)
        return line

    def _breath(self, role: Role) -> pg.ScatterPlotItem:
        symbol = "o" if role is Role.CLIENT else "d"  # as everywhere: the client's circle, the therapist's diamond
        mark = pg.ScatterPlotItem(symbol=symbol, size=_BREATH_PX, pen=pg.mkPen(None))
        self.box.addItem(mark, ignoreBounds=True)
        return mark


_BANDS = {
    wording.LF: LF_HZ,
    wording.HF: HF_HZ,
}


def _pen(colour: str, width_px: int) -> QPen:
    pen = QPen(QColor(colour), width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    pen.setCosmetic(True)
    return pen


def _shares(one: Spectrum) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the frequencies that can be seen, and the spectrum there as a share of its highest."""
    is_shown = (one.hz >= LOWEST_HZ) & (one.hz <= HIGHEST_HZ)
    shown = one.ms2_per_hz[is_shown]
    return one.hz[is_shown], shown / (float(shown.max()) or 1.0)


def _highest(one: Spectrum, low_hz: float, high_hz: float) -> float:
    """Return the highest share that is seen."""
    hz, share = _shares(one)
    return float(share[(hz >= low_hz) & (hz <= high_hz)].max(initial=0.0))
