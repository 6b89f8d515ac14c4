"""One number with its interval and unit, or a dash and the reason why it isn't known."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.ui import wording
from coreg.ui.fonts import MEDIUM, REGULAR, STRONG, font
from coreg.ui.theme import Look, muted

_GAP_PX = 8
_WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_REASON_PX = 112  # "intervals too" on one line: the reason takes up to three


@dataclass(frozen=True, slots=True)
class NumberKind:
    """What a number is called, how it is written, and what it means in a sentence."""

    name: str
    spoken_name: str
    unit: str
    spoken_unit: str
    decimals: int
    help: str


HEART_RATE = NumberKind(
    wording.HEART_RATE,
    wording.HEART_RATE_SPOKEN,
    wording.PER_MIN,
    wording.PER_MIN_SPOKEN,
    0,
    wording.HEART_RATE_HELP,
)
RMSSD = NumberKind(wording.RMSSD, wording.VARIABILITY_SPOKEN, wording.MS, wording.MS, 0, wording.RMSSD_HELP)
RSA = NumberKind(wording.RSA, wording.RSA, wording.LN_MS2, wording.LN_MS2, 1, wording.RSA_HELP)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stands there just now; the widget repaints when it changes."""

    label: str
    figure: str
    beside: tuple[str, ...]
    is_known: bool
    is_rough: bool


class NumberView(QLabel):
    """A number as large as it must be to be read from two metres.

    A label, for those who hear the screen: a plain widget is "filler" over AT-SPI, and Orca passes over filler
    whatever its name (`get_layout_only_roles`).
    """

    def __init__(self, role: Role, kind: NumberKind, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._who = who
        self._kind = kind
        self._look = Look()
        self._shown = _Shown(kind.name, wording.DASH, (), is_known=False, is_rough=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(kind.help)

    @property
    def figure(self) -> str:
        """The number as it stands on the screen, or the dash."""
        return self._shown.figure

    @property
    def beside(self) -> str:
        """The interval and the unit, or the reason."""
        return " ".join(self._shown.beside)

    @property
    def label(self) -> str:
        """What it is called, and whether it is rough."""
        return self._shown.label

    @property
    def colour(self) -> str:
        """The colour that the number is painted in."""
        colours = self._look.colours
        if not self._shown.is_known:
            return colours.muted_text
        own = colours.of(self._role)
        return muted(own, colours.panel) if self._shown.is_rough else own

    @property
    def is_cut_short(self) -> bool:
        """Whether the reason has more lines than there is room for."""
        if self._shown.is_known:
            return False
        left = self._figure_width() + _GAP_PX
        side = QRectF(left, 0, self.width() - left, self._figure_height())
        return self._reason_height(self._reason_within(side), side) > side.height() + 1

    def show_reading(self, reading: Reading) -> None:
        """Show a reading; nothing happens where it would look the same."""
        shown = self._shown_of(reading)
        if shown == self._shown and self.accessibleName():
            return
        had_width = self.minimumSizeHint().width()
        self._shown = shown
        kind = self._kind
        self.setAccessibleName(
            wording.spoken_number(self._who, kind.spoken_name, kind.spoken_unit, reading, kind.decimals)
        )
        why = "" if reading.unknown is None else wording.UNKNOWN_HELP.get(reading.unknown, "")
        self.setToolTip(f"{kind.help} {why}".strip())
        if self.minimumSizeHint().width() != had_width:
            self.updateGeometry()
        self.update()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return what the number and what stands beside it need."""
        label = self._label_metrics()
        beside = [self._beside_metrics().horizontalAdvance(line) for line in self._shown.beside]
        side = max(beside, default=0.0) if self._shown.is_known else float(self._look.px(_REASON_PX))
        width = max(label.horizontalAdvance(self._shown.label), self._figure_width() + _GAP_PX + side)
        height = label.height() + self._figure_height()
        return QSize(round(width) + 1, round(height) + 1)

    def sizeHint(self) -> QSize:
        """Return the same."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the label, the number, and what stands beside it."""
        painter = QPainter(self)
        colours = self._look.colours
        label = self._label_metrics()
        painter.setPen(QColor(colours.muted_text))
        painter.setFont(font(self._look, "label", MEDIUM))
        painter.drawText(QRectF(0, 0, self.width(), label.height()), Qt.AlignmentFlag.AlignLeft, self._shown.label)
        painter.setPen(QColor(self.colour))
        painter.setFont(font(self._look, "number", STRONG if self._shown.is_known else REGULAR))
        area = QRectF(0, label.height(), self.width(), self._figure_height())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._shown.figure)
        painter.setPen(QColor(colours.muted_text))
        painter.setFont(font(self._look, "label", MEDIUM))
        self._paint_beside(painter, area)
        painter.end()

    def _paint_beside(self, painter: QPainter, area: QRectF) -> None:
        left = self._figure_width() + _GAP_PX
        side = QRectF(left, area.top(), self.width() - left, area.height())
        if self._shown.is_known:
            lines = self._shown.beside
            height = self._beside_metrics().lineSpacing()
            foot = area.center().y() + QFontMetricsF(font(self._look, "number", STRONG)).capHeight() / 2
            top = foot - height * len(lines) + self._beside_metrics().descent()
            for row, line in enumerate(lines):
                painter.drawText(
                    QRectF(left, top + row * height, side.width() + 1, height), Qt.AlignmentFlag.AlignLeft, line
                )
        else:
            painter.setFont(font(self._look, "tick", MEDIUM))
            painter.drawText(side, _WRAPPED, self._reason_within(side))

    def _reason_within(self, side: QRectF) -> str:
        """The reason, with "unknown:" on a line of its own where there is room for that."""
        in_lines = "\n".join(self._shown.beside)
        return in_lines if self._reason_height(in_lines, side) <= side.height() else self.beside

    def _reason_height(self, text: str, side: QRectF) -> float:
        return QFontMetricsF(font(self._look, "tick", MEDIUM)).boundingRect(side, int(_WRAPPED), text).height()

    def _shown_of(self, reading: Reading) -> _Shown:
        kind = self._kind
        if reading.value is None:
            beside = tuple(wording.reason(reading).replace(": ", ":\n").split("\n"))
            return _Shown(kind.name, wording.DASH, beside, is_known=False, is_rough=False)
        label = f"{kind.name} · {wording.ROUGH}" if reading.is_rough else kind.name
        lines = tuple(line for line in (wording.interval(reading, kind.decimals), kind.unit) if line)
        figure = wording.number(reading.value, kind.decimals)
        return _Shown(label, figure, lines, is_known=True, is_rough=reading.is_rough)

    def _label_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(font(self._look, "label", MEDIUM))

    def _beside_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(font(self._look, "label", MEDIUM))

    def _figure_width(self) -> float:
        return QFontMetricsF(font(self._look, "number", STRONG)).horizontalAdvance(self._shown.figure)

    def _figure_height(self) -> float:
        return QFontMetricsF(font(self._look, "number", STRONG)).capHeight() * 1.42
