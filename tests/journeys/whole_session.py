"""A whole session in the real window, off-screen, from an empty home on; run by test_nothing_readable.

Arguments: how it ends, `closed` or `aborted` (amid the recording), and the folder to export to. Makes a vault,
adds a client, gives the consents, pairs two straps, records, marks, writes a note, replays, exports, closes: by
keys. Prints one JSON object: everything that must not be readable afterwards.
"""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from coreg import app as house
from coreg.cli.logs import begin_logging
from coreg.domain.consent import GivenBy, Manner, Purpose
from coreg.domain.person import Role
from coreg.domain.strap import FoundStrap
from coreg.recording.core_dumps import forbid_core_dumps
from coreg.sensors.clock import ScaledClock
from coreg.sensors.sensor import Deliver, Packet, Sensor, SensorEvent, StrapKnown
from coreg.sensors.simulator import simulated_pair
from coreg.session.plan import Plan
from coreg.settings import recordings_folder
from coreg.ui import fonts, wording
from coreg.ui.desk import Desk
from coreg.ui.doors import Doors
from coreg.ui.vault.client_page import ClientPage
from coreg.ui.vault.code_page import CodePage
from coreg.ui.vault.consent_page import ConsentPage
from coreg.ui.vault.export_page import ExportPage
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.measures_page import MeasuresPage
from coreg.ui.vault.offer_page import OfferPage
from coreg.ui.vault.passphrase_page import PassphrasePage
from coreg.ui.vault.welcome import WelcomePage
from tests.ui.conftest import settle, wait_for
from tests.ui.vault import a_vault
from tests.ui.vault.conftest import Hands

NOTE = "she spoke of the kitchen and the blue door"
PSEUDONYM, NAME = "Zwetschge-77", "Wilhelmine Quastenflosser"
STRAPS = {
    Role.CLIENT: FoundStrap("Wilhelmines Brustgurt", "C4:7A:11:0B:9E:5D", -50, "Polar H10", True, 80),
    Role.THERAPIST: FoundStrap("Praxis Obergeschoss", "A0:9E:1A:7C:09:A3", -60, "Polar H10", True, 80),
}
_SPEED = 20.0
_LENGTH_S = 60.0
Key = Qt.Key


class _WornStrap:
    """A simulated strap that passes for a real one of this address, and keeps what it sent."""

    def __init__(self, sensor: Sensor, strap: FoundStrap, sent: list[bytes]) -> None:
        self._sensor, self._strap, self._sent = sensor, strap, sent
        self.is_simulated = False

    async def run(self, deliver: Deliver) -> None:
        def as_real(event: SensorEvent) -> None:
            match event:
                case StrapKnown():
                    event = replace(event, strap=replace(event.strap, identity=self._strap.address))
                case Packet():
                    self._sent.append(event.payload)
            deliver(event)

        await self._sensor.run(as_real)


