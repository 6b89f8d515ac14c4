"""The spectrum as somebody sees and uses it: in the real review window, moved by wheel, drag and keys."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.review.reviewed import ReviewedSession, review
from coreg.review.spectrum import HF_HZ, LF_HZ, RSA_HZ, Spectrum, read_spectrum
from coreg.ui.review.window import ReviewWindow
from coreg.ui.theme import DARK, LIGHT, Look
from tests.ui.conftest import settle, wait_for
from tests.ui.review import sessions

Key = Qt.Key


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> ReviewedSession:
    return review(sessions.with_gaps(tmp_path_factory.mktemp("spectrum")))


@pytest.fixture
def window(app: QApplication, shown: Callable[..., QWidget], session: ReviewedSession) -> Iterator[ReviewWindow]:
    made = ReviewWindow(Look())
    shown(made)
    made.show_session(session)
    made.spectrum_button.click()
    settle(app)
    yield made
    made.may_close = True


def spectrum(peak_hz=0.25, **changed):
    hz = np.linspace(0.005, 0.5, 300)
    power = np.exp(-((hz - peak_hz) ** 2) / 0.0005) + 0.3 * np.exp(-((hz - 0.1) ** 2) / 0.0002)
    known = Spectrum(
        (0.0, 600.0),
        hz,
        400.0 * power,
        lf_ms2=Reading(410.2, 350.0, 490.0),
        hf_ms2=Reading(620.0, 512.4, 750.0),
        rsa_ln_ms2=Reading(6.4, 6.1, 6.7),
        breaths_per_min=Reading(60.0 * peak_hz),
    )
    return replace(known, **changed)


def both():
    return {Role.CLIENT: spectrum(), Role.THERAPIST: spectrum(0.2)}


def shows(app, window, spectra):
    window.show_spectra(spectra)
    settle(app)
    plot = window.spectrum.plot
    assert plot is not None
    return plot


def unknown(reason):
    nothing = Reading.of_unknown(reason)
    return spectrum(
        ms2_per_hz=np.full(300, np.nan),
        lf_ms2=nothing,
        hf_ms2=nothing,
        rsa_ln_ms2=nothing,
        breaths_per_min=nothing,
    )


def seen_words(window):
    return [each for each in (*window.spectrum.missing.values(), window.spectrum.state) if each.isVisible()]


def test_the_powers_are_readings_with_their_intervals(app, window):
    plot = shows(app, window, both())
    table = window.spectrum.table
    assert table.values[Role.CLIENT, "lf_ms2"].text() == "410"
    assert table.intervals[Role.CLIENT, "lf_ms2"].text() == "350–490"
    assert table.values[Role.THERAPIST, "rsa_ln_ms2"].text() == "6.4"
    spoken = table.values[Role.CLIENT, "hf_ms2"].accessibleName()
    assert spoken == "Client. HF power: 620 ms², between 512 and 750."
    assert "Client: the spectrum is highest at 0.25 Hz. LF power: 410 ms²" in plot.accessibleDescription()
    assert "Therapist: the spectrum is highest at 0.20 Hz." in plot.accessibleDescription()
    assert not [words for words in seen_words(window) if words.text()]


def test_no_balance_of_the_two_bands_is_told(app, window):
    shows(app, window, both())
    said = " ".join(child.accessibleName() + child.accessibleDescription() for child in everything(window.spectrum))
    assert "LF/HF" not in said
    assert "balance" not in said.lower()


def everything(widget):
    return [widget, *widget.findChildren(QWidget)]


def test_bands_and_breath_lie_where_they_belong(app, window):
    plot = shows(app, window, both())
    assert [ground.getRegion() for ground in plot._grounds.values()] == [LF_HZ, HF_HZ]
    assert tuple(plot._rsa.getData()[0]) == RSA_HZ
    assert plot.breaths[Role.CLIENT].getData()[0].tolist() == [0.25]
    assert plot.breaths[Role.THERAPIST].getData()[0].tolist() == [0.2]
    shows(app, window, {Role.CLIENT: spectrum(breaths_per_min=Reading.of_unknown(Unknown.NO_CLEAR_RHYTHM))})
    assert not len(plot.breaths[Role.CLIENT].getData()[0])
    assert (
        window.spectrum.table.intervals[Role.CLIENT, "breaths_per_min"].text() == "unknown: no clear rhythm in it"
    )


def test_the_clients_line_is_solid_and_the_therapists_dashed_two_pixels_wide_at_any_zoom(app, window):
    plot = shows(app, window, both())
    client, therapist = (plot.lines[role].opts["pen"] for role in (Role.CLIENT, Role.THERAPIST))
    assert client.style() is Qt.PenStyle.SolidLine
    assert therapist.style() is Qt.PenStyle.CustomDashLine
    assert client.isCosmetic()
    assert therapist.isCosmetic()
    assert client.width() == therapist.width() == 2
    assert [words.text() for _, words in window.spectrum.legend.values()] == ["Client, solid", "Therapist, dashed"]


def test_keys_move_and_zoom_and_home_shows_all_again(app, window):
    plot = shows(app, window, both())
    assert plot.seen_hz == pytest.approx((0.03, 0.5))
    plot.setFocus()
    QTest.keyClick(plot, Key.Key_Plus)
    low, high = plot.seen_hz
    assert (low, high) == pytest.approx((0.08875, 0.44125))
    QTest.keyClick(plot, Key.Key_Right)
    assert plot.seen_hz == pytest.approx((low + 0.0440625, high + 0.0440625))
    QTest.keyClick(plot, Key.Key_Left)
    QTest.keyClick(plot, Key.Key_Minus)
    for _ in range(30):
        QTest.keyClick(plot, Key.Key_Plus)
    low, high = plot.seen_hz
    assert high - low == pytest.approx(0.05)
    for _ in range(50):
        QTest.keyClick(plot, Key.Key_Right)
    assert plot.seen_hz[1] == pytest.approx(0.5)
    QTest.keyClick(plot, Key.Key_Home)
    assert plot.seen_hz == pytest.approx((0.03, 0.5))
    assert plot.accessibleDescription().startswith("From 0.03 to 0.50 Hz.")


@pytest.fixture
def every_move_counts():
    """pyqtgraph leaves out moves that come too fast for a hand: a test's are as fast as the machine."""
    import pyqtgraph

    before = pyqtgraph.getConfigOption("mouseRateLimit")
    pyqtgraph.setConfigOption("mouseRateLimit", 0)
    yield
    pyqtgraph.setConfigOption("mouseRateLimit", before)