class Journey:
    """What a therapist does on the first day."""

    def __init__(self) -> None:
        self.app = QApplication([])
        self.app.setApplicationName(wording.PRODUCT)
        fonts.load_inter()
        self.sent: list[bytes] = []
        self.code = ""
        self.titles: set[str] = set()
        self.desk = Desk(self._doors(), 1.0, None, quits_at_end=False)
        self.desk.open(None)
        self._until(lambda: self.desk.start.status.text() == wording.READY, "the start")

    def make_vault(self) -> Hands:
        QTest.keyClick(self.desk.start, Key.Key_1)
        settle(self.app)
        assert self.desk.vault is not None
        hands = Hands(self.app, self.desk.vault)
        hands.until(MeasuresPage)
        hands.press(Key.Key_Return)
        hands.until(WelcomePage)
        hands.press(Key.Key_Return)
        page = hands.until(PassphrasePage)
        for field in (page.new, page.again):
            hands.tab_to(field.line)
            hands.write(a_vault.PASSPHRASE)
        hands.press(Key.Key_Return)
        self.code = "-".join(group.text() for group in hands.until(CodePage).code.groups)
        hands.press(Key.Key_Return)
        hands.write(self.code)
        hands.press(Key.Key_Return)
        hands.until(OfferPage)
        hands.press(Key.Key_Escape)
        hands.until(LibraryPage)
        return hands

    def add_client(self, hands: Hands) -> None:
        hands.press(Key.Key_N, with_=Qt.KeyboardModifier.ControlModifier)
        page = hands.until(ClientPage)
        hands.write(PSEUDONYM)
        hands.tab_to(page.name.line)
        hands.write(NAME)
        hands.press(Key.Key_Return)
        hands.until(LibraryPage)

    def agree(self, hands: Hands) -> None:
        """Both consents, on the way to the first session."""
        hands.press(Key.Key_Return)
        for title in (f"Consent of {PSEUDONYM}", None):
            page = hands.until(ConsentPage)
            assert title is None or page.title.text() == title
            if page.who.isVisible():
                hands.push(page.who.buttons[GivenBy.CLIENT])
            hands.push(page.manner.buttons[Manner.WRITTEN])
            for box in (*(page.purposes[each] for each in Purpose), page.asked):
                hands.tab_to(box)
                hands.press(Key.Key_Space)
            assert page.main is not None
            hands.push(page.main)
            self._until(lambda page=page: hands.page is not page or self.desk.pairing is not None, "the next")
            settle(self.app)

    def record(self) -> None:
        self._until(lambda: self.desk.pairing is not None, "the pairing screen")
        pairing = self.desk.pairing
        assert pairing is not None
        self._until(lambda: len(pairing.list.rows) == 2, "both straps in the list")
        self._until(lambda: pairing.is_at_cards, "the cards")
        self._until(lambda: all(card.heart_rate.text().isdigit() for card in pairing.cards.values()), "two hearts")
        QTest.keyClick(pairing, Key.Key_Space)
        self._until(lambda: self.desk.therapist is not None, "the session")
        window = self.desk.therapist
        assert window is not None
        QTest.keyClick(window, Key.Key_Asterisk)
        QTest.keyClick(window, Key.Key_Return)
        QTest.keyClicks(window.notes.line, NOTE)
        QTest.keyClick(window.notes.line, Key.Key_Return)
        sessions = recordings_folder()
        self._until(lambda: any(sessions.glob("*.notes")) and window.notes.line.isHidden(), "the note on disk")
        self._until(lambda: len(self.sent) > 2 * _LENGTH_S, "a minute")

    def end(self, hands: Hands) -> None:
        assert self.desk.therapist is not None
        self._see_titles()
        self.desk.therapist.close()
        self._until(lambda: self.desk.link is not None and not self.desk.link.is_holding, "the end")
        QTest.keyClick(self.desk.start, Key.Key_4)
        settle(self.app)
        hands.until(LibraryPage)

    def replay(self, hands: Hands) -> None:
        hands.tab_to(hands.page.panel.sessions)
        hands.press(Key.Key_Return)
        self._until(lambda: self.desk.therapist is not None, "the replay")
        self.end(hands)

    def export(self, hands: Hands, to: Path) -> None:
        """Once in each format, the folder chosen in the dialog."""
        hands.push(hands.page.panel.export)
        page = hands.until(ExportPage)
        hands.push(page.folder.choose)
        dialog = page.folder.findChild(QFileDialog)
        assert dialog is not None
        self._see_titles()
        dialog.setDirectory(str(to))
        dialog.accept()
        settle(self.app)
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert page.folder.folder == to
        hands.flow.window.activateWindow()  # there is no window manager off-screen that does it
        settle(self.app)
        hands.tab_to(page.formats)
        for n_made in range(1, len(page.formats.rows) + 1):
            page.say_doing("")
            hands.press(Key.Key_Return)
            self._until(lambda: page.doing.text().startswith("Written to"), f"export {n_made}")
            hands.press(Key.Key_Down)
        hands.press(Key.Key_Escape)
        hands.until(LibraryPage)

    def say_what_must_not_be_readable(self) -> None:
        texts = [PSEUDONYM, NAME, NOTE, *(strap.address for strap in STRAPS.values())]
        texts += [strap.address.replace(":", "") for strap in STRAPS.values()]
        texts += [strap.name for strap in STRAPS.values()]
        texts += [a_vault.PASSPHRASE, self.code, self.code.replace("-", "")]
        # Four given bytes may stand in an encrypted file by chance: packets of two intervals have six.
        payloads = sorted({payload.hex() for payload in self.sent if len(payload) >= 6})
        said = {"texts": texts, "payloads": payloads, "titles": sorted(self.titles)}
        sys.stdout.write(json.dumps(said))
        sys.stdout.flush()

    def _see_titles(self) -> None:
        self.titles |= {w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()}

    def _until(self, is_so: object, what: str) -> None:
        assert callable(is_so)
        if not wait_for(self.app, is_so, 60.0):
            sys.exit(f"never seen: {what}")

    def _doors(self) -> Doors:
        recordings = recordings_folder()
        real = house.doors(recordings)
        return replace(real, scan=self._scan, plan_straps=self._plan, vault=a_vault.doors(recordings.parent))

    async def _scan(self, seconds: float) -> list[FoundStrap]:
        return list(STRAPS.values())

    def _plan(self, client_id: str | None, therapist_id: str | None) -> Plan:
        clock = ScaledClock(_SPEED)
        pair = simulated_pair(1, clock, None)
        sensors = {role: _WornStrap(pair[role], STRAPS[role], self.sent) for role in Role}
        return Plan(sensors, clock, house.new_header(is_simulated=False), None, records_at_once=False)


def main(ending: str, out: Path) -> None:
    forbid_core_dumps()
    begin_logging(is_verbose=True)
    journey = Journey()
    hands = journey.make_vault()
    journey.add_client(hands)
    journey.agree(hands)
    journey.record()
    if ending == "aborted":
        journey.say_what_must_not_be_readable()
        os.abort()
    journey.end(hands)
    journey.replay(hands)
    journey.export(hands, out)
    journey.desk.close()
    journey.say_what_must_not_be_readable()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