@pytest.mark.usefixtures("every_move_counts")
def test_the_wheel_zooms_about_the_pointer_and_a_drag_moves(app, window):
    plot = shows(app, window, both())
    view = plot._view
    at = QPointF(view.viewport().width() / 2, 60.0)
    where = view.viewport().mapToGlobal(at)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(at, where, QPoint(), QPoint(0, 480), none, Qt.KeyboardModifier.NoModifier, phase, False)
    QApplication.sendEvent(view.viewport(), wheel)
    settle(app)
    low, high = plot.seen_hz
    assert high - low < 0.45
    seen_y = plot.box.viewRange()[1]
    here = at.toPoint()
    left = Qt.MouseButton.LeftButton
    drag(app, view, QEvent.Type.MouseButtonPress, here, left)
    for dx in range(0, 40, 8):
        drag(app, view, QEvent.Type.MouseMove, here + QPoint(dx, dx // 2), left)
    drag(app, view, QEvent.Type.MouseButtonRelease, here + QPoint(32, 16), Qt.MouseButton.NoButton)
    assert plot.seen_hz[0] < low
    assert plot.box.viewRange()[1][0] == seen_y[0] == 0.0


def drag(app, view, kind, at, held):
    where = view.viewport().mapToGlobal(at)
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QMouseEvent(kind, QPointF(at), QPointF(where), button, held, none))
    settle(app)


def test_keys_that_are_not_the_plots_are_the_windows(app, window):
    plot = shows(app, window, both())
    left = []
    window.left.connect(lambda: left.append(True))
    plot.setFocus()
    QTest.keyClick(plot, Key.Key_Escape)
    assert left


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Unknown.TOO_SHORT, "Client, spectrum: unknown: the stretch is under two minutes."),
        (Unknown.INTERVALS_UNEVEN, "Client, spectrum: unknown: intervals too uneven to compute."),
    ],
)
def test_an_unknown_spectrum_says_why_and_draws_nothing(app, window, reason, words):
    plot = shows(app, window, both())
    shows(app, window, {Role.CLIENT: unknown(reason), Role.THERAPIST: spectrum()})
    assert [each.text() for each in seen_words(window)] == [words]
    assert plot.lines[Role.CLIENT].getData()[0] is None or not len(plot.lines[Role.CLIENT].getData()[0])
    assert not window.spectrum.legend[Role.CLIENT][1].isVisible()
    shows(app, window, {Role.CLIENT: unknown(reason)})
    assert not plot.isVisible()


def test_a_stretch_that_is_drawn_out_is_read_once_the_hand_rests(app, window, session):
    asked = []
    window.spectrum_asked.connect(lambda: asked.append(window.spectrum.span_s))
    shows(app, window, both())
    for _ in range(6):
        QTest.keyClick(window, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    span_s = window.chart.chosen_s
    assert span_s is not None
    assert not window.spectrum.is_read
    assert wait_for(app, lambda: bool(asked))
    assert asked == [span_s]
    assert window.spectrum.heading.text().startswith("Rhythms of each heart, ")
    window.show_spectra({role: read_spectrum(one.series, span_s) for role, one in session.people.items()})
    assert window.spectrum.is_read


def test_light_and_dark_are_the_looks_own(app, window):
    plot = shows(app, window, both())
    for look in (Look(DARK), Look(LIGHT)):
        window.set_look(look)
        settle(app)
        seen = plot.grab().toImage()
        assert seen.pixelColor(seen.width() // 2, 8).name().upper() in {
            look.colours.panel,
            look.colours.baseline_band,
        }
        assert plot.lines[Role.CLIENT].opts["pen"].color().name().upper() == look.colours.client


def test_nobody_pays_for_pyqtgraph_who_does_not_ask_for_a_spectrum():
    code = "import sys, coreg.ui.review.flow; print('pyqtgraph' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
